#!/usr/bin/env python3
# test-loader.py: every rule of loading (design section 5) by its one clear line.
# Prints TAP.
#
# SPDX-License-Identifier: BSD-3-Clause
#
# Each case is a folder with a copy of a fixture, and a process that asks the
# loader for it. The processes run without root's powers, as another user: root
# may write everywhere, and owns what it likes.

import os
import shutil
import subprocess
import sys
import tempfile

BUILD = os.environ['RG_TEST_BUILD_DIR']
HERE = os.path.join(BUILD, 'tests', 'module')
FIXTURES = os.path.join(HERE, 'fixtures')
USER, OTHER = 65534, 65533
TIMEOUT = float(os.environ.get('RG_TEST_TIMEOUT', '100'))
IS_ROOT = os.geteuid() == 0
DROP = ['setpriv', '--reuid=%d' % USER, '--regid=%d' % USER, '--clear-groups'] \
    if IS_ROOT else []

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'tools'))
from tap import check, end, skip  # noqa: E402


class Place:
    """A folder of its own for one case, and the loader asked about it."""

    def __init__(self, work, name):
        self.path = os.path.join(work, name)
        self.probe = os.path.join(work, 'loader-probe')
        os.mkdir(self.path)
        os.chmod(self.path, 0o755)
        self.own(self.path)

    def own(self, path, user=USER):
        if IS_ROOT:
            os.chown(path, user, user, follow_symlinks=False)

    def folder(self, name):
        path = os.path.join(self.path, name)
        os.mkdir(path)
        os.chmod(path, 0o755)
        self.own(path)
        return path

    def file(self, fixture, name=None, folder=None):
        path = os.path.join(folder or self.path, (name or fixture) + '.so')
        shutil.copyfile(os.path.join(FIXTURES, 'fixture-%s.so' % fixture), path)
        os.chmod(path, 0o644)
        self.own(path)
        return path

    def ask(self, *args, path=None, probe=None, drop=True, **env):
        """The lines of the answer. path: RETROGRADE_PATH."""
        # GNU's loader drops LD_LIBRARY_PATH of a program with more rights; the
        # rest of what is given here it keeps.
        whole = {key: os.environ[key] for key in
                 ('PATH', 'LD_LIBRARY_PATH', 'ASAN_OPTIONS', 'UBSAN_OPTIONS', 'TSAN_OPTIONS',
                  'G_SLICE') if key in os.environ}
        if path is not None:
            whole['RETROGRADE_PATH'] = path
        whole.update(env)
        try:
            run = subprocess.run([*(DROP if drop else []), probe or self.probe, *args],
                                 cwd=self.path, env=whole, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                 timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            return 'no answer'
        text = run.stdout.strip()
        if run.returncode not in (0, 1) or run.stderr:
            text += '\nexit status %d\n%s' % (run.returncode, run.stderr)
        return text.strip()


def expect(got, wanted, what):
    check(got == wanted, what, 'wanted: %s\ngot:    %s' % (wanted, got))


NO_OPERATOR, MODULE, ARGUMENT = 0, 0, 0  # set from the headers in main()


def rejected(path, why):
    return 'error %d %s was rejected: %s' % (MODULE, path, why)


def missing(name, why=''):
    return 'error %d no operator %s%s' % (NO_OPERATOR, name, why)


# --- the path variable ---

def path_variable(place):
    at = place('path')
    folder = at.folder('ops')
    good = at.file('good', folder=folder)
    expect(at.ask('find', 'good', path=folder), 'ok ' + good, 'a module is found by its name')
    expect(at.ask('find', 'good_backward', 'find', 'good', path=folder),
           missing('good_backward') + '\nok ' + good, 'NAME_backward is looked for in NAME.so')
    expect(at.ask('find', 'good', path='ops'),
           missing('good', "; RETROGRADE_PATH: 'ops' was ignored: it is no absolute path"),
           'a relative entry is not searched')
    expect(at.ask('find', 'good', path='./ops'),
           missing('good', "; RETROGRADE_PATH: './ops' was ignored: it is no absolute path"),
           'nor is one that begins with a point')
    expect(at.ask('find', 'good', path='/nonexistent:ops'),
           missing('good', "; RETROGRADE_PATH: 'ops' was ignored: it is no absolute path"),
           'nor is one behind another')
    here = at.file('good', name='good')
    for variable in (':/nonexistent', '/nonexistent:', '/nonexistent::/nonexistent'):
        expect(at.ask('find', 'good', path=variable),
               missing('good', '; RETROGRADE_PATH: an empty entry was ignored'),
               'an empty entry is not the working directory: ' + variable)
    expect(at.ask('find', 'good', path=''), missing('good'), 'an empty variable is none')
    expect(at.ask('find', 'good'), missing('good'), 'the working directory is not searched')
    expect(at.ask('find', 'good', path=':ops:' + folder), 'ok ' + good,
           'the entries that are right are searched all the same')
    first = at.folder('first')
    winner = at.file('good', folder=first)
    expect(at.ask('find', 'good', path=first + ':' + folder), 'ok ' + winner, 'the first match wins')
    expect(at.ask('dir', folder, 'find', 'good', path=first), 'ok %s\nok %s' % (folder, good),
           "the program's folders come before the variable")
    expect(at.ask('why', 'good', path=first + ':' + folder),
           'ok good: %s (module good 1.0, BSD-3-Clause)\n  taken: %s (RETROGRADE_PATH)\n'
           '  shadowed: %s (RETROGRADE_PATH)' % (winner, winner, good), 'why says what is shadowed')
    os.unlink(here)


def names(place):
    at = place('names')
    folder = at.folder('ops')
    at.file('good', folder=folder)
    for name in ('../ops/good', '/good', 'good/', '', 'a' * 128, '1good', '.good', 'go od'):
        expect(at.ask('find', name, path=folder),
               "error %d '%s' cannot be an operator's name: letters, digits, '_' and '.'"
               % (NO_OPERATOR, name), 'a name that could leave the folder is none: %.12r' % name)
    expect(at.ask('load', 'ops/good.so'),
           "error %d module 'ops/good.so': give an absolute path" % ARGUMENT, 'a relative file is not loaded')
    expect(at.ask('dir', 'ops'),
           "error %d module directory 'ops': only an absolute path is searched" % ARGUMENT,
           'a relative folder is not added')


def secure(place):
    """A program that runs with more rights than who started it (AT_SECURE)."""
    at = place('secure')
    title = 'AT_SECURE: the variable is ignored'
    if not IS_ROOT:
        skip(title, 'only root can make a program of another user')
        return
    good = at.file('good')
    probe = os.path.join(at.path, 'probe')
    shutil.copyfile(at.probe, probe)
    os.chown(probe, USER, USER)
    os.chmod(probe, 0o755)
    options = dict(drop=False, probe=probe, path=at.path, ASAN_OPTIONS='detect_leaks=0')
    expect(at.ask('secure', **options), 'ok 0', 'without set-user-id there is no AT_SECURE')
    os.chown(good, 0, 0)
    os.chown(at.path, 0, 0)
    expect(at.ask('find', 'good', **options), 'ok ' + good, 'and the variable is read')
    os.chmod(probe, 0o4755)
    if at.ask('secure', **options) != 'ok 1':
        skip(title, 'set-user-id has no effect here')
        return
    expect(at.ask('find', 'good', **options),
           missing('good', '; RETROGRADE_PATH was ignored: this program has more rights than who runs it'),
           title)
    expect(at.ask('dir', at.path, 'find', 'good', **options), 'ok %s\nok %s' % (at.path, good),
           'what the program itself adds is searched')


# --- the file ---

def both(at, path, why, what):
    """By its path and by its name: never silent, never fatal."""
    name = os.path.basename(path)[:-3]
    expect(at.ask('load', path), rejected(path, why), what)
    expect(at.ask('find', name, path=os.path.dirname(path)),
           missing(name, ': %s was rejected: %s' % (path, why)), what + ', by its name')


def permissions(place):
    at = place('permissions')
    good = at.file('good')
    expect(at.ask('load', good), 'ok good', 'a module is loaded by its path')
    os.chmod(good, 0o646)
    both(at, good, 'everybody can write it (chmod o-w)', 'a world-writable file')
    os.chmod(good, 0o664)
    expect(at.ask('load', good), 'ok good', "a group's file is the user's business")
    os.chmod(good, 0o644)
    os.chmod(at.path, 0o757)
    both(at, good, 'everybody can write its folder (chmod o-w)', 'a world-writable folder')
    os.chmod(at.path, 0o1757)
    both(at, good, 'everybody can write its folder (chmod o-w)', 'a world-writable folder, though sticky')
    os.chmod(at.path, 0o755)
    os.chmod(good, 0o200)
    both(at, good, 'Permission denied', 'a file that cannot be read')
    os.chmod(good, 0o644)
    if not IS_ROOT:
        skip('a file of another user', 'only root can give a file away')
        return
    at.own(good, OTHER)
    both(at, good, 'it is owned by another user (root or you may own it)', 'a file of another user')
    at.own(good, 0)
    expect(at.ask('load', good), 'ok good', "a file of root's")
    at.own(at.path, OTHER)
    both(at, good, 'its folder is owned by another user (root or you may own it)', 'a folder of another user')
    at.own(at.path, 0)
    expect(at.ask('load', good), 'ok good', "a folder of root's")


def links(place):
    at = place('links')
    away = at.folder('away')
    good = at.file('good', folder=away)
    here = at.folder('here')
    link = os.path.join(here, 'good.so')
    os.symlink(good, link)
    at.own(link)
    expect(at.ask('load', link), 'ok good', 'a link to a good file')
    os.chmod(good, 0o646)
    both(at, link, 'everybody can write it (chmod o-w)', 'a link to a world-writable file')
    os.chmod(good, 0o644)
    os.chmod(away, 0o757)
    both(at, link, 'everybody can write its folder (chmod o-w)', 'a link to a file in a world-writable folder')
    os.chmod(away, 0o755)
    os.chmod(here, 0o757)
    both(at, link, 'everybody can write its folder (chmod o-w)', 'a link in a world-writable folder')
    os.chmod(here, 0o755)
    if IS_ROOT:
        at.own(good, OTHER)
        both(at, link, 'it is owned by another user (root or you may own it)', "a link to another user's file")
        at.own(good)
    os.unlink(good)
    both(at, link, 'No such file or directory', 'a link that leads nowhere')


def kinds_of_file(place):
    at = place('kinds')
    folder = os.path.join(at.path, 'folder.so')
    os.mkdir(folder)
    at.own(folder)
    both(at, folder, 'it is a directory', 'a directory')
    pipe = os.path.join(at.path, 'pipe.so')
    os.mkfifo(pipe, 0o644)
    at.own(pipe)
    both(at, pipe, 'it is no regular file', 'a pipe, which would keep the program waiting')
    expect(at.ask('load', at.path + '/none.so'), rejected(at.path + '/none.so', 'No such file or directory'),
           'a file that is not there')


def contents(place):
    at = place('contents')
    with open(at.file('good'), 'rb') as file:
        whole = file.read()
    cut = 'it is cut short: its file ends before its segments do'

    def written(name, data):
        path = os.path.join(at.path, name + '.so')
        with open(path, 'wb') as file:
            file.write(data)
        os.chmod(path, 0o644)
        at.own(path)
        return path

    both(at, written('empty', b''), 'it is no ELF file', 'an empty file')
    both(at, written('text', b'tensor\n' * 100), 'it is no ELF file', 'a file of text')
    both(at, written('stub', whole[:40]), 'it is no ELF file', 'a file shorter than the header')
    both(at, written('head', whole[:64]), cut, 'a file that ends after the header')
    both(at, written('page', whole[:4096]), cut, 'a file that ends after a page')
    both(at, written('half', whole[:last_segment(whole) - 1]), cut, "a file that lacks its last segment's last byte")

    def patched(name, offset, *values):
        data = bytearray(whole)
        data[offset:offset + len(values)] = bytes(values)
        return written(name, bytes(data))

    other = 'it is made for another kind of machine'
    both(at, patched('machine', 18, 8, 0), other, 'another architecture (MIPS)')
    both(at, patched('otherword', 4, 3 - whole[4]), other, 'the other word size')
    both(at, patched('order', 5, 3 - whole[5]), other, 'the other byte order')
    both(at, patched('object', 16, 1, 0), 'it is no shared object (build it with -shared)', 'an object file')
    both(at, patched('table', 54, 1, 0), 'its ELF header is damaged', 'a damaged program header')


def last_segment(data):
    """Where the file's last loaded segment ends (64-bit, little-endian)."""
    def number(at, size):
        return int.from_bytes(data[at:at + size], 'little')

    table, n = number(32, 8), number(56, 2)
    return max(number(at + 8, 8) + number(at + 32, 8)
               for at in range(table, table + 56 * n, 56) if number(at, 4) == 1)


# --- what the file says ---

FAULTS = [
    ('no_entry', 'a missing entry', 'it lacks the symbol rg_module_query (RG_MODULE writes it)'),
    ('bad_magic', 'the wrong magic number', 'its header has the wrong magic number'),
    ('bad_major', 'another major ABI', 'module ABI {next}.{minor}, engine {major}.{minor}'),
    ('later_minor', 'a later minor ABI', 'module ABI {major}.{later}, engine {major}.{minor}'),
    ('short_header', 'a header that is cut', 'its header is too short'),
    ('bad_sizes', 'another limit', "its structs or limits differ from this engine's"),
    ('table_sizes', 'a smaller struct that stands in tables', "its structs or limits differ from this engine's"),
    ('grown_sizes', 'a larger struct', "its structs or limits differ from this engine's"),
    ('other_name', "a name that is not its file's", "it calls itself 'another', so its file should be another.so"),
    ('no_operators', 'no operators', 'it has no operators'),
]

DESCRIPTORS = [
    ('null_forward', 'a general operator without forward', '`forward` is missing'),
    ('null_shape_view', 'a view without forward', '`forward` is missing'),
    ('null_pointwise', 'a pointwise one without kernels', 'a pointwise operator needs `pointwise`'),
    ('no_kernels', 'one with an empty table', '`pointwise` has no kernel (RG_CLONES_OF gives one)'),
    ('null_reduction', 'a reduction without its struct', 'a reduction needs `reduction`'),
    ('no_rows', 'a reduction without its functions',
     '`reduction` needs rows (RG_ROWS_OF), combine and finish for each dtype with a state_size'),
    ('no_summary', 'no summary', 'summary or formula is missing'),
    ('no_size', 'no struct size', 'struct_size is not set'),
    ('bad_kind', 'a kind that is none', 'kind is none that this engine knows'),
    ('bad_vjp', 'a gradient of no input', 'a vjp row names an input that does not exist'),
    ('bad_attr', 'an attribute out of its struct', 'an attribute lies outside the attribute struct'),
    ('twice', 'the same operator twice', 'it stands twice in the module'),
]


def modules(place, numbers):
    at = place('modules')
    for name, what, why in FAULTS:
        both(at, at.file(name), why.format(**numbers), what)
    for name, what, why in DESCRIPTORS:
        shown = '?' if name == 'no_size' else name
        both(at, at.file(name), 'operator %s: %s' % (shown, why), 'descriptor: ' + what)
    both(at, at.file('foreign_op'), 'operator another: a module defines only NAME, NAME.* and NAME_backward',
         "an operator with a name that is not the module's")
    path = at.file('no_symbol')
    got = at.ask('load', path)
    check(got.startswith(rejected(path, '')) and 'rg_there_is_no_such_function' in got and '\n' not in got,
          'a symbol that nobody has is named', got)
    path = at.file('bad_uses')
    both(at, path, 'operator bad_uses uses no_such_operator: no operator no_such_operator',
         'a module that uses an operator that is not there')
    expect(at.ask('load', path, 'find', 'bad_uses'),
           rejected(path, 'operator bad_uses uses no_such_operator: no operator no_such_operator')
           + '\n' + missing('bad_uses'), 'it leaves nothing behind')


def duplicates(place):
    at = place('duplicates')
    first, second = at.folder('first'), at.folder('second')
    one, two = at.file('good', folder=first), at.file('good', folder=second)
    expect(at.ask('load', one, 'load', two),
           'ok good\n' + rejected(two, 'operator good is already defined by ' + one),
           'an operator that another file defines: both are named')
    expect(at.ask('load', one, 'load', one), 'ok good\nok good', 'the same file twice is the same module')
    link = os.path.join(second, 'link.so')
    os.symlink(one, link)
    at.own(link)
    expect(at.ask('load', one, 'load', link), 'ok good\nok good', 'and so is a link to it')
    expect(at.ask('lock', 'load', one, 'find', 'good', path=first),
           'ok locked\nerror %d %s: modules are locked (rg_modules_lock)\n'
           'error %d no operator good is loaded, and modules are locked (rg_modules_lock)'
           % (MODULE, one, NO_OPERATOR), 'after rg_modules_lock no file is opened')
    expect(at.ask('load', one, 'lock', 'call', 'good'), 'ok good\nok locked\nok 12',
           'what was loaded before works on')


def hosts(place):
    """A module in a program that holds the core, and in one that links it."""
    at = place('hosts')
    good = at.file('good')
    linked = os.path.join(FIXTURES, 'fixture-linked.so')
    plain = os.path.join(HERE, 'loader-probe-linked')
    closed = os.path.join(HERE, 'loader-probe-closed')
    expect(at.ask('load', good, 'call', 'good'), 'ok good\nok 12', 'a host that holds the core lends it')
    if IS_ROOT:
        # These programs lie in the build folder, which another user may not enter.
        os.chown(at.path, 0, 0)
    options = {'drop': False}
    os.chmod(good, 0o644)
    at.own(good, os.geteuid())
    expect(at.ask('load', good, 'call', 'good', probe=plain, **options), 'ok good\nok 12',
           'a host that links with the library')
    if not os.path.exists(linked):
        skip('a module that names the library', 'the library is static here')
        return
    path = at.file('linked')
    at.own(path, os.geteuid())
    library = {'LD_LIBRARY_PATH': BUILD}
    expect(at.ask('load', path, 'call', 'linked', probe=plain, **options, **library), 'ok linked\nok 12',
           'a module that names the library, in a host that does')
    expect(at.ask('load', path, 'call', 'linked', **options, **library), 'ok linked\nok 12',
           'a module that names the library, in a host that lends the core it holds')
    expect(at.ask('load', path, probe=closed, **options, **library),
           rejected(path, 'it is linked with another copy of the library: two cores in one process'),
           'two cores in one process: a host that keeps its core to itself')


def main():
    global NO_OPERATOR, MODULE, ARGUMENT
    numbers = {}
    with tempfile.TemporaryDirectory() as work:
        os.chmod(work, 0o755)
        shutil.copy(os.path.join(HERE, 'loader-probe'), work)
        os.chmod(os.path.join(work, 'loader-probe'), 0o755)
        source = os.environ['RG_TEST_SOURCE_DIR']
        with open(os.path.join(source, 'core', 'module', 'rg-op.h'), encoding='utf-8') as file:
            words = [line.split() for line in file if line.startswith('#define RG_ABI_')]
        numbers['major'], numbers['minor'] = (int(line[2]) for line in words)
        numbers['next'], numbers['later'] = numbers['major'] + 1, numbers['minor'] + 1
        codes = error_codes(os.path.join(source, 'core', 'tensor', 'rg-types.h'))
        NO_OPERATOR, MODULE, ARGUMENT = (codes['RG_ERROR_' + name]
                                         for name in ('NO_OPERATOR', 'MODULE', 'ARGUMENT'))

        def place(name):
            return Place(work, name)

        path_variable(place)
        names(place)
        secure(place)
        permissions(place)
        links(place)
        kinds_of_file(place)
        contents(place)
        modules(place, numbers)
        duplicates(place)
        hosts(place)
    end()


def error_codes(path):
    """RgError's names and their numbers, which count up from 0."""
    with open(path, encoding='utf-8') as file:
        body = file.read().split('} RgError;')[0].rsplit('{', 1)[1]
    names_of = [line.split(',')[0].split('=')[0].strip() for line in body.splitlines()]
    return {name: i for i, name in enumerate(name for name in names_of if name.startswith('RG_'))}


if __name__ == '__main__':
    main()
