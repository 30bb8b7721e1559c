# tap.py: what the tests in Python share: numbered results, running the command.
#
# SPDX-License-Identifier: BSD-3-Clause

import os
import subprocess
import sys

COMMAND = os.environ.get('RG_TEST_COMMAND', '')
SOURCE = os.environ.get('RG_TEST_SOURCE_DIR', '')
SHARED = os.environ.get('RG_TEST_SHARED_DIR', '')
DATA = os.path.join(SOURCE, 'docs', 'examples', 'data')

# How much longer a command may take, under tools that slow it down: Check's own variable.
PATIENCE = float(os.environ.get('CK_TIMEOUT_MULTIPLIER', '1'))

count = 0
failures = 0


def check(ok, title, detail=''):
    """One result; what went wrong is shown below it."""
    global count, failures
    count += 1
    failures += not ok
    print('%sok %d - %s' % ('' if ok else 'not ', count, title))
    if not ok and detail:
        print('\n'.join('# ' + line for line in str(detail).splitlines()[:30]))
    sys.stdout.flush()
    return ok


def skip(title, why):
    global count
    count += 1
    print('ok %d - %s # SKIP %s' % (count, title, why))


def end():
    print('1..%d' % count)
    sys.exit(failures != 0)


def run(*args, stdin=None, cwd=None, timeout=250, env=None):
    """Runs `retrograde ARGS`."""
    return subprocess.run([COMMAND, *args], input=stdin, cwd=cwd, timeout=timeout * PATIENCE,
                          env=dict(os.environ, **(env or {})), text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          stdin=subprocess.DEVNULL if stdin is None else None)
