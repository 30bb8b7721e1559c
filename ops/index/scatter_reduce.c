/* scatter_reduce.c: a copy with elements joined to it, by an index for each.
 *
 *     out[p] = the sum, product, mean, maximum or minimum of the src[i] whose index is p, and (include_self) input[p]
 *     d input and d src: sum, d out
 *     mean, d out / count
 *     prod, d out times the other factors
 *     amax and amin, d out in equal parts to those that are the result
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "along-dim.h"

#include "reduce-kinds.h"

/* --- the forward --- */

static bool
scatter_reduce_forward (RgCall *call)
{
  const RgScatterReduceAttrs *a = call->attrs;
  if (!check_word (call, "reduce", a->reduce))
    return false;
  Reduce reduce = reduce_of (a->reduce);
  RgTensor *out = output_copy (call), *src = out ? rg_to (call->inputs[2], rg_tensor_dtype (out)) : NULL;
  Walk w;
  if (src == NULL || !elements_walk (call, &w, out, a->dim, 1, src))
    return false;
  if (!a->include_self)
    {
      uint64_t number = 0;
      Walk first = w;
      store_double (rg_tensor_dtype (out), &number, nothing_of (reduce, rg_tensor_dtype (out)));
      first.list = &number;
      first.lm = first.lj = 0;
      memset (first.ls, 0, sizeof first.ls);
      if (!walk_run (call, &first, WALK_SET))
        return false;
    }
  return walk_run (call, &w, reduces[reduce].kind)
         && (reduce != REDUCE_MEAN || divide_by_counts (call, &w, out, a->include_self));
}

/* --- partial derivatives --- */

/* Where the partial derivatives of both inputs are taken. With `g` the gradient of
 * the output they give the vector-Jacobian products. */
typedef struct
{
  const RgScatterReduceAttrs *a;
  RgTensor *g, *x, *index, *src, *out;
} ReducePoint;

/* Of a larger src only the part beside the index takes part. */
static RgTensor *
beside (RgTensor *src, RgTensor *index)
{
  RgInts have = rg_tensor_shape (src), wanted = rg_tensor_shape (index);
  for (int64_t d = 0; d < have.n && d < wanted.n; d++)
    if (wanted.v[d] < have.v[d])
      src = rg_slice (src, d, 0, wanted.v[d]);
  return src;
}

static RgTensor *
take (const ReducePoint *r, RgTensor *t)
{
  return rg_gather (t, r->a->dim, r->index);
}

static RgTensor *
spread (const ReducePoint *r, RgTensor *onto, RgTensor *t)
{
  return rg_scatter_add (onto, r->a->dim, r->index, t);
}

/* How many were joined at each place, 1 at least. */
static RgTensor *
counts (const ReducePoint *r)
{
  RgTensor *n = spread (r, r->a->include_self ? rg_ones_like (r->x) : rg_zeros_like (r->x), rg_ones_like (r->src));
  return rg_where (rg_eq_scalar (n, 0), rg_ones_like (n), n);
}

/* 1 where t is the extreme that was chosen. */
static RgTensor *
chosen (const ReducePoint *r, RgTensor *t, RgTensor *value)
{
  return rg_to (rg_eq (t, value), rg_tensor_dtype (r->out));
}

/* g in equal parts for all that are the extreme. */
static RgTensor *
shares (const ReducePoint *r)
{
  RgTensor *own = chosen (r, r->x, r->out);
  if (!r->a->include_self)
    own = rg_scatter_value (own, r->a->dim, r->index, 0);
  return rg_div (r->g, spread (r, own, chosen (r, r->src, take (r, r->out))));
}

static RgTensor *
input_partial (const ReducePoint *r)
{
  RgTensor *g = r->g, *safe;
  switch (reduce_of (r->a->reduce))
    {
    case REDUCE_MEAN:
      g = rg_div (g, counts (r));
      break;
    case REDUCE_PROD:
      /* The product of the others: that of all with a 1 in place of a zero. */
      safe = rg_where (rg_eq_scalar (r->x, 0), rg_ones_like (r->x), r->x);
      g = rg_div (rg_mul (g, rg_scatter_reduce (safe, r->a->dim, r->index, r->src, "prod", r->a->include_self)), safe);
      break;
    case REDUCE_AMAX:
    case REDUCE_AMIN:
      g = rg_mul (chosen (r, r->x, r->out), shares (r));
      break;
    case REDUCE_SUM:
    default:
      break;
    }
  return r->a->include_self ? g : rg_scatter_value (g, r->a->dim, r->index, 0);
}

/* The product of the other factors: where one factor is the only zero, that of all
 * with a 1 in its place. */
static RgTensor *
prod_src (const ReducePoint *r)
{
  RgTensor *zero = rg_eq_scalar (r->src, 0), *one = rg_ones_like (r->src);
  RgTensor *n_zeros = take (r, spread (r, rg_zeros_like (r->x), rg_to (zero, rg_tensor_dtype (r->x))));
  RgTensor *only = rg_mul (zero, rg_eq_scalar (n_zeros, 1));
  RgTensor *without = rg_scatter_reduce (r->x, r->a->dim, r->index, rg_where (only, one, r->src), "prod",
                                         r->a->include_self);
  return rg_where (only, take (r, rg_mul (r->g, without)),
                   rg_div (take (r, rg_mul (r->g, r->out)), rg_where (zero, one, r->src)));
}

static RgTensor *
src_partial (const ReducePoint *r)
{
  switch (reduce_of (r->a->reduce))
    {
    case REDUCE_MEAN:
      return take (r, rg_div (r->g, counts (r)));
    case REDUCE_PROD:
      return prod_src (r);
    case REDUCE_AMAX:
    case REDUCE_AMIN:
      return rg_mul (chosen (r, r->src, take (r, r->out)), take (r, shares (r)));
    case REDUCE_SUM:
    default:
      return take (r, r->g);
    }
}

/* --- gradients --- */

static ReducePoint
vjp_point (RgVjpCall *c)
{
  return (ReducePoint){ rg_vjp_attrs (c), RG_G, RG_IN (0), RG_IN (1), beside (RG_IN (2), RG_IN (1)), RG_OUT (0) };
}

static RgTensor *
scatter_reduce_input (RgVjpCall *c, size_t i)
{
  ReducePoint r = vjp_point (c);
  (void) i;
  return input_partial (&r);
}

static RgTensor *
scatter_reduce_src (RgVjpCall *c, size_t i)
{
  ReducePoint r = vjp_point (c);
  return fit_list (src_partial (&r), rg_vjp_shape (c, i));
}

#define REDUCE_NEEDS (RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1) | RG_SAVE_INPUT (2) | RG_SAVE_OUTPUT (0))
static const RgVjp scatter_reduce_vjps[] = {
  { 0, REDUCE_NEEDS, scatter_reduce_input },
  { 2, REDUCE_NEEDS, scatter_reduce_src },
  { 0, 0, NULL },
};

/* Each partial derivative times the tangent, those of src added where they went. */
static RgTensor *
scatter_reduce_jvp (RgJvpCall *c, size_t o)
{
  RgTensor *index = rg_jvp_input (c, 1), *out = rg_jvp_output (c, o);
  RgTensor *tx = rg_jvp_tangent (c, 0), *ts = rg_jvp_tangent (c, 2);
  ReducePoint r = { rg_jvp_attrs (c), rg_ones_like (out), rg_jvp_input (c, 0), index,
                    beside (rg_jvp_input (c, 2), index), out };
  RgTensor *sum = tx ? rg_mul (input_partial (&r), tx) : rg_zeros_like (out);
  return ts ? spread (&r, sum, rg_mul (src_partial (&r), beside (ts, index))) : sum;
}

/* --- tables --- */

static const RgInput scatter_reduce_inputs[] = {
  { "input", "what is copied", 0 },
  { "index", "an index for each element", RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { "src", "what is joined to it; at least as large as the index", 0 },
  { NULL, NULL, 0 },
};

static const RgScatterReduceAttrs scatter_reduce_init = RG_SCATTER_REDUCE_ATTRS_INIT;
static const RgAttr scatter_reduce_attrs[] = {
  RG_ATTR (RgScatterReduceAttrs, dim, INT, NULL, .doc = "the dimension that the index is along"),
  RG_ATTR (RgScatterReduceAttrs, reduce, STRING, NULL, .choices = "sum prod mean amax amin", .doc = "how to join"),
  RG_ATTR (RgScatterReduceAttrs, include_self, BOOL, "true",
           .doc = "the input takes part, also where something is joined to it"),
  { .name = NULL },
};

static const RgSample scatter_reduce_samples[] = {
  { "3x4 2x4:i3 2x4", "dim=0 reduce=sum", NULL, 0 },
  { "3x4 5x4:i3 5x4:p", "dim=0 reduce=prod", NULL, 0 },
  { "3x2 4x2:i3 4x2:p", "dim=0 reduce=prod include_self=false", NULL, 0 },
  { "3 i64*4:=0,0,1,0 i64*4:=0,2,3,5", "dim=0 reduce=prod", "a zero factor", RG_SAMPLE_NO_GRAD },
  { "3 i64*5:=0,0,1,1,1 5:=0,2,3,0,0", "dim=0 reduce=prod", "zero factors", RG_SAMPLE_NO_GRAD },
  { "3x4 3x6:i4 3x6", "dim=1 reduce=mean", NULL, 0 },
  { "3x4 3x6:i4 3x6", "dim=1 reduce=mean include_self=false", NULL, 0 },
  { "5:s i64*6:=0,0,1,1,2,0 6:s", "dim=0 reduce=amax", NULL, 0 },
  { "5:s i64*6:=0,0,1,1,2,0 6:s", "dim=0 reduce=amin include_self=false", NULL, 0 },
  { ". i64*.:=0 .", "dim=0 reduce=sum", "zero-dimensional", 0 },
  { "3 i64*1:=3 1", "dim=0 reduce=sum", "an index out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp scatter_reduce = {
  INDEX_OP (scatter_reduce, GENERAL),
  .summary = "Joins elements to a copy of a tensor, by an index for each along a dimension.",
  .formula = "out[p] = the sum, product, mean, maximum or minimum of the src[i] whose index is p, and "
             "(include_self) input[p]",
  .gradient = "d input and d src: sum, d out; mean, d out / count; prod, d out times the other factors; amax and "
              "amin, d out in equal parts to those that are the result",
  .n_outputs = 1,
  .vjp = scatter_reduce_vjps,
  .jvp = scatter_reduce_jvp,
  RG_ATTRIBUTES (scatter_reduce, RgScatterReduceAttrs),
  .uses = RG_USES ("gather", "scatter_add", "scatter", "where", "eq", "mul", "div", "constant_pad_nd", "slice"),
};

RG_MODULE (scatter_reduce, &scatter_reduce)
