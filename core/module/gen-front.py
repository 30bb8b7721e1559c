#!/usr/bin/env python3
# gen-front.py: makes the typed front, rg-ops.h and rg-ops.c, from the
# prototypes.txt of the folders in ops/.
#
# SPDX-License-Identifier: BSD-3-Clause
#
# Each line of the prototypes is one operator: its inputs and attributes, what
# it returns, and the C functions that call it:
#
#   max (input, other?, dim: int?, keepdim: bool = false) -> (values, indices) :
#       max (input), max_dim (input, dim, keepdim) -> 2, max_other (input, other)
#
# An input has no colon: `?` makes it optional, `*` variadic. An attribute has a
# type (int float bool string ints dtype); `?` after it gives a presence flag,
# `= value` a default. `-> (a, b)` names several outputs, `-> list` stands for
# any number. After the last colon stand the functions: each lists what it
# takes, and everything else keeps its default. `double other` takes a number
# where the operator takes a tensor; `int dim` one integer where it takes a
# list; `-> 2` says how many outputs the function hands out. Without a list
# there is one function that takes every input, every attribute that is not
# optional, and hands out every output; with an empty list there is none. A
# line that begins with a space goes on from the one before.
#
# What comes out depends on the text alone, line by line, in its order.

import argparse
import re
import sys

C_TYPES = {
    'int': 'int64_t',
    'float': 'double',
    'bool': 'bool',
    'string': 'const char *',
    'ints': 'RgInts',
    'dtype': 'RgDType',
}
ZEROS = {
    'int': '0',
    'float': '0.0',
    'bool': 'false',
    'string': 'NULL',
    'ints': '{ 0, NULL }',
    'dtype': 'RG_F32',
}
DOCS = {
    'int': 'an integer',
    'float': 'a number',
    'bool': 'a flag',
    'string': 'a word',
    'ints': 'a list of integers',
    'dtype': 'an element type',
}
DTYPES = {
    'float32': 'RG_F32',
    'float64': 'RG_F64',
    'int64': 'RG_I64',
    'int32': 'RG_I32',
    'uint8': 'RG_U8',
    'bool': 'RG_BOOL',
}

# Words that a parameter or a field may not be called in C or in C++.
RESERVED = set('''
    alignas alignof and and_eq asm auto bitand bitor bool break case catch char
    char8_t char16_t char32_t class compl concept const consteval constexpr
    constinit const_cast continue co_await co_return co_yield decltype default
    delete do double dynamic_cast else enum explicit export extern false float
    for friend goto if inline int long mutable namespace new noexcept not not_eq
    nullptr operator or or_eq private protected public register reinterpret_cast
    requires restrict return short signed sizeof static static_assert
    static_cast struct switch template this thread_local throw true try typedef
    typeid typename typeof union unsigned using virtual void volatile wchar_t
    while xor xor_eq'''.split())

NAME = r'[A-Za-z_][A-Za-z0-9_]*'


class PrototypeError(Exception):
    """A line that cannot be read; its text says what would be right."""


def c_name(name):
    return name + '_' if name in RESERVED else name


def camel(name):
    return ''.join(part[:1].upper() + part[1:] for part in name.split('_'))


# --- what a line says ---

class Input:
    def __init__(self, name, optional, variadic):
        self.name, self.optional, self.variadic = name, optional, variadic


class Attr:
    def __init__(self, name, type_, optional, default):
        self.name, self.type, self.optional = name, type_, optional
        self.default = default  # its text; None: there is none


class Front:
    """One C function: its parameters by name, in the order they are given."""

    def __init__(self, name, params, n_outputs):
        self.name, self.params, self.n_outputs = name, params, n_outputs


class Op:
    def __init__(self, name, inputs, attrs, outputs, is_list):
        self.name, self.inputs, self.attrs = name, inputs, attrs
        self.outputs, self.is_list = outputs, is_list
        self.fronts = []

    @property
    def struct(self):
        return 'Rg%sAttrs' % camel(self.name)

    @property
    def init(self):
        return 'RG_%s_ATTRS_INIT' % self.name.upper()


# --- reading ---

def logical_lines(text):
    """Joins continuation lines; gives (line number, text) without comments."""
    number, line = 0, ''
    for n, raw in enumerate(text.splitlines(), 1):
        if raw.lstrip().startswith('#') or not raw.strip():
            continue
        if raw[0] in ' \t':
            if not line:
                raise PrototypeError('%d: nothing to continue' % n)
            line += ' ' + raw.strip()
            continue
        if line:
            yield number, line
        number, line = n, raw.strip()
    if line:
        yield number, line


def split_top(text, separator):
    """Splits at @separator outside brackets and quotes."""
    parts, depth, quoted, start = [], 0, False, 0
    for i, ch in enumerate(text):
        if ch == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif ch in '([':
            depth += 1
        elif ch in ')]':
            depth -= 1
            if depth < 0:
                raise PrototypeError('a bracket closes that was not opened')
        elif ch == separator and depth == 0:
            parts.append(text[start:i])
            start = i + 1
    if depth or quoted:
        raise PrototypeError('a bracket or a quote is not closed')
    return parts + [text[start:]]


def head_and_arrow(text):
    """`name (list) -> rest` as its three parts."""
    match = re.fullmatch(r'\s*(%s)\s*\((.*?)\)\s*(?:->\s*(.*?))?\s*' % NAME,
                         text, re.S)
    if not match:
        raise PrototypeError('"%s" is not NAME (...) or NAME (...) -> ...'
                             % text.strip())
    return match.groups()


def check_default(attr, text):
    """Refuses a default that its type cannot hold."""
    def integer(word):
        return (re.fullmatch(r'-?[0-9]+', word)
                and -2 ** 63 <= int(word) < 2 ** 63)

    good = {
        'int': lambda: integer(text),
        'float': lambda: re.fullmatch(
            r'-?(inf|[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?)|nan', text),
        'bool': lambda: text in ('true', 'false'),
        'string': lambda: re.fullmatch(r'"[^"\\]*"|[A-Za-z0-9_./+-]+', text),
        'ints': lambda: all(integer(word) for word in ints_of(text)),
        'dtype': lambda: text in DTYPES,
    }[attr.type]()
    if not good:
        raise PrototypeError('attribute %s: "%s" is no %s'
                             % (attr.name, text, attr.type))


def ints_of(text):
    text = text.strip()
    if text.startswith('[') and text.endswith(']'):
        text = text[1:-1]
    return [word.strip() for word in text.split(',') if word.strip()]


def parse_arguments(text):
    inputs, attrs = [], []
    for item in split_top(text, ','):
        item = item.strip()
        if not item and not text.strip():
            continue
        if re.fullmatch(r'-?[0-9]+', item) and attrs \
                and attrs[-1].type == 'ints' and attrs[-1].default is not None:
            attrs[-1].default += ',' + item  # the list `= 0,0` goes on
            check_default(attrs[-1], attrs[-1].default)
            continue
        match = re.fullmatch(r'(%s)([?*]?)' % NAME, item)
        if match:
            if attrs:
                raise PrototypeError('input %s stands after an attribute'
                                     % match[1])
            inputs.append(Input(match[1], match[2] == '?', match[2] == '*'))
            continue
        match = re.fullmatch(r'(%s)\s*:\s*(\w+)(\??)\s*(?:=\s*(.*))?' % NAME,
                             item, re.S)
        if not match:
            raise PrototypeError('"%s" is neither an input nor an attribute'
                                 % item)
        if match[2] not in C_TYPES:
            raise PrototypeError('attribute %s: there is no type %s; there are '
                                 '%s' % (match[1], match[2],
                                         ' '.join(C_TYPES)))
        attr = Attr(match[1], match[2], match[3] == '?', match[4])
        if attr.default is not None:
            attr.default = attr.default.strip()
            check_default(attr, attr.default)
        attrs.append(attr)
    names = [x.name for x in inputs + attrs]
    if 'struct_size' in names:
        raise PrototypeError('struct_size is the first field of every struct')
    for name in names:
        if names.count(name) > 1:
            raise PrototypeError('%s stands twice' % name)
    if sum(x.variadic for x in inputs) > 1:
        raise PrototypeError('only one input can be variadic')
    return inputs, attrs


def parse_front(op, text):
    name, arguments, arrow = head_and_arrow(text)
    params = []
    for item in split_top(arguments, ','):
        item = item.strip()
        if not item and not arguments.strip():
            continue
        match = re.fullmatch(r'(?:(double|int)\s+)?(%s)' % NAME, item)
        if not match:
            raise PrototypeError('"%s" is no parameter of %s' % (item, name))
        kind, param = match.groups()
        is_input = [x for x in op.inputs if x.name == param]
        is_attr = [x for x in op.attrs if x.name == param]
        if not is_input and not is_attr:
            raise PrototypeError('%s: %s has no input or attribute %s'
                                 % (name, op.name, param))
        if kind == 'double' and (not is_input or is_input[0].variadic):
            raise PrototypeError('%s: a number can only stand for an input, '
                                 'and %s is none' % (name, param))
        if kind == 'int' and (not is_attr or is_attr[0].type != 'ints'):
            raise PrototypeError('%s: one integer can only stand for a list, '
                                 'and %s is none' % (name, param))
        params.append((kind, param))
    given = [param for _, param in params]
    for param in given:
        if given.count(param) > 1:
            raise PrototypeError('%s: %s stands twice' % (name, param))
    for x in op.inputs:
        if not x.optional and not x.variadic and x.name not in given:
            raise PrototypeError('%s: input %s must be given' % (name, x.name))
    for x in op.attrs:
        if not x.optional and x.default is None and x.name not in given:
            raise PrototypeError('%s: attribute %s has no default and must be '
                                 'given' % (name, x.name))
    n_outputs = 1
    if arrow is not None:
        if op.is_list or not re.fullmatch(r'[0-9]+', arrow) \
                or not 1 <= int(arrow) <= len(op.outputs):
            raise PrototypeError('%s: "-> %s" is not a number of outputs from '
                                 '1 to %d' % (name, arrow, len(op.outputs)))
        n_outputs = int(arrow)
    return Front(name, params, n_outputs)


def parse_op(line):
    parts = split_top(line, ':')
    if len(parts) > 2:
        raise PrototypeError('more than one colon outside brackets')
    name, arguments, arrow = head_and_arrow(parts[0])
    inputs, attrs = parse_arguments(arguments)
    outputs, is_list = ['out'], False
    if arrow == 'list':
        is_list = True
    elif arrow is not None:
        match = re.fullmatch(r'\(\s*(%s(?:\s*,\s*%s)*)\s*\)' % (NAME, NAME),
                             arrow)
        if not match:
            raise PrototypeError('"-> %s" is neither (names) nor list' % arrow)
        outputs = [x.strip() for x in match[1].split(',')]
    op = Op(name, inputs, attrs, outputs, is_list)
    clash = set(outputs[1:]) & {x.name for x in inputs + attrs}
    if clash:
        raise PrototypeError('%s is an input or attribute and an output too'
                             % sorted(clash)[0])
    if len(parts) == 1:
        params = [(None, x.name) for x in inputs]
        params += [(None, x.name) for x in attrs if not x.optional]
        op.fronts = [Front(name, params, len(outputs))]
    else:
        op.fronts = [parse_front(op, item) for item in split_top(parts[1], ',')
                     if parts[1].strip()]
    return op


def parse(text):
    ops, taken = [], {}
    for number, line in logical_lines(text):
        try:
            op = parse_op(line)
            names = [front.name for front in op.fronts]
            if op.attrs:
                names.append(op.name + '_with')
            for name in names:
                if name in taken:
                    raise PrototypeError('rg_%s is made by line %d already'
                                         % (name, taken[name]))
                taken[name] = number
            if any(op.name == other.name for other in ops):
                raise PrototypeError('operator %s stands twice' % op.name)
        except PrototypeError as error:
            raise PrototypeError('%d: %s' % (number, error)) from None
        ops.append(op)
    return ops


# --- values in C ---

def ints_constant(values):
    return 'rg_ints_' + '_'.join(v.replace('-', 'm') for v in values)


def c_int(text):
    return {str(-2 ** 63): 'INT64_MIN',
            str(2 ** 63 - 1): 'INT64_MAX'}.get(text, text)


def c_value(attr):
    """The value of an attribute that was not given."""
    text = attr.default
    if text is None:
        return ZEROS[attr.type]
    if attr.type == 'int':
        return c_int(text)
    if attr.type == 'float':
        if text.lstrip('-') in ('inf', 'nan'):
            return text.replace('inf', 'HUGE_VAL').replace('nan', 'NAN')
        return text if re.search(r'[.eE]', text) else text + '.0'
    if attr.type == 'string':
        return '"%s"' % text.strip('"')
    if attr.type == 'ints':
        values = ints_of(text)
        if not values:
            return ZEROS['ints']
        return '{ %d, %s }' % (len(values), ints_constant(values))
    if attr.type == 'dtype':
        return DTYPES[text]
    return text


def constants(ops):
    """Every list that is a default, once, in order of first use."""
    seen = {}
    for op in ops:
        for attr in op.attrs:
            if attr.type == 'ints' and attr.default is not None:
                values = ints_of(attr.default)
                if values:
                    seen[ints_constant(values)] = values
    return seen


def struct_text(op):
    fields, values = ['  size_t struct_size;'], ['sizeof (%s)' % op.struct]
    for attr in op.attrs:
        if attr.optional:
            fields.append('  bool has_%s;' % attr.name)
            values.append('false')
        kind = C_TYPES[attr.type]
        space = '' if kind.endswith('*') else ' '
        fields.append('  %s%s%s;' % (kind, space, c_name(attr.name)))
        values.append(c_value(attr))
    init = wrap('#define %s { ' % op.init, values, ' }', 4, ' \\')
    return ('/**\n * %s:\n *\n * The attributes of `%s`; %s sets the defaults.'
            '\n */\ntypedef struct\n{\n%s\n} %s;\n%s\n'
            % (op.struct, op.name, op.init, '\n'.join(fields), op.struct,
               init))


def wrap(head, items, tail, indent, line_end=''):
    """@items joined by commas, broken before column 80."""
    lines, line = [], head
    for i, item in enumerate(items):
        piece = item + (',' if i + 1 < len(items) else tail)
        space = '' if line.endswith((' ', '(')) or not line.strip() else ' '
        if len(line + space + piece + line_end) > 79 and line.strip():
            lines.append(line.rstrip() + line_end)
            line = ' ' * indent + piece
        else:
            line += space + piece
    if not items:
        line += tail
    return '\n'.join(lines + [line])


# --- functions ---

def parameters(op, front):
    """The C parameters of @front; None stands for the form with a struct."""
    made = []
    chosen = front.params if front else [(None, x.name) for x in op.inputs]
    for kind, name in chosen:
        source = [x for x in op.inputs + op.attrs if x.name == name][0]
        cname = c_name(name)
        if kind == 'double':
            made.append(('double ' + cname, name, 'a number'))
        elif kind == 'int':
            made.append(('int64_t ' + cname, name, 'an integer'))
        elif isinstance(source, Attr):
            ctype = C_TYPES[source.type]
            made.append((ctype + ('' if ctype.endswith('*') else ' ') + cname,
                         name, DOCS[source.type]))
        elif source.variadic:
            made.append(('RgTensor *const *' + cname, name,
                         '(array length=n_%s): tensors' % name))
            made.append(('size_t n_' + name, 'n_' + name, 'how many'))
        else:
            doc = '(nullable): a tensor'
            if source.optional:
                doc += '; %NULL: none'
            made.append(('RgTensor *' + cname, name, doc))
    if front is None:
        made.append(('const %s *attrs' % op.struct, 'attrs',
                     '(nullable): the attributes; %NULL for the defaults'))
    n_outputs = front.n_outputs if front else len(op.outputs)
    for name in op.outputs[1:n_outputs]:
        made.append(('RgTensor **' + c_name(name), name,
                     '(out) (optional) (transfer none): another output'))
    if op.is_list:
        made.append(('size_t *n_outputs', 'n_outputs',
                     '(out): how many there are; 0 on failure'))
    return made


def signature(op, front, tail, declare):
    name = 'rg_%s' % (front.name if front else op.name + '_with')
    kind = 'RgTensor **' if op.is_list else 'RgTensor *'
    declarations = [text for text, _, _ in parameters(op, front)] or ['void']
    if declare:
        head = 'RG_API %s%s (' % (kind, name)
        return wrap(head, declarations, ')' + tail, len(head))
    head = '%s (' % name
    return kind.rstrip() + '\n' + wrap(head, declarations, ')' + tail,
                                       len(head))


def documentation(op, front):
    name = 'rg_%s' % (front.name if front else op.name + '_with')
    lines = ['/**', ' * %s:' % name]
    for _, param, doc in parameters(op, front):
        lines.append(' * @%s: %s' % (c_name(param), doc))
    lines += [' *', ' * Calls the operator `%s`.' % op.name, ' *']
    if op.is_list:
        lines.append(' * Returns: (transfer none) (array length=n_outputs) '
                     '(nullable): the results, which')
        lines.append(' * the current scope owns, the array too; %NULL on '
                     'failure')
    else:
        first = op.outputs[0] if len(op.outputs) > 1 else 'the result'
        lines.append(' * Returns: (transfer none) (nullable): %s; %%NULL on '
                     'failure' % first)
    return '\n'.join(lines + [' */'])


def attrs_text(op, front):
    """The lines that fill a struct, and the name to hand over for it."""
    if front is None:
        return [], 'attrs'
    given = {name: kind for kind, name in front.params}
    chosen = [x for x in op.attrs if x.name in given]
    if not chosen:
        return [], 'NULL'
    lines = ['  %s attrs_ = %s;' % (op.struct, op.init)]
    for attr in chosen:
        name = c_name(attr.name)
        value = name
        if given[attr.name] == 'int':
            value = '(RgInts){ 1, &%s }' % name
        if attr.optional:
            lines.append('  attrs_.has_%s = true;' % attr.name)
        lines.append('  attrs_.%s = %s;' % (name, value))
    return lines, '&attrs_'


def inputs_text(op, front):
    """The lines that gather the inputs, the array and its length."""
    given = dict((name, kind) for kind, name in front.params) if front \
        else {x.name: None for x in op.inputs}
    inputs = list(op.inputs)
    while inputs and inputs[-1].name not in given:
        inputs.pop()  # absent ones at the end may be left out
    if not inputs:
        return [], 'NULL', '0'

    def value(x):
        if x.name not in given:
            return 'NULL'
        if given[x.name] == 'double':
            return 'rg_wrapped_number (%s)' % c_name(x.name)
        return c_name(x.name)

    variadic = [x for x in inputs if x.variadic]
    if not variadic:
        return [wrap('  RgTensor *in_[] = { ', [value(x) for x in inputs],
                     ' };', 4)], 'in_', str(len(inputs))
    name = c_name(variadic[0].name)
    count = 'n_' + variadic[0].name
    if variadic[0].name not in given:
        raise PrototypeError('%s: %s must be given' % (op.name, name))
    if len(inputs) == 1:
        return [], name, count
    total = '%s + %d' % (count, len(inputs) - 1)
    lines = ['  RgTensor **in_ = rg_scope_alloc (rg_scope_current (),',
             '                                   (%s) * sizeof *in_);' % total,
             '  size_t k_ = 0;']
    for x in inputs:
        if x.variadic:
            lines += ['  for (size_t i_ = 0; i_ < %s; i_++)' % count,
                      '    in_[k_++] = %s[i_];' % name]
        else:
            lines.append('  in_[k_++] = %s;' % value(x))
    return lines, 'in_', 'k_'


def body(op, front):
    lines, attrs = attrs_text(op, front)
    more, inputs, n_inputs = inputs_text(op, front)
    lines += more
    find = '  const RgOp *op_ = find (&op_%s, "%s");' % (op.name, op.name)
    if op.is_list:
        lines += [find, '  *n_outputs = 0;',
                  '  if (G_UNLIKELY (op_ == NULL))', '    return NULL;',
                  '  return ' + wrap('rg_op_call_list (',
                                     ['NULL', 'op_', inputs, n_inputs, attrs,
                                      'n_outputs'], ');', 26)]
        return '\n'.join(lines)
    n_outputs = front.n_outputs if front else len(op.outputs)
    lines.append('  RgTensor *out_[%d] = { NULL };' % n_outputs)
    lines.append(find)
    call = ('  if (G_LIKELY (op_ != NULL))\n    '
            + wrap('rg_op_call (', ['NULL', 'op_', inputs, n_inputs, attrs,
                                    'out_', str(n_outputs)], ');', 16))
    lines.append(call)
    for i, name in enumerate(op.outputs[1:n_outputs], 1):
        lines += ['  if (%s != NULL)' % c_name(name),
                  '    *%s = out_[%d];' % (c_name(name), i)]
    lines.append('  return out_[0];')
    return '\n'.join(lines)


# --- files ---

def all_fronts(op):
    return op.fronts + ([None] if op.attrs else [])


def header_text(ops):
    parts = ['''/* rg-ops.h: the typed front: a C function for each way to call an operator.
 * Made from ops/FOLDER/prototypes.txt by gen-front.py; change it there.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_OPS_H
#define RG_OPS_H

#include "rg-tensor.h"
#include "rg-types.h"
#include <math.h>

G_BEGIN_DECLS
''']
    lists = constants(ops)
    if lists:
        parts.append('/* Lists that are defaults of attributes. */\n'
                     + '\n'.join('RG_API extern const int64_t %s[%d];'
                                 % (name, len(values))
                                 for name, values in lists.items()) + '\n')
    for op in ops:
        parts.append('/* --- %s --- */\n' % op.name)
        if op.attrs:
            parts.append(struct_text(op))
        for front in all_fronts(op):
            parts.append(documentation(op, front) + '\n'
                         + signature(op, front, ';', True) + '\n')
    parts.append('G_END_DECLS\n\n#endif\n')
    return '\n'.join(parts)


def source_text(ops):
    parts = ['''/* rg-ops.c: the bodies of the typed front.
 * Made from ops/FOLDER/prototypes.txt by gen-front.py; change it there.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "rg-ops.h"
#include "rg-module.h"
#include <stdatomic.h>

typedef const RgOp *_Atomic OpCache;

/* The first call of an operator, and every call of one that is missing. */
static G_GNUC_UNUSED const RgOp *__attribute__ ((noinline, cold))
find_first (OpCache *cache, const char *name)
{
  GError *error = NULL;
  const RgOp *op = rg_op_find (name, &error);
  if (op != NULL)
    {
      atomic_store_explicit (cache, op, memory_order_release);
      return op;
    }
  RgError code = RG_ERROR_NO_OPERATOR;
  if (error != NULL && error->domain == RG_ERROR)
    code = (RgError) error->code;
  rg_scope_fail (NULL, code, "%s",
                 error != NULL ? error->message : "the operator is missing");
  g_clear_error (&error);
  return NULL;
}

static G_GNUC_UNUSED inline const RgOp *
find (OpCache *cache, const char *name)
{
  const RgOp *op = atomic_load_explicit (cache, memory_order_acquire);
  return G_LIKELY (op != NULL) ? op : find_first (cache, name);
}
''']
    lists = constants(ops)
    if lists:
        parts.append('\n'.join(wrap('const int64_t %s[%d] = { '
                                    % (name, len(values)),
                                    [c_int(v) for v in values], ' };', 2)
                               for name, values in lists.items()) + '\n')
    for op in ops:
        if not all_fronts(op):
            continue
        parts.append('/* --- %s --- */\n\nstatic OpCache op_%s;\n'
                     % (op.name, op.name))
        for front in all_fronts(op):
            parts.append('%s\n{\n%s\n}\n' % (signature(op, front, '', False),
                                            body(op, front)))
    return '\n'.join(parts)


def main():
    parser = argparse.ArgumentParser(
        description='Makes the typed front from the prototypes.')
    parser.add_argument('prototypes', nargs='+')
    parser.add_argument('--header', required=True, help='rg-ops.h to write')
    parser.add_argument('--source', required=True, help='rg-ops.c to write')
    args = parser.parse_args()
    ops = []
    for path in args.prototypes:
        with open(path, encoding='utf-8') as file:
            text = file.read()
        try:
            ops += parse(text)
        except PrototypeError as error:
            sys.exit('%s:%s' % (path, error))
    made = header_text(ops), source_text(ops)
    for path, content in zip((args.header, args.source), made):
        with open(path, 'w', encoding='utf-8') as file:
            file.write(content)


if __name__ == '__main__':
    main()
