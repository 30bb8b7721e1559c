#!/usr/bin/env python3
# test-refusals.py: the trainer and what comes after it, called wrongly or with wrong
# files: one clear line each, exit status 1 or 2, and nothing lost. Prints TAP.
#
# SPDX-License-Identifier: BSD-3-Clause

import gzip
import os
import shutil
import stat
import struct
import zipfile

import npy
import tap
from trainer import DIABETES, IRIS, folder, idx, npz, path, pictures, read, train, write

GOOD = 'a,b,y\n' + ''.join('%d,%d,%d\n' % (i, i * i % 7, i % 2) for i in range(30))
TABLE = write('good.csv', GOOD)
TEXT = write('good.txt', 'to be or not to be, that is the question. ' * 20)
tap.run('train', IRIS, '--target', 'species', '--epochs', '2', '--quiet', '--out', path('iris'))
tap.run('train', TEXT, '--model', 'transformer:layers=1,heads=1,width=8,context=8', '--epochs', '1', '--quiet', '--out', path('text'))


def refused(title, args, *words, status=1, stdin=None, env=None):
    result = tap.run(*args, stdin=stdin, env=env)
    line = result.stderr.strip()
    good = result.returncode == status and line and '\n' not in line and all(word in line for word in words)
    tap.check(good, 'refused: ' + title, 'status %d\n%s' % (result.returncode, result.stderr))


def of(file, *more):
    return ['train', file, '--target', 'y', '--epochs', '1', '--quiet', '--out', path('bad'), *more]


def tables():
    refused('a missing file', of(path('none.csv')), 'none.csv')
    refused('a missing column', of(write('short.csv', GOOD + '1,2\n')), 'short.csv:32', 'y', 'missing')
    refused('a column too many', of(write('long.csv', GOOD + '1,2,3,4\n')), 'long.csv:32', '4 columns, expected 3')
    refused('text in a numeric column', of(write('text.csv', GOOD + '1,oops,1\n')), 'text.csv:32', 'column 2 (b)', 'oops')
    refused('an unknown target', ['train', TABLE, '--target', 'z', '--out', path('bad')], "'z'", 'a, b, y')
    refused('no target', ['train', TABLE, '--out', path('bad')], '--target')
    refused('an empty file', of(write('empty.csv', '')), 'empty.csv', 'empty')
    refused('a file without rows', of(write('head.csv', 'a,b,y\n')), 'head.csv', 'no rows')
    refused('nan', of(write('nan.csv', GOOD + 'nan,2,1\n')), 'nan.csv:32', 'column 1 (a)', '--missing')
    refused('a missing target', of(write('gap.csv', GOOD + '1,2,\n')), 'gap.csv:32', 'target')
    refused('a quote that is not closed', of(write('quote.csv', GOOD + '1,"2,1\n')), 'quote.csv:32', 'not closed')
    refused('two columns of one name', of(write('twice.csv', 'a,a,y\n1,2,1\n')), 'twice.csv:1', "'a'")
    refused('a zero byte', of(write('zero.csv', b'a,y\n1,\x002\n')), 'zero.csv', 'zero byte')
    refused('one class', of(write('one.csv', 'a,y\n1,k\n2,k\n3,k\n4,k\n5,k\n')), 'one value')
    refused('one number to regress on', of(write('same.csv', 'a,y\n' + '1,2.5\n3,2.5\n' * 9)), 'one value')
    refused('a class a row', of(write('ids.csv', 'a,y\n' + ''.join('%d,t%d\n' % (i, i) for i in range(30)))), '30 classes in 30 rows')
    refused('names and nothing else', of(write('names.csv', 'a,y\n' + ''.join('n%d,%d\n' % (i, i % 2) for i in range(30)))), "'a' is left out")
    refused('a column without a value', of(write('hollow.csv', 'a,b,y\n' + ''.join('%d,,%d\n' % (i, i % 2) for i in range(30)))), 'column 2 (b)', '--missing')
    refused('Latin 1', of(write('latin.csv', 'a,y\n1,b\n2,caf\xe9\n'.encode('latin1'))), 'latin.csv:3', 'UTF-8')
    refused('UTF-16', of(write('wide.csv', GOOD.encode('utf-16'))), 'wide.csv', 'UTF-16')
    refused('infinity', of(write('inf.csv', GOOD + 'inf,2,1\n')), 'inf.csv:32', 'column 1 (a)', "'inf'")
    refused('a number beyond all', of(write('huge.csv', GOOD + '1e999,2,1\n')), 'huge.csv:32', '1e999')
    refused('text after a quote', of(write('after.csv', GOOD + '"1"x,2,1\n')), 'after.csv:32', 'quote')
    refused('gzip that is none', of(write('fake.csv.gz', b'\x1f\x8b' + b'no gzip' * 9)), 'fake.csv.gz', 'gzip')
    refused('a picture for a table', of(write('p.png', b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR')), 'p.png')
    refused('ignoring a column that is not there', of(TABLE, '--ignore', 'c'), "'c'")
    refused('ignoring the target', of(TABLE, '--ignore', 'a,y'), 'target')
    refused('only a target', of(write('only.csv', 'y\n' + '0\n1\n' * 9)), 'no column but')
    refused('too few rows', of(write('few.csv', 'a,y\n1,1\n')), 'rows')
    refused('too few rows for the folds', of(write('two.csv', 'a,y\n1,1\n2,0\n'), '--folds', '3'), '--folds')
    refused('text to regress on', of(write('words.csv', 'a,y\n' + '1,p\n2,q\n' * 9), '--task', 'regression'), 'text')
    refused('a folder for a file', of(folder), folder)
    with gzip.open(path('whole.gz'), 'wb') as file:
        file.write(GOOD.encode() * 50)
    refused('a truncated gzip', of(write('cut.csv.gz', read('whole.gz')[:-20])), 'cut.csv.gz', 'cut short')
    refused('a validation file of other columns', of(TABLE, '--validation', IRIS), 'iris.csv', "'a'")
    refused('a missing validation file', of(TABLE, '--validation', path('none.csv')), 'none.csv')


def arrays():
    pixels, labels = pictures(20)
    images = idx('p-images-idx3-ubyte', 8, [20, 6, 6], pixels)
    refused('a cut IDX file', of(write('cut-idx', read('p-images-idx3-ubyte')[:-1])), 'cut-idx', 'cut short')
    refused('IDX sizes beyond all', of(write('huge-idx', struct.pack('>4B3I', 0, 0, 8, 3, 2**31, 2**31, 2**31))), 'huge-idx', 'too large')
    refused('IDX of too many dimensions', of(write('deep-idx', bytes([0, 0, 8, 200]) + bytes(2000))), 'deep-idx', '200 dimensions')
    refused('images without labels', of(images), 'nothing to predict', '--labels')
    idx('p-labels-idx1-ubyte', 8, [19], labels[:19])
    refused('labels that are too few', of(images), '20 samples have 19 targets')
    refused('labels that are none', of(images, '--labels', TABLE), 'no IDX file')
    refused('labels of a table', of(TABLE, '--labels', images), 'cannot be its labels')
    refused('two tables', ['train', TABLE, TABLE, '--target', 'y'], 'one file at a time')
    refused('an npz file of unknown names', ['train', npz('u.npz', a=('<f4', [2], [1, 2])), '--out', path('bad')], '--inputs', 'there are a')
    refused('an npz file without that array', of(npz('v.npz', x=('<f4', [2], [1, 2]))), "'y'", 'there are x')
    refused('an array of no dimension', of(npz('s.npz', x=('<f4', [], [1]), y=('<f4', [1], [2]))), 's.npz', 'first dimension')
    refused('several targets a sample', of(npz('t.npz', x=('<f4', [2, 1], [1, 2]), y=('<f4', [2, 2], [1, 2, 3, 4]))), '2 targets')
    refused('an infinite target', of(npz('i.npz', x=('<f4', [2, 1], [1, 2]), y=('<f4', [2], [1, float('inf')]))), 'target 2 (y)', 'finite')
    refused('a value that is nan', of(npz('n.npz', x=('<f4', [9, 1], [1, float('nan')] + [1.0] * 7), y=('<f4', [9], list(range(9))))), '--missing')
    refused('a damaged npz', of(write('d.npz', read('u.npz')[:60])), 'd.npz')
    with zipfile.ZipFile(path('o.npz'), 'w') as file:
        file.writestr('x.npy', b'\x93NUMPY\x01\x00\xff')
    refused('a damaged array in an npz', of(path('o.npz')), 'o.npz')
    refused('NumPy from a pipe', of('-'), 'standard input', stdin='PK\3\4')


def texts():
    def lm(file, *more):
        return ['train', file, '--task', 'language', '--epochs', '1', '--quiet', '--out', path('bad'), *more]
    refused('an empty text', lm(write('e.txt', '')), 'e.txt', 'empty')
    refused('a text that is none', lm(write('b.txt', b'abc\xff\xfe')), 'b.txt', 'byte 4', 'UTF-8')
    refused('a text of one character', lm(write('a.txt', 'aaaa' * 200)), 'one character')
    refused('a text that is too short', lm(write('s.txt', 'to be')), 's.txt', 'characters')
    refused('a target of a text', lm(TEXT, '--target', 'y'), '--target', status=2)
    refused('a perceptron for a text', lm(TEXT, '--model', 'mlp:8'), 'transformer')
    refused('a transformer for a table', of(TABLE, '--model', 'transformer:layers=1'), 'transformer takes text')
    refused('an unknown character in a prompt', ['sample', path('text'), '--prompt', 'Zebra'], "'Z'")
    refused('a sample of a classifier', ['sample', path('iris')], 'no language model')
    refused('a negative temperature', ['sample', path('text'), '--temperature', '-1'], '--temperature', status=2)
    refused('predictions of a language model', ['predict', path('text'), TEXT], 'sample')
    refused('a table for a language model', ['eval', path('text'), write('x.csv', 'A,B\n1,2\n')], 'x.csv')


def options():
    refused('an unknown option', of(TABLE, '--speed', '9'), '--speed', status=2)
    refused('an option without a value', ['train', TABLE, '--target'], '--target', status=2)
    refused('epochs of zero', of(TABLE, '--epochs', '0'), '--epochs', status=2)
    refused('a word for a number', of(TABLE, '--batch', 'many'), '--batch', 'many', status=2)
    refused('a batch of zero', of(TABLE, '--batch', '0'), '--batch', status=2)
    refused('a negative learning rate', of(TABLE, '--lr', '-1'), '--lr', status=2)
    refused('a learning rate of nan', of(TABLE, '--lr', 'nan'), '--lr', status=2)
    refused('a split of one', of(TABLE, '--val-split', '1'), '--val-split', status=2)
    refused('one fold', of(TABLE, '--folds', '1'), '--folds', status=2)
    refused('a search in folds', of(TABLE, '--folds', '3', '--search', '1'), '--search', status=2)
    refused('clipping L-BFGS', of(TABLE, '--optimizer', 'lbfgs', '--clip', '1'), '--clip', status=2)
    refused('an unknown optimiser', of(TABLE, '--optimizer', 'magic'), 'magic')
    refused("an optimiser's unknown option", of(TABLE, '--optimizer', 'adam speed=2'), 'speed')
    refused('an unknown schedule', of(TABLE, '--schedule', 'magic'), 'magic')
    refused('a warm-up beyond the end', of(TABLE, '--warmup', '99999'), '--warmup')
    refused('an unknown task', of(TABLE, '--task', 'magic'), '--task', status=2)
    refused('a wrong model', of(TABLE, '--model', 'mlp:0'), 'mlp')
    refused('an unknown model', of(TABLE, '--model', 'magic:3'), 'magic')
    refused('a missing model file', of(TABLE, '--model', path('none.ini')), 'none.ini')
    refused('an unknown layer', of(TABLE, '--model', write('m.ini', '[magic]\n')), 'm.ini', 'magic')
    refused('two models', of(TABLE, '--model', 'mlp:3', '--hidden', '3'), '--hidden', status=2)
    refused('patience without validation', of(TABLE, '--patience', '2', '--val-split', '0'), '--patience', status=2)
    refused('no file', ['train', '--epochs', '3'], 'no file', status=2)
    refused('a third file', ['train', TABLE, TABLE, TABLE], 'one file', status=2)
    refused('a missing configuration', of(TABLE, '--config', path('none.ini')), 'none.ini', status=2)
    refused('a configuration of something else', of(TABLE, '--config', write('g.ini', '[run]\nlr = 1\n')), 'g.ini', '[train]', status=2)
    refused('an unknown key in one', of(TABLE, '--config', write('k.ini', '[train]\nspeed = 1\n')), 'k.ini', 'speed', status=2)
    refused('a wrong value in one', of(TABLE, '--config', write('w.ini', '[train]\nlr = fast\n')), 'w.ini: lr', 'fast', status=2)
    refused('a wrong value in the environment', of(TABLE), 'RETROGRADE_TRAIN_LR', 'fast', status=2, env={'RETROGRADE_TRAIN_LR': 'fast'})
    refused('a flag of the environment that is none', of(TABLE), 'RETROGRADE_TRAIN_CLASS_WEIGHTS', 'maybe', status=2,
            env={'RETROGRADE_TRAIN_CLASS_WEIGHTS': 'maybe'})
    refused('options of the environment that contradict', of(TABLE, '--model', 'mlp:3'), '--hidden', status=2, env={'RETROGRADE_TRAIN_HIDDEN': '3'})
    refused('a configuration that is a folder', of(TABLE, '--config', folder), folder, status=2)
    refused('a number too large', of(TABLE, '--epochs', '99999999999'), '--epochs', status=2)
    refused('half a number', of(TABLE, '--lr', '0.1x'), '--lr', status=2)
    refused('negative momentum', of(TABLE, '--optimizer', 'sgd', '--momentum', '-1'), '--momentum', status=2)
    refused('too much smoothing', of(TABLE, '--label-smoothing', '2'), '--label-smoothing', status=2)
    refused('negative threads', of(TABLE, '--threads', '-1'), '--threads', status=2)
    refused('a search without validation', of(TABLE, '--search', '1', '--val-split', '0'), '--search', status=2)
    refused("a schedule's unknown option", of(TABLE, '--schedule', 'step speed=2'), 'speed')
    refused('a loss that explodes',
            of(TABLE, '--optimizer', 'sgd', '--lr', '1e30', '--task', 'regression', '--epochs', '50'), '--lr')
    refused('nothing to resume', ['train', '--resume', path('nowhere')], 'no checkpoint')
    refused('an unknown command', ['trian'], "'train'", status=2)


def models():
    refused('a missing model', ['predict', path('nowhere'), IRIS], 'nowhere')
    refused('a corrupt model', ['predict', write('bad.safetensors', b'\x10\0\0\0\0\0\0\0{"a": nonsense}'), IRIS], 'bad.safetensors')
    cut = write('cut.safetensors', read('iris', 'model.safetensors')[:-8])
    refused('a truncated model', ['eval', cut, IRIS], 'cut.safetensors')
    refused('a table without the columns', ['predict', path('iris'), TABLE], 'sepal_length')
    refused('text for a number', ['predict', path('iris'),
                                  write('odd.csv', 'sepal_length,sepal_width,petal_length,petal_width\n1,x,3,4\n')], 'odd.csv:2', "'x'")
    refused('a class that was not trained', ['eval', path('iris'),
                                             write('new.csv', 'sepal_length,sepal_width,petal_length,petal_width,species\n1,2,3,4,rosa\n')],
            'new.csv:2', 'rosa')
    refused('an unknown way with unknown texts', ['predict', path('iris'), IRIS, '--unknown', 'guess'], '--unknown', status=2)
    refused('negative threads to predict with', ['eval', path('iris'), IRIS, '--threads', '-2'], '--threads', status=2)
    refused('arrays for a model of tables', ['predict', path('iris'), npy.save(path('a.npy'), '<f4', [2], [1, 2])], 'a.npy', 'a table')
    refused('an export without a format', ['export', path('iris'), path('model.bin')], '.safetensors or .npz', status=2)
    refused('an export to nowhere', ['export', path('iris'), path('no', 'where.npz')], 'where.npz')
    refused('a report of no run', ['report', folder], 'no config.ini')
    refused('data of no file', ['data', path('none')], 'none')
    refused('an unknown operator', ['ops', 'frobnicate'], 'frobnicate')
    refused('nothing to verify', ['verify', folder + '/none'], 'none')


def keeps_what_it_has():
    before = read('iris', 'model.safetensors')
    os.makedirs(path('locked'))
    shutil.copy(path('iris', 'model.safetensors'), path('locked'))
    os.chmod(path('locked'), stat.S_IRUSR | stat.S_IXUSR)
    args = ['train', IRIS, '--target', 'species', '--epochs', '1', '--quiet', '--out', path('locked')]
    if os.geteuid() == 0:
        # root may write anywhere: a file stands where the folder should be.
        args[-1] = write('plain-file', 'x')
    refused('an output folder that cannot be written', args, args[-1])
    tap.check(read('locked', 'model.safetensors') == before, 'and nothing is lost')
    os.chmod(path('locked'), stat.S_IRWXU)
    state = read('iris', 'checkpoint.safetensors')
    for wrong in ['--epochs', '0'], ['--model', 'magic:1'], ['--target', 'none'], ['--folds', '200'], ['--model', 'mlp:0', '--folds', '2']:
        train(IRIS, '--target', 'species', *wrong, out='iris')
    tap.check(read('iris', 'model.safetensors') == before and read('iris', 'checkpoint.safetensors') == state,
              'a wrong call leaves the model and the checkpoint of the run before')


tables()
arrays()
texts()
options()
models()
keeps_what_it_has()
tap.end()
