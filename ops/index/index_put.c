/* index_put.c: a copy with elements replaced or added to, by several index tensors.
 *
 *     out = input
 *     out[.., indices[0][k], .., ..] = values[.., k, ..], or += with accumulate
 *     d input = d out, without accumulate 0 where it was replaced
 *     d values = index (d out, indices)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "advanced.h"

/* --- the forward --- */

static bool
index_put_forward (RgCall *call)
{
  const RgIndexPutAttrs *a = call->attrs;
  size_t n = call->n_inputs - 2;
  Advanced adv;
  ViewShape sizes;
  Walk w;
  RgInts shape = input_sizes (call, 0);
  if (!advanced_parse (call, &adv, 1, n, shape) || !advanced_sizes (call, &adv, shape, &sizes))
    return false;
  RgTensor *out = output_copy (call), *values = out ? rg_to (call->inputs[n + 1], rg_tensor_dtype (out)) : NULL;
  values = rg_expand (values, (RgInts){ sizes.ndim, sizes.sizes });
  /* A single number stays one; anything else is written out. */
  if (values && rg_tensor_numel (call->inputs[n + 1]) != 1)
    values = rg_contiguous (values);
  return values && advanced_walk (call, &adv, &w, out, values)
         && walk_run (call, &w, a->accumulate ? WALK_ADD : WALK_SET);
}

/* --- gradients --- */

static RgTensor *
index_put_input (RgVjpCall *c, size_t i)
{
  RgTensor *list[31];
  size_t n = saved_indices (c, rg_vjp_n_inputs (c) - 1, list);
  (void) i;
  if (RG_ATTRS (RgIndexPutAttrs)->accumulate)
    return RG_G;
  return rg_index_put (RG_G, list, n, rg_scalar (rg_tensor_dtype (RG_G), 0), false);
}

/* Core sums it to the sizes of values. */
static RgTensor *
index_put_values (RgVjpCall *c, size_t i)
{
  RgTensor *list[31];
  size_t n = saved_indices (c, rg_vjp_n_inputs (c) - 1, list);
  return i == n + 1 ? rg_index (RG_G, list, n) : NULL;
}

static const RgVjp index_put_vjps[] = {
  { 0, INDEX_SAVED, index_put_input },
  { RG_VJP_REST, INDEX_SAVED, index_put_values },
  { 0, 0, NULL },
};

static RgTensor *
index_put_jvp (RgJvpCall *c, size_t o)
{
  const RgIndexPutAttrs *a = rg_jvp_attrs (c);
  size_t n = rg_jvp_n_inputs (c) - 2;
  RgTensor *list[31], *t = rg_jvp_tangent (c, 0), *values = rg_jvp_tangent (c, n + 1);
  (void) o;
  for (size_t k = 0; k < n && k < G_N_ELEMENTS (list); k++)
    list[k] = rg_jvp_input (c, k + 1);
  return rg_index_put (t ? t : rg_zeros_like (rg_jvp_input (c, 0)), list, n,
                       values ? values : rg_zeros_like (rg_jvp_input (c, n + 1)), a->accumulate);
}

/* --- tables --- */

static const RgInput index_put_inputs[] = {
  { "input", "what is copied", 0 },
  { "indices", "an index tensor or a mask for each dimension; none leaves it whole",
    RG_INPUT_VARIADIC | RG_INPUT_NO_GRAD },
  { "values", "what is written; broadcast", 0 },
  { NULL, NULL, 0 },
};

static const RgIndexPutAttrs index_put_init = RG_INDEX_PUT_ATTRS_INIT;
static const RgAttr index_put_attrs[] = {
  RG_ATTR (RgIndexPutAttrs, accumulate, BOOL, "false",
           .doc = "add to what is there; indices that stand twice add twice"),
  { .name = NULL },
};

static const RgSample index_put_samples[] = {
  { "5x4 [i64*3:=4,0,-2] 3x4", NULL, NULL, 0 },
  { "5x4 [i64*2:=3,0 i64*2:=1,1] .", NULL, "one number", 0 },
  { "5x4 [i64*3:=4,0,4] 4", "accumulate=true", "values broadcast", 0 },
  { "3x4 [bool*3:=1,0,1] 2x4", NULL, "a mask", 0 },
  { "3x4x5 [i64*2:=0,1 - i64*1:=3] 2x4", "accumulate=true", "not neighbours", 0 },
  { "5 [i64*0] 0", NULL, "no indices", 0 },
  { "5 [i64*1:=5] 1", NULL, "an index out of range", RG_SAMPLE_ERROR },
  { "5 [i64*2:=0,1] 3", NULL, "values that do not broadcast", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp index_put = {
  INDEX_OP (index_put, GENERAL),
  .summary = "Copies a tensor and writes to the elements that index tensors and masks name.",
  .formula = "out = input; out[.., indices[0][k], .., ..] = values[.., k, ..], or += with accumulate",
  .gradient = "d input = d out, without accumulate 0 where it was replaced; d values = index (d out, indices)",
  .n_outputs = 1,
  .vjp = index_put_vjps,
  .jvp = index_put_jvp,
  RG_ATTRIBUTES (index_put, RgIndexPutAttrs),
  .uses = RG_USES ("index_put", "index", "expand"),
};

RG_MODULE (index_put, &index_put)
