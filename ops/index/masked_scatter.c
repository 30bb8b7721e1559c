/* masked_scatter.c: a copy with the elements where a mask is true replaced, in order.
 *
 *     out = input
 *     where mask is true, the next element of source
 *     d input = d out where the mask is false
 *     d source = d out where it is true, in order, then zeros
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "masked.h"

/* --- the forward --- */

static bool
masked_scatter_forward (RgCall *call)
{
  ViewShape v;
  int64_t n;
  RgTensor *in = call->inputs[0];
  if (!masked_sizes (call, rg_tensor_shape (in), input_sizes (call, 1), &v))
    return false;
  RgInts sizes = { v.ndim, v.sizes };
  RgTensor *source = rg_contiguous (rg_to (call->inputs[2], rg_tensor_dtype (in)));
  const int64_t *places = source ? mask_places (call, rg_expand (call->inputs[1], sizes), &n) : NULL;
  if (places && rg_tensor_numel (source) < n)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the mask has %" G_GINT64_FORMAT " true elements; source has fewer", n);
  in = places ? rg_expand (in, sizes) : NULL;
  RgTensor *out = in ? rg_call_output (call, 0, rg_tensor_dtype (in), sizes) : NULL;
  if (out == NULL)
    return false;
  ViewShape whole = view_of_tensor (out);
  copy_into (rg_tensor_data (out), &whole, in);
  Walk w = masked_walk (out, places, n, source);
  return walk_run (call, &w, WALK_SET);
}

/* --- gradients --- */

RG_VJP (masked_scatter_input, rg_masked_fill_scalar (RG_G, RG_IN (1), 0))
RG_VJP (masked_scatter_source, rg_masked_scatter_backward (RG_G, RG_IN (1), rg_vjp_shape (c, 2)))

static const RgVjp masked_scatter_vjps[] = {
  { 0, RG_SAVE_INPUT (1), masked_scatter_input },
  { 2, RG_SAVE_INPUT (1), masked_scatter_source },
  { 0, 0, NULL },
};

/* --- tables --- */

static const RgInput masked_scatter_inputs[] = {
  { "input", "what is copied; broadcast", 0 },
  { "mask", "where; broadcast", RG_INPUT_NO_GRAD | RG_INPUT_BOOL },
  { "source", "the elements, as many as the mask has true ones at least", 0 },
  { NULL, NULL, 0 },
};

static const RgSample masked_scatter_samples[] = {
  { "3x4 3x4:b 3x4", NULL, NULL, 0 },
  { "2x3 3:b 7", NULL, "the mask broadcasts", 0 },
  { "4 2x4:b 8", NULL, "the input broadcasts", 0 },
  { "3 bool*3:=0,0,0 0", NULL, "nothing to replace", 0 },
  { ". bool*.:=1 2", NULL, "zero-dimensional", 0 },
  { "3 bool*3:=1,1,0 1", NULL, "too few elements", RG_SAMPLE_ERROR },
  { "3 4:b 4", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp masked_scatter = {
  INDEX_OP (masked_scatter, GENERAL),
  .summary = "Copies a tensor and replaces its elements where a mask is true by those of another, in order.",
  .formula = "out = input; where mask is true, the next element of source",
  .gradient = "d input = d out where the mask is false; d source = d out where it is true, in order, then zeros",
  INDEX_LINEAR (masked_scatter),
  .uses = RG_USES ("masked_fill", "masked_scatter_backward", "expand"),
};

/* --- the backward: an operator of its own --- */

static bool
masked_scatter_backward_forward (RgCall *call)
{
  const RgMaskedScatterBackwardAttrs *a = call->attrs;
  RgTensor *grad = rg_call_contiguous (call, 0);
  RgTensor *out = grad ? output_zeros (call, rg_tensor_dtype (grad), a->source_sizes) : NULL;
  int64_t n;
  const int64_t *places = out ? mask_places (call, rg_expand (call->inputs[1], rg_tensor_shape (grad)), &n) : NULL;
  if (places == NULL)
    return false;
  if (n > rg_tensor_numel (out))
    return rg_call_fail (call, RG_ERROR_SHAPE, "the mask has %" G_GINT64_FORMAT " true elements; source has fewer", n);
  Walk w = masked_walk (grad, places, n, out);
  return walk_run (call, &w, WALK_READ);
}

RG_VJP (masked_scatter_backward_grad,
        rg_masked_scatter (rg_zeros (rg_vjp_dtype (c, 0), rg_vjp_shape (c, 0)), RG_IN (1), RG_G))

static const RgVjp masked_scatter_backward_vjps[] = {
  { 0, RG_SAVE_INPUT (1), masked_scatter_backward_grad },
  { 0, 0, NULL },
};

static const RgInput masked_scatter_backward_inputs[] = {
  { "grad_output", "the gradient of the result", 0 },
  { "mask", "where; broadcast", RG_INPUT_NO_GRAD | RG_INPUT_BOOL },
  { NULL, NULL, 0 },
};

static const RgMaskedScatterBackwardAttrs masked_scatter_backward_init = RG_MASKED_SCATTER_BACKWARD_ATTRS_INIT;
static const RgAttr masked_scatter_backward_attrs[] = {
  RG_ATTR (RgMaskedScatterBackwardAttrs, source_sizes, INTS, NULL, .doc = "the sizes of what was written"),
  { .name = NULL },
};

static const RgSample masked_scatter_backward_samples[] = {
  { "4 bool*4:=1,0,0,1", "source_sizes=2", NULL, 0 },
  { "2x2 bool*2:=1,0", "source_sizes=2,2", NULL, 0 },
  { "4 bool*4:=1,0,0,1", "source_sizes=1", "too few elements", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp masked_scatter_backward = {
  INDEX_OP (masked_scatter_backward, GENERAL),
  .summary = "Gathers gradients where a mask is true.",
  .formula = "out = masked_select (grad_output, mask), then zeros, of the sizes of source",
  .gradient = "d grad_output = masked_scatter (zeros, mask, d out)",
  .flags = RG_OP_INTERNAL,
  INDEX_LINEAR (masked_scatter_backward),
  RG_ATTRIBUTES (masked_scatter_backward, RgMaskedScatterBackwardAttrs),
  .uses = RG_USES ("masked_scatter"),
};

RG_MODULE (masked_scatter, &masked_scatter, &masked_scatter_backward)
