# selftest.py: shows that the comparison works: the arithmetic on figures that are known,
# then every workload of the peer once, at a tiny size, where there is a torch.
#
# SPDX-License-Identifier: BSD-3-Clause

import os
import tempfile

import figures
import settings

OURS = [{'bench': 'overhead', 'row': 'a scalar, no graph', 'value': 10.0, 'unit': 'ns'},
        {'bench': 'overhead', 'row': 'a scalar, release', 'value': 5.0, 'unit': 'ns'},
        {'bench': 'matmul', 'row': 'float32 64, 1 thread', 'value': 50.0, 'unit': 'GFLOP/s'},
        {'bench': 'wide', 'row': 'tanh on 1000', 'value': 2.0, 'unit': 'us'}]
THEIRS = {'slow': [300.0, 40.0, 9.0], 'fast': [165.0, 25.0, 6.0]}


def check(what, good):
    print('%s: %s' % ('ok' if good else 'FAILED', what))
    return good


def arithmetic():
    ours, peer = figures.Side(), figures.Side()
    for value in (1.0, 2.0, 30.0):
        ours.add('here', figures.complete(OURS[:3] + [{**OURS[3], 'value': value}]))
    for name, values in THEIRS.items():
        peer.add(name, [{**row, 'value': value} for row, value in zip(
            [{**OURS[0], 'row': 'a scalar, no graph and release'}, *OURS[2:]], values)])
    table = {row['row']: row for row in figures.ratios(ours, peer)}
    node = table['a scalar, no graph and release']
    return all([
        check('release counts with what made it', node['ratio'] == 165 / 15 and node['holds'] is False),
        check('a rate is better when higher', table['float32 64, 1 thread']['ratio'] == 50 / 40),
        check('the median of the rounds, against the best setting', table['tanh on 1000']['ratio'] == 3
              and table['tanh on 1000']['setting'] == 'fast'),
        check('what is wanted is found', figures.wanted('wide', 'tanh on 10000') == 4
              and figures.wanted('wide', 'tanh on 100000') == 2 and figures.wanted('matmul', 'x') is None),
        check('a setting far behind is given up', not peer.hopeful('wide', 'slow') and peer.hopeful('wide', 'fast')),
    ])


def run(options):
    fine = arithmetic()
    if options.python is None:
        print('skipped: no python3 that imports torch')
        return 0 if fine else 1
    with tempfile.TemporaryDirectory() as samples:
        for workload in options.workloads:
            if workload in settings.TRAINING:
                settings.run_json([options.retrograde, 'bench', '--json', '--samples', samples, workload], {})
            if workload == 'backward':
                continue
            report = settings.run_peer(options.python, workload, settings.SETTINGS[0], samples, 0, tiny=True)
            good = report is not None and len(report['rows']) > 0 and all(r['value'] > 0 for r in report['rows']
                                                                          if r['unit'] != 'bytes')
            apart = max([r['difference'] for r in report['rows'] if 'losses' in r], default=0) if report else 0
            fine = check('%s in PyTorch' % workload, good and apart <= figures.LOSSES) and fine
            if workload in settings.TRAINING and report:
                names = os.listdir(samples)
                fine = check('%s: losses apart by %.1e' % (workload, apart),
                             any(n.startswith(workload) for n in names) and any('losses' in r for r in report['rows'])
                             ) and fine
    return 0 if fine else 1
