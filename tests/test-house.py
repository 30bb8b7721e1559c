#!/usr/bin/env python3
# test-house.py: the rules of the house that no compiler checks. Prints TAP.
#
# SPDX-License-Identifier: BSD-3-Clause
#
# No file includes upwards: a room of core sees its own private headers and those
# of the rooms below it; operators, tools and plugins include public headers.
# Every source file names its licence, and is in the list that builds it.

import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# Whose private headers a room of core may include. Public headers are the
# contract between rooms and may be named anywhere. graph and module share the
# descriptor of an operator and a call of it.
BELOW = {
    'tensor': {'tensor'},
    'pool': {'tensor', 'pool'},
    'kernel': {'tensor', 'pool', 'kernel'},
    'graph': {'tensor', 'pool', 'kernel', 'graph', 'module'},
    'module': {'tensor', 'pool', 'kernel', 'graph', 'module'},
    'optim': {'optim'},
    'io': {'io'},
}
OP_ROOMS = ['pointwise', 'reduce', 'shape', 'index', 'linalg', 'nn', 'loss',
            'random']

count, failures = 0, 0


def check(bad, what):
    global count, failures
    count += 1
    failures += bool(bad)
    print('%s %d - %s' % ('not ok' if bad else 'ok', count, what))
    for line in bad:
        print('# ' + line)


def files(folder, endings=('.c', '.h')):
    for base, folders, names in sorted(os.walk(os.path.join(ROOT, folder))):
        folders.sort()
        for name in sorted(names):
            if name.endswith(endings):
                yield os.path.relpath(os.path.join(base, name), ROOT)


def included(path):
    with open(os.path.join(ROOT, path), encoding='utf-8') as file:
        for number, line in enumerate(file, 1):
            match = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
            if match:
                yield number, os.path.basename(match[1])


def owners():
    """Which room of core each header lies in."""
    return {os.path.basename(path): path.split('/')[1]
            for path in files('core', ('.h',)) if path.count('/') == 2}


def main():
    room_of = owners()
    bad = []
    for room, below in BELOW.items():
        for path in files('core/' + room):
            bad += ['%s:%d: includes %s of core/%s' % (path, n, name,
                                                       room_of[name])
                    for n, name in included(path)
                    if name.endswith('-private.h')
                    and room_of.get(name, room) not in below]
    check(bad, 'no room of core sees inside a room above it')

    bad = ['%s:%d: includes %s' % (path, n, name)
           for folder in ('ops', 'tools', 'plugins', 'docs')
           for path in files(folder) for n, name in included(path)
           if name.endswith('-private.h') and name in room_of]
    bad += ['%s:%d: includes %s' % (path, n, name)
            for path in files('core') if os.path.basename(path).startswith('rg-')
            for n, name in included(path) if name.endswith('-private.h')]
    check(bad, 'operators, tools, plugins and public headers include no '
               'private header of core')

    bad = []
    for folder in ('core', 'ops', 'tools', 'plugins', 'tests'):
        for path in files(folder, ('.c', '.h', '.py', '.sh')):
            with open(os.path.join(ROOT, path), encoding='utf-8') as file:
                if 'SPDX-License-Identifier: BSD-3-Clause' not in file.read(2000):
                    bad.append(path)
    check(bad, 'every source file names its licence in its head')

    bad = []
    for room in OP_ROOMS:
        with open(os.path.join(ROOT, 'ops', room, 'meson.build'),
                  encoding='utf-8') as file:
            listed = re.findall(r"^\s*'(\w+)',?\s*$", file.read(), re.M)
        there = [os.path.basename(path)[:-2]
                 for path in files('ops/' + room, ('.c',))]
        bad += ['ops/%s/%s.c is in no list' % (room, name)
                for name in there if name not in listed]
        bad += ['ops/%s: %s is listed, and there is no such file'
                % (room, name) for name in listed if name not in there]
        bad += ['ops/%s: %s is listed twice' % (room, name)
                for name in sorted(set(listed)) if listed.count(name) > 1]
    check(bad, 'every operator is in the list of its folder, once')

    with open(os.path.join(ROOT, 'core', 'meson.build'),
              encoding='utf-8') as file:
        text = file.read()
    with open(os.path.join(ROOT, 'core', 'kernel', 'meson.build'),
              encoding='utf-8') as file:
        kernel = set(re.findall(r"'([\w.-]+)'", file.read()))
    bad = [path for path in files('core', ('.h',))
           if os.path.basename(path).startswith('r') and path.count('/') <= 2
           and not path.endswith('-private.h')
           and path[5:] not in text and os.path.basename(path) not in kernel]
    check(bad, 'every public header is installed')
    bad = [path for path in files('core', ('.c',))
           if path[5:] not in text
           and not (path.startswith('core/kernel/')
                    and os.path.basename(path) in kernel)]
    check(bad, 'every file of core is built')

    bad = []
    for base, _, names in sorted(os.walk(os.path.join(ROOT, 'tests'))):
        if base == os.path.join(ROOT, 'tests') or 'meson.build' not in names:
            continue
        room = os.path.relpath(base, ROOT)
        with open(os.path.join(base, 'meson.build'), encoding='utf-8') as file:
            listed = set(re.findall(r"^\s*'([\w-]+)',?\s*$", file.read(), re.M))
        there = {name[:-2] for name in names if re.match(r'(test|fuzz)-.*\.c$', name)}
        bad += ['%s/%s.c is in no list' % (room, x) for x in there - listed]
        bad += ['%s: %s is listed, and there is no such file' % (room, x)
                for x in listed - there]
    check(sorted(bad), 'every test program is in the list of its folder')
    print('1..%d' % count)
    return failures != 0


if __name__ == '__main__':
    sys.exit(main())
