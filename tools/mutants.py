#!/usr/bin/env python3
# mutants.py: takes each rule of the loader and of the ABI out in turn, in a
# scratch copy, rebuilds the core, and shows that a test of loading fails then.
# A line a rule; closes with `N passed, N failed`.
#
# SPDX-License-Identifier: BSD-3-Clause
#
# A rule is a place in a file of core/module and what stands there without it. A
# rule whose place is not found, or that does not compile, is a failure: the table
# has to follow the code. Rules that need root to be seen are skipped without it.

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TESTS = ['test-loader.py', 'test-abi.py']
NEEDS_ROOT = {'AT_SECURE', 'wrong owner of a file', 'wrong owner of a folder'}

LOADER, FILE = 'core/module/loader.c', 'core/module/check-file.c'
ELF, REGISTRY = 'core/module/check-elf.c', 'core/module/registry.c'

# The rule, its file, the text that makes it, the text without it.
RULES = [
    # Where modules are looked for.
    ('relative entry in the path', LOADER, 'else if (!g_path_is_absolute (entry))', 'else if (false)'),
    ('empty entry in the path', LOADER,
     'g_string_append (ignored, "; RETROGRADE_PATH: an empty entry was ignored");',
     'dir_add (dirs->len, ".", false, "RETROGRADE_PATH");'),
    ('ignored entries are named', LOADER, 'rejected->str,\n                 ignored->str);',
     'rejected->str,\n                 "");'),
    ('rejected files are named', LOADER, 'name, rejected->str,', 'name, "",'),
    ('AT_SECURE', LOADER, 'if (getauxval (AT_SECURE))', 'if (false)'),
    ('relative folder from the program', LOADER,
     'if (path == NULL || !g_path_is_absolute (path))\n    {\n'
     '      g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT,\n                   "module directory',
     'if (path == NULL)\n    {\n      g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT,\n'
     '                   "module directory'),
    ('relative file from the program', LOADER,
     'if (path == NULL || !g_path_is_absolute (path))\n    {\n'
     '      g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "module \'',
     'if (path == NULL)\n    {\n      g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "module \''),
    ('a name cannot leave the folder', LOADER, 'if (!name_is_plain (name))', 'if (name == NULL)'),
    ('the first match wins', LOADER,
     'op == NULL; i++)\n    {\n      const RgModuleDir *dir = dirs->pdata[i];',
     'op == NULL; i++)\n    {\n      const RgModuleDir *dir = dirs->pdata[dirs->len - 1 - i];'),
    ('locked: no file by its path', LOADER, '  if (locked)\n', '  if (false)\n'),
    ('locked: no file by its name', LOADER, 'if (op == NULL && locked)', 'if (false)'),

    # The file.
    ('world-writable file', FILE, 'if (st.st_mode & S_IWOTH)\n    return "everybody can write it ',
     'if (false)\n    return "everybody can write it '),
    ('world-writable folder', FILE, 'if (st.st_mode & S_IWOTH)\n    return "everybody can write its folder',
     'if (false)\n    return "everybody can write its folder'),
    ('folder of a link', FILE, 'fault = folder_fault (path, trusted);', 'fault = NULL;'),
    ('folder that a link leads to', FILE, 'fault = folder_fault (canonical, trusted);', 'fault = NULL;'),
    ('wrong owner of a file', FILE, 'if (!trusted && !owner_is_right (&st))\n    return "it is owned',
     'if (false)\n    return "it is owned'),
    ('wrong owner of a folder', FILE, 'if (!trusted && !owner_is_right (&st))\n    return "its folder',
     'if (false)\n    return "its folder'),
    ('a directory is no file', FILE, 'if (S_ISDIR (st.st_mode))', 'if (false)'),
    ('a pipe is no file', FILE, 'if (!S_ISREG (st.st_mode))', 'if (false)'),
    ('a link to nothing', FILE, 'return reject (error, path, g_strerror (errno));',
     'return reject (error, path, "?");'),

    # Its format.
    ('not an ELF file', ELF, '|| memcmp (head.e_ident, ELFMAG, SELFMAG) != 0)', ')'),
    ('truncated header', ELF, 'if (!read_at (fd, &head, sizeof head, 0) || ',
     'read_at (fd, &head, sizeof head, 0);\n  if ('),
    ('wrong architecture', ELF, '(MACHINE != EM_NONE && head.e_machine != MACHINE)', 'false'),
    ('wrong word size', ELF, 'if (head.e_ident[EI_CLASS] != CLASS || ', 'if ('),
    ('wrong byte order', ELF, 'head.e_ident[EI_DATA] != DATA', 'false'),
    ('no shared object', ELF, 'if (head.e_type != ET_DYN)', 'if (false)'),
    ('damaged program header', ELF, 'if (head.e_phentsize != sizeof (ElfW (Phdr)))', 'if (false)'),
    ('truncated table of segments', ELF,
     'if (!read_at (fd, &segment, sizeof segment, head.e_phoff + i * sizeof segment))\n        return cut;',
     'if (!read_at (fd, &segment, sizeof segment, head.e_phoff + i * sizeof segment))\n        return NULL;'),
    ('truncated segment', ELF, 'segment.p_filesz > size - segment.p_offset', 'false'),

    # What it hands over.
    ('missing entry', LOADER, 'if (query == NULL)', 'if (false)'),
    ('missing symbol', LOADER, 'dlopen (real, RTLD_NOW |', 'dlopen (real, RTLD_LAZY |'),
    ('wrong magic', LOADER, '|| m->magic != RG_MODULE_MAGIC)', ')'),
    ('other ABI major', LOADER, 'm->abi_major != RG_ABI_MAJOR || ', ''),
    ('later ABI minor', LOADER, ' || m->abi_minor > RG_ABI_MINOR)', ')'),
    ('short header', LOADER, 'if (m->struct_size < oldest)', 'if (false)'),
    ('another limit', LOADER,
     '(i >= 4 && m->sizes[i] != sizes[i])', '(i >= 4 && i < 6 && m->sizes[i] != sizes[i])'),
    ('a table with another stride', LOADER,
     '(i >= 4 && m->sizes[i] != sizes[i])', '(i >= 6 && m->sizes[i] != sizes[i])'),
    ('a larger struct', LOADER, 'm->sizes[i] > sizes[i] || ', ''),
    ('two cores in one process', LOADER, 'if (m->anchor != rg_module_anchor ())', 'if (false)'),
    ("a name that is not the file's", LOADER, 'strcmp (m->name, file_name) != 0', 'false'),
    ('no operators', REGISTRY, 'if (module->ops == NULL || module->ops[0] == NULL)', 'if (module->ops == NULL)'),
    ('duplicate name', REGISTRY, 'if (other == NULL)\n        continue;',
     'if (other || other == NULL)\n        continue;'),
    ('duplicate name in one module', REGISTRY, 'if (fault == NULL && stands_twice (module, op))', 'if (false)'),
    ("a name of another module's", REGISTRY, 'if (fault == NULL && !name_belongs ((*op)->name, module->name))',
     'if (false)'),
    ('uses: what is missing', LOADER, 'bool ok = load_uses (m, path, error);', 'bool ok = true;'),
    ('uses: nothing is left behind', LOADER, 'if (!ok)\n    take_back (mark);', ''),

    # Its descriptors.
    ('NULL forward', REGISTRY, 'return op->forward ? NULL : "`forward` is missing";', 'return NULL;'),
    ('NULL pointwise', REGISTRY, 'return pointwise_fault (op->pointwise);',
     'return op->pointwise ? pointwise_fault (op->pointwise) : NULL;'),
    ('pointwise without a kernel', REGISTRY, 'return "`pointwise` has no kernel (RG_CLONES_OF gives one)";',
     'return NULL;'),
    ('NULL reduction', REGISTRY, 'return reduction_fault (op->reduction);',
     'return op->reduction ? reduction_fault (op->reduction) : NULL;'),
    ('reduction without its functions', REGISTRY,
     'return "`reduction` needs rows (RG_ROWS_OF), combine and finish for each dtype with a state_size";',
     'continue;'),
    ('no summary', REGISTRY, 'if (op->summary == NULL || op->formula == NULL)', 'if (false)'),
    ('no struct size', REGISTRY, 'if (op->struct_size < oldest)', 'if (false)'),
    ('unknown kind', REGISTRY, 'return "kind is none that this engine knows";', 'return NULL;'),
    ('gradient of no input', REGISTRY, '(row->input >= 0 && row->input >= n)', 'false'),
    ('attribute out of its struct', REGISTRY, 'a->offset >= op->attrs_size', 'false'),

    # Older modules.
    ('a shorter descriptor is completed', REGISTRY, 'MIN (op->struct_size, sizeof *op)', 'sizeof *op'),
    ('a shorter struct of kernels is completed', REGISTRY, 'its_size >= our_size', 'its_size > 0'),
]

# What abidiff has to see (tools/check --abi); skipped where it is not there.
ABI_RULES = [
    ('ABI: a function that goes away', 'core/optim/rg-schedule.h',
     'RG_API int64_t rg_schedule_count', 'int64_t rg_schedule_count'),
    ('ABI: a field that changes its type', 'core/module/rg-op.h',
     'unsigned flags;\n} RgInput;', 'uint64_t flags;\n} RgInput;'),
]


class Scratch:
    """A copy of the tree with a build of what the tests of loading need."""

    def __init__(self, folder, jobs):
        self.root, self.build = os.path.join(folder, 'tree'), os.path.join(folder, 'build')
        self.jobs = str(jobs)
        listed = subprocess.run(['git', '-C', ROOT, 'ls-files', '-co', '--exclude-standard'], check=True,
                                capture_output=True, text=True).stdout.split('\n')
        for path in listed:
            if path and os.path.isfile(os.path.join(ROOT, path)):
                target = os.path.join(self.root, path)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                shutil.copy2(os.path.join(ROOT, path), target)
        self.env = dict(os.environ, RG_TEST_BUILD_DIR=self.build, RG_TEST_SOURCE_DIR=self.root,
                        RG_TEST_TIMEOUT='3')
        self.quietly(['meson', 'setup', '-Dbuildtype=debug', self.build, self.root])
        targets = self.quietly(['ninja', '-C', self.build, '-t', 'targets', 'all'])
        self.targets = re.findall(r'^((?:tests/module/(?:loader-probe[\w-]*|abi/\w+\.so|fixtures/[\w-]+\.so)'
                                  r'|ops/(?:mul|add)\.so|libretrograde\.so\.\d\S*)): ', targets, re.M)
        self.targets = [t for t in self.targets if not t.endswith('.symbols')]

    def quietly(self, command):
        run = subprocess.run(command, capture_output=True, text=True, env=self.env, check=False)
        if run.returncode:
            sys.exit('mutants.py: %s failed:\n%s%s' % (' '.join(command[:4]), run.stdout[-3000:], run.stderr))
        return run.stdout

    def compiles(self, targets=None):
        run = subprocess.run(['ninja', '-C', self.build, '-j', self.jobs, *(targets or self.targets)],
                             capture_output=True, text=True, check=False)
        return '' if run.returncode == 0 else run.stdout[-1500:]

    def first_failure(self):
        """The first test that fails, or None."""
        for name in TESTS:
            run = subprocess.run([sys.executable, '-B', os.path.join(self.root, 'tests', 'module', name)],
                                 capture_output=True, text=True, env=self.env, check=False)
            match = re.search(r'^not ok \d+ - (.*)$', run.stdout, re.M)
            if match:
                return match[1]
            if run.returncode:
                return '%s ended with %d: %s' % (name, run.returncode, run.stderr.strip()[-200:])
        return None

    def library(self):
        return [t for t in self.targets if t.startswith('libretrograde')]

    def abi_difference(self):
        """What abidiff says of the library, or None."""
        run = subprocess.run(['bash', '-c', '. tools/common.sh; abi_compare "$1"', 'mutants',
                              os.path.join(self.build, self.library()[0])], cwd=self.root,
                             capture_output=True, text=True, check=False)
        lines = [line.strip() for line in run.stdout.splitlines() if "'" in line]
        return None if run.returncode == 0 else lines[0] if lines else run.stdout + run.stderr


def one(scratch, path, old, new, of_abi):
    """Whether a test fails without the rule, and what to say."""
    full = os.path.join(scratch.root, path)
    with open(full, encoding='utf-8') as file:
        whole = file.read()
    if whole.count(old) != 1:
        return False, '%s has its text %d times' % (path, whole.count(old))
    try:
        with open(full, 'w', encoding='utf-8') as file:
            file.write(whole.replace(old, new))
        trouble = scratch.compiles(scratch.library() if of_abi else None)
        if trouble:
            return False, 'does not compile without it:\n' + trouble
        caught = scratch.abi_difference() if of_abi else scratch.first_failure()
        return caught is not None, caught or 'no test fails without it'
    finally:
        with open(full, 'w', encoding='utf-8') as file:
            file.write(whole)


def main():
    parser = argparse.ArgumentParser(description='Takes each rule of the loader out in turn.')
    parser.add_argument('rules', nargs='*', help='only rules that contain one of these words')
    parser.add_argument('--jobs', type=int, default=os.cpu_count() or 1)
    args = parser.parse_args()
    has_abidiff = shutil.which('abidiff') and shutil.which('abidw')
    wanted = [r for r in RULES + ABI_RULES if not args.rules or any(word in r[0] for word in args.rules)]
    if not wanted:
        sys.exit('mutants.py: no such rule')
    passed = failed = skipped = 0
    with tempfile.TemporaryDirectory() as folder:
        scratch = Scratch(folder, args.jobs)
        trouble = scratch.compiles() or scratch.first_failure()
        if not trouble and has_abidiff and any(r in ABI_RULES for r in wanted):
            trouble = scratch.abi_difference()
        if trouble:
            print('FAILED: with every rule in place: ' + trouble)
            print('0 passed, 1 failed')
            return 1
        for rule, *how in wanted:
            if rule in NEEDS_ROOT and os.geteuid() != 0:
                skipped += 1
                print('skipped: %s: only root can try it' % rule, flush=True)
                continue
            of_abi = (rule, *how) in ABI_RULES
            if of_abi and not has_abidiff:
                skipped += 1
                print('skipped: %s: there is no abidiff' % rule, flush=True)
                continue
            caught, text = one(scratch, *how, of_abi)
            passed, failed = passed + caught, failed + (not caught)
            print('%s: %s: %s' % ('caught' if caught else 'FAILED', rule, text), flush=True)
    if skipped:
        print('%d skipped' % skipped)
    print('%d passed, %d failed' % (passed, failed))
    return failed != 0


if __name__ == '__main__':
    sys.exit(main())
