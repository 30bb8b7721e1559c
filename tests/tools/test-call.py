#!/usr/bin/env python3
# test-call.py: `retrograde call`: operators on NumPy files from the shell, against
# results worked out here. Prints TAP.
#
# SPDX-License-Identifier: BSD-3-Clause

import math
import os
import resource
import shutil
import subprocess
import tempfile
import zipfile

import npy
import tap

folder = tempfile.mkdtemp(prefix='rg-call-')
MODULES = os.path.join(os.environ.get('RG_TEST_BUILD_DIR', ''), 'ops')


def path(*names):
    return os.path.join(folder, *names)


def array(name, shape, values, dtype='<f8', fortran=False):
    return npy.save(path(name), dtype, shape, values, fortran)


def call(*args, **how):
    return tap.run('call', *args, **how)


def near(got, want):
    return len(got) == len(want) and all(abs(a - b) <= 1e-12 * max(1, abs(b)) for a, b in zip(got, want))


def gives(title, args, **files):
    """Runs a call with --out; `files` are the arrays that must then be there, and no others."""
    shutil.rmtree(path('out'), ignore_errors=True)
    result = call(*args, '--out', path('out'))
    there = sorted(os.listdir(path('out'))) if os.path.isdir(path('out')) else []
    wanted = sorted(name + '.npy' for name in files)
    if result.returncode != 0 or result.stderr or there != wanted:
        tap.check(False, title, '%d, %s instead of %s\n%s%s' % (result.returncode, there, wanted, result.stdout, result.stderr))
        return result.stdout
    for name, (dtype, shape, values) in files.items():
        got = npy.load(path('out', name + '.npy'))
        if got[:2] != (dtype, shape) or not near(got[2], values):
            tap.check(False, title, '%s: %s\ninstead of %s' % (name, got, (dtype, shape, values)))
            return result.stdout
    tap.check(True, title)
    return result.stdout


def refused(title, args, *words, status=1, **how):
    """One line that has all the words, the exit status, and no file."""
    shutil.rmtree(path('out'), ignore_errors=True)
    result = call(*args, **how)
    left = os.listdir(path('out')) if os.path.isdir(path('out')) else []
    ok = (result.returncode == status and result.stderr.count('\n') == 1 and result.stdout == '' and not left
          and result.stderr.startswith('retrograde: call: ') and all(word in result.stderr for word in words))
    tap.check(ok, title, '%d %s\n%s%s' % (result.returncode, left, result.stdout, result.stderr))


A = [0.5, -1.25, 2.0, 3.5, -0.75, 1.0]  # (2, 3)
B = [1.5, 0.25, -2.0, 0.5, 1.0, 4.0]    # (2, 3), or (3, 2)


def forward_and_backward():
    a, b = array('a.npy', (2, 3), A), array('b.npy', (2, 3), B)
    b32 = array('b32.npy', (3, 2), B)
    ones = [1.0] * 6
    product = [x * y for x, y in zip(A, B)]
    text = gives('mul: values', ['mul', a, b], out=('<f8', (2, 3), product))
    tap.check(text.startswith('out: float64 (2, 3)\ntensor([[ 0.7500, -0.3125, -4.0000],\n'), 'they are printed as PyTorch prints', text)
    gives('mul: gradients of ones', ['mul', a, b, '--grad'], out=('<f8', (2, 3), product),
          grad_input=('<f8', (2, 3), B), grad_other=('<f8', (2, 3), A))
    weights = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
    g = array('g.npy', (2, 3), weights)
    gives('mul: gradients of a given one', ['mul', a, b, '--grad', g], out=('<f8', (2, 3), product),
          grad_input=('<f8', (2, 3), [w * y for w, y in zip(weights, B)]),
          grad_other=('<f8', (2, 3), [w * x for w, x in zip(weights, A)]))
    gives('--grad=FILE is the same', ['mul', a, b, '--grad=' + g], out=('<f8', (2, 3), product),
          grad_input=('<f8', (2, 3), [w * y for w, y in zip(weights, B)]),
          grad_other=('<f8', (2, 3), [w * x for w, x in zip(weights, A)]))
    gives('inputs by name, in any order', ['sub', 'other=' + b, 'input=' + a],
          out=('<f8', (2, 3), [x - y for x, y in zip(A, B)]))
    gives('a named one among unnamed ones', ['sub', 'input=' + a, b, '--alpha', '2'],
          out=('<f8', (2, 3), [x - 2 * y for x, y in zip(A, B)]))
    at = [[sum(A[3 * i + k] * B[2 * k + j] for k in range(3)) for j in range(2)] for i in range(2)]
    gives('matmul: values and gradients', ['matmul', a, b32, '--grad'], out=('<f8', (2, 2), at[0] + at[1]),
          grad_input=('<f8', (2, 3), [B[0] + B[1], B[2] + B[3], B[4] + B[5]] * 2),
          grad_other=('<f8', (3, 2), [A[k] + A[3 + k] for k in range(3) for _ in range(2)]))
    gives('sum over a negative dim, kept', ['sum', a, '--dim', '-1', '--keepdim'],
          out=('<f8', (2, 1), [sum(A[:3]), sum(A[3:])]))
    gives('a truth value may be said', ['sum', a, '--dim=1', '--keepdim=false'], out=('<f8', (2,), [sum(A[:3]), sum(A[3:])]))
    gives('a truth value does not take a file', ['sum', '--dim', '0', '--keepdim', a],
          out=('<f8', (1, 3), [A[i] + A[3 + i] for i in range(3)]))
    row = [1.0, 2.0, 3.0]
    gives('a broadcast input gets its own size back', ['mul', a, array('row.npy', (3,), row), '--grad'],
          out=('<f8', (2, 3), [x * row[i % 3] for i, x in enumerate(A)]), grad_input=('<f8', (2, 3), row + row),
          grad_other=('<f8', (3,), [A[i] + A[3 + i] for i in range(3)]))
    gives('exp has its output as gradient', ['exp', a, '--grad'], out=('<f8', (2, 3), [math.exp(x) for x in A]),
          grad_input=('<f8', (2, 3), [math.exp(x) for x in A]))
    gives('zero elements', ['sum', array('none.npy', (0, 3), []), '--dim', '0'], out=('<f8', (3,), [0.0] * 3))
    gives('columns first in the file', ['mul', array('f.npy', (2, 3), [A[0], A[3], A[1], A[4], A[2], A[5]], fortran=True), '1'],
          out=('<f8', (2, 3), A))
    gives('float32 stays float32', ['add', array('s.npy', (2,), [1.5, 2.5], '<f4'), '1'], out=('<f4', (2,), [2.5, 3.5]))
    gives('an optional input may be absent', ['linear', a, array('w.npy', (1, 3), row), 'none'],
          out=('<f8', (2, 1), [sum(A[3 * i + k] * row[k] for k in range(3)) for i in range(2)]))
    tap.check(call('mul', a, b).stdout == text, 'without --out the same is printed')


def several():
    a, b = path('a.npy'), path('b.npy')
    joined = A[:3] + B[:3] + A[3:] + B[3:]
    gives('cat: any number of inputs', ['cat', a, b, '--dim', '1'], out=('<f8', (2, 6), joined))
    gives('cat: a gradient for each', ['cat', 'tensors=' + a, 'tensors=' + b, '--dim', '1', '--grad'], out=('<f8', (2, 6), joined),
          grad_tensors_0=('<f8', (2, 3), [1.0] * 6), grad_tensors_1=('<f8', (2, 3), [1.0] * 6))
    gives('stack: three', ['stack', a, b, a], out=('<f8', (3, 2, 3), A + B + A))
    gives('einsum', ['einsum', '--equation', 'ij,ij->i', a, b, '--grad'],
          out=('<f8', (2,), [sum(A[3 * i + k] * B[3 * i + k] for k in range(3)) for i in range(2)]),
          grad_tensors_0=('<f8', (2, 3), B), grad_tensors_1=('<f8', (2, 3), A))
    gives('index_put: inputs around a variadic one', ['index_put', array('z.npy', (3,), [0.0] * 3), 'values=[7,8]:float64', 'indices=[2,0]'],
          out=('<f8', (3,), [8.0, 0.0, 7.0]))
    gives('outputs under their own names', ['max', a, '--dim', '1', '--grad'], values=('<f8', (2,), [2.0, 3.5]),
          indices=('<i8', (2,), [2, 0]), grad_input=('<f8', (2, 3), [0, 0, 1.0, 1.0, 0, 0]))
    gives('as many outputs as there are', ['split', a, '--split-size-or-sections', '2', '--dim', '1'],
          out_0=('<f8', (2, 2), [A[0], A[1], A[3], A[4]]), out_1=('<f8', (2, 1), [A[2], A[5]]))
    gives('the gradient of one output by its name', ['split', a, '--split_size_or_sections', '2', '--dim', '1', '--grad', 'out_1=[[5],[6]]'],
          out_0=('<f8', (2, 2), [A[0], A[1], A[3], A[4]]), out_1=('<f8', (2, 1), [A[2], A[5]]),
          grad_input=('<f8', (2, 3), [0, 0, 5.0, 0, 0, 6.0]))
    gives('indices as a list', ['gather', a, '[[2],[0]]', '--dim', '1'], out=('<f8', (2, 1), [2.0, 3.5]))
    gives('comparisons are bool', ['gt', a, '0.75'], out=('|b1', (2, 3), [x > 0.75 for x in A]))
    text = gives('an integer takes no gradient', ['embedding', a, '[1,0]', '--grad'], out=('<f8', (2, 3), A[3:] + A[:3]),
                 grad_weight=('<f8', (2, 3), [1.0] * 6))
    tap.check('grad_indices' not in text, 'and none is printed', text)


def words():
    a = path('a.npy')
    with zipfile.ZipFile(path('two.npz'), 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.writestr('x.npy', npy.dump('<f8', (2,), [1.0, 2.0]))
        archive.writestr('y.npy', npy.dump('<f8', (2,), [3.0, 5.0]))
    with zipfile.ZipFile(path('one.npz'), 'w') as archive:
        archive.writestr('only.npy', npy.dump('<i4', (2,), [7, 9]))
    two = path('two.npz')
    gives('arrays of an archive', ['mul', two + ':x', two + ':y'], out=('<f8', (2,), [3.0, 10.0]))
    gives('the only array of an archive', ['neg', path('one.npz')], out=('<i4', (2,), [-7, -9]))
    gives('a number does not promote', ['mul', path('s.npy'), '0.5'], out=('<f4', (2,), [0.75, 1.25]))
    gives('a whole number keeps integers', ['add', path('one.npz'), '3'], out=('<i4', (2,), [10, 12]))
    gives('a negative number', ['mul', a, '-2'], out=('<f8', (2, 3), [-2 * x for x in A]))
    gives('a list with a dtype', ['sum', '[[1, 2], [3, 4.5]]:float64', '--dim', '0', '--grad', '[10,20]'], out=('<f8', (2,), [4.0, 6.5]),
          grad_input=('<f8', (2, 2), [10.0, 20.0] * 2))
    gives('a list of whole numbers is int64', ['sum', '[1,2,3]'], out=('<i8', (), [6]))
    gives('a list of fractions is float32', ['sum', '[0.5,2]'], out=('<f4', (), [2.5]))
    gives('large whole numbers keep their digits', ['neg', '[9007199254740993]'], out=('<i8', (1,), [-9007199254740993]))
    with open(a, 'rb') as file:
        piped = subprocess.run([tap.COMMAND, 'call', 'sum', '-'], stdin=file, stdout=subprocess.PIPE, text=True)
    tap.check(piped.stdout == 'out: float64 ()\ntensor(5., dtype=float64)\n', 'standard input', piped.stdout)
    one, two = call('dropout', a, '--seed', '3').stdout, call('dropout', a, '--seed', '3').stdout
    other = [call('dropout', a, '--seed', str(seed)).stdout for seed in range(4, 12)]
    tap.check(one == two and any(text != one for text in other), '--seed draws the same again, and another draws another')
    tap.check('retrograde call' in call('--help').stdout, '--help')
    text = call('sum', '--help').stdout
    tap.check('keepdim' in text and text == tap.run('ops', 'sum').stdout, 'OP --help says what ops says')


def plugins():
    module = os.path.join(MODULES, 'relu.so')
    if not os.path.exists(module):
        tap.skip('plugins', 'the operators are in the library')
        return
    os.makedirs(path('plugins'), mode=0o755)
    mine = path('plugins', 'relu.so')
    shutil.copy(module, mine)
    os.chmod(mine, 0o755)
    relu = ('<f8', (2, 3), [max(x, 0.0) for x in A])
    gives('a plugin by its file', [mine, path('a.npy'), '--grad'], out=relu, grad_input=('<f8', (2, 3), [float(x > 0) for x in A]))
    gives('--plugin FILE', ['relu', path('a.npy'), '--plugin', mine], out=relu)
    tap.check(mine in call('relu', '--plugin=' + mine, '--help').stdout, 'it comes from that file')
    os.chmod(mine, 0o777)
    refused('a plugin that anybody may change', ['relu', path('a.npy'), '--plugin', mine], 'relu.so', 'everybody can write it')
    os.chmod(mine, 0o755)
    refused('no such plugin', ['relu', path('a.npy'), '--plugin', path('none.so')], 'none.so')
    refused('--plugin without a file', ['relu', path('a.npy'), '--plugin'], '--plugin', status=2)


def refuses():
    a, out = path('a.npy'), ['--out', path('out')]
    with open(a, 'rb') as file:
        whole = file.read()
    with open(path('cut.npy'), 'wb') as file:
        file.write(whole[:-5])
    with open(path('text.npy'), 'w') as file:
        file.write('not an array\n')
    refused('no operator', [], 'operator', status=2)
    refused('an unknown operator', ['frobnicate', a], 'frobnicate')
    refused('a missing file', ['sum', path('nowhere.npy'), *out], 'nowhere.npy')
    refused('a file cut short', ['sum', path('cut.npy'), *out], 'cut.npy')
    refused('a file of something else', ['sum', path('text.npy'), *out], 'text.npy')
    refused('a folder for a file', ['sum', folder, *out], folder)
    refused('an archive of two without a name', ['sum', path('two.npz'), *out], 'x, y', 'two.npz:x')
    refused('a name that is not in the archive', ['sum', path('two.npz') + ':z', *out], "'z'", 'x, y')
    refused('a missing input', ['add', a, *out], "'other'", status=2)
    refused('an input too many', ['neg', a, a, *out], 'too many', status=2)
    refused('an input twice', ['add', 'input=' + a, 'input=' + a, *out], 'twice', status=2)
    refused('an unknown input', ['add', a, 'othre=' + a, *out], 'othre', 'input, other', status=2)
    refused('an attribute in an input\'s place', ['sum', a, 'dim=1', *out], '--dim 1', status=2)
    refused('an unknown attribute', ['sum', a, '--dims', '1', *out], 'dims', '--keepdim', status=2)
    refused('a word for a number', ['sum', a, '--dim', 'first', *out], 'first', status=2)
    refused('an attribute without a value', ['sum', a, '--dim'], '--dim', status=2)
    refused('an attribute that must be given', ['einsum', a, *out], 'equation', status=2)
    refused('a seed that is none', ['dropout', a, '--seed', '-1', *out], '--seed', status=2)
    refused('--out without a folder', ['sum', a, '--out'], '--out', status=2)
    refused('a list of two sizes', ['sum', '[[1,2],[3]]', *out], 'one size', status=2)
    refused('lists beside numbers', ['sum', '[1,[]]', *out], 'one size', status=2)
    refused('a list that does not end', ['sum', '[1,2', *out], '[1,2', status=2)
    refused('a list of words', ['sum', '[one]', *out], 'numbers', status=2)
    refused('an unknown dtype', ['sum', '[1]:float99', *out], 'float99', status=2)
    refused('nine dimensions', ['sum', '[' * 9 + '1' + ']' * 9, *out], '8 dimensions', status=2)
    refused('standard input twice', ['add', '-', '-', *out], 'once', status=2)
    refused('standard input of something else', ['sum', '-', *out], 'standard input', stdin='nothing')
    refused('shapes that do not broadcast', ['add', a, array('four.npy', (4,), [0.0] * 4), *out], '[2, 3]', '[4]')
    refused('a dim out of range', ['sum', a, '--dim', '5', *out], 'sum', '5')
    refused('an index out of range', ['index_select', a, '[7]', '--dim', '0', *out], '7')
    refused('a gradient of another shape', ['sum', a, '--grad', a, *out], 'shape')
    refused('the gradient of an integer', ['sum', '[1,2]', '--grad', *out], 'float')
    refused('the gradient of a comparison', ['gt', a, '0', '--grad', *out], 'gt', 'gradient')
    refused('the gradient of an output without one', ['max', a, '--dim', '1', *out, '--grad', 'indices=[1.0,1.0]'], 'indices')
    refused('a file that --grad took', ['sum', '--grad', a], '--grad last', status=2)


def all_or_nothing():
    a = path('a.npy')
    os.makedirs(path('half', 'grad_input.npy'))
    npy.save(path('half', 'out.npy'), '<f8', (1,), [42.0])
    result = call('exp', a, '--grad', '--out', path('half'))
    tap.check(result.returncode == 1 and 'grad_input.npy' in result.stderr and result.stdout == '',
              'a folder stands where a file should be', result.stderr)
    tap.check(npy.load(path('half', 'out.npy'))[2] == [42.0] and sorted(os.listdir(path('half'))) == ['grad_input.npy', 'out.npy'],
              'the other file is as it was, and nothing is left behind', os.listdir(path('half')))
    big = array('big.npy', (2000,), [1.0] * 2000)
    # The disk is full, as far as files of more than 4096 bytes go.
    result = subprocess.run([tap.COMMAND, 'call', 'sum', big, '--grad', '--out', path('full')], restore_signals=False,
                            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    tap.check(result.returncode == 1 and result.stderr.count('\n') == 1 and 'grad_input.npy' in result.stderr
              and os.listdir(path('full')) == [], 'the disk is full at the second file: the first is not there either',
              '%s %s' % (result.stderr, os.listdir(path('full'))))
    if os.path.exists('/dev/full'):
        with open('/dev/full', 'w') as full:
            result = subprocess.run([tap.COMMAND, 'call', 'sum', a], stdout=full, stderr=subprocess.PIPE, text=True)
        tap.check(result.returncode == 1 and 'standard output' in result.stderr, 'a standard output that is full', result.stderr)
    with open(path('plain'), 'w') as file:
        file.write('x')
    refused('a file where the folder should be', ['exp', a, '--out', path('plain')], path('plain'))
    for _ in range(2):
        result = call('exp', a, '--out', path('again', 'deep'))
    tap.check(result.returncode == 0 and os.listdir(path('again', 'deep')) == ['out.npy'], 'a second call replaces the first')
    shutil.copy(a, path('again', 'deep', 'out.npy'))
    call('neg', path('again', 'deep', 'out.npy'), '--out', path('again', 'deep'))
    tap.check(npy.load(path('again', 'deep', 'out.npy'))[2] == [-x for x in A], 'an input may be replaced by the output')


try:
    forward_and_backward()
    several()
    words()
    plugins()
    refuses()
    all_or_nothing()
finally:
    shutil.rmtree(folder, ignore_errors=True)
tap.end()
