# pytorch_model.py: a model of `retrograde train` as a PyTorch module of the same parameters
# under the same names.
#
#   state, metadata = read ('model.safetensors')
#   model = build (metadata['model'])
#   model.load_state_dict (state)
#   inputs = encode (metadata['encoder'], 'table.csv')
#   answers = decode (metadata['encoder'], model (inputs))
#
# SPDX-License-Identifier: BSD-3-Clause

import configparser
import csv
import datetime
import gzip
import json
import math
import struct
import sys

import torch
from torch import nn
from torch.nn import functional as F

DTYPES = {'F32': torch.float32, 'F64': torch.float64, 'I64': torch.int64}


def read(path):
    """The tensors and the metadata of a safetensors file."""
    tensors = {}
    with open(path, 'rb') as file:
        length, = struct.unpack('<Q', file.read(8))
        head, data = json.loads(file.read(length)), bytearray(file.read())
    metadata = head.pop('__metadata__')
    for name, entry in head.items():
        begin, end = entry['data_offsets']
        tensors[name] = torch.frombuffer(data[begin:end], dtype=DTYPES[entry['dtype']]).reshape(entry['shape'])
    return tensors, metadata


# --- layers that torch.nn has not, or has otherwise ---

class Residual(nn.Sequential):
    def forward(self, x):
        y = x
        for name, module in self.named_children():
            y = y if name == 'shortcut' else module(y)
        return y + (self.shortcut(x) if hasattr(self, 'shortcut') else x)


class Position(nn.Embedding):
    def forward(self, x):
        return x + self.weight[:x.shape[1]]


class Attention(nn.MultiheadAttention):
    def __init__(self, width, heads, causal, scale=None, bias=True):
        super().__init__(width, heads, bias=bias, batch_first=True)
        self.causal, self.scale = causal, scale

    def forward(self, x):
        b, n, width = x.shape
        parts = F.linear(x, self.in_proj_weight, self.in_proj_bias).chunk(3, -1)
        parts = [part.reshape(b, n, self.num_heads, -1).transpose(1, 2) for part in parts]
        out = F.scaled_dot_product_attention(*parts, is_causal=self.causal, scale=self.scale)
        return self.out_proj(out.transpose(1, 2).reshape(b, n, width))


class BatchNorm(nn.BatchNorm1d):
    def _check_input_dim(self, x):
        pass


class Function(nn.Module):
    """Any operator without parameters, by its name."""
    def __init__(self, name, options):
        super().__init__()
        self.call = getattr(torch, name, None) or getattr(F, name)
        self.options = options

    def forward(self, x):
        return self.call(x, **self.options)


# --- the builder ---

def number(text):
    if text in ('true', 'false'):
        return text == 'true'
    try:
        return int(text)
    except ValueError:
        return float(text)


def ints(text):
    values = [int(word) for word in text.split(',')]
    return values[0] if len(values) == 1 else tuple(values)


def small(module, std):
    nn.init.normal_(module.weight, std=std)
    return module


def some(options, **readers):
    """The options that are given, each read by its reader."""
    return {key: reader(options[key]) for key, reader in readers.items() if key in options}


NORM = {'eps': float, 'affine': number}
CONV = {'out_channels': int, 'bias': number, 'groups': int,
        **dict.fromkeys(('kernel_size', 'stride', 'padding', 'dilation', 'output_padding'), ints)}
CONVOLUTIONS = {'conv1d': nn.Conv1d, 'conv2d': nn.Conv2d, 'conv_transpose2d': nn.ConvTranspose2d}


def layer(file, group, x, shape):
    """The layer of a [group], for an input like x."""
    options = dict(file[group])
    kind = options.pop('layer', group.split()[0])
    options.pop('name', None)
    if kind == 'linear':
        return nn.Linear(x.shape[-1], int(options.get('out_features', shape['outputs'])), **some(options, bias=number))
    if kind in CONVOLUTIONS:
        return CONVOLUTIONS[kind](x.shape[1], **some(options, **CONV))
    if kind == 'max_pool2d':
        return nn.MaxPool2d(**{key: number(text) if key == 'ceil_mode' else ints(text) for key, text in options.items()})
    if kind == 'batch_norm':
        return BatchNorm(x.shape[1], **some(options, momentum=float, **NORM))
    if kind == 'layer_norm':
        size = ints(options.get('normalized_shape', str(x.shape[-1])))
        return nn.LayerNorm(size, float(options.get('eps', 1e-5)), number(options.get('affine', 'true')))
    if kind == 'group_norm':
        return nn.GroupNorm(int(options['num_groups']), x.shape[1], **some(options, **NORM))
    if kind == 'flatten':
        return nn.Flatten(**some(options, start_dim=int, end_dim=int))
    if kind == 'unflatten':
        return nn.Unflatten(int(options['dim']), ints(options['sizes']))
    if kind == 'dropout':
        return nn.Dropout(float(options.get('p', 0.5)))
    if kind == 'prelu':
        return nn.PReLU(int(options['weight']), float(options.get('weight.init', 0.25)))
    if kind == 'embedding':
        n = int(options.get('num_embeddings', shape.get('tokens', 0)))
        return small(nn.Embedding(n, int(options['embedding_dim'])), float(options.get('init_std', 1)))
    if kind == 'position':
        return small(Position(int(options.get('context', x.shape[1])), x.shape[2]), float(options.get('init_std', 1)))
    if kind == 'attention':
        causal = number(options.get('is_causal', 'true' if 'tokens' in shape else 'false'))
        return Attention(x.shape[-1], int(options['heads']), causal, **some(options, scale=float, bias=number))
    if kind == 'residual':
        module = chain(file, [name.strip() for name in options['layers'].split(',')], x, shape, Residual)
        if 'shortcut' in options:
            module.add_module('shortcut', layer(file, options['shortcut'], x, shape))
        return module
    return Function(kind, {key: number(value) for key, value in options.items()})


def chain(file, groups, x, shape, kind=nn.Sequential):
    layers = kind()
    for place, group in enumerate(groups):
        module = layer(file, group, x, shape)
        layers.add_module(file[group].get('name', str(place)), module)
        x = module.eval()(x)
        module.train()
    return layers


def build(text):
    """The module that the `model` of a file's metadata describes, with PyTorch's initial values."""
    file = configparser.ConfigParser()
    file.read_string(text)
    shape = dict(file['model'])
    inner = {name.strip() for group in file.sections() for key in ('layers', 'shortcut') for name in file[group].get(key, '').split(',')}
    groups = [group for group in file.sections() if group != 'model' and group not in inner]
    sizes = [2] + [int(size) for size in shape['input'].split(',')]
    return chain(file, groups, torch.zeros(sizes, dtype=torch.int64 if 'tokens' in shape else torch.float32), shape)


# --- inputs and answers ---

MISSING = ('', 'na', 'n/a', 'n.a.', '#n/a', '<na>', 'nan', 'null', 'none', '?')
BLANK = ('-', '--', '---', '.', '..', '*', '\u2013', '\u2014')
WARPS = {
    'none': lambda value, feature: value,
    'log': lambda value, feature: math.log(max(value, sys.float_info.min)),
    'asinh': lambda value, feature: math.asinh((value - float(feature['center'])) / float(feature['unit'])),
}
CYCLES = {'year': 365.2425, 'week': 7, 'day': 1}  # in days


def days(text):
    """Of a date as ISO writes it, days since 1970. retrograde reads other orders, too."""
    return (datetime.datetime.fromisoformat(text).replace(tzinfo=None) - datetime.datetime(1970, 1, 1)) / datetime.timedelta(days=1)


def numbers(feature, values):
    """The columns that a column of numbers or dates becomes; numbers are in plain form, 1234.5."""
    gaps = [value.lower() in MISSING or 'date' not in feature and value in BLANK for value in values]
    read = days if 'date' in feature else float
    values = [None if gap else read(value) for gap, value in zip(gaps, values)]
    warp = WARPS[feature.get('warp', 'none')]
    warped = [float(feature.get('fill', 'nan')) if gap else warp(value, feature) for gap, value in zip(gaps, values)]
    columns = [[(value - float(feature['mean'])) / float(feature['scale']) for value in warped]]
    for cycle in feature.get('cycles', ()):
        columns += [[0.0 if gap else function(2 * math.pi * (value / CYCLES[cycle] % 1)) for gap, value in zip(gaps, values)]
                    for function in (math.sin, math.cos)]
    return columns + ([[float(gap) for gap in gaps]] if feature.get('tells_missing') else [])


def encode(encoder, path):
    """The rows of a table as the model's inputs."""
    with (gzip.open if path.endswith('.gz') else open)(path, 'rt') as file:
        rows = list(csv.DictReader(file))
    columns = []
    for feature in json.loads(encoder)['features']:
        values = [row[feature['name']] for row in rows]
        if 'categories' in feature:
            columns += [[float(value == category) for value in values] for category in feature['categories']]
        else:
            columns += numbers(feature, values)
    return torch.tensor(columns, dtype=torch.float64).T.float()


def decode(encoder, out):
    """The probabilities of the classes, or of a regression the values."""
    encoder = json.loads(encoder)
    if 'classes' in encoder:
        return out.softmax(1)
    return out.double() * float(encoder['target_scale']) + float(encoder['target_mean'])
