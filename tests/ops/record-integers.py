#!/usr/bin/env python3
# record-integers.py FOLDER: records what PyTorch gives for integer and bool inputs,
# as cases for `retrograde verify`. The conformance folder holds float64 alone.
#
# Needs torch and safetensors; run by hand, not by the tests.
#
# SPDX-License-Identifier: BSD-3-Clause

import json
import os
import sys

import torch
import torch.nn.functional as F
from safetensors.torch import save_file

NUMBERS = (torch.int64, torch.int32, torch.uint8)
ALL = NUMBERS + (torch.bool,)

torch.manual_seed(0)
cases = {}


def some(dtype, *shape, low=-9, high=10):
    """Whole numbers of a type; few of them, so that there are ties."""
    if dtype == torch.bool:
        return torch.rand(shape) < 0.5
    if dtype.is_floating_point:
        return torch.randn(shape, dtype=dtype)
    if dtype == torch.uint8:
        return torch.randint(0, 256, shape).to(dtype)
    return torch.randint(low, high, shape).to(dtype)


def flat(value):
    if isinstance(value, torch.Tensor):
        return [value]
    if isinstance(value, (list, tuple)):
        return [t for part in value for t in flat(part)]
    return []


def function(name):
    for place in (F, torch, torch.special, torch.Tensor):
        if hasattr(place, name):
            return getattr(place, name)
    return getattr(torch.ops.aten, name)


def case(op, inputs, call=None, **attrs):
    """Records one call: of the function of that name, unless another is given."""
    entries, tensors = cases.setdefault(op, ([], {}))
    entry = {'op': op, 'inputs': [], 'attrs': attrs, 'outputs': [], 'grad_outputs': [], 'grad_inputs': []}
    stem = str(len(entries))

    def keep(name, tensor):
        tensors[name] = tensor.clone().contiguous()
        return name

    for name, value in inputs.items():
        listed = isinstance(value, (list, tuple))
        entry['inputs'].append({'name': name, 'list': listed, 'tensors': [
            keep('%s.%s.%d' % (stem, name, k), t) for k, t in enumerate(value if listed else [value])]})
    try:
        outputs = call() if call else function(op)(*inputs.values(), **attrs)
    except RuntimeError as error:
        # Some sizes of bytes trip an assertion inside PyTorch 2.13.
        if 'INTERNAL ASSERT' in str(error):
            return
        raise
    for k, t in enumerate(flat(outputs)):
        entry['outputs'].append(keep('%s.out%d' % (stem, k), t))
    entries.append(entry)


def convolutions():
    spatial = {1: (7,), 2: (6, 7), 3: (4, 5, 4)}
    for n, sizes in spatial.items():
        for dtype in NUMBERS:
            x, b = some(dtype, 2, 4, *sizes), some(dtype, 6)
            w, grouped = some(dtype, 6, 4, *[3, 2, 2][:n]), some(dtype, 6, 2, *[2, 3, 2][:n])
            case('conv%dd' % n, {'input': x, 'weight': w, 'bias': b}, stride=2, padding=1)
            case('conv%dd' % n, {'input': x[0], 'weight': grouped}, groups=2, padding='same')
        x = some(torch.int64, 2, 4, *sizes)
        case('conv%dd' % n, {'input': x, 'weight': some(torch.int64, 6, 4, *[2] * n)}, dilation=2, stride=[2, 1, 2][:n])
        w, b = some(torch.int64, 4, 3, *[3, 2, 2][:n]), some(torch.int64, 6)
        case('conv_transpose%dd' % n, {'input': x, 'weight': w, 'bias': b}, stride=2, padding=1, output_padding=1, groups=2)
        case('conv_transpose%dd' % n, {'input': x[0], 'weight': w}, dilation=[2, 3, 1][:n])
        large = some(torch.int64, 1, 4, *sizes) * 2**61
        case('conv%dd' % n, {'input': large, 'weight': some(torch.int64, 2, 4, *[2] * n)})


def pools():
    for n, sizes in {1: (9,), 2: (7, 8), 3: (5, 4, 6)}.items():
        for dtype in NUMBERS:
            x = some(dtype, 2, 2, *sizes)
            case('max_pool%dd' % n, {'input': x}, kernel_size=3, stride=2, padding=1, return_indices=True)
            case('max_pool%dd' % n, {'input': x[0]}, kernel_size=2, stride=1, dilation=2, ceil_mode=True, return_indices=True)
            if dtype != torch.uint8:
                least = torch.full_like(x, torch.iinfo(dtype).min)
                case('max_pool%dd' % n, {'input': least}, kernel_size=2, return_indices=True)
        x = some(torch.int64, 2, 2, *sizes, low=-99, high=99)
        for inside in (True, False):
            case('avg_pool%dd' % n, {'input': x}, kernel_size=3, stride=2, padding=1, ceil_mode=True, count_include_pad=inside)
        if n > 1:
            case('avg_pool%dd' % n, {'input': x}, kernel_size=2, divisor_override=-3)


def interpolation():
    for n, sizes in {1: (7,), 2: (6, 7), 3: (4, 5, 3)}.items():
        x = some(torch.uint8, 1, 2, *sizes)
        for mode in ('nearest', 'nearest-exact'):
            case('interpolate', {'input': x}, size=[11, 3, 5][:n], mode=mode)
            case('interpolate', {'input': x}, scale_factor=1.3, mode=mode)
    for channels in (1, 3, 5):
        x = some(torch.uint8, 2, channels, 6, 7)
        for mode in ('bilinear', 'bicubic'):
            for size in ([11, 3], [6, 4], [2, 16], [6, 7], [1, 1]):
                for corners in (False, True):
                    case('interpolate', {'input': x}, size=size, mode=mode, align_corners=corners)
                case('interpolate', {'input': x}, size=size, mode=mode, antialias=True)
            for factor in (0.3, 0.7, 1.1, 2.5):
                case('interpolate', {'input': x}, scale_factor=factor, mode=mode)
                case('interpolate', {'input': x}, scale_factor=factor, mode=mode, recompute_scale_factor=True)


GROUPS = (convolutions, pools, interpolation)


def main():
    folder = sys.argv[1]
    for group in GROUPS:
        cases.clear()
        group()
        tensors = {}
        entries = []
        for op, (of_op, held) in cases.items():
            renamed = {name: '%s.%s' % (op, name) for name in held}
            tensors.update({renamed[name]: t for name, t in held.items()})
            for entry in of_op:
                for given in entry['inputs']:
                    given['tensors'] = [renamed[t] for t in given['tensors']]
                entry['outputs'] = [renamed[t] for t in entry['outputs']]
                entries.append(entry)
        save_file(tensors, os.path.join(folder, group.__name__ + '.safetensors'), {'cases': json.dumps(entries)})


main()
