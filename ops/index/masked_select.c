/* masked_select.c: the elements where a mask is true.
 *
 *     out = the elements of input where mask is true, in row-major order
 *     d input = zeros, with d out where the mask is true
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "masked.h"

/* --- the forward --- */

static bool
masked_select_forward (RgCall *call)
{
  ViewShape v;
  int64_t n;
  if (!masked_sizes (call, input_sizes (call, 0), input_sizes (call, 1), &v))
    return false;
  RgInts sizes = { v.ndim, v.sizes };
  RgTensor *in = rg_contiguous (rg_expand (call->inputs[0], sizes));
  const int64_t *places = in ? mask_places (call, rg_expand (call->inputs[1], sizes), &n) : NULL;
  RgTensor *out = places ? rg_call_output (call, 0, rg_tensor_dtype (in), RG_SHAPE (n)) : NULL;
  if (out == NULL)
    return false;
  Walk w = masked_walk (in, places, n, out);
  return walk_run (call, &w, WALK_READ);
}

/* --- gradients --- */

/* Core sums it to the sizes of an input that was broadcast. */
RG_VJP (masked_select_input, rg_masked_select_backward (RG_G, RG_IN (1), rg_vjp_shape (c, 0)))

static const RgVjp masked_select_vjps[] = { { 0, RG_SAVE_INPUT (1), masked_select_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput masked_select_inputs[] = {
  { "input", "what is read; broadcast", 0 },
  { "mask", "where; broadcast", RG_INPUT_NO_GRAD | RG_INPUT_BOOL },
  { NULL, NULL, 0 },
};

static const RgSample masked_select_samples[] = {
  { "3x4 3x4:b", NULL, NULL, 0 },
  { "3x4 4:b", NULL, "the mask broadcasts", 0 },
  { "4 3x4:b", NULL, "the input broadcasts", 0 },
  { ". .:b", NULL, "zero-dimensional", 0 },
  { "0x3 3:b", NULL, "no elements", 0 },
  { "3 4:b", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { "3 3", NULL, "a mask of numbers", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp masked_select = {
  INDEX_OP (masked_select, GENERAL),
  .summary = "Takes the elements where a mask is true, in one dimension.",
  .formula = "out = the elements of input where mask is true, in row-major order",
  .gradient = "d input = zeros, with d out where the mask is true",
  INDEX_LINEAR (masked_select),
  .uses = RG_USES ("masked_select_backward", "expand"),
};

/* --- the backward: an operator of its own --- */

static bool
masked_select_backward_forward (RgCall *call)
{
  const RgMaskedSelectBackwardAttrs *a = call->attrs;
  RgTensor *grad = rg_call_contiguous (call, 0);
  ViewShape v;
  int64_t n;
  if (grad == NULL || !masked_sizes (call, a->input_sizes, input_sizes (call, 1), &v))
    return false;
  RgInts sizes = { v.ndim, v.sizes };
  const int64_t *places = mask_places (call, rg_expand (call->inputs[1], sizes), &n);
  if (places && rg_tensor_numel (grad) != n)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the gradient must have %" G_GINT64_FORMAT " elements", n);
  RgTensor *out = places ? output_zeros (call, rg_tensor_dtype (grad), sizes) : NULL;
  if (out == NULL)
    return false;
  Walk w = masked_walk (out, places, n, grad);
  return walk_run (call, &w, WALK_SET);
}

RG_VJP (masked_select_backward_grad, rg_masked_select (RG_G, RG_IN (1)))

static const RgVjp masked_select_backward_vjps[] = {
  { 0, RG_SAVE_INPUT (1), masked_select_backward_grad },
  { 0, 0, NULL },
};

static const RgInput masked_select_backward_inputs[] = {
  { "grad_output", "the gradient of the result", 0 },
  { "mask", "where; broadcast", RG_INPUT_NO_GRAD | RG_INPUT_BOOL },
  { NULL, NULL, 0 },
};

static const RgMaskedSelectBackwardAttrs masked_select_backward_init = RG_MASKED_SELECT_BACKWARD_ATTRS_INIT;
static const RgAttr masked_select_backward_attrs[] = {
  RG_ATTR (RgMaskedSelectBackwardAttrs, input_sizes, INTS, NULL,
           .doc = "the sizes of what was read, before broadcasting"),
  { .name = NULL },
};

static const RgSample masked_select_backward_samples[] = {
  { "2 bool*4:=1,0,0,1", "input_sizes=4", NULL, 0 },
  { "4 bool*4:=1,0,0,1", "input_sizes=2,1", NULL, 0 },
  { "3 bool*4:=1,0,0,1", "input_sizes=4", "other sizes", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp masked_select_backward = {
  INDEX_OP (masked_select_backward, GENERAL),
  .summary = "Puts gradients where a mask is true.",
  .formula = "out = zeros of the common sizes, with grad_output where mask is true",
  .gradient = "d grad_output = masked_select (d out, mask)",
  .flags = RG_OP_INTERNAL,
  INDEX_LINEAR (masked_select_backward),
  RG_ATTRIBUTES (masked_select_backward, RgMaskedSelectBackwardAttrs),
  .uses = RG_USES ("masked_select"),
};

RG_MODULE (masked_select, &masked_select, &masked_select_backward)
