# run.py: runs workloads in PyTorch and prints their rows as JSON, under the names that
# `retrograde bench --json` gives them. tools/bench/compare starts it, once for every
# setting, with the Python that has torch.
#
# SPDX-License-Identifier: BSD-3-Clause

import argparse
import json
import os
import sys

import torch

import large
import small
import training
from timing import Report, forget_peak, peak

WORKLOADS = {
    'overhead': small.overhead, 'chain': small.chain, 'startup': small.startup,
    'wide': large.wide, 'pointwise': large.pointwise, 'reduce': large.reduce,
    'matmul': large.matmul, 'conv': large.conv,
    'mlp': training.run, 'cnn': training.run, 'gpt': training.run,
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('workloads', nargs='+', choices=sorted(WORKLOADS))
    parser.add_argument('--threads', type=int, default=1)
    parser.add_argument('--budget', type=float, default=0.3, help='seconds for a row')
    parser.add_argument('--compile', action='store_true')
    parser.add_argument('--tiny', action='store_true')
    parser.add_argument('--samples')
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    base = forget_peak()
    report = Report(options)
    for name in options.workloads:
        report.workload = name
        torch.set_num_threads(options.threads)
        WORKLOADS[name](report)
    json.dump({'torch': torch.__version__, 'rows': report.rows, 'peak_bytes': peak() - base}, sys.stdout)
    sys.stdout.flush()
    # The interpreter's end would take as long as its start.
    os._exit(0)


if __name__ == '__main__':
    main()
