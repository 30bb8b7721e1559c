#!/usr/bin/env python3
# count-tests.py: adds up the tests of a run of `meson test`, says which failed
# and what they said, and ends with a line `PASSED FAILED SKIPPED`.
#
# SPDX-License-Identifier: BSD-3-Clause
#
# A program that says TAP counts as its test points, one that closes with
# `N passed, N failed` as those, any other as one. A program that died, or that
# reached fewer points than it planned, counts as one failure more.

import argparse
import json
import re
import sys

POINT = re.compile(r'(not )?ok\b\s*(\d+)?(?:\s*-)?\s*([^#]*)(?:#\s*(\w+))?', re.I)
PLAN = re.compile(r'1\.\.(\d+)')
CLOSING = re.compile(r'(?:\w+: )?(\d+) passed, (\d+) failed(?:, (\d+) skipped)?')


def points(text):
    """Passed, failed and skipped test points, the failed ones' lines, the plan."""
    passed, skipped, failed, plan, planned = 0, 0, [], None, False
    lines = text.splitlines()
    for i, line in enumerate(lines):
        match = PLAN.match(line)
        if match:
            plan, planned = int(match[1]), True
            continue
        match = POINT.match(line)
        if not match:
            continue
        directive = (match[4] or '').lower()
        if directive == 'skip':
            skipped += 1
        elif match[1] and directive != 'todo':
            remarks = [line]
            for more in lines[i + 1:i + 21]:
                if not more.startswith('#'):
                    break
                remarks.append(more)
            failed.append('\n'.join(remarks))
        else:
            passed += 1
    return passed, skipped, failed, plan if planned else None


def closing(text):
    """What the last line of a program that counts for itself says."""
    lines = [line for line in text.splitlines() if line.strip()]
    match = CLOSING.fullmatch(lines[-1].strip()) if lines else None
    return tuple(int(x or 0) for x in match.groups()) if match else None


def show(title, name, lines, text):
    print('FAILED: %s: %s' % (title, name))
    for line in lines:
        print('  ' + line.replace('\n', '\n  '))
    tail = [line for line in text.splitlines() if line.strip()][-40:]
    if tail:
        print('  --- its standard error:')
        print('\n'.join('  ' + line for line in tail))


def one(title, name, result, out, err):
    """Counts one program; returns passed, failed, skipped."""
    passed, skipped, failed, plan = points(out)
    n_failed = len(failed)
    if not (passed or skipped or failed or plan is not None):
        counts = closing(out)
        if counts:
            passed, n_failed, skipped = counts
            if n_failed:
                failed = out.splitlines()[-15:]
        elif result == 'OK':
            passed = 1
        elif result == 'SKIP':
            skipped = 1
    elif plan is not None and passed + skipped + n_failed < plan:
        failed.append('%d of %d test points were reached'
                      % (passed + skipped + n_failed, plan))
        n_failed += 1
    if result not in ('OK', 'SKIP', 'EXPECTEDFAIL') and not n_failed:
        failed.append('ended as %s' % result)
        if not plan:
            failed += out.splitlines()[-15:]
        n_failed = 1
    if n_failed:
        show(title, name, failed, err)
    return passed, n_failed, skipped


def main():
    parser = argparse.ArgumentParser(description='Counts tests.')
    parser.add_argument('title')
    parser.add_argument('status', type=int, help='how the run ended')
    parser.add_argument('logs', nargs='*', help="meson's testlog.json")
    parser.add_argument('--tap', help='the output of one program instead')
    parser.add_argument('--stderr', help='what it said on standard error')
    args = parser.parse_args()
    total = [0, 0, 0]

    def add(counts):
        for i, n in enumerate(counts):
            total[i] += n

    if args.tap:
        texts = []
        for path in (args.tap, args.stderr):
            with open(path, encoding='utf-8', errors='replace') as file:
                texts.append(file.read())
        add(one(args.title, args.tap.split('/')[-1],
                'OK' if args.status == 0 else 'exit status %d' % args.status,
                *texts))
    for path in args.logs:
        with open(path, encoding='utf-8', errors='replace') as file:
            for line in file:
                test = json.loads(line)
                add(one(args.title, test['name'], test['result'],
                        test.get('stdout') or '', test.get('stderr') or ''))
    if sum(total) == 0:
        sys.exit('count-tests.py: no test ran')
    if args.status and not total[1]:
        print('FAILED: %s: meson test ended with %d, yet no test failed'
              % (args.title, args.status))
        total[1] += 1
    print('%d %d %d' % tuple(total))


if __name__ == '__main__':
    main()
