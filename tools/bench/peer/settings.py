# settings.py: what the peer is given to choose from, and how it is found and run.
#
# SPDX-License-Identifier: BSD-3-Clause

import json
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))

# Memory that was freed is kept, and none is mapped for a single tensor: a mapping's
# threshold has a most of 32 MiB in glibc, a number of mappings does not.
KEEP = {'MALLOC_MMAP_MAX_': '0', 'MALLOC_TRIM_THRESHOLD_': str(1 << 34), 'MALLOC_TOP_PAD_': str(1 << 28)}
ACTIVE, PASSIVE = {'OMP_WAIT_POLICY': 'active'}, {'OMP_WAIT_POLICY': 'passive'}

# Name, threads, environment, torch.compile.
SETTINGS = [
    ('1 thread', 1, {}, False),
    ('1 thread, malloc keeps', 1, KEEP, False),
    ('2 threads, active', 2, ACTIVE, False),
    ('2 threads, passive', 2, PASSIVE, False),
    ('2 threads, active, malloc keeps', 2, {**ACTIVE, **KEEP}, False),
    ('2 threads, passive, malloc keeps', 2, {**PASSIVE, **KEEP}, False),
    ('1 thread, malloc keeps, compiled', 1, KEEP, True),
    ('2 threads, active, malloc keeps, compiled', 2, {**ACTIVE, **KEEP}, True),
]
# What has nothing to divide runs on one thread; what can be compiled is named.
ONE_THREAD = {'overhead', 'chain', 'startup'}
COMPILED = {'pointwise', 'mlp', 'cnn', 'gpt'}
TRAINING = ('mlp', 'cnn', 'gpt')


def settings_for(workload, compiled):
    return [s for s in SETTINGS
            if (s[1] == 1 or workload not in ONE_THREAD)
            and (not s[3] or (compiled and workload in COMPILED))]


def clean_environment(extra):
    """Ours, without what would bind either side, and with a setting's own."""
    env = {k: v for k, v in os.environ.items()
           if not k.startswith(('OMP_', 'GOMP_', 'KMP_', 'MKL_', 'MALLOC_')) and k != 'OPENBLAS_CORETYPE'}
    env.update(extra)
    return env


def find_python(wish):
    """A python that imports torch, and torch's version; (None, None) without one."""
    for python in [wish] if wish else ['python3', os.path.expanduser('~/.pyenv/shims/python3')]:
        if not shutil.which(python):
            continue
        run = subprocess.run([python, '-c', 'import torch; print(torch.__version__)'],
                             capture_output=True, text=True, check=False)
        if run.returncode == 0:
            return python, run.stdout.strip()
    return None, None


def run_json(command, extra, limit=600):
    """What a command printed, or None with a line on the error stream."""
    try:
        run = subprocess.run(command, env=clean_environment(extra), stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, text=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        print('compare: %s: longer than %d seconds' % (' '.join(command), limit), file=sys.stderr)
        return None
    # Something that is loaded may print before; the last line that opens an object counts.
    start = 0 if run.stdout.startswith('{') else run.stdout.find('\n{') + 1
    try:
        if run.returncode == 0:
            return json.loads(run.stdout[start:])
    except ValueError:
        pass
    print('compare: %s: exit status %d: %s' % (' '.join(command), run.returncode,
                                               run.stderr.strip()[-600:]), file=sys.stderr)
    return None


def run_peer(python, workload, setting, samples, budget, tiny=False):
    _, threads, env, compiled = setting
    command = [python, os.path.join(HERE, 'run.py'), workload, '--threads', str(threads), '--budget', str(budget)]
    command += ['--samples', samples] if samples else []
    command += ['--compile'] if compiled else []
    command += ['--tiny'] if tiny else []
    return run_json(command, env)
