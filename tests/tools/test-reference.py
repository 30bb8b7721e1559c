#!/usr/bin/env python3
# test-reference.py: docs/operators/ is what the descriptors say, its links lead
# somewhere, and `retrograde ops NAME` says the same. Prints TAP.
#
# SPDX-License-Identifier: BSD-3-Clause

import difflib
import filecmp
import json
import os
import re
import shutil
import tempfile

import tap

COMMAND = 'retrograde ops --markdown docs/operators'
REFERENCE = os.path.join(tap.SOURCE, 'docs', 'operators')
folder = tempfile.mkdtemp(prefix='rg-reference-')
# Operators that somebody keeps elsewhere are no part of the reference.
os.environ.pop('RETROGRADE_PATH', None)


def read(*names):
    with open(os.path.join(*names), encoding='utf-8') as file:
        return file.read()


def difference(name):
    old = read(REFERENCE, name) if os.path.exists(os.path.join(REFERENCE, name)) else ''
    new = read(folder, name) if os.path.exists(os.path.join(folder, name)) else ''
    return list(difflib.unified_diff(old.splitlines(), new.splitlines(), 'docs/operators/' + name, 'the descriptors', lineterm='', n=0))


def up_to_date():
    result = tap.run('ops', '--markdown', folder)
    tap.check(result.returncode == 0 and not result.stderr, 'the reference is written', result.stderr)
    have = set(os.listdir(REFERENCE)) if os.path.isdir(REFERENCE) else set()
    stale = [name for name in sorted(have | set(os.listdir(folder)))
             if not (os.path.exists(os.path.join(REFERENCE, name)) and os.path.exists(os.path.join(folder, name))
                     and filecmp.cmp(os.path.join(REFERENCE, name), os.path.join(folder, name), shallow=False))]
    lines = [line for name in stale for line in difference(name)[:6]]
    tap.check(not stale, 'docs/operators is up to date',
              '%s: not what the descriptors say; bring up to date with:\n    %s\n%s' % (', '.join(stale), COMMAND, '\n'.join(lines)))
    again = tempfile.mkdtemp(prefix='rg-reference-')
    try:
        tap.run('ops', '--markdown', again, env={'RETROGRADE_ISA': 'base', 'OMP_NUM_THREADS': '1'})
        tap.check(filecmp.cmpfiles(folder, again, os.listdir(folder), shallow=False)[0] == os.listdir(folder),
                  'the same bytes on another instruction set and one thread')
    finally:
        shutil.rmtree(again, ignore_errors=True)


def sections(page):
    """name: text of each operator of a page, and where its heading can be linked to."""
    found, anchors, seen = {}, {}, {page[:-3]: 1}
    for part in re.split(r'(?m)^## ', read(folder, page))[1:]:
        name, text = part.split('\n', 1)
        number = seen.setdefault(name.lower(), 0)
        seen[name.lower()] += 1
        anchors[name] = name.lower() + ('-%d' % number if number else '')
        found[name] = text
    return found, anchors


def whole():
    listed = {op['name']: op for op in json.loads(tap.run('ops', '--json').stdout)}
    pages = [name for name in sorted(os.listdir(folder)) if name != 'README.md']
    found, targets = {}, set()
    for page in pages:
        parts, anchors = sections(page)
        tap.check(not set(found) & set(parts) and all(listed[name]['category'] == page[:-3] for name in parts),
                  '%s holds the operators of its folder' % page)
        found.update(parts)
        targets |= {(name, page + '#' + anchor) for name, anchor in anchors.items()}
    tap.check(set(found) == set(listed), 'every operator has a section', sorted(set(found) ^ set(listed)))
    links = set(re.findall(r'^\| \[(\S+)\]\((\S+)\) \|', read(folder, 'README.md'), re.M))
    tap.check(links == targets, 'the index links to every section', sorted(links ^ targets))
    without = [name for name, text in found.items() if '\n```\n' not in text]
    tap.check(not without, 'every operator has an example with its output', without)
    examples = {name: text.split('\n```\n')[1].splitlines() for name, text in found.items() if name not in without}
    long = ['%s: %d lines' % (name, len(lines)) for name, lines in examples.items() if len(lines) > 40]
    tap.check(not long, 'and a small one', long)
    silent = [name for name, lines in examples.items()
              if not any(line.startswith(name + ' (') for line in lines[:-1]) or ' = ' not in '\n'.join(lines)]
    tap.check(not silent, 'with the call, and a result below it', silent)
    formulas = [name for name, text in found.items() if text.count('\n    ') < 2]
    tap.check(not formulas, 'every operator has a formula', formulas)
    attributes = [name for name, text in found.items()
                  if any('\n| `%s` | %s |' % (a['name'], a['type']) not in text for a in listed[name]['attributes'])]
    tap.check(not attributes, 'every attribute stands in its table', attributes)
    return found


def same_text(found):
    differ = []
    for name in sorted(found)[::9]:
        text = tap.run('ops', name).stdout
        example = found[name].split('\n```\n')[1] if '\n```\n' in found[name] else ''
        formulas = [line.strip() for line in found[name].splitlines() if line.startswith('    ')]
        if example not in text or any(line not in text for line in formulas):
            differ.append(name)
    tap.check(not differ, 'ops NAME has the same signature, formulas and example', differ)
    text = found['conv2d']
    tap.check('[[[[ 6.,  8.],' in text and '[12., 14.]]]])' in text, 'the example of conv2d is right: 1 + 5, 2 + 6, 4 + 8, 5 + 9')


def refuses():
    with open(os.path.join(folder, 'plain'), 'w') as file:
        file.write('x')
    result = tap.run('ops', '--markdown', os.path.join(folder, 'plain'))
    tap.check(result.returncode == 1 and result.stderr.count('\n') == 1 and 'plain' in result.stderr,
              'a file where the folder should be', result.stderr)


try:
    up_to_date()
    same_text(whole())
    refuses()
finally:
    shutil.rmtree(folder, ignore_errors=True)
tap.end()
