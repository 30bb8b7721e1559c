/* index.c: elements by several index tensors, as x[i, :, mask] in Python.
 *
 *     out[.., k, ..] = input[.., indices[0][k], indices[1][k], .., ..]
 *     d input = zeros, with d out added where it was read
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "advanced.h"

/* --- the forward --- */

static bool
index_forward (RgCall *call)
{
  RgTensor *in = call->inputs[0], *out;
  Advanced adv;
  ViewShape sizes;
  Walk w;
  if (!advanced_parse (call, &adv, 1, call->n_inputs - 1, rg_tensor_shape (in))
      || !advanced_sizes (call, &adv, rg_tensor_shape (in), &sizes))
    return false;
  out = rg_call_output (call, 0, rg_tensor_dtype (in), (RgInts){ sizes.ndim, sizes.sizes });
  if (out == NULL || rg_tensor_numel (out) == 0)
    return out && advanced_walk (call, &adv, &w, in, out);
  return advanced_walk (call, &adv, &w, in, out) && walk_run (call, &w, WALK_READ);
}

/* --- gradients --- */

static RgTensor *
index_input (RgVjpCall *c, size_t i)
{
  RgTensor *list[31];
  size_t n = saved_indices (c, rg_vjp_n_inputs (c), list);
  return rg_index_backward (RG_G, list, n, rg_vjp_shape (c, i));
}

static const RgVjp index_vjps[] = { { 0, INDEX_SAVED, index_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput index_inputs[] = {
  { "input", "what is read", 0 },
  { "indices", "an index tensor or a mask for each dimension; none leaves it whole",
    RG_INPUT_VARIADIC | RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};

static const RgSample index_samples[] = {
  { "5x4 [i64*3:=4,0,-1]", NULL, NULL, 0 },
  { "5x4 [i64*2:=3,0 i64*2:=1,1]", NULL, NULL, 0 },
  { "3x4x5 [- i64*2x2:=0,1,3,2]", NULL, "a dimension left whole", 0 },
  { "3x4x5 [i64*2:=0,1 - i64*1:=3]", NULL, "not neighbours: their shape comes first", 0 },
  { "3x4 [bool*3:=1,0,1]", NULL, "a mask", 0 },
  { "3x4 [bool*3x4:=1,0,1,0,0,0,1,1,0,0,0,0]", NULL, "a mask of two dimensions", 0 },
  { "3x4x2 [bool*3:=1,0,1 i32*2:=1,3]", NULL, "a mask and an index", 0 },
  { "5 [i64*0]", NULL, "no indices", 0 },
  { "5 [i64*.:=2]", NULL, "one index", 0 },
  { "5 [i64*1:=5]", NULL, "an index out of range", RG_SAMPLE_ERROR },
  { "5 [bool*4:=1,0,0,1]", NULL, "a mask of another size", RG_SAMPLE_ERROR },
  { "5 [i64*1:=0 i64*1:=0]", NULL, "too many indices", RG_SAMPLE_ERROR },
  { "5x4 [i64*2:=0,1 i64*3:=0,1,2]", NULL, "indices that do not broadcast", RG_SAMPLE_ERROR },
  { "5 [2]", NULL, "a floating index", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp index_op = {
  INDEX_OP (index, GENERAL),
  .summary = "Takes the elements that index tensors and masks name.",
  .formula = "out[.., k, ..] = input[.., indices[0][k], indices[1][k], .., ..]",
  .gradient = "d input = zeros, with d out added where it was read",
  INDEX_LINEAR (index),
  .uses = RG_USES ("index_backward", "expand"),
};

/* --- the backward: an operator of its own --- */

static bool
index_backward_forward (RgCall *call)
{
  const RgIndexBackwardAttrs *a = call->attrs;
  RgTensor *grad = rg_call_contiguous (call, 0), *out;
  Advanced adv;
  ViewShape sizes;
  Walk w;
  if (grad == NULL || !advanced_parse (call, &adv, 1, call->n_inputs - 1, a->input_sizes)
      || !advanced_sizes (call, &adv, a->input_sizes, &sizes))
    return false;
  if (!same_sizes (rg_tensor_shape (grad), (RgInts){ sizes.ndim, sizes.sizes }))
    return rg_call_fail (call, RG_ERROR_SHAPE, "the gradient does not have the sizes of what the indices pick");
  out = output_zeros (call, rg_tensor_dtype (grad), a->input_sizes);
  return out && advanced_walk (call, &adv, &w, out, grad) && walk_run (call, &w, WALK_ADD);
}

static RgTensor *
index_backward_grad (RgVjpCall *c, size_t i)
{
  RgTensor *list[31];
  size_t n = saved_indices (c, rg_vjp_n_inputs (c), list);
  (void) i;
  return rg_index (RG_G, list, n);
}

static const RgVjp index_backward_vjps[] = { { 0, INDEX_SAVED, index_backward_grad }, { 0, 0, NULL } };

static const RgInput index_backward_inputs[] = {
  { "grad_output", "the gradient of the result", 0 },
  { "indices", "an index tensor or a mask for each dimension; none leaves it whole",
    RG_INPUT_VARIADIC | RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};

static const RgIndexBackwardAttrs index_backward_init = RG_INDEX_BACKWARD_ATTRS_INIT;
static const RgAttr index_backward_attrs[] = {
  RG_ATTR (RgIndexBackwardAttrs, input_sizes, INTS, NULL, .doc = "the sizes of what was read"),
  { .name = NULL },
};

static const RgSample index_backward_samples[] = {
  { "3x4 [i64*3:=4,0,4]", "input_sizes=5,4", NULL, 0 },
  { "3x2x2 [- i64*2x2:=0,1,3,1]", "input_sizes=3,4", NULL, 0 },
  { "2 [i64*3:=4,0,4]", "input_sizes=5", "other sizes", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp index_backward = {
  INDEX_OP (index_backward, GENERAL),
  .summary = "Adds gradients to zeros, by several index tensors.",
  .formula = "out = zeros; out[.., indices[0][k], .., ..] += grad_output[.., k, ..]",
  .gradient = "d grad_output = index (d out, indices)",
  .flags = RG_OP_INTERNAL,
  INDEX_LINEAR (index_backward),
  RG_ATTRIBUTES (index_backward, RgIndexBackwardAttrs),
  .uses = RG_USES ("index"),
};

RG_MODULE (index, &index_op, &index_backward)
