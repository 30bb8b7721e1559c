# planted.py: operators with one part made wrong. `retrograde check` must catch
# each, in the check that is for it, and must find nothing in the right ones.
# Part of test-install.py.
#
# SPDX-License-Identifier: BSD-3-Clause

import json
import os
import shlex
import subprocess

WRONG = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
                     'wrong')

# The operator in tests/wrong; what is planted; the part and what it becomes; the
# check that must fail; a word of the cause that it must name ('' for any).
WRONG_VJPS = (
    ('product', 'sign flipped', 'D_INPUT',
     'rg_neg (rg_mul_scalar (rg_mul (RG_G, RG_IN (1)), SCALE))',
     'gradient', 'sign'),
    ('product', 'one input forgotten', 'ROWS', '{ 0, BOTH, d_input }',
     'gradient', 'forgets this input'),
    ('product', 'the gradients of two inputs exchanged', 'ROWS',
     '{ 0, BOTH, d_other }, { 1, BOTH, d_input }', 'gradient', ''),
    ('product', 'off by a factor where the input is broadcast', 'D_OTHER',
     'rg_mul_scalar (rg_mul (RG_G, RG_IN (0)), SCALE / repeats (c))',
     'gradient', 'broadcast'),
    ('product', 'right to first order only: an input out of the graph',
     'D_INPUT', 'rg_mul_scalar (rg_mul (RG_G, plain (RG_IN (1))), SCALE)',
     'second', ''),
    ('product', 'right to first order only: the gradient out of the graph',
     'D_OTHER', 'rg_mul_scalar (rg_mul (plain (RG_G), RG_IN (0)), SCALE)',
     'second', ''),
    ('product', 'an attribute forgotten', 'D_INPUT', 'rg_mul (RG_G, RG_IN (1))',
     'gradient', 'factor'),
    ('product', 'a factor of two', 'D_OTHER',
     'rg_mul_scalar (rg_mul (RG_G, RG_IN (0)), 2 * SCALE)',
     'gradient', 'factor'),
    ('product', 'the absolute value', 'D_INPUT',
     'rg_mul_scalar (rg_mul (RG_G, rg_abs (RG_IN (1))), SCALE)',
     'gradient', ''),
    ('product', 'wrong in the last row only', 'D_INPUT',
     'rg_mul_scalar (last_row_zero (rg_mul (RG_G, RG_IN (1))), SCALE)',
     'gradient', ''),
    ('product', 'the wrong input saved', 'D_INPUT',
     'rg_mul_scalar (rg_mul (RG_G, RG_IN (0)), SCALE)', 'gradient', ''),
    ('product', 'what was not saved is read', 'ROWS',
     '{ 0, RG_SAVE_INPUT (0), d_input }, { 1, BOTH, d_other }',
     'alone', 'needs more than it says'),
    ('product', 'a little wrong', 'D_INPUT',
     'rg_mul_scalar (rg_mul (RG_G, RG_IN (1)), 1.002 * SCALE)',
     'gradient', 'factor'),
    ('product', 'a constant where a gradient is due', 'D_INPUT',
     'rg_ones_like (RG_IN (0))', 'gradient', ''),
    ('product', 'a tangent forgotten', 'T_INPUT', 'NULL', 'jvp', 'tangent'),
    ('product', 'the sign of a tangent', 'T_INPUT',
     'rg_neg (rg_mul (rg_jvp_tangent (c, 0), rg_jvp_input (c, 1)))', 'jvp', ''),
    ('matrix', 'transposed', 'D_INPUT', 'TURN (rg_matmul (g, TURN (RG_IN (1))))',
     'gradient', 'transpose'),
    ('matrix', 'a factor not transposed', 'D_INPUT', 'rg_matmul (g, RG_IN (1))',
     'gradient', ''),
    ('matrix', 'the factors in the wrong order', 'D_OTHER',
     'rg_matmul (g, TURN (RG_IN (0)))', 'gradient', ''),
    ('matrix', 'one of two outputs forgotten', 'D_OUT', 'rg_vjp_grad (c, 0)',
     'gradient', ''),
    ('matrix', 'a gradient that is taken for granted', 'D_OUT',
     'rg_add (rg_vjp_grad (c, 0), rg_expand (rg_vjp_grad (c, 1), '
     'rg_tensor_shape (rg_vjp_grad (c, 0))))', 'undefined', 'granted'),
    ('average', 'a sum for a mean', 'D_INPUT',
     'rg_unreduce (RG_G, shape, a->has_dim, a->dim, a->keepdim)',
     'gradient', 'mean for a sum'),
    ('average', 'divided twice', 'D_INPUT',
     'rg_div_scalar (rg_unreduce (RG_G, shape, a->has_dim, a->dim, '
     'a->keepdim), count * count)', 'gradient', 'factor'),
    ('average', 'expanded along the wrong dimension', 'D_INPUT',
     'rg_div_scalar (rg_expand (RG_G, shape), count)', 'gradient', ''),
)

# The same for what is no gradient.
WRONG_REST = (
    ('product', 'float32 computes something else', 'F32',
     '(float) a->scale * x + y', 'float32', 'float32 kernel'),
    ('product', 'a default that is two', 'DEFAULT', '"2"', 'descriptor',
     'must agree'),
    ('matrix', 'reads a strided input as if it were contiguous', 'FIRST',
     'rg_wrap (dtype, rg_tensor_shape (a), rg_tensor_data (a), NULL, NULL)',
     'strided', 'strides'),
    ('matrix', 'writes past the end of an output', 'BESIDES',
     'memset (rg_tensor_data (to), 0, (size_t) (l * m) * rg_dtype_size (dtype) + 8)',
     'guard', 'past its buffer'),
    ('matrix', 'leaves an element unwritten', 'END', 'l * m - 1', 'guard', ''),
    ('matrix', 'results that depend on the number of threads', 'BESIDES',
     'if (l * m && dtype == RG_F64) '
     '*(double *) rg_tensor_data (to) *= 1 + 1e-14 * rg_get_num_threads ()',
     'threads', ''),
    ('matrix', 'a reference that is never given back', 'BESIDES',
     'rg_tensor_ref (to)', 'leaks', 'unref'),
    ('matrix', 'sizes that are not looked at', 'REFUSE',
     'rg_tensor_ndim (a) != 2 || rg_tensor_ndim (b) != 2', 'error', 'shape rule'),
    ('matrix', 'a crash in forward', 'BESIDES', '*(volatile int *) 8 = 1',
     'crash', 'Segmentation fault'),
    ('matrix', 'an abort in a gradient', 'D_INPUT', '(abort (), g)',
     'crash', 'Aborted'),
    ('matrix', 'an exit in a gradient', 'D_INPUT', '(exit (7), g)',
     'crash', 'exit status 7'),
    ('matrix', 'an exit that looks like success', 'D_INPUT', '(exit (0), g)',
     'crash', 'exit status 0'),
    ('matrix', 'a loop that never ends', 'BESIDES', 'for (;;) pause ()',
     'crash', 'did not end in 2 s', '--timeout=2'),
)


class Planted:
    """Builds modules from tests/wrong and runs `retrograde check --json`."""

    def __init__(self, at, work, check, cc):
        self.at, self.work, self.check = at, work, check
        self.cc = [*shlex.split(cc), '-std=gnu11', '-O1', '-shared', '-fPIC',
                   *shlex.split(at.pkg_config('--cflags') or '')]
        self.libs = shlex.split(at.pkg_config('--libs') or '')
        self.count = 0

    def report(self, op, define=None, *options):
        """What the check says of operator op, one part of it replaced."""
        self.count += 1
        folder = os.path.join(self.work, 'planted-%d' % self.count)
        module = '%s/%s.so' % (folder, op)
        os.makedirs(folder)
        part = ['-D%s=%s' % define] if define else ['-Werror', '-Wall', '-Wextra']
        build = subprocess.run([*self.cc, *part, '%s/%s.c' % (WRONG, op), '-o',
                                module, *self.libs], env=self.at.env,
                               capture_output=True, text=True, timeout=300)
        if build.returncode:
            return None, build.stderr
        run = subprocess.run([self.at.command, 'check', '--json', *options,
                              module],
                             env=self.at.env, capture_output=True, text=True,
                             timeout=300, stdin=subprocess.DEVNULL)
        try:
            return run.returncode, json.loads(run.stdout)
        except ValueError:
            return None, run.stdout + run.stderr

    def right(self, op, what='as it is', define=None):
        status, report = self.report(op, define)
        self.check(status == 0 and report['failed'] == 0
                   and report['passed'] > 10,
                   'tests/wrong/%s.c %s passes every check' % (op, what),
                   json.dumps(report, indent=1))

    def wrong(self, op, what, part, becomes, expected, word, *options):
        """The check named must fail, and say what usually causes it."""
        status, report = self.report(op, (part, becomes), *options)
        failed = [] if status is None else \
            [r for r in report['results'] if r['status'] == 'failed']
        if expected != 'crash':
            failed = [r for r in failed if r['check'] == expected]
        said = [r for r in failed
                if word in '%s %s' % (r['message'], r.get('hint') or '')]
        numbers = [r for r in failed if expected not in ('gradient', 'second')
                   or 'expected' in r or 'failed' in r['message']]
        self.check(status == 1 and said and numbers and
                   all(r['sample'] or expected == 'descriptor' for r in failed),
                   'caught: %s: %s (%s)' % (op, what, expected),
                   json.dumps(failed or report, indent=1))


def planted(at, work, check, cc):
    run = Planted(at, work, check, cc)
    for op in sorted({row[0] for row in WRONG_VJPS + WRONG_REST}):
        run.right(op)
    run.right('matrix', 'that prints in forward',
              ('BESIDES', 'fputs ("{ noise", stdout)'))
    for row in WRONG_VJPS + WRONG_REST:
        run.wrong(*row)
    check(len(WRONG_VJPS) >= 12, 'there are at least 12 wrong gradients')
