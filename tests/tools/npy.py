# npy.py: NumPy's array files in plain Python, so that a test asks for no NumPy: an
# oracle that shares no code with the library.
#
# SPDX-License-Identifier: BSD-3-Clause

import ast
import struct

CODES = {'<f4': 'f', '<f8': 'd', '<i8': 'q', '<i4': 'i', '|u1': 'B', '|b1': '?'}


def count(shape):
    n = 1
    for size in shape:
        n *= size
    return n


def dump(dtype, shape, values, fortran=False):
    """The bytes of a file; the values stand in the order of the file."""
    text = repr({'descr': dtype, 'fortran_order': fortran, 'shape': tuple(shape)}).encode()
    text += b' ' * (-(10 + len(text) + 1) % 64) + b'\n'
    assert len(values) == count(shape)
    return (b'\x93NUMPY\x01\x00' + struct.pack('<H', len(text)) + text
            + struct.pack('<%d%s' % (len(values), CODES[dtype]), *values))


def save(path, dtype, shape, values, fortran=False):
    with open(path, 'wb') as file:
        file.write(dump(dtype, shape, values, fortran))
    return path


def load(path):
    """dtype, shape and flat values of a file in C order."""
    with open(path, 'rb') as file:
        data = file.read()
    assert data[:8] == b'\x93NUMPY\x01\x00', data[:8]
    length, = struct.unpack('<H', data[8:10])
    header = ast.literal_eval(data[10:10 + length].decode())
    assert set(header) == {'descr', 'fortran_order', 'shape'} and header['fortran_order'] is False
    n = count(header['shape'])
    return header['descr'], header['shape'], list(struct.unpack('<%d%s' % (n, CODES[header['descr']]), data[10 + length:]))
