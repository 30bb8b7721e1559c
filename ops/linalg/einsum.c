/* einsum.c: sums of products, by Einstein's convention.
 *
 *     einsum ("ij,jk->ik", a, b)     out[i, k] = sum over j of a[i, j] * b[j, k]
 *
 * The operands are taken from left to right, two at a time: dimensions that both
 * have and that are needed later are the batch of a product of matrices; those
 * that both have and that are not are summed by it. A subscript that stands twice
 * in a term takes the diagonal; one that only one term has, and not the output,
 * is summed before. Dimensions of size 1 broadcast.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "einsum-parse.h"
#include <string.h>

/* --- a tensor and the labels of its dimensions --- */

typedef struct
{
  RgTensor *t;
  Subscripts s;
} Term;

static int
place_of (const Subscripts *s, int label)
{
  for (int d = 0; d < s->n; d++)
    if (s->label[d] == label)
      return d;
  return -1;
}

static void
drop (Subscripts *s, int d)
{
  memmove (&s->label[d], &s->label[d + 1], (size_t) (s->n - d - 1) * sizeof *s->label);
  s->n--;
}

/* Each label once. */
static bool
take_diagonals (RgCall *call, Term *term)
{
  for (int d = 0; d < term->s.n; d++)
    for (int e = d + 1; e < term->s.n; e++)
      {
        int label = term->s.label[d];
        if (term->s.label[e] != label)
          continue;
        if (rg_tensor_size (term->t, d) != rg_tensor_size (term->t, e))
          return rg_call_fail (call, RG_ERROR_SHAPE, "a subscript stands for sizes %" G_GINT64_FORMAT " and %"
                               G_GINT64_FORMAT " in one term", rg_tensor_size (term->t, d),
                               rg_tensor_size (term->t, e));
        term->t = rg_diagonal_dims (term->t, 0, d, e);
        drop (&term->s, e);
        drop (&term->s, d);
        term->s.label[term->s.n++] = label;
        if (term->t == NULL)
          return false;
        d = -1;
        break;
      }
  return true;
}

/* Sums over every dimension whose label is not `kept`. */
static void
sum_out (Term *term, const bool *kept)
{
  int64_t dims[RG_MAX_DIMS], n = 0;
  Subscripts rest = { 0, { 0 } };
  for (int d = 0; d < term->s.n; d++)
    if (kept[term->s.label[d]])
      rest.label[rest.n++] = term->s.label[d];
    else
      dims[n++] = d;
  if (n)
    term->t = rg_sum_dim (term->t, (RgInts){ n, dims }, false);
  term->s = rest;
}

/* --- two of them --- */

typedef struct
{
  int n;
  int label[RG_MAX_DIMS];
  int64_t count; /* the product of the sizes */
} Group;

static void
group_add (Group *g, int label, int64_t size)
{
  g->label[g->n++] = label;
  g->count *= size;
}

/* t with its dimensions in the order of three groups, one dimension each. */
static RgTensor *
grouped (const Term *term, const Group *a, const Group *b, const Group *c)
{
  const Group *groups[] = { a, b, c };
  int64_t order[RG_MAX_DIMS], n = 0;
  for (int i = 0; i < 3; i++)
    for (int k = 0; k < groups[i]->n; k++)
      order[n++] = place_of (&term->s, groups[i]->label[k]);
  return rg_reshape (rg_permute (term->t, (RgInts){ n, order }), RG_SHAPE (a->count, b->count, c->count));
}

/* Expands dimensions of size 1 in x that are larger in y. */
static bool
broadcast (RgCall *call, Term *x, const Term *y)
{
  int64_t sizes[RG_MAX_DIMS];
  bool change = false;
  for (int d = 0; d < x->s.n; d++)
    {
      int e = place_of (&y->s, x->s.label[d]);
      int64_t mine = rg_tensor_size (x->t, d), other = e < 0 ? mine : rg_tensor_size (y->t, e);
      if (mine != other && mine != 1 && other != 1)
        return rg_call_fail (call, RG_ERROR_SHAPE, "a subscript stands for sizes %" G_GINT64_FORMAT " and %"
                             G_GINT64_FORMAT, mine, other);
      sizes[d] = mine == 1 ? other : mine;
      change |= sizes[d] != mine;
    }
  if (change)
    x->t = rg_expand (x->t, (RgInts){ x->s.n, sizes });
  return x->t != NULL;
}

/* x becomes the product of x and y; `kept` are the labels needed later. */
static bool
multiply (RgCall *call, Term *x, Term *y, const bool *kept)
{
  bool here[EINSUM_LABELS];
  memcpy (here, kept, sizeof here);
  for (int d = 0; d < y->s.n; d++)
    here[y->s.label[d]] |= place_of (&x->s, y->s.label[d]) >= 0;
  sum_out (x, here);
  sum_out (y, here);
  if (x->t == NULL || y->t == NULL || !broadcast (call, x, y) || !broadcast (call, y, x))
    return false;
  Group batch = { 0, { 0 }, 1 }, left = batch, right = batch, summed = batch;
  for (int d = 0; d < x->s.n; d++)
    {
      int label = x->s.label[d];
      bool both = place_of (&y->s, label) >= 0;
      group_add (both ? kept[label] ? &batch : &summed : &left, label, rg_tensor_size (x->t, d));
    }
  for (int d = 0; d < y->s.n; d++)
    if (place_of (&x->s, y->s.label[d]) < 0)
      group_add (&right, y->s.label[d], rg_tensor_size (y->t, d));
  if (batch.n + left.n + right.n > RG_MAX_DIMS)
    return rg_call_fail (call, RG_ERROR_SHAPE, "an intermediate result would have more than %d dimensions",
                         RG_MAX_DIMS);
  const Group *all[] = { &batch, &left, &right };
  int64_t sizes[RG_MAX_DIMS], ndim = 0;
  Subscripts out = { 0, { 0 } };
  for (int i = 0; i < 3; i++)
    for (int k = 0; k < all[i]->n; k++)
      {
        int label = all[i]->label[k], d = place_of (&x->s, label);
        sizes[ndim++] = d >= 0 ? rg_tensor_size (x->t, d) : rg_tensor_size (y->t, place_of (&y->s, label));
        out.label[out.n++] = label;
      }
  RgTensor *a = grouped (x, &batch, &left, &summed), *b = grouped (y, &batch, &summed, &right);
  RgTensor *product = summed.n == 0 ? rg_mul (a, b) : rg_bmm (a, b);
  x->t = rg_reshape (product, (RgInts){ ndim, sizes });
  x->s = out;
  return x->t != NULL;
}

/* --- forward, in other operators --- */

static bool
einsum_forward (RgCall *call)
{
  const RgEinsumAttrs *a = call->attrs;
  size_t n = call->n_inputs;
  Subscripts *terms = rg_call_temp (call, MAX (n, 1) * sizeof *terms), out = { 0, { 0 } };
  int *last = rg_call_temp (call, EINSUM_LABELS * sizeof *last); /* term that has the label */
  if (terms == NULL || last == NULL)
    return false;
  if (n == 0 || a->equation == NULL)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "there must be an equation, and at least one tensor");
  if (!einsum_parse (call, a->equation, terms, &out))
    return false;
  for (int label = 0; label < EINSUM_LABELS; label++)
    last[label] = -1;
  for (size_t i = 0; i < n; i++)
    for (int d = 0; d < terms[i].n; d++)
      last[terms[i].label[d]] = (int) i;
  for (int d = 0; d < out.n; d++)
    last[out.label[d]] = (int) n;

  Term result = { call->inputs[0], terms[0] };
  if (!take_diagonals (call, &result))
    return false;
  for (size_t i = 0; i < n; i++)
    {
      bool kept[EINSUM_LABELS];
      for (int label = 0; label < EINSUM_LABELS; label++)
        kept[label] = last[label] > (int) i;
      if (i == 0)
        {
          sum_out (&result, kept);
          continue;
        }
      Term next = { call->inputs[i], terms[i] };
      if (!take_diagonals (call, &next) || !multiply (call, &result, &next, kept))
        return false;
    }
  int64_t order[RG_MAX_DIMS];
  bool in_order = true;
  for (int d = 0; d < out.n; d++)
    {
      order[d] = place_of (&result.s, out.label[d]);
      in_order &= order[d] == d;
    }
  return rg_call_return (call, 0, in_order ? result.t : rg_permute (result.t, (RgInts){ out.n, order }));
}

/* --- tables --- */

static const RgInput einsum_inputs[] = {
  { "tensors", "the operands", RG_INPUT_VARIADIC },
  { NULL, NULL, 0 },
};

static const RgEinsumAttrs einsum_init = RG_EINSUM_ATTRS_INIT;
static const RgAttr einsum_attrs[] = {
  RG_ATTR (RgEinsumAttrs, equation, STRING, NULL, .doc = "the subscripts of each operand, and of the result"),
  { .name = NULL },
};

static const RgSample einsum_samples[] = {
  { "[2x3 3x4]", "equation=ij,jk->ik", "a product of matrices", 0 },
  { "[2x3 3x4]", "equation=ij,jk", "the output left out", 0 },
  { "[2x3x4 2x4x5]", "equation=bij,bjk->bik", "batches", 0 },
  { "[3 4]", "equation=i,j->ij", "the outer product", 0 },
  { "[3x3]", "equation=ii->i", "a diagonal", 0 },
  { "[3x4x3]", "equation=iji->j", "a diagonal, summed", 0 },
  { "[2x3x4]", "equation=i...->...", "an ellipsis", 0 },
  { "[2x3x4 4x5]", "equation=...j,jk->...k", "an ellipsis and a matrix", 0 },
  { "[3 3x4 4]", "equation=i,ij,j->", "three operands", 0 },
  { "[2x3 1x3]", "equation=ij,ij->i", "a size of 1 broadcasts", 0 },
  { "[2x3]", "equation=ij->ji", "a permutation", 0 },
  { "[2x0 0x3]", "equation=ij,jk->ik", "a sum of nothing is zero", 0 },
  { "[2x3 3x4]", "equation=ij,jk->il", "an unknown subscript", RG_SAMPLE_ERROR },
  { "[2x3 4x5]", "equation=ij,jk->ik", "sizes that differ", RG_SAMPLE_ERROR },
  { "[2x3 3x4]", "equation=ij->ij", "a term is missing", RG_SAMPLE_ERROR },
  { "[2x3]", "equation=ijk->i", "more subscripts than dimensions", RG_SAMPLE_ERROR },
  { "[2x3]", "equation=i!->i", "a strange character", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp einsum = {
  .struct_size = sizeof (RgOp),
  .name = "einsum",
  .summary = "Sums products of tensors, by Einstein's convention.",
  .formula = "out = the sum, over subscripts that the output lacks, of the product of the operands",
  .gradient = "d tensor = einsum of d out and the other operands",
  .category = "linalg",
  .kind = RG_KIND_COMPOSITE,
  .inputs = einsum_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (einsum, RgEinsumAttrs),
  .forward = einsum_forward,
  .samples = einsum_samples,
  .uses = RG_USES ("diagonal", "sum", "permute", "reshape", "expand", "mul", "bmm"),
};

RG_MODULE (einsum, &einsum)
