#!/usr/bin/env python3
# test-trainer.py: train, and what comes after it, on tables, arrays and texts. Prints TAP.
#
# SPDX-License-Identifier: BSD-3-Clause

import csv
import gzip
import io
import json
import os
import random
import re
import struct
import subprocess

import npy
import tap
from trainer import DIABETES, DIGITS, IRIS, folder, idx, npz, path, pictures, read, train, write


def last(out, name='metrics.jsonl'):
    return json.loads(read(out, name).splitlines()[-1])


def results(out):
    return json.loads(read(out, 'results.json'))


# --- tables ---

def learns():
    result = train(DIGITS, '--target', 'digit', '--hidden', '128,64', '--epochs', '20', '--seed', '1', out='digits')
    found = re.search(r'validation accuracy ([0-9.]+)%', result.stdout)
    tap.check(result.returncode == 0 and found and float(found.group(1)) >= 97, 'digits: at least 97%',
              result.stdout[-300:] + result.stderr)
    lines = [json.loads(line) for line in read('digits', 'metrics.jsonl').splitlines()]
    tap.check(len(lines) == 20 and lines[-1]['train_loss'] < lines[0]['train_loss'], 'metrics: a line an epoch')
    result = train(DIABETES, '--target', 'progression', '--epochs', '40', out='dia')
    tap.check(result.returncode == 0 and 'validation R2' in result.stdout, 'diabetes is a regression',
              result.stdout[-200:] + result.stderr)


def same_bytes():
    for threads in '1', '2':
        train(IRIS, '--target', 'species', '--epochs', '60', '--quiet', '--threads', threads, out='iris' + threads)
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
    result = train(table, '--target', 'kind', '--epochs', '60', '--lr', '0.01', out='colors')
    tap.check('accuracy 100.00%' in result.stdout, 'a column of text is one-hot', result.stdout[-200:] + result.stderr)
    piped = train('-', '--target', 'kind', '--epochs', '2', '--quiet', out='piped', stdin='\n'.join(rows))
    tap.check(piped.returncode == 0, 'train reads standard input', piped.stderr)
    gaps = write('gaps.csv', 'a,b,y\n' + ''.join('%s,%d,%d\n' % ('' if i == 4 else i, i, i % 2) for i in range(40)))
    filled = train(gaps, '--target', 'y', '--missing', 'median', '--epochs', '2', '--quiet', out='gaps')
    tap.check(filled.returncode == 0, 'missing numbers are filled by choice', filled.stderr)
    table = write('numbered.csv', '0,1,y\n' + ''.join('%d,%d,%d\n' % (i, i % 5, i % 2) for i in range(40)))
    tap.check('column  type' in tap.run('data', table).stdout and '\ny ' in tap.run('data', table).stdout
              and '40 rows' in tap.run('data', table).stdout, 'numbers may name columns where a text does too')


def columns():
    rng = random.Random(4)
    rows = [(i, rng.random(), rng.random()) for i in range(60)]
    odd = write('odd names.csv', 'the name, "the, size" ,"a ""q"" one", kind of\n'
                + ''.join('n%d, "%g" , %g,%s\n' % (i, a, b, 'big one' if a > b else 'small') for i, a, b in rows))
    result = train(odd, '--target', 'kind of', '--epochs', '2', out='odd')
    tap.check(result.returncode == 0 and "column 'the name' is left out" in result.stdout, 'names of rows are left out', result.stdout + result.stderr)
    tap.check('from 2 columns: the, size, a "q" one' in tap.run('info', path('odd')).stdout, 'quotes, commas and blanks in names')
    for name, separator in ('semicolons', ';'), ('bars', '|'):
        table = write(name, separator.join('aby') + '\n' + ''.join('%g%s%g%s%d\n' % (a, separator, b, separator, a > b) for i, a, b in rows))
        tap.check('60 rows, 3 columns' in tap.run('data', table).stdout, name)
    inches = write('inches.tsv', 'screen 15"\tb\ty\n' + ''.join('%d\t%g\t%d\n' % (i, a, a > 0.5) for i, a, b in rows))
    tap.check('60 rows, 3 columns' in tap.run('data', inches).stdout, 'a quote inside a name is a letter')
    codes = write('codes.csv', 'id,b,y\n' + ''.join('%s,%g,%d\n' % (i if i % 3 else 'A%d' % i, a, a > 0.5) for i, a, b in rows))
    train(codes, '--target', 'y', '--epochs', '2', '--quiet', '--ignore', 'id', out='codes')
    tap.check('from 1 columns: b' in tap.run('info', path('codes')).stdout, 'columns are ignored by name')
    one = write('one.csv', 'b,y\n' + ''.join('%g,%s\n' % (a, ('1' if i % 2 else '1.0') if a > 0.5 else '0') for i, a, b in rows))
    train(one, '--target', 'y', '--epochs', '2', '--quiet', out='one')
    tap.check('): 0, 1' in tap.run('info', path('one')).stdout, '1 and 1.0 are one class', tap.run('info', path('one')).stdout)
    many = write('many.csv', 'city,b\n' + ''.join('c%d,%g\n' % (rng.expovariate(0.004), rng.random()) for i in range(3000)))
    result = train(many, '--target', 'b', '--epochs', '1', out='many')
    answered = tap.run('predict', path('many'), stdin='city\nnowhere\n')
    tap.check('200 most frequent' in result.stdout and answered.stdout.startswith('city,predicted_b\nnowhere,'), 'rare texts count as one', answered.stderr)
    colors = 'color,size,price\npink,1,2\n'
    strict, lenient = tap.run('predict', path('colors'), stdin=colors), tap.run('predict', path('colors'), '--unknown', 'ignore', stdin=colors)
    tap.check(strict.returncode == 1 and '--unknown ignore' in strict.stderr and lenient.stdout.count('\n') == 2,
              'a text that the model does not know is an error, or missing by choice', strict.stderr + lenient.stderr)
    train(IRIS, '--target', 'species', '--quiet', out='auto')
    tap.check(results('auto')['epochs'] == 400, 'few rows are used more often', results('auto')['epochs'])


def validates():
    head, *rows = open(IRIS).read().splitlines()
    random.Random(1).shuffle(rows)
    training, held = write('training.csv', '\n'.join([head] + rows[:100])), write('held.csv', '\n'.join([head] + rows[100:]))
    result = train(training, '--target', 'species', '--validation', held, '--epochs', '40', out='held')
    tap.check('of 50)' in result.stdout and results('held')['training_rows'] == 100, 'a file to validate with', result.stderr)
    tap.check(json.loads(tap.run('eval', path('held'), held, '--json').stdout)['correct']
              == results('held')['validation']['correct'], 'eval agrees with the run')


# --- arrays ---

def arrays():
    pixels, labels = pictures(200)
    images = idx('train-images-idx3-ubyte', 8, [200, 6, 6], pixels)
    idx('train-labels-idx1-ubyte', 8, [200], labels)
    result = train(images, '--model', 'cnn:4', '--epochs', '10', out='idx')
    tap.check('accuracy 100.00%' in result.stdout, 'IDX: images, and the labels beside them', result.stdout[-200:] + result.stderr)
    with gzip.open(path('images.gz'), 'wb') as file:
        file.write(read('train-images-idx3-ubyte'))
    result = train(path('images.gz'), path('train-labels-idx1-ubyte'), '--model', 'cnn:4', '--epochs', '10', '--quiet', out='idxgz')
    tap.check(result.returncode == 0 and read('idxgz', 'model.safetensors') == read('idx', 'model.safetensors'),
              'packed, with the labels named: the same model', result.stderr)
    answers = list(csv.DictReader(io.StringIO(tap.run('predict', path('idx'), images).stdout)))
    tap.check(len(answers) == 200 and all(int(row['predicted_label']) == label for row, label in zip(answers, labels)),
              'predict takes images')
    tap.check(json.loads(tap.run('eval', path('idx'), images, '--json').stdout)['accuracy'] == 1, 'eval takes images')
    values = list(struct.unpack('>4h', struct.pack('>4h', 1, -2, 300, -400)))
    idx('s-images-idx3', 0x0b, [2, 2], struct.pack('>4h', *values))
    tap.check('int64 2x2, -400 .. 300' in tap.run('data', path('s-images-idx3')).stdout, 'IDX of 16 bits with signs')

    rng = random.Random(2)
    x = [rng.uniform(-1, 1) for _ in range(300 * 3)]
    y = [3 * x[3 * i] - 2 * x[3 * i + 1] + 5 for i in range(300)]
    table = npz('line.npz', x=('<f4', [300, 3], x), y=('<f8', [300], y))
    result = train(table, '--epochs', '60', out='npz')
    tap.check(results('npz')['validation']['r2'] > 0.98, 'npz: a regression', result.stdout[-200:] + result.stderr)
    table = npz('named.npz', pos=('<f4', [300, 3], x), kind=('<i8', [300], [int(v > 5) for v in y]), other=('<i4', [1], [1]))
    result = train(table, '--inputs', 'pos', '--target', 'kind', '--epochs', '60', out='named')
    tap.check(results('named')['validation']['accuracy'] > 0.9, 'npz: named arrays, integers are classes', result.stderr)
    alone = npy.save(path('alone.npy'), '<f4', [2, 3], [1, 0, 0, -1, 0, 0])
    answers = list(csv.DictReader(io.StringIO(tap.run('predict', path('named'), alone).stdout)))
    tap.check([row['predicted_kind'] for row in answers] == ['1', '0'], 'predict takes an npy file')


# --- text ---

def texts():
    text = write('rhyme.txt', 'one two three four five, once I caught a fish alive. ' * 60)
    args = [text, '--model', 'transformer:layers=1,heads=2,width=32,context=16', '--epochs', '12', '--lr', '0.005', '--batch', '16']
    result = train(*args, out='rhyme')
    tap.check(result.returncode == 0 and results('rhyme')['validation']['loss'] < 0.4, 'a rhyme is learnt',
              result.stdout[-200:] + result.stderr)
    train(*args, '--threads', '1', '--quiet', out='rhyme1')
    tap.check(read('rhyme', 'model.safetensors') == read('rhyme1', 'model.safetensors'), 'text: one thread gives the same bytes')
    said = tap.run('sample', path('rhyme'), '--prompt', 'one two three ', '--length', '20', '--temperature', '0').stdout
    tap.check(said.startswith('one two three four five, once'), 'sample goes on with it', said)
    drawn = [tap.run('sample', path('rhyme'), '--length', '60', '--seed', seed, '--temperature', '1.5', '--top', '12').stdout for seed in '112']
    tap.check(drawn[0] == drawn[1] != drawn[2] and len(drawn[0]) == 61, 'draws depend on the seed')
    measured = json.loads(tap.run('eval', path('rhyme'), text, '--json').stdout)
    tap.check(measured['loss'] < 0.4 and abs(measured['bits_per_character'] * 0.693147 - measured['loss']) < 1e-5, 'eval: nats and bits')
    tap.check('text of 3180 characters' in tap.run('data', text).stdout, 'data describes a text')


# --- how it trains ---

def optimises():
    args = [IRIS, '--target', 'species', '--quiet', '--seed', '3']
    train(*args, '--optimizer', 'lbfgs', '--batch', '1000', '--epochs', '12', '--hidden', '8', out='lbfgs')
    tap.check(last('lbfgs')['train_loss'] < 0.1 and last('lbfgs')['step'] == 12, 'L-BFGS on all rows at once', last('lbfgs'))
    rates = {}
    for name in 'cosine', 'step', 'linear', 'one-cycle', 'step step_size=4 gamma=0.5', 'constant':
        train(*args, '--schedule', name, '--epochs', '12', '--lr', '0.01', out='rates')
        rates[name] = [json.loads(line)['lr'] for line in read('rates', 'metrics.jsonl').splitlines()]
    tap.check(rates['constant'] == [0.01] * 12, 'a constant rate')
    tap.check(rates['cosine'][0] > 0.0098 and rates['cosine'][-1] < 1e-4, 'cosine: down to nothing over the run', rates['cosine'])
    tap.check(rates['one-cycle'][3] > rates['one-cycle'][0] and rates['one-cycle'][-1] < 1e-5, 'one cycle: up and down')
    tap.check(rates['step'][3] == 0.01 > rates['step'][4] and abs(rates['step'][-1] - 1e-4) < 1e-12, 'step: a tenth after each third')
    tap.check(rates['step step_size=4 gamma=0.5'][4] == 0.005, 'a schedule with options counts epochs')
    train(*args, '--warmup', '6', '--epochs', '3', '--lr', '0.01', out='warm')
    rates = [json.loads(line)['lr'] for line in read('warm', 'metrics.jsonl').splitlines()]
    tap.check(0 < rates[0] < 0.01 == rates[-1], 'a warm-up', rates)
    train(*args, '--patience', '3', '--epochs', '3000', '--lr', '0.05', out='patient')
    tap.check(last('patient')['epoch'] == results('patient')['best_epoch'] + 3, 'it stops when patience is over')
    train(*args, '--optimizer', 'adam amsgrad=true', '--weight-decay', '0.01', '--class-weights', '--label-smoothing', '0.1', '--epochs',
          '3', out='more')
    tap.check(results('more')['epochs'] == 3, 'options of the optimiser, weights of classes, smoothing')


def folds():
    result = train(DIABETES, '--target', 'progression', '--folds', '5', '--epochs', '8', out='folds')
    found = re.search(r'5 folds: R2 ([0-9.]+), standard deviation', result.stdout)
    said = json.loads(read('folds', 'folds.json'))
    tap.check(found and abs(float(found.group(1)) - said['mean']) < 1e-4 and len(said['folds']) == 5, 'five folds', result.stdout + result.stderr)
    tap.check(sum(fold['rows'] for fold in said['folds']) == 442, 'each row validates once')
    tap.check(results('folds')['training_rows'] == 442, 'and the model comes from all rows')


def searches():
    def trials():
        return [json.loads(line) for line in read('search', 'search.jsonl').splitlines()]

    result = train(IRIS, '--target', 'species', '--search', '0.05', '--epochs', '20', out='search')
    first = trials()
    tap.check(result.returncode == 0 and first[0]['model'] == 'mlp:256,128,dropout=0.2', 'a search begins with what was asked for',
              result.stdout + result.stderr)
    # How many trials there are is up to the machine; a search that goes on has one more at least.
    result = train('--resume', path('search'), '--search', '0.02', out='search')
    tap.check(result.returncode == 0 and trials()[:len(first)] == first and len(trials()) > len(first), 'it can go on', result.stdout + result.stderr)
    best = min(trial['validation_loss'] for trial in trials() if trial['validation_loss'] is not None)
    kept = results('search')['validation']['loss']
    tap.check(abs(kept - best) < 1e-4, 'and keeps the best', (kept, best))
    tap.check(not os.path.exists(path('search', 'trial')), 'and nothing else')
    result = train(IRIS, '--target', 'species', '--find-lr', out='find')
    found = re.search(r'use --lr ([0-9.e-]+)', result.stdout)
    rates = list(csv.DictReader(io.StringIO(read('find', 'find-lr.csv').decode())))
    tap.check(found and 1e-6 < float(found.group(1)) < 1 and float(rates[-1]['lr']) > float(rates[0]['lr']) and b'<svg' in read('find', 'find-lr.svg'),
              'a learning rate is found', result.stdout + result.stderr)


# --- options ---

def configures():
    config = write('run.ini', '[train]\ndata = %s\ntarget = species\nlr = 0.5\nepochs = 3\nbatch = 7\nclass-weights = true\n' % IRIS)
    result = tap.run('train', '--config', config, '--print-config', '--batch', '9', '--no-class-weights', env={'RETROGRADE_TRAIN_EPOCHS': '4', 'RETROGRADE_TRAIN_BATCH': '8'})
    lines = result.stdout.splitlines()
    def where(name):
        at = next(i for i, line in enumerate(lines) if line.startswith(name + '='))
        return lines[at].split('=')[1], lines[at - 1]
    tap.check(where('lr') == ('0.5', '# from the file') and where('epochs') == ('4', '# from the environment')
              and where('batch') == ('9', '# from the command line') and where('momentum') == ('0.9', '# the default')
              and where('class-weights') == ('false', '# from the command line'), 'file, environment, command line, in rising priority', result.stdout + result.stderr)
    tap.run('train', '--config', config, '--quiet', '--out', path('first'))
    tap.run('train', '--config', path('first', 'config.ini'), '--quiet', '--out', path('second'))
    tap.check(read('first', 'model.safetensors') == read('second', 'model.safetensors'), 'a run can be repeated from its own configuration')
    alone = tap.run('train')
    tap.check(alone.returncode == 0 and '--weight-decay' in alone.stdout and '(0.2)' in alone.stdout, 'train alone: the options and their defaults')
    page = tap.run('manual').stdout
    words = tap.run('completion').stdout
    tap.check(all('\\-\\-' + name in page for name in ('folds', 'probabilities', 'plugin', 'json', 'temperature'))
              and page.startswith('.TH RETROGRADE 1'), 'the manual has the options of all commands')
    done = subprocess.run(['bash', '-c', words + '\nCOMP_WORDS=(retrograde train --fold); COMP_CWORD=2; _retrograde; echo "${COMPREPLY[@]}"'],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    tap.check(done.stdout.strip() == '--folds=', 'bash completes --fold', done.stdout + done.stderr)


# --- what is left for other programs ---

def crc32c(data):
    crc = 0xffffffff
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82f63b78 if crc & 1 else 0)
    crc ^= 0xffffffff
    return ((crc >> 15 | crc << 17) + 0xa282ead8) & 0xffffffff


def fields(data):
    """(number, value) of a protocol buffer."""
    at = 0
    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value
    while at < len(data):
        key = varint()
        if key & 7 == 0:
            yield key >> 3, varint()
        else:
            n = {1: 8, 5: 4}.get(key & 7) or varint()
            yield key >> 3, data[at:at + n]
            at += n


def writes_events():
    train(IRIS, '--target', 'species', '--epochs', '4', '--quiet', '--tensorboard', out='events')
    name, = os.listdir(path('events', 'tensorboard'))
    data, events = read('events', 'tensorboard', name), []
    whole = True
    while data:
        length, = struct.unpack('<Q', data[:8])
        whole &= struct.unpack('<I', data[8:12])[0] == crc32c(data[:8])
        whole &= struct.unpack('<I', data[12 + length:16 + length])[0] == crc32c(data[12:12 + length])
        events.append(dict(fields(data[12:12 + length])))
        data = data[16 + length:]
    tap.check(name.startswith('events.out.tfevents.') and whole and events[0][3] == b'brain.Event:2', "TensorBoard's records, their checksums")
    scalars = [dict(fields(value)) for key, value in fields(events[-1][5]) if key == 1]
    found = {value[1].decode(): struct.unpack('<f', value[2])[0] for value in scalars}
    line = last('events')
    tap.check(len(events) == 5 and events[-1][2] == line['step'] and abs(found['loss/train'] - line['train_loss']) < 1e-6
              and abs(found['accuracy/validation'] - line['validation']['accuracy']) < 1e-6, 'and the same values as metrics.jsonl', found)


def exports():
    result = tap.run('export', path('digits'), path('digits.safetensors'))
    data = read('digits.safetensors')
    length, = struct.unpack('<Q', data[:8])
    head = json.loads(data[8:8 + length])
    shapes = {name: entry['shape'] for name, entry in head.items() if name != '__metadata__'}
    tap.check(shapes == {'0.weight': [128, 64], '0.bias': [128], '2.weight': [64, 128], '2.bias': [64], '4.weight': [10, 64], '4.bias': [10]},
              "export: PyTorch's names and layout", result.stderr)
    tap.check(head['__metadata__']['format'] == 'pt' and 'linear' in head['__metadata__']['model'], 'and what the model is')
    tap.run('export', path('digits'), path('digits.npz'))
    tap.check('float32' in tap.run('call', 'sum', path('digits.npz') + ':4.bias').stdout, 'export to NumPy')


def reports():
    page = read('digits', 'report.html').decode()
    tap.check('id="confusion"' in page and page.count('<polyline') == 5 and 'class="sample"' in page and 'id="graph"' in page
              and 'id="config"' in page, 'the report has curves, the confusion matrix, pictures, the graph, the configuration')
    tap.check('<script' not in page and 'http' not in page, 'the report needs nothing else')
    os.unlink(path('digits', 'report.html'))
    result = tap.run('report', path('digits'))
    tap.check(result.returncode == 0 and read('digits', 'report.html').decode() == page, 'report makes it again', result.stderr)
    os.unlink(path('iris2', 'results.json'))
    tap.run('report', path('iris2'))
    tap.check('not over' in read('iris2', 'report.html').decode(), 'a run that is not over has a report too')
    trace = path('trace.json')
    train(IRIS, '--target', 'species', '--epochs', '1', '--quiet', '--trace', trace, out='trace')
    tap.check(any('addmm' in event.get('name', '') or 'linear' in event.get('name', '') for event in
                  (json.loads(open(trace).read())['traceEvents'])), 'a trace has the operators')


learns()
same_bytes()
predicts()
text_columns()
columns()
validates()
arrays()
texts()
optimises()
folds()
searches()
configures()
writes_events()
exports()
reports()
tap.end()
