# large.py: operators on more than a handful of numbers: the peer's side of wide.c,
# pointwise.c, reduce.c, matmul.c and conv.c.
#
# SPDX-License-Identifier: BSD-3-Clause

import torch
import torch.nn.functional as F

# --- wide.c ---


def branches(x, c, weight, tanh):
    total = None
    for _ in range(64):
        y = x
        for k in range(8):
            y = torch.tanh(y) if tanh else y + c if k % 2 else y * c
        for _ in range(3 if weight is not None else 0):
            y = y @ weight
        total = y if total is None else total + y
    total.sum().backward()
    x.grad = None


def wide(report):
    cases = [(what, (n,), what == 'tanh', False)
             for n in (1000, 10000, 100000) for what in ('mul and add', 'tanh')]
    cases.append(('mul, add, three products', (256, 256), False, True))
    for what, shape, tanh, products in cases:
        x = torch.full([report.size(n) for n in shape], 0.5, requires_grad=True)
        c = torch.full_like(x, 0.9, requires_grad=False)
        weight = torch.full((x.shape[-1],) * 2, 1e-3) if products else None
        seconds = report.time(lambda: branches(x, c, weight, tanh))
        n = shape[0] * (256 if products else 1)
        report.row('%s on %d' % (what, n), seconds * 1e6, 'us')


# --- pointwise.c ---

OPERATORS = [
    ('add', lambda x, y: x + y),
    ('mul', lambda x, y: x * y),
    ('pow 2', lambda x, y: x ** 2),
    ('exp', lambda x, y: torch.exp(x)),
    ('tanh', lambda x, y: torch.tanh(x)),
    ('sigmoid', lambda x, y: torch.sigmoid(x)),
]


def six(x, y):
    return torch.sigmoid(torch.tanh(torch.exp((x * y) ** 2) * y))


def both_ways(apply, x, y):
    apply(x, y).backward(y)
    x.grad = None


def pointwise(report):
    large = 10000000

    def row(name, how, n, body, variant=None):
        report.row('%s on %.0e%s' % (name, n, how), report.time(body) / report.size(n) * 1e9,
                   'ns/each', variant)

    for n in (1000, 100000, large):
        x, y = torch.full((report.size(n),), 0.5), torch.full((report.size(n),), 0.9)
        leaf = x.clone().requires_grad_()
        for name, apply in OPERATORS if not report.compile else []:
            row(name, '', n, lambda: apply(x, y))
            row(name, ', and backward', n, lambda: both_ways(apply, leaf, y))
    row('six operators', ', and backward', large,
        lambda chain=torch.compile(six) if report.compile else six: both_ways(chain, leaf, y))
    if report.compile:
        return
    side = 8 if report.tiny else 3000
    x, y, line = torch.full((side, side), 0.5), torch.full((side, side), 0.9), torch.full((side,), 0.9)
    row('add, transposed operand,', '', 9000000, lambda: x + y.t())
    row('add, a row that broadcasts,', '', 9000000, lambda: x + line)


# --- reduce.c ---

REDUCTIONS = [
    ('sum', lambda x: x.sum()),
    ('sum of each row', lambda x: x.sum(1)),
    ('sum of each column', lambda x: x.sum(0)),
    ('mean of each row', lambda x: x.mean(1)),
    ('mean of each column', lambda x: x.mean(0)),
    ('softmax of rows', lambda x: torch.softmax(x, 1)),
    ('log_softmax of rows', lambda x: torch.log_softmax(x, 1)),
    ('layer_norm of rows', lambda x: F.layer_norm(x, x.shape[1:])),
]


def reduce(report):
    x = torch.full((report.size(10000), report.size(1000)), 0.5)
    for name, apply in REDUCTIONS:
        report.row('%s, 10000x1000' % name, report.time(lambda: apply(x)) * 1e3, 'ms')


# --- matmul.c: its rows that say how many threads they have ---


def matmul(report):
    for name, dtype in (('float32', torch.float32), ('float64', torch.float64)):
        for n in (64, 256, 512, 1024, 2048):
            a = torch.full((report.size(n),) * 2, 0.5, dtype=dtype)
            report.row('%s %d, %d thread%s' % (name, n, report.threads, 's' * (report.threads > 1)),
                       2 * n ** 3 / report.time(lambda: a @ a) / 1e9, 'GFLOP/s')


# --- conv.c ---


def convolve(x, w, backward):
    out = F.conv2d(x, w)
    if backward:
        out.sum().backward()
        x.grad = w.grad = None


def conv(report):
    for n, i, o, s, k in ((64, 1, 16, 28, 3), (64, 16, 32, 14, 3), (16, 64, 64, 32, 3), (8, 128, 128, 16, 1)):
        for both in (False, True):
            x = torch.full((report.size(n), i, s, s), 0.5, requires_grad=both)
            w = torch.full((o, i, k, k), 0.5, requires_grad=both)
            report.row('%dx%dx%dx%d by %dx%dx%dx%d%s' % (n, i, s, s, o, i, k, k, ', and backward' * both),
                       report.time(lambda: convolve(x, w, both)) * 1e3, 'ms')
