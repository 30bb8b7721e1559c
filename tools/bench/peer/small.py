# small.py: what one operator costs when its data are nothing: the peer's side of
# overhead.c and chain.c, and of startup.c.
#
# SPDX-License-Identifier: BSD-3-Clause

import gc
import subprocess
import sys
import time

import torch

from timing import median, resident

N, ROUNDS = 1000, 60


def chain_of(x, c, n):
    y = x
    for _ in range(n):
        y = y * c
    return y


def measure(report, what, shape):
    """The parts of a step follow one another, so they are timed together. What is let
    go of is freed on the way; what the graph held counts with what was recorded."""
    n, rounds = report.size(N), 2 if report.tiny else ROUNDS
    x, c = torch.ones(shape), torch.ones(shape)
    leaf = torch.ones(shape, requires_grad=True)
    parts = {'no graph and release': [], 'recorded and release': [], 'backward': []}
    gc.disable()
    for _ in range(rounds):
        start = time.perf_counter()
        y = chain_of(x, c, n)
        plain = time.perf_counter()
        y = chain_of(leaf, c, n)
        recorded = time.perf_counter()
        y.backward(c)
        backward = time.perf_counter()
        del y
        released = time.perf_counter()
        leaf.grad = None
        for part, seconds in zip(parts, (plain - start, recorded - plain + released - backward,
                                         backward - recorded)):
            parts[part].append(seconds / n * 1e9)
    gc.enable()
    for part, values in parts.items():
        report.row('%s, %s' % (what, part), median(values), 'ns')


def bytes_of_a_node(report):
    n = 64 if report.tiny else 200000
    x, c = torch.ones(2, 2, requires_grad=True), torch.ones(2, 2)
    # First, while no freed memory can be used again.
    before = resident()
    alone = chain_of(x, c, n)
    report.row('a node alone, rank 2', (resident() - before) / n, 'bytes')
    held = [None] * n
    before = resident()
    y = x
    for i in range(n):
        y = held[i] = y * c
    report.row('a node with its tensor, rank 2', (resident() - before) / n, 'bytes')
    del alone


def overhead(report):
    torch.set_num_threads(1)
    bytes_of_a_node(report)
    measure(report, '4 floats', (4,))
    measure(report, 'a scalar', ())


def chain(report):
    """The fastest of a few, as in chain.c."""
    n, times, whole, backward = report.size(1000000), [], [], []
    x, c = torch.ones(4, requires_grad=True), torch.ones(4)
    gc.disable()
    for _ in range(1 if report.tiny else 3):
        start = time.perf_counter()
        y = chain_of(x, c, n)
        half = time.perf_counter()
        y.backward(c)
        end = time.perf_counter()
        del y
        whole.append(time.perf_counter() - start)
        times.append(end - start)
        backward.append((end - half) / n * 1e9)
        x.grad = None
    gc.enable()
    report.row('forward and backward, 1 thread', min(times), 's')
    report.row('forward, backward and release, 1 thread', min(whole), 's')
    report.row('backward of x * c, 1 thread', min(backward), 'ns')


PROGRAM = 'import torch; x = torch.ones(3, requires_grad=True); (x * x).sum().backward()'


def startup(report):
    values = []
    for _ in range(1 if report.tiny else 3):
        start = time.perf_counter()
        subprocess.run([sys.executable, '-c', PROGRAM], check=True)
        values.append((time.perf_counter() - start) * 1e3)
    report.row('a tensor and its backward', median(values), 'ms')
