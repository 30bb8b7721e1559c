# training.py: training steps: the peer's side of training.c, from the weights and the
# data that `retrograde bench --samples` left, with the losses of the first steps. Where
# the memory is measured they are its own: reading a file would count.
#
# SPDX-License-Identifier: BSD-3-Clause

import json
import os
import struct

import torch
import torch.nn.functional as F
from torch import nn

CASES = {
    'mlp': [('batch 64, SGD', 'SGD'), ('batch 64, Adam', 'Adam'),
            ('batch 256, SGD', 'SGD'), ('batch 256, Adam', 'Adam')],
    'cnn': [('batch 64, SGD', 'SGD'), ('batch 64, Adam', 'Adam')],
    'gpt': [('4 layers, width 128', 'AdamW'), ('6 layers, width 384', 'AdamW')],
}
DTYPES = {'F32': torch.float32, 'F64': torch.float64, 'I64': torch.int64}


def read_safetensors(path):
    tensors = {}
    with open(path, 'rb') as file:
        (n,) = struct.unpack('<Q', file.read(8))
        header = json.loads(file.read(n))
        header.pop('__metadata__', None)
        for name, entry in header.items():
            begin, end = entry['data_offsets']
            file.seek(8 + n + begin)
            data = bytearray(file.read(end - begin))
            tensors[name] = torch.frombuffer(data, dtype=DTYPES[entry['dtype']]).reshape(entry['shape']).clone()
    return tensors


class Position(nn.Module):
    def __init__(self, context, width):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(context, width))

    def forward(self, x):
        return x + self.weight


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.project, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)

    def forward(self, x):
        batch, length, width = x.shape
        parts = self.project(x).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(query, key, value, is_causal=True)
        return self.out(y.transpose(1, 2).reshape(batch, length, width))


class Residual(nn.Sequential):
    def forward(self, x):
        return x + super().forward(x)


def mlp(_):
    return nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 10))


def cnn(_):
    return nn.Sequential(nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
                         nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
                         nn.Flatten(), nn.Linear(32 * 7 * 7, 10))


def gpt(label):
    layers, width, heads = (4, 128, 4) if label.startswith('4') else (6, 384, 6)
    blocks = []
    for _ in range(layers):
        blocks.append(Residual(nn.LayerNorm(width), Attention(width, heads)))
        blocks.append(Residual(nn.LayerNorm(width), nn.Linear(width, 4 * width), nn.GELU(),
                               nn.Linear(4 * width, width)))
    return nn.Sequential(nn.Embedding(65, width), Position(64, width), *blocks,
                         nn.LayerNorm(width), nn.Linear(width, 65))


MODELS = {'mlp': mlp, 'cnn': cnn, 'gpt': gpt}


def made_up(report, label):
    """Data of the same shapes."""
    if report.workload == 'gpt':
        return torch.randint(65, (4, 64)), torch.randint(65, (256,))
    batch = 256 if '256' in label else 64
    return torch.randn(batch, *((784,) if report.workload == 'mlp' else (1, 28, 28))), torch.randint(10, (batch,))


def stepper(report, model, optimiser, fused, x, y):
    optim = getattr(torch.optim, optimiser)(model.parameters(), lr=1e-3, fused=fused)
    forward = torch.compile(model) if report.compile else model

    def step():
        optim.zero_grad()
        out = forward(x)
        loss = F.cross_entropy(out.flatten(0, -2) if out.dim() > 2 else out, y)
        loss.backward()
        optim.step()
        return loss
    return step


def from_sample(report, label, optimiser, fused):
    """One step as a call, and the losses of ours and of the first steps."""
    sample = read_safetensors(os.path.join(report.samples, '%s, %s.safetensors' % (report.workload, label)))
    model = MODELS[report.workload](label)
    weights = [sample[name] for name in sorted(sample) if name[0].isdigit()]
    parameters = list(model.parameters())
    if [w.shape for w in weights] != [p.shape for p in parameters]:
        raise SystemExit('%s, %s: the models differ' % (report.workload, label))
    with torch.no_grad():
        for parameter, weight in zip(parameters, weights):
            parameter.copy_(weight)
    step = stepper(report, model, optimiser, fused, sample['x'], sample['y'])
    return step, sample['losses'].tolist(), [step().item() for _ in sample['losses']]


def run(report):
    for label, optimiser in CASES[report.workload][:1 if report.tiny else None]:
        if report.samples is None:
            step = stepper(report, MODELS[report.workload](label), optimiser, False, *made_up(report, label))
            for _ in range(5):
                step()
            continue
        for fused in (False, True):
            step, ours, theirs = from_sample(report, label, optimiser, fused)
            report.row(label, report.time(step) * 1e6, 'us/step', 'fused optimiser' if fused else None)
            worst = max(abs(a - b) / max(abs(b), 1e-3) for a, b in zip(ours, theirs))
            report.rows[-1].update(losses=[ours[-1], theirs[-1]], difference=worst)
