#!/usr/bin/env python3
# test-resume.py: a training run that is killed, stopped or out of room loses nothing, and
# ends with the bytes of one that was not. Prints TAP.
#
# SPDX-License-Identifier: BSD-3-Clause

import os
import random
import resource
import shutil
import signal
import subprocess
import time

import tap
from trainer import DIGITS, path, read, train, write

KILLS = 20

# All that has a state: dropout, a schedule by step, accumulated batches, clipping,
# momentum; validation picks the best.
MODELS = {
    'perceptron': [DIGITS, '--target', 'digit', '--model', 'mlp:48,32,dropout=0.2', '--epochs', '12', '--optimizer',
                   'adamw', '--schedule', 'cosine', '--accumulate', '2', '--clip', '1', '--warmup', '20'],
    'convolution': [DIGITS, '--target', 'digit', '--model', 'cnn:4,8,norm=true', '--epochs', '2', '--optimizer', 'sgd',
                    '--schedule', 'one-cycle', '--batch', '64'],
}


def start(*args):
    return subprocess.Popen([tap.COMMAND, 'train', *args], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                            stdin=subprocess.DEVNULL, text=True)


def wait_for_checkpoint(process, where):
    while process.poll() is None and not os.path.exists(path(where, 'checkpoint.safetensors')):
        time.sleep(0.001)


def kill(process, after):
    time.sleep(after)
    process.kill()
    process.communicate()


def kills(name, args, turns):
    began = time.monotonic()
    result = train(*args, '--quiet', '--threads', '2', out='whole')
    span = time.monotonic() - began
    whole = read('whole', 'model.safetensors')
    tap.check(result.returncode == 0, name + ': trains', result.stderr)
    train(*args, '--quiet', '--threads', '1', out='single')
    tap.check(read('single', 'model.safetensors') == whole, name + ': one thread and two: the same bytes')
    for turn in range(turns):
        shutil.rmtree(path('part'), ignore_errors=True)
        process = start(*args, '--quiet', '--threads', str(1 + turn % 2), '--checkpoint-seconds', '0', '--out', path('part'))
        wait_for_checkpoint(process, 'part')
        kill(process, random.random() * span)
        if turn % 4 == 3:
            kill(start('--resume', path('part'), '--quiet', '--checkpoint-seconds', '0'), random.random() * span)
        result = tap.run('train', '--resume', path('part'), '--quiet', '--threads', str(2 - turn % 2))
        tap.check(result.returncode == 0 and read('part', 'model.safetensors') == whole,
                  '%s: killed and resumed, %d: the same bytes' % (name, turn + 1), result.stderr)


def kills_folds():
    args = [DIGITS, '--target', 'digit', '--hidden', '16', '--epochs', '4', '--folds', '3']
    train(*args, '--quiet', out='folds')
    whole = read('folds', 'model.safetensors')
    shutil.rmtree(path('part'), ignore_errors=True)
    process = start(*args, '--quiet', '--checkpoint-seconds', '0', '--out', path('part'))
    wait_for_checkpoint(process, 'part/fold-2')
    kill(process, 0)
    result = tap.run('train', '--resume', path('part'), '--quiet')
    tap.check(result.returncode == 0 and read('part', 'model.safetensors') == whole
              and read('part', 'folds.json') == read('folds', 'folds.json'),
              'folds: killed in the second and resumed: the same bytes', result.stderr)


def signals():
    args = [DIGITS, '--target', 'digit', '--hidden', '32', '--epochs', '30', '--quiet']
    train(*args, out='whole')
    whole = read('whole', 'model.safetensors')
    for number, status in (signal.SIGINT, 130), (signal.SIGTERM, 143):
        shutil.rmtree(path('part'), ignore_errors=True)
        process = start(*args, '--epochs', '100000', '--out', path('part'))
        wait_for_checkpoint(process, 'part')
        process.send_signal(number)
        said = process.communicate()[1]
        tap.check(process.returncode == status and '--resume ' + path('part') in said and said.count('\n') == 1,
                  'signal %d ends with status %d and says how to go on' % (number, status), said)
        shutil.rmtree(path('part'), ignore_errors=True)
        process = start(*args, '--out', path('part'))
        wait_for_checkpoint(process, 'part')
        process.send_signal(number)
        process.communicate()
        result = tap.run('train', '--resume', path('part'), '--quiet')
        tap.check(result.returncode == 0 and read('part', 'model.safetensors') == whole, 'and goes on to the same bytes',
                  result.stderr)


def goes_on():
    more = tap.run('train', '--resume', path('whole'), '--quiet', '--epochs', '40')
    lines = read('whole', 'metrics.jsonl').splitlines()
    tap.check(more.returncode == 0 and len(lines) == 40, 'a finished run goes on for more epochs', more.stderr)
    train(DIGITS, '--target', 'digit', '--hidden', '32', '--epochs', '40', '--quiet', out='long')
    tap.check(read('long', 'model.safetensors') == read('whole', 'model.safetensors'), 'as if there had been so many from the start')
    other = tap.run('train', '--resume', path('whole'), '--lr', '0.5')
    tap.check(other.returncode == 1 and '--lr' in other.stderr, 'but not with another learning rate', other.stderr)
    piped = train('-', '--target', 'y', '--epochs', '2', '--quiet', out='piped', stdin='a,y\n' + '1,0\n2,1\n' * 20)
    again = tap.run('train', '--resume', path('piped'))
    tap.check(piped.returncode == 0 and again.returncode == 2 and 'standard input' in again.stderr,
              'a run that read a pipe asks for its data', again.stderr)


def keeps_the_last_good_state():
    args = [DIGITS, '--target', 'digit', '--hidden', '32', '--epochs', '3', '--quiet']
    train(*args, out='good')
    model, state = read('good', 'model.safetensors'), read('good', 'checkpoint.safetensors')

    # No file may grow beyond 4 KiB: what a full disk looks like to the writer.
    def small():
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    result = subprocess.run([tap.COMMAND, 'train', '--resume', path('good'), '--quiet', '--epochs', '9', '--checkpoint-seconds', '0'],
                            preexec_fn=small, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    tap.check(result.returncode == 1 and result.stderr.count('\n') == 1 and 'checkpoint.safetensors' in result.stderr,
              'a file that cannot grow: one line', result.stderr)
    tap.check(read('good', 'model.safetensors') == model and read('good', 'checkpoint.safetensors') == state
              and not [name for name in os.listdir(path('good')) if '.tmp' in name],
              'the last good state is kept, and no half file left')
    full = path('full')
    os.makedirs(full)
    mounted = os.geteuid() == 0 and subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', full],
                                                   stderr=subprocess.DEVNULL).returncode == 0
    if not mounted:
        tap.skip('a full disk', 'no tmpfs can be mounted here')
        return
    try:
        result = train(DIGITS, '--target', 'digit', '--hidden', '8', '--epochs', '1', '--quiet', out='full/run')
        good = result.returncode == 0
        with open(os.path.join(full, 'filler'), 'wb') as file:
            try:
                file.write(b'x' * 1048576)
                file.flush()
            except OSError:
                pass
        before = read('full', 'run', 'checkpoint.safetensors')
        result = tap.run('train', '--resume', path('full', 'run'), '--epochs', '20', '--quiet', '--checkpoint-seconds', '0')
        tap.check(good and result.returncode == 1 and result.stderr.count('\n') == 1 and 'No space' in result.stderr,
                  'a full disk: one line', result.stderr)
        tap.check(read('full', 'run', 'checkpoint.safetensors') == before, 'and the checkpoint is the last good one')
        os.unlink(os.path.join(full, 'filler'))
        result = tap.run('train', '--resume', path('full', 'run'), '--epochs', '20', '--quiet')
        tap.check(result.returncode == 0, 'with room again the run goes on', result.stderr)
    finally:
        subprocess.run(['umount', full])


def refuses_what_is_damaged():
    shutil.copytree(path('good'), path('odd'))
    for title, data in (('cut', read('good', 'checkpoint.safetensors')[:-100]), ('scribbled', b'not one'), ('empty', b'')):
        write('odd/checkpoint.safetensors', data)
        result = tap.run('train', '--resume', path('odd'))
        tap.check(result.returncode == 1 and 'checkpoint.safetensors' in result.stderr and result.stderr.count('\n') == 1,
                  'a %s checkpoint is named' % title, result.stderr)
    table = write('grown.csv', 'a,y\n' + '1,0\n2,1\n' * 20)
    train(table, '--target', 'y', '--epochs', '1', '--quiet', out='grown')
    write('grown.csv', 'a,y\n' + '1,0\n2,1\n' * 21)
    result = tap.run('train', '--resume', path('grown'))
    tap.check(result.returncode == 1 and 'changed' in result.stderr, 'data that have changed are noticed', result.stderr)


random.seed(os.environ.get('RG_TEST_SEED', '6'))
kills('perceptron', MODELS['perceptron'], KILLS - 8)
kills('convolution', MODELS['convolution'], 8)
kills_folds()
signals()
goes_on()
keeps_the_last_good_state()
refuses_what_is_damaged()
tap.end()
