#!/usr/bin/env python3
# test-abi.py: the promise of docs/abi.md: a module of an earlier version, one of
# an older header, one from the future. Prints TAP.
#
# SPDX-License-Identifier: BSD-3-Clause

import os
import re
import shutil
import subprocess
import sys
import tempfile

BUILD = os.environ['RG_TEST_BUILD_DIR']
SOURCE = os.environ['RG_TEST_SOURCE_DIR']
HERE = os.path.join(BUILD, 'tests', 'module')
FROZEN = os.path.join(SOURCE, 'tests', 'module', 'abi')

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'tools'))
from tap import check, end  # noqa: E402

# Python's ctypes, as a host: it loads the library, and the library the module.
CTYPES = '''
import ctypes, sys
rg = ctypes.CDLL(sys.argv[1])
class Shape(ctypes.Structure):
    _fields_ = [('n', ctypes.c_int64), ('v', ctypes.POINTER(ctypes.c_int64))]
pointer = ctypes.c_void_p
rg.rg_scope_begin.restype = rg.rg_full.restype = rg.rg_call.restype = rg.rg_module_load.restype = pointer
rg.rg_module_load.argtypes = [ctypes.c_char_p, pointer]
rg.rg_full.argtypes = [ctypes.c_int, Shape, ctypes.c_double]
rg.rg_call.argtypes = [ctypes.c_char_p, pointer, pointer]
rg.rg_item.argtypes, rg.rg_item.restype = [pointer], ctypes.c_double
rg.rg_scope_end.argtypes = [pointer]
scope = rg.rg_scope_begin()
if not rg.rg_module_load(sys.argv[2].encode(), None):
    sys.exit('not loaded')
one = (ctypes.c_int64 * 1)(1)
value = rg.rg_item(rg.rg_call(b'parabola', rg.rg_full(1, Shape(1, one), 2.0), None))
rg.rg_scope_end(scope)
print('ok %g' % value)
'''


def ask(probe, *args, path=None):
    env = {key: value for key, value in os.environ.items() if key != 'RETROGRADE_PATH'}
    env['LD_LIBRARY_PATH'] = BUILD
    if path:
        env['RETROGRADE_PATH'] = path
    run = subprocess.run([os.path.join(HERE, probe), *args], env=env, text=True, timeout=100,
                         stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    text = run.stdout + run.stderr
    return text.strip() if run.returncode in (0, 1) else 'exit status %d\n%s' % (run.returncode, text)


def expect(got, wanted, what):
    check(got == wanted, what, 'wanted: %s\ngot:    %s' % (wanted, got))


def numbers(path):
    """RG_ABI_MAJOR and RG_ABI_MINOR of a header."""
    with open(path, encoding='utf-8') as file:
        text = file.read()
    return tuple(int(re.search(r'^#define RG_ABI_%s (\d+)$' % name, text, re.M)[1])
                 for name in ('MAJOR', 'MINOR'))


def frozen():
    now = numbers(os.path.join(SOURCE, 'core', 'module', 'rg-op.h'))
    then = numbers(os.path.join(FROZEN, '1.0', 'rg-op.h'))
    check(then == (1, 0), 'the frozen headers are those of 1.0', then)
    check(now[0] == then[0] and now[1] >= then[1],
          "today's ABI is theirs, or a later minor of it", '%s, %s' % (then, now))


def main():
    frozen()
    work = tempfile.mkdtemp()
    try:
        module = os.path.join(work, 'parabola.so')
        shutil.copyfile(os.path.join(HERE, 'abi', 'parabola.so'), module)
        operators = os.path.join(BUILD, 'ops')
        for probe, host in (('loader-probe-linked', 'a host that links with the library'),
                            ('loader-probe', 'a host that holds the core')):
            expect(ask(probe, 'load', module, 'call', 'parabola', 'grad', 'parabola', path=operators),
                   'ok parabola\nok 42\nok 36', 'a module of 1.0 works in ' + host)
        built = os.path.join(HERE, 'abi', 'parabola.so')
        expect(ask('loader-probe-linked', 'load', built, 'call', 'parabola', path=operators),
               'ok parabola\nok 42', 'a module of 1.0 works from the build tree')
        expect(ask('loader-probe-linked', 'find', 'parabola', path=os.path.dirname(built)), 'ok ' + built,
               'and is found there by its name')
        library = os.path.join(BUILD, 'libretrograde.so')
        if os.path.exists(library) and not sanitized(library):
            run = subprocess.run([sys.executable, '-c', CTYPES, library, module], text=True,
                                 capture_output=True, check=False, timeout=100)
            expect((run.stdout + run.stderr).strip(), 'ok 12', "a module of 1.0 works in Python's ctypes")
        for name, what in (('older', 'shorter structs are completed with zeros, and not read past their end'),
                           ('newer', 'a longer header of the same version is read as far as it is known')):
            path = os.path.join(work, name + '.so')
            shutil.copyfile(os.path.join(HERE, 'fixtures', 'fixture-%s.so' % name), path)
            expect(ask('loader-probe', 'load', path, 'call', name, 'outputs', name),
                   'ok %s\nok 12\nok default' % name, what)
        path = os.path.join(work, 'later_minor.so')
        shutil.copyfile(os.path.join(HERE, 'fixtures', 'fixture-later_minor.so'), path)
        major, minor = numbers(os.path.join(SOURCE, 'core', 'module', 'rg-op.h'))
        got = ask('loader-probe', 'load', path)
        check(got.endswith('%s was rejected: module ABI %d.%d, engine %d.%d'
                           % (path, major, minor + 1, major, minor)),
              'a module from the future is refused, with both versions', got)
    finally:
        shutil.rmtree(work)
    end()


def sanitized(library):
    """Python does not start with a sanitizer's library inside."""
    names = subprocess.run(['readelf', '-d', library], capture_output=True, text=True, check=False)
    return re.search(r'lib[at]san', names.stdout) is not None


if __name__ == '__main__':
    main()
