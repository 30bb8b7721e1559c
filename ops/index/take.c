/* take.c: elements by their places in the flattened tensor.
 *
 *     out[i] = flattened input[index[i]]
 *     d input = zeros, with d out added where it was read
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "flat.h"

/* --- the forward --- */

static bool
take_forward (RgCall *call)
{
  RgTensor *in = rg_call_contiguous (call, 0);
  RgTensor *out = in ? rg_call_output (call, 0, rg_tensor_dtype (in), input_sizes (call, 1)) : NULL;
  Walk w;
  return out && flat_walk (call, &w, in, out) && walk_run (call, &w, WALK_READ);
}

/* --- gradients --- */

RG_VJP (take_input, rg_take_backward (RG_G, RG_IN (1), rg_vjp_shape (c, 0)))

static const RgVjp take_vjps[] = { { 0, RG_SAVE_INPUT (1), take_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput take_inputs[] = {
  { "input", "what is read", 0 },
  { "index", "places in the flattened tensor", RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { NULL, NULL, 0 },
};

static const RgSample take_samples[] = {
  { "3x4 i64*2x2:=0,11,5,-1", NULL, NULL, 0 },
  { "5 i32*3:=1,1,1", NULL, "int32, one place three times", 0 },
  { ". i64*.:=0", NULL, "zero-dimensional", 0 },
  { "3x4 i64*0", NULL, "no indices", 0 },
  { "3x4 i64*1:=12", NULL, "an index out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp take = {
  INDEX_OP (take, GENERAL),
  .summary = "Takes elements by their places in the flattened tensor.",
  .formula = "out[i] = flattened input[index[i]]",
  .gradient = "d input = zeros, with d out added where it was read",
  INDEX_LINEAR (take),
  .uses = RG_USES ("take_backward"),
};

/* --- the backward: an operator of its own --- */

static bool
take_backward_forward (RgCall *call)
{
  const RgTakeBackwardAttrs *a = call->attrs;
  RgTensor *grad = rg_call_contiguous (call, 0);
  RgTensor *out = grad ? output_zeros (call, rg_tensor_dtype (grad), a->input_sizes) : NULL;
  Walk w;
  if (out && !same_sizes (rg_tensor_shape (grad), input_sizes (call, 1)))
    return rg_call_fail (call, RG_ERROR_SHAPE, "the gradient does not have the sizes of the index");
  return out && flat_walk (call, &w, out, grad) && walk_run (call, &w, WALK_ADD);
}

RG_VJP (take_backward_grad, rg_take (RG_G, RG_IN (1)))

static const RgVjp take_backward_vjps[] = { { 0, RG_SAVE_INPUT (1), take_backward_grad }, { 0, 0, NULL } };

static const RgInput take_backward_inputs[] = {
  { "grad_output", "the gradient of the result", 0 },
  { "index", "places in the flattened tensor", RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { NULL, NULL, 0 },
};

static const RgTakeBackwardAttrs take_backward_init = RG_TAKE_BACKWARD_ATTRS_INIT;
static const RgAttr take_backward_attrs[] = {
  RG_ATTR (RgTakeBackwardAttrs, input_sizes, INTS, NULL, .doc = "the sizes of what was read"),
  { .name = NULL },
};

static const RgSample take_backward_samples[] = {
  { "2x2 i64*2x2:=0,11,5,-1", "input_sizes=3,4", NULL, 0 },
  { "3 i64*3:=1,1,1", "input_sizes=5", NULL, 0 },
  { "2 i64*3:=1,1,1", "input_sizes=5", "other sizes", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp take_backward = {
  INDEX_OP (take_backward, GENERAL),
  .summary = "Adds gradients to zeros, by places in the flattened tensor.",
  .formula = "out = zeros; flattened out[index[i]] += grad_output[i]",
  .gradient = "d grad_output = take (d out, index)",
  .flags = RG_OP_INTERNAL,
  INDEX_LINEAR (take_backward),
  RG_ATTRIBUTES (take_backward, RgTakeBackwardAttrs),
  .uses = RG_USES ("take"),
};

RG_MODULE (take, &take, &take_backward)
