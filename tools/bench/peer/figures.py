# figures.py: from the rows of many runs to the table of ratios, and what is wanted.
#
# SPDX-License-Identifier: BSD-3-Clause

import re

from timing import median

# Workload, which of its rows, the ratio that is wanted. The first that fits counts.
WANTED = [
    ('overhead', r'no graph', 15),
    ('overhead', r'recorded', 15),
    ('overhead', r'backward', 40),
    ('overhead', r'a node', 4),
    ('chain', r'forward, backward and release', 40),
    ('wide', r'products', 1.3),
    ('wide', r' on 10{3,4}$', 4),
    ('wide', r' on 100000$', 2),
    ('pointwise', r'transposed', 3),
    ('pointwise', r'six operators', 2),
    ('pointwise', r'', 1),
    ('reduce', r'column', 1.5),
    ('reduce', r'', 1),
    ('mlp', r'batch 64', 1.5),
    ('mlp', r'batch 256', 1.2),
    ('cnn', r'', 1.5),
    ('gpt', r'width 128', 1.5),
    ('gpt', r'width 384', 1.15),
    ('memory', r'', 1),
]
# Losses of the first steps, from the same weights: how far apart, at most.
LOSSES = 1e-4
# A setting that is slower by more than this in every row is not tried again.
HOPELESS = 1.1


def wanted(workload, label):
    return next((ratio for name, which, ratio in WANTED
                 if name == workload and re.search(which, label)), None)


def higher_is_better(unit):
    return unit.endswith('/s')


def complete(rows):
    """Adds the time of release to what made the objects: here a scope keeps them to its
    end, there each result is let go of on the way."""
    values = {(r['bench'], r['row']): r for r in rows}
    more = []
    for what in ('4 floats', 'a scalar'):
        release = values.get(('overhead', what + ', release'))
        for part in ('no graph', 'recorded'):
            row = values.get(('overhead', '%s, %s' % (what, part)))
            if row and release:
                more.append({'bench': 'overhead', 'row': '%s, %s and release' % (what, part), 'unit': row['unit'],
                             'value': row['value'] + release['value']})
    return rows + more


class Side:
    """The values of every row, by setting, over the rounds."""

    def __init__(self):
        self.values = {}
        self.units = {}
        self.first = {}

    def add(self, setting, rows):
        for row in rows:
            key = row['bench'], row['row']
            name = ', '.join(filter(None, (setting, row.get('variant'))))
            self.values.setdefault(key, {}).setdefault(name, []).append(row['value'])
            self.units[key] = row['unit']
            self.first.setdefault(key, row)

    def best(self, key):
        """The median of the best setting, and its name. Settings that were given up
        after a round do not count."""
        runs = self.values[key]
        most = max(len(v) for v in runs.values())
        medians = {name: median(v) for name, v in runs.items() if len(v) == most}
        pick = max if higher_is_better(self.units[key]) else min
        name = pick(medians, key=medians.get)
        return medians[name], name

    def hopeful(self, workload, setting):
        """Whether a setting came near the best in some row."""
        for key, runs in self.values.items():
            if key[0] != workload:
                continue
            best = self.best(key)[0]
            for name, values in runs.items():
                slow = values[0] / best if not higher_is_better(self.units[key]) else best / values[0]
                if slow <= HOPELESS and (name == setting or name == setting + ', fused optimiser'):
                    return True
        return False


def ratios(ours, peer):
    """Rows that both have: how many times better ours is."""
    table = []
    for key, runs in peer.values.items():
        if key not in ours.values:
            continue
        mine, _ = ours.best(key)
        theirs, setting = peer.best(key)
        ratio = mine / theirs if higher_is_better(peer.units[key]) else theirs / mine
        want = wanted(*key)
        table.append({'bench': key[0], 'row': key[1], 'unit': peer.units[key], 'ours': mine, 'peer': theirs,
                      'setting': setting, 'ratio': ratio, 'wanted': want,
                      'holds': None if want is None else ratio >= want,
                      'rounds': max(len(v) for v in runs.values())})
    return table


def held(ours):
    """Rows that the bench itself holds against the machine or against one thread."""
    table = []
    for key, row in ours.first.items():
        value = ours.best(key)[0]
        if 'at_most' in row:
            table.append((key, value, row['unit'], 'at most %g' % row['at_most'], value <= row['at_most']))
        elif 'at_least' in row:
            share = ours.best((key[0], key[1] + ' (share)'))[0]
            table.append((key, share, row['of'], 'at least %g' % row['at_least'], share >= row['at_least']))
    return table


def shares(rows):
    """A row's share as a row, so that it gets its own median."""
    return rows + [{'bench': r['bench'], 'row': r['row'] + ' (share)', 'value': r['share'], 'unit': r['of']}
                   for r in rows if 'share' in r]


def print_head():
    print('| workload | row | here | PyTorch | unit | ratio | wanted | holds | its setting |')
    print('|---|---|---|---|---|---|---|---|---|', flush=True)


def print_rows(table):
    for r in table:
        holds = '' if r['holds'] is None else 'yes' if r['holds'] else '**no**'
        print('| %s | %s | %.4g | %.4g | %s | %.2f | %s | %s | %s |' % (
            r['bench'], r['row'], r['ours'], r['peer'], r['unit'], r['ratio'],
            '' if r['wanted'] is None else '%g' % r['wanted'], holds, r['setting']), flush=True)


def print_held(table):
    print('| workload | row | here | | wanted | holds |')
    print('|---|---|---|---|---|---|')
    for (bench, row), value, unit, want, holds in table:
        print('| %s | %s | %.4g | %s | %s | %s |' % (bench, row, value, unit, want, 'yes' if holds else '**no**'))
