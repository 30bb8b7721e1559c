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


def reductions():
    for dtype in ALL:
        x, rows, middle = some(dtype, 7, low=0, high=4), some(dtype, 6, 2, low=0, high=2), some(dtype, 2, 5, 2, low=0, high=2)
        for op in ('unique', 'unique_consecutive'):
            call = getattr(torch, op)
            for tensor, dim in ((x, None), (rows, None), (rows, 0), (rows, 1), (middle, 1), (middle, -1), (x, 0)):
                attrs = {'return_inverse': True, 'return_counts': True}
                if dim is not None:
                    attrs['dim'] = dim
                case(op, {'input': tensor}, lambda: call(tensor, **attrs), **attrs)
            case(op, {'input': rows}, lambda: call(rows, return_counts=True), return_counts=True)
        case('unique', {'input': rows}, lambda: torch.unique(rows, sorted=False, dim=0), sorted=False, dim=0)
        for tensor in (rows, middle, some(dtype), some(dtype, 0, 3)):
            for as_tuple in (False, True):
                case('nonzero', {'input': tensor}, as_tuple=as_tuple)
        case('square', {'input': rows})
        number = some(dtype)
        for keepdim in (False, True):
            for attrs in ({'keepdim': keepdim}, {'keepdim': keepdim, 'dim': 0}):
                case('aminmax', {'input': number}, lambda: torch.aminmax(number, **attrs), **attrs)
    for dtype in NUMBERS:
        for n in (2, 3, 7, 40):
            x = some(dtype, 3, n, low=0, high=5)
            for k in {1, (n + 1) // 2, n}:
                case('kthvalue', {'input': x}, k=k)
        for n, k in ((5, 3), (40, 7), (200, 150), (700, 10)):
            x = some(dtype, 3, n, low=0, high=9)
            for largest in (True, False):
                case('topk', {'input': x}, k=k, largest=largest)
            case('topk', {'input': x}, k=k, sorted=False)
        for n in (7, 40, 900):
            case('mode', {'input': some(dtype, 3, n, low=0, high=5)})
        case('trapezoid', {'y': some(dtype, 3, 6)}, dx=2.0)
        case('trapezoid', {'y': some(dtype, 3, 6), 'x': some(dtype, 6)}, dim=-1)
    data = torch.randn(6, 2, dtype=torch.float64)
    for reduce in ('sum', 'mean', 'prod', 'max', 'min'):
        for name, cut, attrs in (('lengths', [2, 0, 2], {'unsafe': True, 'initial': 1}), ('offsets', [1, 2, 5], {})):
            cut = torch.tensor(cut)
            case('segment_reduce', {'input': data, name: cut},
                 lambda: torch.segment_reduce(data, reduce, **{name: cut}, **attrs), reduce=reduce, **attrs)


def losses():
    x = torch.randn(3, 4, dtype=torch.float64)
    for dtype in ALL:
        whole = some(dtype, 3, 4)
        for reduction in ('none', 'mean', 'sum'):
            case('mse_loss', {'input': x, 'target': whole}, reduction=reduction)
            case('mse_loss', {'input': whole, 'target': x}, reduction=reduction)
            case('smooth_l1_loss', {'input': x, 'target': whole}, reduction=reduction)
            case('huber_loss', {'input': x, 'target': whole}, reduction=reduction)
            case('soft_margin_loss', {'input': x, 'target': whole}, reduction=reduction)
            if dtype != torch.bool:
                case('l1_loss', {'input': x, 'target': whole}, reduction=reduction)
                case('l1_loss', {'input': whole, 'target': x}, reduction=reduction)
                case('gaussian_nll_loss', {'input': whole, 'target': x, 'var': x.abs()}, reduction=reduction)
        case('cosine_similarity', {'x1': whole, 'x2': x})
        if dtype != torch.bool:
            case('l1_loss', {'input': whole, 'target': whole.flip(0)}, reduction='sum')
            signs = torch.tensor([1, -1, 1, -1])
            case('hinge_embedding_loss', {'input': whole, 'target': signs}, margin=3, reduction='sum')
            case('hinge_embedding_loss', {'input': whole, 'target': signs}, margin=5.7, reduction='none')
    case('hardtanh', {'input': some(torch.uint8, 3, 4)}, min_val=3.7, max_val=100)


def conversions():
    """Floats that no integer is equal to: undefined in C, and x86's here. As many as fill vectors, and one more."""
    odd = [1e10, -1e10, 3e9, -3e9, 2.**31, -2.**31 - 1, 1e19, -1e19, 9.3e18, 1e30, float('inf'), float('-inf'), float('nan'),
           -1, -1.5, 255.9, 256, 300.7, -300, 65536.5, 2.**40 + 5, -0.9, 2.**63, -2.**63, 0]
    for source in (torch.float32, torch.float64):
        x = torch.tensor(odd, dtype=source)
        for dtype in NUMBERS:
            name = str(dtype).split('.')[1]
            case('to', {'input': x.repeat(5)[:97]}, lambda: x.repeat(5)[:97].to(dtype), dtype=name)
            case('to', {'input': x[7]}, lambda: x[7].to(dtype), dtype=name)


GROUPS = (convolutions, pools, interpolation, reductions, losses, conversions)


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
