#!/usr/bin/env python3
# test-bench.py: `retrograde bench` says what it measured, and of which limit; never
# how fast that is. Prints TAP.
#
# SPDX-License-Identifier: BSD-3-Clause

import json

import tap

listed = tap.run('bench', '--list')
names = [line.split()[0] for line in listed.stdout.splitlines()]
tap.check(listed.returncode == 0 and {'overhead', 'chain', 'backward', 'matmul', 'gpt'} <= set(names), 'the workloads are listed',
          listed.stdout)

result = tap.run('bench', 'startup', 'cache', '--json')
report = json.loads(result.stdout)
rows = report['rows']
tap.check(result.returncode == 0 and report['threads'] >= 1, 'a report in JSON', result.stderr)
tap.check({row['bench'] for row in rows} == {'startup', 'cache'}, 'of the workloads that were named', rows)
tap.check(all(row['value'] > 0 and row['unit'] and row['spread'] >= 0 for row in rows), 'each row has its figure and spread', rows)

result = tap.run('bench', 'backward', '--threads', '2')
lines = result.stdout.splitlines()
tap.check(result.returncode == 0 and lines[0].startswith('2 threads'), 'as a table', result.stderr)
tap.check(sum('times one thread' in line for line in lines) == 11, 'held against one thread', result.stdout)

result = tap.run('bench', 'magic')
tap.check(result.returncode == 2 and 'magic' in result.stderr and 'overhead' in result.stderr, 'an unknown workload', result.stderr)
result = tap.run('bench', 'startup', '--threads', '-3')
tap.check(result.returncode == 2 and '--threads' in result.stderr, 'a negative number of threads', result.stderr)
tap.end()
