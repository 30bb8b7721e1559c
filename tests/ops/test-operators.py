#!/usr/bin/env python3
# test-operators.py: every operator through the harness, and every recorded case.
# Prints TAP.
#
# SPDX-License-Identifier: BSD-3-Clause

import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'tools'))
import tap  # noqa: E402


def check_harness():
    result = tap.run('check', '--all', '--json')
    try:
        report = json.loads(result.stdout)
    except ValueError:
        tap.check(False, 'retrograde check --all prints its report', result.stderr + result.stdout[-500:])
        return
    failed = {}
    passed = {}
    for entry in report['results']:
        by_op = failed if entry['status'] == 'failed' else passed
        by_op.setdefault(entry['op'], []).append(entry)
    for op in sorted(set(failed) | set(passed)):
        wrong = failed.get(op, [])
        tap.check(not wrong, 'check %s' % op,
                  '\n'.join('%s, %s: %s' % (e['check'], e['sample'], e['message']) for e in wrong))
    tap.check(report['passed'] > 5000, 'the harness ran (%d checks passed)' % report['passed'])


def check_recorded(what, folder, least):
    result = tap.run('verify', folder, '--json')
    try:
        report = json.loads(result.stdout)
    except ValueError:
        tap.check(False, 'retrograde verify prints its report', result.stderr + result.stdout[-500:])
        return
    wrong = [c for c in report['cases'] if c['status'] == 'failed']
    tap.check(not wrong, '%s: %d passed, %d skipped' % (what, report['passed'], report['skipped']),
              '\n'.join('%s %d: %s' % (c['op'], c['case'], c.get('message', '')) for c in wrong))
    tap.check(report['passed'] > least, 'the cases ran')


check_harness()
# What record-integers.py recorded; the conformance folder holds float64 alone.
check_recorded('integers', os.path.join(tap.SOURCE, 'tests', 'ops', 'integers'), 200)
conformance = os.path.join(tap.SHARED, 'conformance')
if os.path.isdir(conformance):
    check_recorded('verify', conformance, 500)
else:
    tap.skip('verify', 'there is no %s' % conformance)
tap.end()
