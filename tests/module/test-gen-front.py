#!/usr/bin/env python3
# test-gen-front.py: the typed front's generator: what it makes, that it
# compiles as C and C++, and what it refuses. Prints TAP.
#
# SPDX-License-Identifier: BSD-3-Clause

import glob
import importlib.util
import os
import shlex
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
GENERATOR = os.path.join(ROOT, 'core', 'module', 'gen-front.py')
PROTOTYPES = sorted(glob.glob(os.path.join(ROOT, 'ops', '*', 'prototypes.txt')))
FLAGS = ['-Wall', '-Wextra', '-Wpedantic', '-Werror', '-fsyntax-only']

# One of everything that a line can say.
EVERYTHING = '''
# a comment
plain (input)
nothing ()
attrs (input, a: int = -1, b: float = 1, c: bool = true, d: string = mean,
       e: dtype = float64, f: float = inf, g: int = 9223372036854775807)
lists (input, dim: ints?, pad: ints = 0,0, stride: ints = [1, -2], size: ints) :
    lists (input, size), lists_dim (input, int dim, size)
many (input, other?, dim: int?, keepdim: bool = false) -> (values, indices) :
    many (input), many_dim (input, dim, keepdim) -> 2, many_other (input, other)
pair (input, k: int) -> (first, second)
cat (tensors*, dim: int = 0)
put (input, indices*, values, accumulate: bool = false)
split (input, split_size: int, dim: int = 0) -> list
chop (tensors*) -> list
number (input, other) : number (input, double other), from (double input, other)
words (this, new: int, template: string?) : words (this, new, template)
hidden (input, dtype: dtype) :
'''

BAD = [
    ('add', 'is not NAME'),
    ('add (input', 'not closed'),
    ('add (a, a)', 'a stands twice'),
    ('add (a)\nadd (a)', 'is made by line 1 already'),
    ('add (a) : x (a)\nadd (a) : y (a)', 'operator add stands twice'),
    ('add (a, n: number)', 'there is no type number'),
    ('add (a, n: int = x)', '"x" is no int'),
    ('add (a, n: int = 9223372036854775808)', 'is no int'),
    ('add (a, n: float = 1,5)', 'neither an input'),
    ('add (a, n: bool = 1)', '"1" is no bool'),
    ('add (a, n: dtype = half)', '"half" is no dtype'),
    ('add (a, n: ints = 1,x)', 'after an attribute'),
    ('add (a, n: ints = [1,x])', 'is no ints'),
    ('add (a*, b*)', 'only one input can be variadic'),
    ('add (a) : add (b)', 'has no input or attribute b'),
    ('add (a, b) : add (a)', 'input b must be given'),
    ('add (a, n: int) : add (a)', 'attribute n has no default'),
    ('add (a, n: int) : add (a, double n)', 'only stand for an input'),
    ('add (a) : add (int a)', 'only stand for a list'),
    ('add (a) -> (x, y) : add (a) -> 3', 'from 1 to 2'),
    ('add (a) -> 2', 'neither (names) nor list'),
    ('add (a) -> (out, a)', 'an output too'),
    ('add (a, struct_size: int)', 'first field'),
    ('  add (a)', 'nothing to continue'),
]

count, failures = 0, 0


def check(good, what, detail=''):
    global count, failures
    count += 1
    failures += not good
    print('%s %d - %s' % ('ok' if good else 'not ok', count, what))
    if not good and detail:
        print('\n'.join('# ' + line for line in detail.splitlines()))


def load():
    spec = importlib.util.spec_from_file_location('gen_front', GENERATOR)
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module


def includes():
    flags = subprocess.run(['pkg-config', '--cflags', 'glib-2.0'], check=True,
                           capture_output=True, text=True).stdout
    rooms = ['tensor', 'module']
    return ['-I' + os.path.join(ROOT, 'core', room) for room in rooms] \
        + shlex.split(flags)


def compiles(compiler, folder, file, what):
    run = subprocess.run(shlex.split(compiler) + FLAGS + includes()
                         + ['-I' + folder, file], capture_output=True,
                         text=True)
    check(run.returncode == 0, what, run.stderr)


def check_compile(gen, text, title):
    cc = os.environ.get('CC', 'gcc')
    cxx = os.environ.get('CXX', 'g++')
    ops = gen.parse(text)
    with tempfile.TemporaryDirectory() as folder:
        def write(name, content):
            path = os.path.join(folder, name)
            with open(path, 'w', encoding='utf-8') as file:
                file.write(content)
            return path

        write('rg-ops.h', gen.header_text(ops))
        source = write('rg-ops.c', gen.source_text(ops))
        use = '#include "rg-ops.h"\n' + ''.join(
            'void use_%s (void);\nvoid use_%s (void)\n{ %s a = %s; (void) a; }'
            '\nextern const %s static_%s;\nconst %s static_%s = %s;\n'
            % (op.name, op.name, op.struct, op.init, op.struct, op.name,
               op.struct, op.name, op.init) for op in ops if op.attrs)
        compiles(cc + ' -std=gnu11 -Wconversion', folder, source,
                 title + ': rg-ops.c compiles as C')
        compiles(cc + ' -std=gnu11', folder, write('use.c', use),
                 title + ': the header and its defaults compile as C')
        compiles(cxx + ' -std=c++17', folder, write('use.cc', use),
                 title + ': the header and its defaults compile as C++17')


def check_shapes(gen):
    ops = gen.parse(EVERYTHING)
    header, source = gen.header_text(ops), gen.source_text(ops)
    flat = ' '.join(header.replace('\\\n', ' ').split())
    for text in [
            'RgTensor *rg_plain (RgTensor *input);',
            'RgTensor *rg_nothing (void);',
            'RgTensor *rg_attrs (RgTensor *input, int64_t a, double b, bool c, '
            'const char *d, RgDType e, double f, int64_t g);',
            '#define RG_ATTRS_ATTRS_INIT { sizeof (RgAttrsAttrs), -1, 1.0, '
            'true, "mean", RG_F64, HUGE_VAL, INT64_MAX }',
            'extern const int64_t rg_ints_1_m2[2];',
            '#define RG_LISTS_ATTRS_INIT { sizeof (RgListsAttrs), false, '
            '{ 0, NULL }, { 2, rg_ints_0_0 }, { 2, rg_ints_1_m2 }, '
            '{ 0, NULL } }',
            'RgTensor *rg_lists_dim (RgTensor *input, int64_t dim, '
            'RgInts size);',
            'RgTensor *rg_many (RgTensor *input);',
            'RgTensor *rg_many_dim (RgTensor *input, int64_t dim, bool keepdim, '
            'RgTensor **indices);',
            'RgTensor *rg_many_with (RgTensor *input, RgTensor *other, '
            'const RgManyAttrs *attrs, RgTensor **indices);',
            'RgTensor *rg_pair (RgTensor *input, int64_t k, '
            'RgTensor **second);',
            'RgTensor *rg_cat (RgTensor *const *tensors, size_t n_tensors, '
            'int64_t dim);',
            'RgTensor **rg_split (RgTensor *input, int64_t split_size, '
            'int64_t dim, size_t *n_outputs);',
            'RgTensor *rg_number (RgTensor *input, double other);',
            'RgTensor *rg_from (double input, RgTensor *other);',
            'RgTensor *rg_words (RgTensor *this_, int64_t new_, '
            'const char *template_);',
            'RgTensor *rg_hidden_with (RgTensor *input, '
            'const RgHiddenAttrs *attrs);']:
        check(text in flat, 'makes ' + text[:60], text)
    check('rg_hidden (' not in header, 'an empty list makes no short function')
    calls = ' '.join(source.split())
    for text in [
            'rg_op_call (NULL, op_, in_, 1, NULL, out_, 1)',
            'rg_op_call (NULL, op_, NULL, 0, NULL, out_, 1)',
            'RgTensor *in_[] = { rg_wrapped_number (input), other };',
            'attrs_.has_dim = true; attrs_.dim = (RgInts){ 1, &dim };',
            'if (indices != NULL) *indices = out_[1];',
            'rg_op_call (NULL, op_, tensors, n_tensors, &attrs_, out_, 1)',
            'rg_op_call_list (NULL, op_, in_, 1, &attrs_, n_outputs)']:
        check(text in calls, 'calls with ' + text[:60], source)
    check(source == gen.source_text(gen.parse(EVERYTHING))
          and header == gen.header_text(gen.parse(EVERYTHING)),
          'gives the same text twice')


def check_refusals(gen):
    for text, words in BAD:
        try:
            gen.parse(text)
            check(False, 'refuses ' + repr(text))
        except gen.PrototypeError as error:
            check(words in str(error), 'refuses ' + repr(text), str(error))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'bad.txt')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('# one\nneg (input)\nadd (a, n: real)\n')
        run = subprocess.run([sys.executable, GENERATOR, path, '--header',
                              folder + '/h', '--source', folder + '/c'],
                             capture_output=True, text=True)
        check(run.returncode == 1 and run.stderr.startswith(path + ':3: '),
              'the program names file and line, and fails', run.stderr)
        check(not os.path.exists(folder + '/h'), 'and writes nothing')


def main():
    gen = load()
    check_shapes(gen)
    check_compile(gen, EVERYTHING, 'one of everything')
    texts = []
    for path in PROTOTYPES:
        with open(path, encoding='utf-8') as file:
            texts.append(file.read())
    check(len(texts) == 8, 'every folder of ops has its prototypes')
    check_compile(gen, '\n'.join(texts), 'ops/*/prototypes.txt')
    check_refusals(gen)
    print('1..%d' % count)
    return failures != 0


if __name__ == '__main__':
    sys.exit(main())
