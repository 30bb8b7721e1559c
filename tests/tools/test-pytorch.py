#!/usr/bin/env python3
# test-pytorch.py: exported models give in PyTorch what they give here. Needs torch; without
# it all is skipped. Prints TAP.
#
# SPDX-License-Identifier: BSD-3-Clause

import csv
import io
import json
import math
import os
import subprocess
import sys

import tap
from trainer import DIABETES, DIGITS, path, train, write

EXAMPLES = os.path.join(tap.SOURCE, 'docs', 'examples')
sys.path.insert(0, EXAMPLES)
try:
    import torch
    from pytorch_model import build, read
except ImportError:
    tap.skip('exported models in PyTorch', 'torch is not installed')
    tap.end()


def tables(spec):
    train(DIGITS, '--target', 'digit', '--model', spec, '--epochs', '2', '--quiet', out='digits')
    tap.run('export', path('digits'), path('digits.safetensors'))
    rows = csv.DictReader(io.StringIO(tap.run('predict', path('digits'), DIGITS, '--probabilities').stdout))
    ours = [[float(row['probability_%d' % digit]) for digit in range(10)] for row in rows]
    result = subprocess.run([sys.executable, os.path.join(EXAMPLES, 'load.py'), path('digits.safetensors'), DIGITS],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    theirs = [[float(word) for word in line.split(',')] for line in result.stdout.splitlines()]
    worst = max((abs(a - b) for one, other in zip(ours, theirs) for a, b in zip(one, other)), default=1)
    tap.check(len(ours) == len(theirs) == 1797 and worst < 1e-5, '%s: docs/examples/load.py gives the same answers' % spec,
              'difference %g\n%s' % (worst, result.stderr))


def regression():
    train(DIABETES, '--target', 'progression', '--epochs', '5', '--quiet', out='dia')
    tap.run('export', path('dia'), path('dia.safetensors'))
    ours = [float(row['predicted_progression']) for row in csv.DictReader(io.StringIO(tap.run('predict', path('dia'), DIABETES).stdout))]
    result = subprocess.run([sys.executable, os.path.join(EXAMPLES, 'load.py'), path('dia.safetensors'), DIABETES],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    theirs = [float(line) for line in result.stdout.splitlines()]
    worst = max((abs(a - b) / abs(b) for a, b in zip(ours, theirs)), default=1)
    tap.check(len(ours) == len(theirs) == 442 and worst < 1e-5, 'a regression: the same values', 'difference %g\n%s' % (worst, result.stderr))


def columns():
    rows = ['when,kind,income,ratio,y']
    for i in range(200):
        when = '' if i % 9 == 4 else '2021-%02d-%02dT%02d:30:00' % (i // 17 + 1, i % 17 + 1, i % 24)
        rows.append('%s,%s,%r,%r,%r' % (when, 'abc'[i % 3], math.exp(i % 37 / 3), math.tan(i * 1.7), math.sin(i)))
    table = write('columns.csv', '\n'.join(rows) + '\n')
    train(table, '--target', 'y', '--missing', 'mean', '--epochs', '3', '--quiet', out='columns')
    said = tap.run('info', path('columns')).stdout
    tap.check('when (date with week, missing or not), kind (3 texts), income (log), ratio (asinh)' in said, 'columns of all kinds', said)
    tap.run('export', path('columns'), path('columns.safetensors'))
    ours = [float(row['predicted_y']) for row in csv.DictReader(io.StringIO(tap.run('predict', path('columns'), table).stdout))]
    result = subprocess.run([sys.executable, os.path.join(EXAMPLES, 'load.py'), path('columns.safetensors'), table],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    theirs = [float(line) for line in result.stdout.splitlines()]
    worst = max((abs(a - b) for a, b in zip(ours, theirs)), default=1)
    tap.check(len(ours) == len(theirs) == 200 and worst < 1e-5, 'they become the same numbers', 'difference %g\n%s' % (worst, result.stderr))


PICTURES = '''
[unflatten]
dim = 1
sizes = 1,8,8

[conv2d 1]
out_channels = 8
kernel_size = 3
padding = 1
bias = false

[batch_norm 1]
eps = 0.001

[prelu]
weight = 1
weight.init = 0.25

[residual 1]
layers = conv2d 2, group_norm 2, relu 2, conv2d 3
shortcut = conv2d 4

[conv2d 2]
out_channels = 8
kernel_size = 3
padding = 1
groups = 2

[group_norm 2]
num_groups = 4

[relu 2]

[conv2d 3]
out_channels = 16
kernel_size = 3
padding = 2
dilation = 2

[conv2d 4]
out_channels = 16
kernel_size = 1

[conv_transpose2d 1]
out_channels = 4
kernel_size = 2
stride = 2

[max_pool2d 1]
kernel_size = 2

[flatten]

[dropout]
p = 0.1

[linear 1]
name = head
'''

ROWS = '''
[unflatten]
dim = 1
sizes = 8,8

[linear 1]
out_features = 16

[position]
context = 8

[residual 1]
layers = layer_norm 1, attention 1

[layer_norm 1]
eps = 0.0001

[attention 1]
heads = 2
scale = 0.5

[residual 2]
layers = layer_norm 2, linear 2, gelu 2

[layer_norm 2]

[linear 2]
out_features = 16
bias = false

[gelu 2]

[tanh]

[flatten]

[linear 3]
'''


def text():
    said = 'to be or not to be, that is the question. ' * 30
    train(write('be.txt', said), '--model', 'transformer:layers=2,heads=2,width=32,context=16', '--epochs', '3', '--quiet', out='be')
    tap.run('export', path('be'), path('be.safetensors'))
    state, metadata = read(path('be.safetensors'))
    model = build(metadata['model']).eval()
    model.load_state_dict(state)
    letters = json.loads(metadata['encoder'])['classes']
    tokens = torch.tensor([letters.index(letter) for letter in said])
    n = (len(tokens) - 1) // 16
    with torch.no_grad():
        out = model(tokens[:16 * n].reshape(n, 16))
        theirs = torch.nn.functional.cross_entropy(out.reshape(-1, len(letters)), tokens[1:16 * n + 1]).item()
    ours = json.loads(tap.run('eval', path('be'), path('be.txt'), '--json').stdout)['loss']
    tap.check(abs(ours - theirs) < 1e-5, 'a transformer: the same loss', (ours, theirs))


tables('mlp:32,16,activation=tanh')
tables('cnn:8,16,norm=true,hidden=32')
tables(write('pictures.ini', PICTURES))
tables(write('rows.ini', ROWS))
regression()
columns()
text()
tap.end()
