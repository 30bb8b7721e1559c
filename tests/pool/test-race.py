#!/usr/bin/env python3
# test-race.py: ThreadSanitizer sees through the worker team: it finds a race that was put
# into a loop and into a node, and none where there is none. Prints TAP.
#
# SPDX-License-Identifier: BSD-3-Clause

import os
import subprocess
import sys

program = sys.argv[1]
print('1..3')
for number, (what, place) in enumerate((('loop', 'racy_body'), ('backward', 'racy_backward'), ('none', None)), 1):
    result = subprocess.run([program, what], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                            env=dict(os.environ, TSAN_OPTIONS='halt_on_error=1:exitcode=66:' + os.environ.get('TSAN_OPTIONS', '')))
    if place:
        good = result.returncode == 66 and 'data race' in result.stdout and place in result.stdout
    else:
        good = result.returncode == 0 and 'ThreadSanitizer' not in result.stdout
    print('%sok %d - %s' % ('' if good else 'not ', number, 'a race in %s is found' % place if place else 'none is found where none is'))
    if not good:
        print('\n'.join('# ' + line for line in result.stdout.splitlines()[-30:]))
