# timing.py: how the peer's work is timed: as tools/bench/bench.c does it.
#
# SPDX-License-Identifier: BSD-3-Clause

import gc
import math
import os
import time

SAMPLE = 2e-3  # seconds of a sample, at least
SAMPLES = 201


def median(values):
    values = sorted(values)
    n = len(values)
    return (values[(n - 1) // 2] + values[n // 2]) / 2


def sample(body, times):
    """Seconds for one call, over that many."""
    start = time.perf_counter()
    for _ in range(times):
        body()
    return (time.perf_counter() - start) / times


class Report:
    """The rows of a run, and how it is to be run."""

    def __init__(self, options):
        self.threads = options.threads
        self.compile = options.compile
        self.tiny = options.tiny
        self.samples = options.samples
        self.budget = 0 if options.tiny else options.budget
        self.workload = None
        self.rows = []

    def row(self, label, value, unit, variant=None):
        self.rows.append({'bench': self.workload, 'row': label, 'value': value, 'unit': unit,
                          'variant': variant})

    def size(self, n):
        """That size, or a tiny one where the run only has to show that it works."""
        return min(n, 64) if self.tiny else n

    def time(self, body):
        """The median of a call, in seconds, after a warm-up."""
        sample(body, 1)
        times = 1
        while not self.tiny:
            each = sample(body, times)
            if each * times >= SAMPLE or times >= 1 << 24:
                break
            times = math.ceil(SAMPLE * 1.2 / each) if each > 0 else times * 16
        # No collection while the clock runs: timeit does the same.
        gc.collect()
        gc.disable()
        values, start = [], time.perf_counter()
        fewest = 1 if self.tiny else 5
        while len(values) < SAMPLES and (len(values) < fewest
                                         or time.perf_counter() - start < self.budget):
            values.append(sample(body, times))
        gc.enable()
        return median(values)


def resident():
    """Resident bytes."""
    with open('/proc/self/statm', encoding='ascii') as file:
        return int(file.read().split()[1]) * os.sysconf('SC_PAGESIZE')


def forget_peak():
    """Makes the peak what is resident now, so that an import's is not counted."""
    with open('/proc/self/clear_refs', 'w', encoding='ascii') as file:
        file.write('5')
    return resident()


def peak():
    """The most bytes that were resident since."""
    with open('/proc/self/status', encoding='ascii') as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith('VmHWM'))
