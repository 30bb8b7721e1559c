#!/usr/bin/env python3
# accuracy.py: how good models of real data become, against what is wanted. Takes minutes:
# it is run by hand, `tests/tools/accuracy.py COMMAND SHARED-DATA [NAME...]`. Prints TAP.
#
# SPDX-License-Identifier: BSD-3-Clause

import json
import os
import sys
import time

if len(sys.argv) < 3:
    sys.exit('usage: accuracy.py COMMAND SHARED-DATA [NAME...]')
SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
os.environ.update(RG_TEST_COMMAND=os.path.abspath(sys.argv[1]), RG_TEST_SOURCE_DIR=SOURCE)

import tap
from trainer import DIABETES, DIGITS, read, train

SHARED = sys.argv[2]
MNIST = os.path.join(SHARED, 'mnist', 't10k-images-idx3-ubyte.gz')
TEXT = os.path.join(SHARED, 'text', 'tinyshakespeare.txt')

# name, data and options, where the figure stands, at least (or at most, below 0), minutes at most
WORKS = [
    ('digits', [DIGITS, '--target', 'digit'], 'accuracy', 0.975, 5),
    ('mnist-mlp', [MNIST, '--model', 'mlp:256,128', '--epochs', '10'], 'accuracy', 0.95, 5),
    ('mnist-cnn', [MNIST, '--model', 'cnn:16,32,hidden=128,dropout=0.3', '--epochs', '10', '--schedule', 'cosine'], 'accuracy', 0.98, 5),
    ('diabetes', [DIABETES, '--target', 'progression', '--folds', '5'], 'mean', 0.45, 5),
    ('tinyshakespeare', [TEXT, '--model', 'transformer:layers=4,heads=4,width=128,context=64', '--val-split', '0.1', '--epochs', '10',
                         '--optimizer', 'adamw', '--lr', '0.003', '--schedule', 'cosine', '--warmup', '100', '--clip', '1'],
     'loss', -1.75, 20),
]

for name, args, key, bound, minutes in WORKS:
    if sys.argv[3:] and name not in sys.argv[3:]:
        continue
    began = time.monotonic()
    result = train(*args, '--threads', '2', '--quiet', out='run', timeout=3600)
    took = (time.monotonic() - began) / 60
    if result.returncode:
        tap.check(False, name, result.stderr)
        continue
    said = json.loads(read('run', 'folds.json' if '--folds' in args else 'results.json'))
    value = said[key] if key in said else said['validation'][key]
    good = (value >= bound if bound > 0 else value <= -bound) and took <= minutes
    tap.check(good, '%s: %s %.4f (%s %s), %.1f minutes (at most %d)' % (name, key, value, 'at least' if bound > 0 else 'at most', abs(bound),
                                                                    took, minutes))
tap.end()
