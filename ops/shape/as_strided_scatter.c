/* as_strided_scatter.c: a copy in which what as_strided views is replaced.
 *
 *     out = input, but for what as_strided views, which is src
 *     d input = d out, 0 there
 *     d src = d out there
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "overlap.h"

/* --- the forward --- */

static bool
as_strided_scatter_forward (RgCall *call)
{
  const RgAsStridedScatterAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0], *out = rg_call_output (call, 0, rg_tensor_dtype (in), rg_tensor_shape (in));
  RgTensor *src = rg_to (call->inputs[1], rg_tensor_dtype (in));
  if (out == NULL || src == NULL)
    return false;
  ViewShape whole = view_of_tensor (out), v = whole;
  if (!overlap_check (call, a->size, a->stride, a->storage_offset, rg_tensor_numel (out), &v))
    return false;
  if (!same_sizes (rg_tensor_shape (src), (RgInts){ v.ndim, v.sizes }))
    return rg_call_fail (call, RG_ERROR_SHAPE, "src does not have the sizes of what it replaces");
  copy_into (rg_tensor_data (out), &whole, in);
  overlap_write (copy_strided, rg_tensor_dtype (in), rg_tensor_data (out), &v, src);
  return true;
}

/* --- gradients --- */

static RgTensor *
as_strided_scatter_input (RgVjpCall *c, size_t i)
{
  RgTensor *zeros = rg_zeros (rg_tensor_dtype (RG_G), rg_vjp_shape (c, 1));
  (void) i;
  return rg_as_strided_scatter_with (RG_G, zeros, rg_vjp_attrs (c));
}

static RgTensor *
as_strided_scatter_src (RgVjpCall *c, size_t i)
{
  const RgAsStridedScatterAttrs *a = rg_vjp_attrs (c);
  (void) i;
  return rg_as_strided (rg_contiguous (RG_G), a->size, a->stride, a->storage_offset);
}

static const RgVjp as_strided_scatter_vjps[] = {
  { 0, RG_SAVE_INPUT (1), as_strided_scatter_input },
  { 1, 0, as_strided_scatter_src },
  { 0, 0, NULL },
};

/* --- tables --- */

static const RgInput as_strided_scatter_inputs[] = {
  { "input", "the tensor", 0 },
  { "src", "what stands there instead", 0 },
  { NULL, NULL, 0 },
};

static const RgAsStridedScatterAttrs as_strided_scatter_init = RG_AS_STRIDED_SCATTER_ATTRS_INIT;
static const RgAttr as_strided_scatter_attrs[] = {
  RG_ATTR (RgAsStridedScatterAttrs, size, INTS, NULL, .doc = "the sizes of the view"),
  RG_ATTR (RgAsStridedScatterAttrs, stride, INTS, NULL, .doc = "elements from one index to the next, for each"),
  RG_ATTR (RgAsStridedScatterAttrs, storage_offset, INT, "0",
           .doc = "its first element, counted from the first of the input"),
  { .name = NULL },
};

static const RgSample as_strided_scatter_samples[] = {
  { "3x4 2x2", "size=2,2 stride=4,1 storage_offset=1", NULL, 0 },
  { "6 2x2", "size=2,2 stride=3,1", NULL, 0 },
  { "4 2x3", "size=2,3 stride=1,1", "overlapping: the last one stays", RG_SAMPLE_NO_GRAD },
  { "6 2", "size=2 stride=6", "out of bounds", RG_SAMPLE_ERROR },
  { "6 3", "size=2 stride=1", "other sizes", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp as_strided_scatter = {
  SHAPE_OP (as_strided_scatter, GENERAL),
  .summary = "Copies a tensor and replaces what as_strided views.",
  .formula = "out = input, but for what as_strided views, which is src",
  .gradient = "d input = d out, 0 there; d src = d out there",
  SHAPE_LINEAR (as_strided_scatter),
  RG_ATTRIBUTES (as_strided_scatter, RgAsStridedScatterAttrs),
  .uses = RG_USES ("as_strided"),
};

RG_MODULE (as_strided_scatter, &as_strided_scatter)
