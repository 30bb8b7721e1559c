# trainer.py: what the trainer's tests share: a folder, files in it, runs.
#
# SPDX-License-Identifier: BSD-3-Clause

import atexit
import os
import shutil
import struct
import tempfile
import zipfile

import npy
import tap

DIGITS = os.path.join(tap.DATA, 'digits.csv.gz')
IRIS = os.path.join(tap.DATA, 'iris.csv')
DIABETES = os.path.join(tap.DATA, 'diabetes.csv')
folder = tempfile.mkdtemp(prefix='rg-train-')
atexit.register(shutil.rmtree, folder, ignore_errors=True)


def path(*names):
    return os.path.join(folder, *names)


def write(name, text):
    mode = 'wb' if isinstance(text, bytes) else 'w'
    with open(path(name), mode) as file:
        file.write(text)
    return path(name)


def read(*names):
    with open(path(*names), 'rb') as file:
        return file.read()


def train(*args, out, **more):
    """Runs `retrograde train ARGS --out DIR`."""
    return tap.run('train', *args, '--out', path(out), **more)


def idx(name, code, sizes, data):
    """A file of MNIST's format."""
    return write(name, bytes([0, 0, code, len(sizes)]) + struct.pack('>%dI' % len(sizes), *sizes) + data)


def npz(name, **arrays):
    """name=(dtype, shape, values) as numpy.savez writes them."""
    with zipfile.ZipFile(path(name), 'w') as file:
        for key, array in arrays.items():
            file.writestr(key + '.npy', npy.dump(*array))
    return path(name)


def pictures(n):
    """n pictures of 6x6 bytes: a bright upper half is class 1, a lower one 0."""
    labels = [i % 2 for i in range(n)]
    pixels = bytearray()
    for i, label in enumerate(labels):
        for row in range(6):
            for column in range(6):
                bright = (row < 3) == (label == 1)
                pixels.append(150 * bright + (i * 7 + row * 5 + column * 3) % 60)
    return bytes(pixels), bytes(labels)
