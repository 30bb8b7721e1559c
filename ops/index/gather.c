/* gather.c: elements by an index for each.
 *
 *     out[i, j] = input[index[i, j], j] with dim = 0, and likewise
 *     d input = zeros, with d out added where it was read
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "along-dim.h"

/* --- the forward --- */

static bool
gather_forward (RgCall *call)
{
  const RgGatherAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (in), input_sizes (call, 1));
  Walk w;
  return out && elements_walk (call, &w, in, a->dim, 1, out) && walk_run (call, &w, WALK_READ);
}

/* --- gradients --- */

RG_VJP (gather_input, rg_gather_backward (RG_G, RG_IN (1), rg_vjp_shape (c, 0), RG_ATTRS (RgGatherAttrs)->dim))

static const RgVjp gather_vjps[] = { { 0, RG_SAVE_INPUT (1), gather_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput gather_inputs[] = {
  { "input", "what is read", 0 },
  { "index", "an index for each element", RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { NULL, NULL, 0 },
};

static const RgGatherAttrs gather_init = RG_GATHER_ATTRS_INIT;
static const RgAttr gather_attrs[] = {
  RG_ATTR (RgGatherAttrs, dim, INT, NULL, .doc = "the dimension that the index is along"),
  { .name = NULL },
};

static const RgSample gather_samples[] = {
  { "3x4 2x4:i3", "dim=0", NULL, 0 },
  { "3x4 3x2:i4", "dim=-1", NULL, 0 },
  { "2x3x4 2x5x3:i3", "dim=1", "an index that is larger along dim, smaller elsewhere", 0 },
  { ". .:i1", "dim=0", "zero-dimensional", 0 },
  { "4 i32*3:=3,3,0", "dim=0", "int32, one place twice", 0 },
  { "3x4 0x4:i3", "dim=0", "no indices", 0 },
  { "3 i64*2:=1,3", "dim=0", "an index out of range", RG_SAMPLE_ERROR },
  { "3 i64*2:=1,-1", "dim=0", "a negative index", RG_SAMPLE_ERROR },
  { "3x4 3:i3", "dim=0", "other numbers of dimensions", RG_SAMPLE_ERROR },
  { "3x4 4x2:i4", "dim=1", "an index that is larger than the input", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp gather = {
  INDEX_OP (gather, GENERAL),
  .summary = "Takes an element for each index along a dimension.",
  .formula = "out[i, j] = input[index[i, j], j] with dim = 0, and likewise",
  .gradient = "d input = zeros, with d out added where it was read",
  INDEX_LINEAR (gather),
  RG_ATTRIBUTES (gather, RgGatherAttrs),
  .uses = RG_USES ("gather_backward"),
};

/* --- the backward: an operator of its own --- */

static bool
gather_backward_forward (RgCall *call)
{
  const RgGatherBackwardAttrs *a = call->attrs;
  RgTensor *out = output_zeros (call, rg_tensor_dtype (call->inputs[0]), a->input_sizes);
  Walk w;
  return out && elements_walk (call, &w, out, a->dim, 1, call->inputs[0]) && walk_run (call, &w, WALK_ADD);
}

RG_VJP (gather_backward_grad, rg_gather (RG_G, RG_ATTRS (RgGatherBackwardAttrs)->dim, RG_IN (1)))

static const RgVjp gather_backward_vjps[] = { { 0, RG_SAVE_INPUT (1), gather_backward_grad }, { 0, 0, NULL } };

static const RgInput gather_backward_inputs[] = {
  { "grad_output", "the gradient of the result", 0 },
  { "index", "an index for each element", RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { NULL, NULL, 0 },
};

static const RgGatherBackwardAttrs gather_backward_init = RG_GATHER_BACKWARD_ATTRS_INIT;
static const RgAttr gather_backward_attrs[] = {
  RG_ATTR (RgGatherBackwardAttrs, input_sizes, INTS, NULL, .doc = "the sizes of what was read"),
  RG_ATTR (RgGatherBackwardAttrs, dim, INT, NULL, .doc = "the dimension that the index is along"),
  { .name = NULL },
};

static const RgSample gather_backward_samples[] = {
  { "2x4 2x4:i3", "input_sizes=3,4 dim=0", NULL, 0 },
  { "3x5 3x5:i2", "input_sizes=3,2 dim=1", NULL, 0 },
  { NULL, NULL, NULL, 0 },
};

static const RgOp gather_backward = {
  INDEX_OP (gather_backward, GENERAL),
  .summary = "Adds gradients to zeros, by an index for each.",
  .formula = "out = zeros; out[index[i, j], j] += grad_output[i, j] with dim = 0",
  .gradient = "d grad_output = gather (d out, dim, index)",
  .flags = RG_OP_INTERNAL,
  INDEX_LINEAR (gather_backward),
  RG_ATTRIBUTES (gather_backward, RgGatherBackwardAttrs),
  .uses = RG_USES ("gather"),
};

RG_MODULE (gather, &gather, &gather_backward)
