#!/usr/bin/env python3
# test-install.py PREFIX: tests an installed library as a stranger meets it:
# headers, pkg-config, operators, plugins, programs, ctypes; then moves it and
# tries again. tools/check --install calls it. Prints TAP.
#
# SPDX-License-Identifier: BSD-3-Clause

import glob
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

from planted import planted

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
CC = os.environ.get('CC', 'cc')
CXX = os.environ.get('CXX', 'g++')
WARN = ['-Wall', '-Wextra', '-Wpedantic', '-Werror']

CTYPES = '''
import ctypes, sys
rg = ctypes.CDLL(sys.argv[1])
for name in ('rg_scope_begin', 'rg_scalar', 'rg_exp', 'rg_call'):
    getattr(rg, name).restype = ctypes.c_void_p
rg.rg_item.restype = ctypes.c_double
rg.rg_scope_begin.argtypes = []
rg.rg_scope_end.argtypes = rg.rg_exp.argtypes = rg.rg_item.argtypes = [ctypes.c_void_p]
rg.rg_scalar.argtypes = [ctypes.c_int, ctypes.c_double]
rg.rg_call.argtypes = [ctypes.c_char_p, ctypes.c_void_p, ctypes.c_void_p]
scope = rg.rg_scope_begin()
value = rg.rg_item(rg.rg_exp(rg.rg_scalar(1, 0.0)))
cube = rg.rg_item(rg.rg_call(b'cube', rg.rg_scalar(1, 2.0), None))
rg.rg_scope_end(scope)
sys.exit(0 if (value, cube) == (1.0, 8.0) else 'exp (0) is %r, cube (2) is %r' % (value, cube))
'''

count, failures = 0, 0


def check(good, what, detail=''):
    global count, failures
    count += 1
    failures += not good
    print('%s %d - %s' % ('ok' if good else 'not ok', count, what))
    if not good:
        print('\n'.join('# ' + line for line in detail.splitlines()[-30:]))
    return good


class Installed:
    """A prefix, and how to build and run against it."""

    def __init__(self, prefix):
        self.prefix = prefix
        self.lib = os.path.join(prefix, 'lib')
        self.pc = os.path.join(self.lib, 'pkgconfig')
        self.command = os.path.join(prefix, 'bin', 'retrograde')
        self.env = dict(os.environ, PKG_CONFIG_PATH=self.pc,
                        LD_LIBRARY_PATH=self.lib)
        self.env.pop('RETROGRADE_PATH', None)

    def run(self, command, what, **env):
        try:
            run = subprocess.run(command, capture_output=True, text=True,
                                 env=dict(self.env, **env), timeout=300,
                                 stdin=subprocess.DEVNULL)
        except (OSError, subprocess.TimeoutExpired) as error:
            return check(False, what, str(error))
        return check(run.returncode == 0, what, '%s\nexit status %d\n%s%s' % (
            shlex.join(command), run.returncode, run.stdout, run.stderr))

    def says(self, command, expected, what, **env):
        """Runs a command whose output must hold a text."""
        run = subprocess.run(command, capture_output=True, text=True,
                             env=dict(self.env, **env), timeout=300,
                             stdin=subprocess.DEVNULL)
        return check(run.returncode == 0 and expected in run.stdout, what,
                     'expected %s\nexit status %d\n%s%s' % (
                         expected, run.returncode, run.stdout, run.stderr))

    def refuses(self, command, line):
        """Runs a command that must end in one line on standard error."""
        run = subprocess.run(command, capture_output=True, text=True,
                             env=self.env, timeout=300,
                             stdin=subprocess.DEVNULL)
        return check(run.returncode in (1, 2) and run.stdout == ''
                     and line in run.stderr and run.stderr.count('\n') == 1,
                     'refused: %s' % shlex.join(command[1:]),
                     'expected %s\nexit status %d\n%s%s' % (
                         line, run.returncode, run.stdout, run.stderr))

    def pkg_config(self, *options):
        run = subprocess.run(['pkg-config', *options, 'retrograde'],
                             capture_output=True, text=True, env=self.env)
        return run.stdout.strip() if run.returncode == 0 else None


def headers(at, work):
    """Each header alone, in both languages."""
    folder = os.path.join(at.prefix, 'include', 'retrograde-1')
    flags = shlex.split(at.pkg_config('--cflags') or '')
    names = sorted(os.path.basename(p) for p in glob.glob(folder + '/*.h'))
    check('retrograde.h' in names and 'rg-ops.h' in names,
          'retrograde.h and rg-ops.h are installed', ' '.join(names))
    for name in names:
        for compiler, standard, ending in ((CC, 'c11', 'c'),
                                           (CXX, 'c++17', 'cc')):
            path = os.path.join(work, 'use.' + ending)
            with open(path, 'w', encoding='utf-8') as file:
                file.write('#include <%s>\nint not_empty;\n' % name)
            at.run([*shlex.split(compiler), '-std=' + standard, *WARN,
                    '-fsyntax-only', *flags, path],
                   '%s compiles alone as %s' % (name, standard))


def installed_files(at, build):
    opdir = at.pkg_config('--variable=opdir') or ''
    modules = sorted(glob.glob(os.path.join(opdir, '*.so')))
    check(os.path.join(opdir, 'add.so') in modules,
          'pkg-config says where the operators are', opdir)
    flags = at.pkg_config('--cflags') or ''
    check('-fopenmp-simd' in flags and '-ffp-contract=off' in flags,
          'pkg-config gives the flags of the kernels', flags)
    bad = []
    for path in modules + glob.glob(at.lib + '/libretrograde.so.*'):
        text = subprocess.run(['readelf', '-d', path], capture_output=True,
                              text=True, check=True).stdout
        bad += [path + line for line in text.splitlines()
                if 'R' in line and 'PATH)' in line and build in line]
    check(not bad, 'no installed file looks into the build tree',
          '\n'.join(bad))
    text = subprocess.run(['nm', '-D', '--defined-only',
                           at.lib + '/libretrograde.so'], capture_output=True,
                          text=True, check=True).stdout
    names = [line.split()[-1] for line in text.splitlines()]
    bad = [name for name in names if not name.startswith('rg_')]
    check(names and not bad, 'the library shows rg_ names and no other',
          '\n'.join(bad))


def programs(at, work):
    cflags = shlex.split(at.pkg_config('--cflags') or '')
    libs = shlex.split(at.pkg_config('--libs') or '')
    cc = [*shlex.split(CC), '-std=gnu11', '-O2', *WARN]
    plugin, program = work + '/plugins/cube.so', work + '/program'
    os.makedirs(work + '/plugins')
    at.run([*cc, '-shared', '-fPIC', *cflags, HERE + '/cube.c', '-o', plugin,
            *libs], 'a plugin builds')
    at.run([*cc, *cflags, HERE + '/program.c', '-o', program, *libs],
           'a program builds')
    at.run([program], 'the program runs, with the plugin',
           RETROGRADE_PATH=os.path.dirname(plugin))
    return program, os.path.dirname(plugin)


# What the worked plugins give: a call, and what it prints.
VALUES = (
    ("swish [-1,0,2] --beta 3", '[-0.0474,  0.0000,  1.9951]'),
    ("logsumexp_stable [1000,1000,-inf]", '1000.6932'),
    ("logsumexp_stable [[0,nan],[inf,1],[-inf,-inf]] --dim 1",
     '[nan, inf, -inf]'),
    ("spmv [0,2,2,3] [0,2,1] [1,2,3]:float64 [10,20,30]:float64", '[70.,  0., 60.]'),
    # y' = y t from y = 2: at t = 2 it is 2 e^2.
    ("ode_rk4 2.0:float64 --rhs mul --time true --t1 2", '14.7781'),
    ("fft.fft [[1,0],[0,1]]:float64", '[[ 1.,  1.],\n        [ 1., -1.]]'),
    ("fft.ifft [[1,1],[1,-1]]:float64", '[[1., 0.],\n        [0., 1.]]'),
    ("fft.rfft [1,2,4]:float64",
     '[[ 7.0000,  0.0000],\n        [-2.0000,  1.7321]]'),
    ("fft.irfft [[10,0],[-2,2],[-2,0]]:float64", '[1., 2., 3., 4.]'),
    ("lapack.solve [[2,1],[1,3]]:float64 [5,10]:float64", '[1., 3.]'),
    ("lapack.inv [[2,1],[1,1]]:float64", '[[ 1., -1.],\n        [-1.,  2.]]'),
    ("lapack.cholesky [[4,2],[2,5]]:float64", '[[2., 0.],\n        [1., 2.]]'),
    ("lapack.slogdet [[0,2],[3,0]]:float64", '-1.'),
    ("lapack.slogdet [[0,2],[3,0]]:float64", '1.7918'),
    ("lapack.slogdet [[1,2],[2,4]]:float64", '-inf'),
    ("lapack.eigh [[2,1],[1,2]]:float64", '[1., 3.]'),
    ("lapack.eigh [[2,1],[1,2]]:float64", '0.7071'),
)


def plugins(at, work):
    """The worked plugins, built the way their README says: each passes
    `retrograde check` as its test. The builds' folders."""
    folders = []
    for path in sorted(glob.glob(ROOT + '/plugins/*/meson.build')):
        folder = os.path.dirname(path)
        name = os.path.basename(folder)
        build = os.path.join(work, 'plugin-' + name)
        if at.run(['meson', 'setup', '-Dwerror=true', build, folder],
                  'plugins/%s configures' % name) \
                and at.run(['ninja', '-C', build],
                           'plugins/%s builds' % name):
            at.run(['meson', 'test', '-C', build, '--print-errorlogs'],
                   'plugins/%s passes retrograde check' % name)
            folders.append(build)
    check(len(folders) >= 6, 'all of the worked plugins are built',
          ' '.join(folders))
    for call, expected in VALUES:
        at.says([at.command, 'call', *call.split()], expected,
                'call ' + call, RETROGRADE_PATH=':'.join(folders))
    program = os.path.join(work, 'ode')
    at.run([*shlex.split(CC), '-std=gnu11', '-O2', *WARN,
            *shlex.split(at.pkg_config('--cflags') or ''), HERE + '/ode.c',
            '-o', program, *shlex.split(at.pkg_config('--libs') or '')],
           'the program that measures ode_rk4 builds')
    at.run([program], 'memory of ode_rk4 grows as the root of its steps',
           RETROGRADE_PATH=':'.join(folders))
    for path in sorted(glob.glob(ROOT + '/plugins/*/*.c')):
        for compiler in sorted({'gcc', 'clang', 'clang-14'}):
            if shutil.which(compiler):
                flags = shlex.split(at.pkg_config('--cflags') or '')
                at.run([compiler, '-std=gnu11', *WARN, '-fsyntax-only', *flags,
                        path], '%s has nothing to say about %s' % (
                            compiler, os.path.relpath(path, ROOT)))
    lines = open(ROOT + '/plugins/swish/swish.c', encoding='utf-8').readlines()
    check(len(lines) <= 60, 'the teaching example has at most 60 lines',
          str(len(lines)))


# A kind of operator each, and every type of attribute, with and without default.
NEW_OPS = (
    ('pointwise', ['beta:float=1.5']),
    ('pointwise', []),
    ('reduction', ['power:int=2']),
    ('view', ['mode:string=fast']),
    ('general', ['where:ints=1,2']),
    ('composite', ['exact:bool=true']),
    ('general', ['a:int', 'b:float', 'c:bool', 'd:string', 'e:ints',
                 'f:dtype', 'g:string=say "so"', 'h:dtype=int64',
                 'i:float=-1e-3', 'j:ints=']),
)


def new_ops(at, work):
    """What retrograde new-op writes builds without a warning, in either
    compiler, passes its own test, and goes through a model."""
    for number, (kind, attrs) in enumerate(NEW_OPS):
        name = 'new_%s_%d' % (kind, number)
        folder, build = os.path.join(work, name), os.path.join(work, name + '-b')
        what = 'new-op %s %s' % (kind, ' '.join(attrs))
        if not at.run([at.command, 'new-op', name, '--kind', kind,
                       '--dir', folder, *('--attr=' + a for a in attrs)], what):
            continue
        if at.run(['meson', 'setup', '-Dwerror=true', build, folder],
                  what + ': configures') \
                and at.run(['ninja', '-C', build], what + ': builds'):
            at.run(['meson', 'test', '-C', build, '--print-errorlogs'],
                   what + ': passes its test')
            at.says([at.command, 'check', '%s/%s.so' % (build, name)],
                    name + ': ok', what + ': passes retrograde check')
        for compiler in sorted({CC, 'gcc', 'clang', 'clang-14'}):
            if shutil.which(shlex.split(compiler)[0]):
                flags = shlex.split(at.pkg_config('--cflags') or '')
                at.run([*shlex.split(compiler), '-std=gnu11', *WARN,
                        '-fsyntax-only', *flags, '%s/%s.c' % (folder, name)],
                       '%s: %s has nothing to say' % (what, compiler))
    for args, line in (
            (['new_pointwise_0', '--dir', work], 'is there already'),
            (['mul'], 'there is an operator mul already'),
            (['Big'], 'begins with a small letter'),
            (['double'], 'a word of C'),
            (['x', '--kind', 'fast'], 'not "fast"'),
            (['x', '--attr', 'y:complex=1'], 'where type is int'),
            (['x', '--attr', 'y:int=1.5'], '"1.5" is not a whole number'),
            (['x', '--attr', 'y:int', '--attr', 'y:int'], 'twice'),
            (['x', '--kind=reduction', '--attr', 'dim:int=1'], 'has dim'),
            (['x', '--dir', '/proc/no/folder'], 'cannot make the folder'),
            ([], 'give one name')):
        at.refuses([at.command, 'new-op', *args], line)


def document(at, work):
    """The five commands of docs/plugins.md as they stand there, in an empty
    folder, as a user who has installed the library; then its CMake snippet."""
    with open(ROOT + '/docs/plugins.md', encoding='utf-8') as file:
        text = file.read()
    section = text.split('\n## Five commands\n')[1].split('\n## ')[0]
    commands = re.findall(r'^```sh\n(.*?)\n```$', section, re.M | re.S)
    check(len(commands) == 5 and all('\n' not in c for c in commands),
          'docs/plugins.md has five commands of one line', str(commands))
    folder = os.path.join(work, 'five')
    os.makedirs(folder)
    path = '%s:%s' % (os.path.dirname(at.command), os.environ['PATH'])
    expected = ('wrote bump', '', 'bump: ok',
                'tensor([-1.0000,  0.5000,  2.0000])', 'R2 1.0000')
    for line, words in zip(commands, expected):
        at.says(['bash', '-euc', 'cd "$0"; ' + line, folder], words, line,
                PATH=path, LD_LIBRARY_PATH='')
    at.says([at.command, 'info', folder + '/retrograde-run'], 'bump 1',
            'the model that was trained has the operator as a layer',
            RETROGRADE_PATH=folder + '/bump/build')
    folder = os.path.join(work, 'cmake')
    os.makedirs(folder)
    with open(folder + '/CMakeLists.txt', 'w', encoding='utf-8') as file:
        file.write(re.search(r'^```cmake\n(.*?)^```$', text, re.M | re.S)[1])
    shutil.copy(work + '/five/bump/bump.c', folder)
    if at.run(['cmake', '-S', folder, '-B', folder + '/build'],
              'the CMake snippet configures') \
            and at.run(['cmake', '--build', folder + '/build'],
                       'the CMake snippet builds'):
        at.says([at.command, 'check', folder + '/build/bump.so'], 'bump: ok',
                'and its module passes retrograde check')


def command(at):
    at.run([at.command, 'ops', 'mul'], 'the command finds its operators',
           LD_LIBRARY_PATH='')


def main():
    if len(sys.argv) != 2 or not os.path.isdir(sys.argv[1]):
        sys.exit('usage: test-install.py PREFIX')
    at = Installed(os.path.realpath(sys.argv[1]))
    with tempfile.TemporaryDirectory() as work:
        headers(at, work)
        installed_files(at, os.path.join(ROOT, 'build'))
        program, plugin_dir = programs(at, work)
        at.run([sys.executable, '-c', CTYPES, at.lib + '/libretrograde.so'],
               "Python's ctypes loads the library, its operators, and a plugin",
               RETROGRADE_PATH=plugin_dir)
        plugins(at, work)
        planted(at, work, check, CC)
        new_ops(at, work)
        document(at, work)
        command(at)

        moved = Installed(os.path.join(work, 'elsewhere'))
        shutil.move(at.prefix, moved.prefix)
        moved.run([program], 'the same program runs after the library moved',
                  RETROGRADE_PATH=plugin_dir)
        command(moved)
    print('1..%d' % count)
    return failures != 0


if __name__ == '__main__':
    sys.exit(main())
