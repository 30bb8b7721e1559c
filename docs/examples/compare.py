#!/usr/bin/env python3
# compare.py: runs a program and compares what it prints; addresses are masked.
# Prints TAP.
#
# SPDX-License-Identifier: BSD-3-Clause

import difflib
import re
import subprocess
import sys

program, expected = sys.argv[1:3]
run = subprocess.run([program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
got = re.sub(r'0x[0-9a-f]+', '0x*', run.stdout)
with open(expected, encoding='utf-8') as file:
    wanted = file.read()
same = run.returncode == 0 and got == wanted and not run.stderr
print('%sok 1 - %s' % ('' if same else 'not ', program.split('/')[-1]))
for line in difflib.unified_diff(wanted.splitlines(), got.splitlines(), 'expected', 'printed', lineterm=''):
    print('# ' + line)
for line in run.stderr.splitlines()[:40]:
    print('# ' + line)
if run.returncode:
    print('# exit status %d' % run.returncode)
print('1..1')
sys.exit(not same)
