/* as_strided.c: any sizes and strides over the memory of a tensor, as a view.
 *
 * Unlike PyTorch's, the offset counts from the first element of the input, and the view
 * stays between its first and its last element.
 *
 *     out[i, j, ..] = element storage_offset + i * stride[0] + j * stride[1] + .. of the input's memory
 *     d input = the sum of d out over the places where an element stands
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "overlap.h"

/* --- the stride rule --- */

static bool
as_strided_forward (RgCall *call)
{
  const RgAsStridedAttrs *a = call->attrs;
  ViewShape v;
  RgTensor *in = call->inputs[0];
  if (!overlap_check (call, a->size, a->stride, a->storage_offset, tensor_extent (in), &v))
    return false;
  /* The gradient knows the sizes of the input, not its strides. */
  if (rg_grad_mode () && rg_requires_grad (in) && !rg_tensor_is_contiguous (in))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "has a gradient only where the input is contiguous");
  return give_view (call, 0, &v);
}

/* --- gradients --- */

static RgTensor *
as_strided_input (RgVjpCall *c, size_t i)
{
  const RgAsStridedAttrs *a = rg_vjp_attrs (c);
  return rg_as_strided_backward (RG_G, rg_vjp_shape (c, i), a->size, a->stride, a->storage_offset);
}

static const RgVjp as_strided_vjps[] = { { 0, 0, as_strided_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput as_strided_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgAsStridedAttrs as_strided_init = RG_AS_STRIDED_ATTRS_INIT;
static const RgAttr as_strided_attrs[] = {
  RG_ATTR (RgAsStridedAttrs, size, INTS, NULL, .doc = "the sizes of the view"),
  RG_ATTR (RgAsStridedAttrs, stride, INTS, NULL, .doc = "elements from one index to the next, for each"),
  RG_ATTR (RgAsStridedAttrs, storage_offset, INT, "0", .doc = "its first element, counted from the first of the input"),
  { .name = NULL },
};

static const RgSample as_strided_samples[] = {
  { "12", "size=3,2 stride=4,1", NULL, 0 },
  { "3x4", "size=2,2 stride=1,3 storage_offset=2", NULL, 0 },
  { "5", "size=3,3 stride=1,1", "overlapping", 0 },
  { "4", "size=3 stride=0", "one element three times", 0 },
  { "4", "size=0 stride=9", "no elements", 0 },
  { "4", "size=2 stride=4", "out of bounds", RG_SAMPLE_ERROR },
  { "4", "size=2 stride=-1", "a negative stride", RG_SAMPLE_ERROR },
  { "4", "size=2,2 stride=1", "lists of two lengths", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp as_strided = {
  SHAPE_OP (as_strided, VIEW),
  .summary = "Gives a view of any sizes and strides.",
  .formula = "out[i, j, ..] = element storage_offset + i * stride[0] + j * stride[1] + .. of the input's memory",
  .gradient = "d input = the sum of d out over the places where an element stands",
  SHAPE_LINEAR (as_strided),
  RG_ATTRIBUTES (as_strided, RgAsStridedAttrs),
  .uses = RG_USES ("as_strided_backward"),
};

/* --- the backward: an operator of its own, zeros but for the view --- */

static bool
as_strided_backward_forward (RgCall *call)
{
  const RgAsStridedBackwardAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0], *out = rg_call_output (call, 0, rg_tensor_dtype (in), a->input_sizes);
  ViewShape v;
  if (out == NULL || !overlap_check (call, a->size, a->stride, a->storage_offset, rg_tensor_numel (out), &v))
    return false;
  if (!same_sizes (a->size, rg_tensor_shape (in)) || !rg_dtype_is_floating (rg_tensor_dtype (in)))
    return rg_call_fail (call, RG_ERROR_SHAPE, "the gradient must have the sizes of the view and a floating type");
  fill_zeros (out);
  overlap_write (add_strided, rg_tensor_dtype (in), rg_tensor_data (out), &v, in);
  return true;
}

static RgTensor *
as_strided_backward_grad (RgVjpCall *c, size_t i)
{
  const RgAsStridedBackwardAttrs *a = rg_vjp_attrs (c);
  (void) i;
  return rg_as_strided (rg_contiguous (RG_G), a->size, a->stride, a->storage_offset);
}

static const RgVjp as_strided_backward_vjps[] = { { 0, 0, as_strided_backward_grad }, { 0, 0, NULL } };
static const RgInput as_strided_backward_inputs[] = {
  { "grad_output", "the gradient of the view", 0 },
  { NULL, NULL, 0 },
};

static const RgAsStridedBackwardAttrs as_strided_backward_init = RG_AS_STRIDED_BACKWARD_ATTRS_INIT;
static const RgAttr as_strided_backward_attrs[] = {
  RG_ATTR (RgAsStridedBackwardAttrs, input_sizes, INTS, NULL, .doc = "the sizes of what was viewed"),
  RG_ATTR (RgAsStridedBackwardAttrs, size, INTS, NULL, .doc = "the sizes of the view"),
  RG_ATTR (RgAsStridedBackwardAttrs, stride, INTS, NULL, .doc = "elements from one index to the next, for each"),
  RG_ATTR (RgAsStridedBackwardAttrs, storage_offset, INT, NULL,
           .doc = "its first element, counted from the first of the input"),
  { .name = NULL },
};

static const RgSample as_strided_backward_samples[] = {
  { "3x2", "input_sizes=12 size=3,2 stride=4,1 storage_offset=0", NULL, 0 },
  { "3x3", "input_sizes=5 size=3,3 stride=1,1 storage_offset=0", NULL, 0 },
  { "3", "input_sizes=5 size=2 stride=1 storage_offset=0", "other sizes", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp as_strided_backward = {
  SHAPE_OP (as_strided_backward, GENERAL),
  .summary = "Adds up the elements of a view where they coincide.",
  .formula = "out = zeros, with grad_output added through the strides",
  .gradient = "d grad_output = as_strided (d out, size, stride, storage_offset)",
  .flags = RG_OP_INTERNAL,
  SHAPE_LINEAR (as_strided_backward),
  RG_ATTRIBUTES (as_strided_backward, RgAsStridedBackwardAttrs),
  .uses = RG_USES ("as_strided"),
};

RG_MODULE (as_strided, &as_strided, &as_strided_backward)
