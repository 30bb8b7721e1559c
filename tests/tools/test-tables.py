#!/usr/bin/env python3
# test-tables.py: tables as people have them: decimal commas, dates, heavy tails, gaps,
# remarks; and what a run makes of them without any option. Prints TAP.
#
# SPDX-License-Identifier: BSD-3-Clause

import csv
import io
import json
import math
import os
import random

import tap
from trainer import path, read, train, write

rng = random.Random(5)


def says(out):
    return tap.run('info', path(out)).stdout


def encoder(out):
    """The encoder that a model file holds."""
    data = read(out, 'model.safetensors')
    head = json.loads(data[8:8 + int.from_bytes(data[:8], 'little')])
    return json.loads(head['__metadata__']['encoder'])


def tried(table, *more, out, target='y', epochs='2'):
    """A run of a few epochs that must end well."""
    result = train(table, '--target', target, '--epochs', epochs, *more, out=out)
    if result.returncode:
        tap.check(False, out + ' trains', result.stderr)
    return result


def answers(out, text, column):
    result = tap.run('predict', path(out), stdin=text)
    return [row[column] for row in csv.DictReader(io.StringIO(result.stdout), delimiter=';' if ';' in text else ',')], result


# --- numbers ---

def commas():
    rows = [(i * 250.5, rng.gauss(0, 1)) for i in range(40)]
    points = 'a,b,y\n' + ''.join('%.1f,%.4f,%d\n' % (a, b, i % 2) for i, (a, b) in enumerate(rows))
    plain = tried(write('points.csv', points), '--quiet', out='points')
    european = 'a;b;y\n' + ''.join('%s;%s;%d\n' % (format(a, ',.1f').translate(str.maketrans(',.', '.,')), ('%.4f' % b).replace('.', ','), i % 2)
                                   for i, (a, b) in enumerate(rows))
    tried(write('commas.csv', european), '--quiet', out='commas')
    tap.check('9.769,5;' in european and read('points', 'model.safetensors') == read('commas', 'model.safetensors'),
              'a decimal comma and points between groups: the same model', plain.stderr)
    american = 'a,b,y\n' + ''.join('"%s",%.4f,%d\n' % (format(a, ',.1f'), b, i % 2) for i, (a, b) in enumerate(rows))
    tried(write('groups.csv', american), '--quiet', out='groups')
    tap.check(read('points', 'model.safetensors') == read('groups', 'model.safetensors'), 'commas between groups: the same model')
    money = 'a,b,y\n' + ''.join('"$%s",%.4f %%,%d\n' % (format(a, ',.1f'), b, i % 2) for i, (a, b) in enumerate(rows))
    tried(write('money.csv', money), '--quiet', out='money')
    tap.check(read('points', 'model.safetensors') == read('money', 'model.safetensors'), 'units are left away: the same model')
    given, result = answers('commas', 'a;b\n1.234,5;0,25\n', 'a')
    tap.check(given == ['1.234,5'], 'predict gives the fields back as they were', result.stdout + result.stderr)
    mixed = 'a;b;y\n' + ''.join('%d,5;%.3f;%d\n' % (i, 1 + i / 1000, i % 2) for i in range(20))
    tap.check('1.019, mean' in tap.run('data', write('mixed.csv', mixed.replace(',5;', ';'))).stdout, 'a point is one where nothing says otherwise')


def gaps():
    head, rows = 'a,b,y\n', ['%d,%g,%d\n' % (i, rng.random(), i % 2) for i in range(40)]
    table = write('dash.csv', head + ''.join(rows) + '-,1,0\n')
    refused = train(table, '--target', 'y', '--quiet', out='dash')
    tap.check(refused.returncode == 1 and 'dash.csv:42: column 1 (a)' in refused.stderr and '--missing drop' in refused.stderr,
              'a dash among numbers is a missing value', refused.stderr)
    tried(table, '--missing', 'mean', '--quiet', out='dash')
    # It is told only where the rows that are trained with have such a value.
    many = write('many.csv', head + ''.join(row if i % 4 else row.replace(row.split(',')[0] + ',', 'NA,', 1) for i, row in enumerate(rows)))
    tried(many, '--missing', 'mean', '--quiet', out='told')
    tap.check('a (missing or not), b' in says('told') and encoder('told')['features'][0]['tells_missing'], 'what is missing is told to the model', says('told'))
    given, result = answers('told', 'a,b\n,1\n3,1\n', 'predicted_y')
    tap.check(len(given) == 2, 'predict fills and tells it too', result.stderr)
    holes = write('holes.csv', head + ''.join(rows) + '1,1,NA\n2,NA,1\n')
    dropped = tried(holes, '--missing', 'drop', out='dropped')
    tried(write('whole.csv', head + ''.join(rows)), '--quiet', out='whole')
    tap.check('2 rows in which a value is missing are left out' in dropped.stdout and read('dropped', 'model.safetensors') == read('whole', 'model.safetensors'),
              'rows with gaps are left out by choice', dropped.stdout)
    filled = tried(holes, '--missing', 'median', out='filled')
    tap.check('1 rows in which a value is missing are left out' in filled.stdout, 'rows without a target serve nothing', filled.stdout)
    for name, text in ('comma', ''.join(row.replace('\n', ',\n') for row in [head] + rows)), ('cr', (head + ''.join(rows)).replace('\n', '\r')), \
            ('remarks', '# made, by hand\n#\n' + head + ''.join(rows)), ('mark', '\ufeff' + head + ''.join(rows)):
        tried(write(name + '.csv', text), '--quiet', out=name)
        tap.check(read(name, 'model.safetensors') == read('whole', 'model.safetensors'), name + ': the same model')
    tried(write('hash.csv', '#' + head + ''.join(rows)), '--quiet', out='hash')
    tap.check('from 2 columns: #a, b' in says('hash'), 'a first line that fits the table is none', says('hash'))


# --- columns ---

def tails():
    rows = [[math.exp(3 * rng.gauss(0, 1)), math.tan(math.pi * (rng.random() - 0.5)), rng.gauss(0, 1)] for i in range(400)]
    table = write('tails.csv', 'income,ratio,z,y\n' + ''.join('%r,%r,%r,%d\n' % (*row, row[0] > 1 and row[1] > 0) for row in rows))
    result = tried(table, epochs='40', out='tails')
    found = json.loads(read('tails', 'results.json'))['validation']['accuracy']
    tap.check(result.returncode == 0 and found > 0.95, 'heavy tails do not hide the rest', found)
    tap.check('from 3 columns: income (log), ratio (asinh), z\n' in says('tails'), 'info names what became of them', says('tails'))
    tap.check(tap.run('data', table).stdout.count('heavy tails') == 2, 'data too', tap.run('data', table).stdout)
    given, result = answers('tails', 'income,ratio,z\n0,1e300,0\n-5,-1e300,1e9\n', 'predicted_y')
    tap.check(len(given) == 2, 'values that no training row had', result.stderr)
    odd = read('tails', 'model.safetensors').replace(b'asinh', b'asinx')
    tap.check(tap.run('info', write('odd.safetensors', odd)).returncode == 1, 'another warp is no model')


def dates():
    def table(name, form, separator=','):
        days = [(y, m, d) for y in (2020, 2021) for m in range(1, 13) for d in range(1, 29, 2)]
        return write(name, 'd%sy\n' % separator + ''.join('%s%s%s\n' % (form % dict(y=y, m=m, d=d), separator, repr(round(math.sin(m / 2), 3)))
                                                          for y, m, d in days))
    tried(table('iso.csv', '%(y)d-%(m)02d-%(d)02d'), '--quiet', out='iso', epochs='3')
    tap.check('from 1 columns: d (date with year week)' in says('iso'), 'a date is a number and two cycles', says('iso'))
    for name, form in ('german', '%(d)d.%(m)d.%(y)d'), ('british', '%(d)d/%(m)d/%(y)d'), ('american', '%(m)d/%(d)d/%(y)d'), \
            ('time', '%(y)d-%(m)02d-%(d)02dT00:00:00Z'):
        tried(table(name + '.csv', form), '--quiet', out=name, epochs='3')
        one, other = encoder('iso'), encoder(name)
        tap.check(dict(one['features'][0], date='') == dict(other['features'][0], date=''), name + ' dates: the same numbers', says(name))
    tap.check('date' in tap.run('data', path('german.csv')).stdout and '1.1.2020 .. 27.12.2021, day first' in tap.run('data', path('german.csv')).stdout,
              'data says which comes first', tap.run('data', path('german.csv')).stdout)
    text = read('iso.csv').decode().replace('2020-03-05', 'soon')
    refused = train(write('soon.csv', text), '--target', 'y', out='soon')
    tap.check(refused.returncode == 1 and "soon.csv:32: column 1 (d): 'soon' is not a date" in refused.stderr, 'a stray text among dates', refused.stderr)
    given, result = answers('iso', 'd\n2030-01-01 12:30\n', 'predicted_y')
    tap.check(len(given) == 1, 'predict takes a time too', result.stderr)
    given, result = answers('iso', 'd\n31.12.2020\n', 'predicted_y')
    tap.check(result.returncode == 1 and "'31.12.2020' is not a date as those" in result.stderr, 'and no date of another order', result.stderr)


def kinds():
    rows = [rng.gauss(0, 1) for i in range(300)]
    numbered = tried(write('numbered.csv', ',b,y\n' + ''.join('%d,%g,%d\n' % (i + 1, b, b > 0) for i, b in enumerate(rows))), out='numbered')
    tap.check("'column_1' is left out: it numbers the rows" in numbered.stdout and 'from 1 columns: b' in says('numbered'), 'a column that numbers the rows is left out',
              numbered.stdout)
    tried(write('time.csv', 't,y\n' + ''.join('%d,%g\n' % (i, i * 2.5) for i in range(60))), '--quiet', out='counted')
    tap.check('from 1 columns: t' in says('counted'), 'not so one that is called something', says('counted'))
    for title, value, kind in ('10 whole numbers are classes', lambda i: i % 10 * 7, 'classification'), \
            ('12 that count without a gap are', lambda i: i % 12 + 1, 'classification'), ('12 with gaps are amounts', lambda i: i % 12 * 3, 'regression'):
        tried(write('kind.csv', 'b,y\n' + ''.join('%g,%d\n' % (b, value(i)) for i, b in enumerate(rows))), '--quiet', out='kind', epochs='1')
        tap.check('(%s)' % kind in says('kind'), title, says('kind'))


# --- the start ---

def ridge():
    weights = [1.5, -2, 0, 0.5]
    rows = [[rng.gauss(0, 1) for w in weights] for i in range(60)]
    table = write('plane.csv', 'a,b,c,d,y\n' + ''.join('%r,%r,%r,%r,%r\n' % (*row, 3 + sum(w * x for w, x in zip(weights, row)) + 0.01 * rng.gauss(0, 1)) for row in rows))
    result = tried(table, out='plane', epochs='1')
    measured = json.loads(read('plane', 'results.json'))
    tap.check(measured['validation']['r2'] > 0.999 and measured['best_epoch'] == 0 and 'best at epoch 0: a ridge regression' in result.stdout,
              'what is linear needs no network', result.stdout)
    wide = [[rng.gauss(0, 1) for k in range(80)] for i in range(60)]
    table = write('wide.csv', ','.join('x%d' % k for k in range(80)) + ',y\n'
                  + ''.join(','.join('%r' % x for x in row) + ',%r\n' % (row[0] * 2 + row[1] + 0.1 * rng.gauss(0, 1)) for row in wide))
    for threads in '1', '2':
        tried(table, '--quiet', '--threads', threads, '--seed', '3', out='wide' + threads, epochs='4')
    tap.check(read('wide1', 'model.safetensors') == read('wide2', 'model.safetensors'), 'more columns than rows; one thread and two: the same bytes')
    tried(table, '--quiet', '--seed', '3', '--schedule', 'constant', out='part', epochs='2')
    resumed = tap.run('train', '--resume', path('part'), '--epochs', '4', '--quiet')
    tap.check(resumed.returncode == 0 and read('wide1', 'model.safetensors') == read('part', 'model.safetensors'), 'a run that goes on: the same bytes', resumed.stderr)
    folds = tried(table, '--folds', '3', '--quiet', out='folds', epochs='2')
    tap.check(folds.returncode == 0 and os.path.exists(path('folds', 'model.safetensors')), 'folds take it too', folds.stderr)


def others():
    for name, head, what in ('json', b'{"a": 1}\n', 'JSON'), ('page', b'<html><body>', 'HTML'), ('sheet', b'\xd0\xcf\x11\xe0' + bytes(99), 'an old Excel file'), \
            ('office', b'PK\3\4' + bytes(26) + b'[Content_Types].xml' + bytes(99), 'spreadsheet'), ('lake', b'PAR1' + bytes(9), 'Parquet'):
        result = train(write(name, head), '--target', 'y', out='other')
        tap.check(result.returncode == 1 and what in result.stderr and 'CSV' in result.stderr and result.stderr.count('\n') == 1, 'refused: ' + name, result.stderr)
    result = train(write('spaces', 'a y\n' + '1 2\n3 4\n' * 9), '--target', 'y', out='other')
    tap.check(result.returncode == 1 and 'separated by' in result.stderr, 'refused: blanks between fields', result.stderr)
    noise = write('noise.csv', 'a,y\n' + ''.join('%g,%g\n' % (i, 1e6 * i * i) for i in range(50)))
    result = train(noise, '--target', 'y', '--model', 'mlp:8', '--optimizer', 'lbfgs', '--lr', '1e30', '--epochs', '20', out='other')
    tap.check(result.returncode == 1 and 'strong_wolfe' in result.stderr and '--clip' not in result.stderr, 'L-BFGS that diverges is not told to clip', result.stderr)


for group in commas, gaps, tails, dates, kinds, ridge, others:
    group()
tap.end()
