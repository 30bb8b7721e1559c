/* slice_scatter.c: a copy in which a range of a dimension is replaced.
 *
 *     out = input, but for a range of a dimension, which is src
 *     d input = d out, 0 there
 *     d src = d out there
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "view-shapes.h"

/* --- the forward --- */

static bool
slice_scatter_forward (RgCall *call)
{
  const RgSliceScatterAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0], *out = rg_call_output (call, 0, rg_tensor_dtype (in), rg_tensor_shape (in));
  RgTensor *src = rg_to (call->inputs[1], rg_tensor_dtype (in));
  if (out == NULL || src == NULL)
    return false;
  ViewShape whole = view_of_tensor (out), v = whole;
  if (!slice_shape (call, &v, a->dim, a->has_start ? a->start : 0, a->has_end ? a->end : INT64_MAX, a->step))
    return false;
  if (!same_sizes (rg_tensor_shape (src), (RgInts){ v.ndim, v.sizes }))
    return rg_call_fail (call, RG_ERROR_SHAPE, "src does not have the sizes of what it replaces");
  copy_into (rg_tensor_data (out), &whole, in);
  copy_into (rg_tensor_data (out), &v, src);
  return true;
}

/* --- gradients --- */

static RgTensor *
slice_scatter_input (RgVjpCall *c, size_t i)
{
  RgTensor *zeros = rg_zeros (rg_tensor_dtype (RG_G), rg_vjp_shape (c, 1));
  (void) i;
  return rg_slice_scatter_with (RG_G, zeros, rg_vjp_attrs (c));
}

static RgTensor *
slice_scatter_src (RgVjpCall *c, size_t i)
{
  const RgSliceScatterAttrs *a = rg_vjp_attrs (c);
  (void) i;
  return rg_slice_step (RG_G, a->dim, a->has_start ? a->start : 0, a->has_end ? a->end : INT64_MAX, a->step);
}

static const RgVjp slice_scatter_vjps[] = {
  { 0, RG_SAVE_INPUT (1), slice_scatter_input },
  { 1, 0, slice_scatter_src },
  { 0, 0, NULL },
};

/* --- tables --- */

static const RgInput slice_scatter_inputs[] = {
  { "input", "the tensor", 0 },
  { "src", "what stands there instead", 0 },
  { NULL, NULL, 0 },
};

static const RgSliceScatterAttrs slice_scatter_init = RG_SLICE_SCATTER_ATTRS_INIT;
static const RgAttr slice_scatter_attrs[] = {
  RG_ATTR (RgSliceScatterAttrs, dim, INT, "0", .doc = "the dimension"),
  RG_ATTR_OPT (RgSliceScatterAttrs, start, INT, .doc = "the first index; a negative one counts from the end"),
  RG_ATTR_OPT (RgSliceScatterAttrs, end, INT, .doc = "one past the last; likewise"),
  RG_ATTR (RgSliceScatterAttrs, step, INT, "1", .doc = "from one index to the next, at least 1"),
  { .name = NULL },
};

static const RgSample slice_scatter_samples[] = {
  { "5x4 3x4", "start=1 end=4", NULL, 0 },
  { "7x2 3x2", "start=1 step=2", NULL, 0 },
  { "5x2 5x0", "dim=1 start=2", "nothing", 0 },
  { "5 2", "start=1 end=4", "other sizes", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp slice_scatter = {
  SHAPE_OP (slice_scatter, GENERAL),
  .summary = "Copies a tensor and replaces a range of a dimension.",
  .formula = "out = input, but for a range of a dimension, which is src",
  .gradient = "d input = d out, 0 there; d src = d out there",
  SHAPE_LINEAR (slice_scatter),
  RG_ATTRIBUTES (slice_scatter, RgSliceScatterAttrs),
  .uses = RG_USES ("slice"),
};

RG_MODULE (slice_scatter, &slice_scatter)
