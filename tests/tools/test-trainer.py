#!/usr/bin/env python3
# test-trainer.py: train, predict, eval, info and data, on real tables and on wrong
# ones. Prints TAP.
#
# SPDX-License-Identifier: BSD-3-Clause

import csv
import gzip
import io
import json
import os
import random
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time

import tap

DIGITS = os.path.join(tap.DATA, 'digits.csv.gz')
IRIS = os.path.join(tap.DATA, 'iris.csv')
DIABETES = os.path.join(tap.DATA, 'diabetes.csv')
folder = tempfile.mkdtemp(prefix='rg-train-')


def path(*names):
    return os.path.join(folder, *names)


def write(name, text):
    mode = 'wb' if isinstance(text, bytes) else 'w'
    with open(path(name), mode) as file:
        file.write(text)
    return path(name)


def read(*names):
    with open(path(*names), 'rb') as file:
        return file.read()


# --- what it does ---

def learns():
    result = tap.run('train', DIGITS, '--target', 'digit', '--hidden', '128,64', '--epochs', '20',
                     '--seed', '1', '--out', path('digits'))
    found = re.search(r'validation accuracy ([0-9.]+)%', result.stdout)
    tap.check(result.returncode == 0 and found and float(found.group(1)) >= 97, 'digits: at least 97%',
              result.stdout[-300:] + result.stderr)
    lines = [json.loads(line) for line in read('digits', 'metrics.jsonl').splitlines()]
    tap.check(len(lines) == 20 and lines[-1]['train_loss'] < lines[0]['train_loss'], 'metrics: a line an epoch')
    page = read('digits', 'report.html').decode()
    tap.check('id="confusion"' in page and page.count('<polyline') == 5 and 'class="sample"' in page,
              'the report has curves, the confusion matrix and pictures')
    tap.check('<script' not in page and 'http' not in page, 'the report needs nothing else')
    result = tap.run('train', DIABETES, '--target', 'progression', '--epochs', '40', '--out', path('dia'))
    tap.check(result.returncode == 0 and 'validation R2' in result.stdout, 'diabetes is a regression',
              result.stdout[-200:] + result.stderr)


def same_bytes():
    for threads in '1', '2':
        tap.run('train', IRIS, '--target', 'species', '--epochs', '60', '--quiet', '--threads', threads,
                '--out', path('iris' + threads))
    one = read('iris1', 'model.safetensors')
    tap.check(one == read('iris2', 'model.safetensors'), 'one thread and two: the same bytes')
    tap.check(folder.encode() not in one, 'the model holds no path')


def predicts():
    result = tap.run('predict', path('iris1'), IRIS, '--probabilities')
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    right = sum(row['species'] == row['predicted_species'] for row in rows)
    tap.check(len(rows) == 150 and right > 130, 'predict: all rows, most of them right', result.stderr)
    sums = [sum(float(v) for k, v in row.items() if k.startswith('probability_')) for row in rows]
    tap.check(all(abs(s - 1) < 1e-6 for s in sums), 'probabilities add up to one')
    with open(IRIS) as file:
        piped = tap.run('predict', path('iris1', 'model.safetensors'), stdin=file.read())
    tap.check(piped.stdout.splitlines()[1].startswith('5.1,3.5,1.4,0.2,setosa,'), 'predict reads standard input')
    measured = json.loads(tap.run('eval', path('iris1'), IRIS, '--json').stdout)
    tap.check(measured['correct'] == right, 'eval counts what predict answers')
    tap.check('setosa, versicolor, virginica' in tap.run('info', path('iris1')).stdout, 'info names the classes')
    tap.check('150 rows, 5 columns' in tap.run('data', IRIS).stdout, 'data describes a table')


def text_columns():
    rows = ['color,size,price,kind']
    for i in range(60):
        color = ['red', 'green', 'blue'][i % 3]
        rows.append('%s,%d,"%d",%s' % (color, i % 7, i % 5, 'warm' if color == 'red' else 'cold'))
    table = write('colors.csv', '\r\n'.join(rows) + '\r\n')
    result = tap.run('train', table, '--target', 'kind', '--epochs', '60', '--lr', '0.01', '--out', path('colors'))
    tap.check('accuracy 100.00%' in result.stdout, 'a column of text is one-hot', result.stdout[-200:] + result.stderr)
    piped = tap.run('train', '-', '--target', 'kind', '--epochs', '2', '--quiet', '--out', path('piped'),
                    stdin='\n'.join(rows))
    tap.check(piped.returncode == 0, 'train reads standard input', piped.stderr)
    gaps = write('gaps.csv', 'a,b,y\n' + ''.join('%s,%d,%d\n' % ('' if i == 4 else i, i, i % 2) for i in range(40)))
    filled = tap.run('train', gaps, '--target', 'y', '--missing', 'median', '--epochs', '2', '--quiet', '--out', path('gaps'))
    tap.check(filled.returncode == 0, 'missing numbers are filled by choice', filled.stderr)


def resumes():
    args = [DIGITS, '--target', 'digit', '--hidden', '32', '--epochs', '60', '--quiet']
    tap.run('train', *args, '--threads', '2', '--out', path('whole'))
    whole = read('whole', 'model.safetensors')
    random.seed(4)
    for turn in range(5):
        shutil.rmtree(path('part'), ignore_errors=True)
        process = subprocess.Popen([tap.COMMAND, 'train', *args, '--threads', '1', '--checkpoint-seconds', '0',
                                    '--out', path('part')], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        checkpoint = path('part', 'checkpoint.safetensors')
        while process.poll() is None and not os.path.exists(checkpoint):
            time.sleep(0.002)
        time.sleep(random.random() * 0.4)
        process.kill()
        process.wait()
        result = tap.run('train', '--resume', path('part'), '--quiet', '--threads', str(1 + turn % 2))
        tap.check(result.returncode == 0 and read('part', 'model.safetensors') == whole,
                  'killed and resumed: the same bytes', result.stderr)
    for number, status in (signal.SIGINT, 130), (signal.SIGTERM, 143):
        shutil.rmtree(path('part'), ignore_errors=True)
        process = subprocess.Popen([tap.COMMAND, 'train', DIGITS, '--target', 'digit', '--epochs', '100000', '--quiet',
                                    '--out', path('part')], stderr=subprocess.PIPE, text=True)
        while not os.path.exists(path('part', 'checkpoint.safetensors')):
            time.sleep(0.002)
        process.send_signal(number)
        said = process.communicate()[1]
        tap.check(process.returncode == status and '--resume' in said, 'signal %d ends with status %d' % (number, status), said)


# --- what it refuses ---

def refused(title, args, *words, status=1, stdin=None):
    result = tap.run(*args, stdin=stdin)
    line = result.stderr.strip()
    good = result.returncode == status and '\n' not in line and all(word in line for word in words)
    tap.check(good, 'refused: ' + title, 'status %d\n%s' % (result.returncode, result.stderr))


def refuses():
    good = 'a,b,y\n' + ''.join('%d,%d,%d\n' % (i, i * i % 7, i % 2) for i in range(30))
    table = write('good.csv', good)
    def train(file, *more):
        return ['train', file, '--target', 'y', '--epochs', '1', '--quiet', '--out', path('bad'), *more]
    refused('a missing file', train(path('none.csv')), 'none.csv')
    refused('a missing column', train(write('short.csv', good + '1,2\n')), 'short.csv:32', 'y', 'missing')
    refused('a column too many', train(write('long.csv', good + '1,2,3,4\n')), 'long.csv:32', '4 columns, expected 3')
    refused('text in a numeric column', train(write('text.csv', good + '1,oops,1\n')), 'text.csv:32', 'column 2 (b)', 'oops')
    refused('an unknown target', ['train', table, '--target', 'z', '--out', path('bad')], "'z'", 'a, b, y')
    refused('no target', ['train', table, '--out', path('bad')], '--target')
    refused('an empty file', train(write('empty.csv', '')), 'empty.csv', 'empty')
    refused('a file without rows', train(write('head.csv', 'a,b,y\n')), 'head.csv', 'no rows')
    refused('nan', train(write('nan.csv', good + 'nan,2,1\n')), 'nan.csv:32', 'column 1 (a)', '--missing')
    refused('a missing target', train(write('gap.csv', good + '1,2,\n')), 'gap.csv:32', 'target')
    refused('a quote that is not closed', train(write('quote.csv', good + '1,"2,1\n')), 'quote.csv:32', 'not closed')
    refused('two columns of one name', train(write('twice.csv', 'a,a,y\n1,2,1\n')), 'twice.csv:1', "'a'")
    refused('a zero byte', train(write('zero.csv', b'a,y\n1,\x002\n')), 'zero.csv', 'zero byte')
    refused('one class', train(write('one.csv', 'a,y\n1,k\n2,k\n3,k\n4,k\n5,k\n')), 'one value')
    refused('only a target', train(write('only.csv', 'y\n' + '0\n1\n' * 9)), 'no column but')
    refused('too few rows', train(write('few.csv', 'a,y\n1,1\n')), 'rows')
    refused('a folder for a file', train(folder), folder)
    with gzip.open(path('whole.gz'), 'wb') as file:
        file.write(good.encode() * 50)
    refused('a truncated gzip', train(write('cut.csv.gz', read('whole.gz')[:-20])), 'cut.csv.gz', 'cut short')
    refused('an unknown option', train(table, '--speed', '9'), '--speed', status=2)
    refused('an option without a value', ['train', table, '--target'], '--target', status=2)
    refused('epochs of zero', train(table, '--epochs', '0'), '--epochs', status=2)
    refused('a word for a number', train(table, '--batch', 'many'), 'many', status=2)
    refused('a batch of zero', train(table, '--batch', '0'), '--batch', status=2)
    refused('a negative learning rate', train(table, '--lr', '-1'), '--lr', status=2)
    refused('a split of one', train(table, '--val-split', '1'), '--val-split', status=2)
    refused('an unknown optimiser', train(table, '--optimizer', 'magic'), 'magic')
    refused('an unknown schedule', train(table, '--schedule', 'magic'), 'magic')
    refused('an unknown task', train(table, '--task', 'magic'), '--task', status=2)
    refused('a wrong model', train(table, '--model', 'mlp:0'), 'mlp')
    refused('an unknown model', train(table, '--model', 'magic:3'), 'magic')
    refused('a missing model file', train(table, '--model', path('none.ini')), 'none.ini')
    refused('two models', train(table, '--model', 'mlp:3', '--hidden', '3'), '--hidden', status=2)
    refused('patience without validation', train(table, '--patience', '2', '--val-split', '0'), '--patience', status=2)
    refused('two files', ['train', table, table, '--target', 'y'], 'one file at a time')
    refused('no file', ['train', '--epochs', '3'], 'no file', status=2)
    refused('a loss that explodes', train(table, '--optimizer', 'sgd', '--lr', '1e30', '--task', 'regression', '--epochs', '50'),
            '--lr')
    refused('nothing to resume', ['train', '--resume', path('nowhere')], 'no checkpoint')
    shutil.copytree(path('iris1'), path('odd'))
    write('odd/checkpoint.safetensors', b'not one')
    refused('a corrupt checkpoint', ['train', '--resume', path('odd')], 'checkpoint.safetensors')
    refused('a missing model', ['predict', path('nowhere'), IRIS], 'nowhere')
    refused('a corrupt model', ['predict', write('bad.safetensors', b'\x10\0\0\0\0\0\0\0{"a": nonsense}'), IRIS], 'bad.safetensors')
    cut = write('cut.safetensors', read('iris1', 'model.safetensors')[:-8])
    refused('a truncated model', ['eval', cut, IRIS], 'cut.safetensors')
    refused('a table without the columns', ['predict', path('iris1'), table], 'sepal_length')
    refused('text for a number', ['predict', path('iris1'),
                                  write('odd.csv', 'sepal_length,sepal_width,petal_length,petal_width\n1,x,3,4\n')], 'odd.csv:2', "'x'")
    refused('a class that was not trained', ['eval', path('iris1'),
                                             write('new.csv', 'sepal_length,sepal_width,petal_length,petal_width,species\n1,2,3,4,rosa\n')],
            'new.csv:2', 'rosa')
    refused('an unknown command', ['trian'], "'train'", status=2)
    refused('an unknown operator', ['ops', 'frobnicate'], 'frobnicate')
    refused('nothing to verify', ['verify', folder + '/none'], 'none')


def keeps_what_it_has():
    before = read('iris1', 'model.safetensors')
    os.makedirs(path('locked'))
    shutil.copy(path('iris1', 'model.safetensors'), path('locked'))
    os.chmod(path('locked'), stat.S_IRUSR | stat.S_IXUSR)
    args = ['train', IRIS, '--target', 'species', '--epochs', '1', '--quiet', '--out', path('locked')]
    if os.geteuid() == 0:
        # root may write anywhere: a file stands where the folder should be.
        args[-1] = write('plain-file', 'x')
    refused('an output folder that cannot be written', args, args[-1])
    tap.check(read('locked', 'model.safetensors') == before, 'and nothing is lost')
    os.chmod(path('locked'), stat.S_IRWXU)


try:
    learns()
    same_bytes()
    predicts()
    text_columns()
    resumes()
    refuses()
    keeps_what_it_has()
finally:
    shutil.rmtree(folder, ignore_errors=True)
tap.end()
