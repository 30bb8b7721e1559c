/* index_select.c: slices by a vector of indices.
 *
 *     out[.., k, ..] = input[.., index[k], ..]
 *     d input = zeros, with the slices of d out added where they were read
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "along-dim.h"

/* --- the forward --- */

static bool
index_select_forward (RgCall *call)
{
  const RgIndexSelectAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  ViewShape v = view_of_tensor (in);
  int dim = rg_call_dim (call, a->dim, v.ndim);
  if (dim < 0)
    return false;
  if (v.ndim)
    v.sizes[dim] = rg_tensor_numel (call->inputs[1]);
  else if (rg_tensor_numel (call->inputs[1]) != 1)
    return rg_call_fail (call, RG_ERROR_SHAPE, "a zero-dimensional tensor takes one index");
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (in), sizes_of (&v));
  Walk w;
  return out && slices_walk (call, &w, in, dim, 1, false, out) && walk_run (call, &w, WALK_READ);
}

/* --- gradients --- */

RG_VJP (index_select_input, rg_index_select_backward (RG_G, RG_IN (1), rg_vjp_shape (c, 0),
                                                      RG_ATTRS (RgIndexSelectAttrs)->dim))

static const RgVjp index_select_vjps[] = { { 0, RG_SAVE_INPUT (1), index_select_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput index_select_inputs[] = {
  { "input", "what is read", 0 },
  { "index", "a vector of indices", RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { NULL, NULL, 0 },
};

static const RgIndexSelectAttrs index_select_init = RG_INDEX_SELECT_ATTRS_INIT;
static const RgAttr index_select_attrs[] = {
  RG_ATTR (RgIndexSelectAttrs, dim, INT, NULL, .doc = "the dimension that the index is along"),
  { .name = NULL },
};

static const RgSample index_select_samples[] = {
  { "5x4 i64*3:=4,0,4", "dim=0", NULL, 0 },
  { "2x5x3 i32*2:=1,3", "dim=1", "int32", 0 },
  { "2x5 i64*3:=1,1,0", "dim=-1", NULL, 0 },
  { "5 i64*0", "dim=0", "no indices", 0 },
  { "5 i64*.:=2", "dim=0", "one index", 0 },
  { ". i64*1:=0", "dim=0", "zero-dimensional", 0 },
  { "5 i64*1:=5", "dim=0", "an index out of range", RG_SAMPLE_ERROR },
  { "5 i64*1:=-1", "dim=0", "a negative index", RG_SAMPLE_ERROR },
  { "5 i64*1x1:=0", "dim=0", "an index that is no vector", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp index_select = {
  INDEX_OP (index_select, GENERAL),
  .summary = "Takes the slices of a dimension that a vector of indices names.",
  .formula = "out[.., k, ..] = input[.., index[k], ..]",
  .gradient = "d input = zeros, with the slices of d out added where they were read",
  INDEX_LINEAR (index_select),
  RG_ATTRIBUTES (index_select, RgIndexSelectAttrs),
  .uses = RG_USES ("index_select_backward"),
};

/* --- the backward: an operator of its own --- */

static bool
index_select_backward_forward (RgCall *call)
{
  const RgIndexSelectBackwardAttrs *a = call->attrs;
  RgTensor *out = output_zeros (call, rg_tensor_dtype (call->inputs[0]), a->input_sizes);
  Walk w;
  return out && slices_walk (call, &w, out, a->dim, 1, false, call->inputs[0]) && walk_run (call, &w, WALK_ADD);
}

RG_VJP (index_select_backward_grad, rg_index_select (RG_G, RG_ATTRS (RgIndexSelectBackwardAttrs)->dim, RG_IN (1)))

static const RgVjp index_select_backward_vjps[] = {
  { 0, RG_SAVE_INPUT (1), index_select_backward_grad },
  { 0, 0, NULL },
};

static const RgInput index_select_backward_inputs[] = {
  { "grad_output", "the gradient of the result", 0 },
  { "index", "a vector of indices", RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { NULL, NULL, 0 },
};

static const RgIndexSelectBackwardAttrs index_select_backward_init = RG_INDEX_SELECT_BACKWARD_ATTRS_INIT;
static const RgAttr index_select_backward_attrs[] = {
  RG_ATTR (RgIndexSelectBackwardAttrs, input_sizes, INTS, NULL, .doc = "the sizes of what was read"),
  RG_ATTR (RgIndexSelectBackwardAttrs, dim, INT, NULL, .doc = "the dimension that the index is along"),
  { .name = NULL },
};

static const RgSample index_select_backward_samples[] = {
  { "3x4 i64*3:=4,0,4", "input_sizes=5,4 dim=0", NULL, 0 },
  { "2x3 i64*3:=1,1,0", "input_sizes=2,5 dim=1", NULL, 0 },
  { NULL, NULL, NULL, 0 },
};

static const RgOp index_select_backward = {
  INDEX_OP (index_select_backward, GENERAL),
  .summary = "Adds slices to zeros.",
  .formula = "out = zeros; out[.., index[k], ..] += grad_output[.., k, ..]",
  .gradient = "d grad_output = index_select (d out, dim, index)",
  .flags = RG_OP_INTERNAL,
  INDEX_LINEAR (index_select_backward),
  RG_ATTRIBUTES (index_select_backward, RgIndexSelectBackwardAttrs),
  .uses = RG_USES ("index_select"),
};

RG_MODULE (index_select, &index_select, &index_select_backward)
