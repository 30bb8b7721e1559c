/* slice.c: a range of a dimension, as a view.
 *
 *     out[.., i, ..] = input[.., start + i * step, ..]
 *     d input = zeros, with d out in the range
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "view-shapes.h"

/* --- the stride rule --- */

static bool
slice_forward (RgCall *call)
{
  const RgSliceAttrs *a = call->attrs;
  ViewShape v = view_of_tensor (call->inputs[0]);
  int64_t start = a->has_start ? a->start : 0, end = a->has_end ? a->end : INT64_MAX;
  return slice_shape (call, &v, a->dim, start, end, a->step) && give_view (call, 0, &v);
}

/* --- gradients --- */

static RgTensor *
slice_input (RgVjpCall *c, size_t i)
{
  const RgSliceAttrs *a = rg_vjp_attrs (c);
  return rg_slice_backward (RG_G, rg_vjp_shape (c, i), a->dim, a->has_start ? a->start : 0,
                            a->has_end ? a->end : INT64_MAX, a->step);
}

static const RgVjp slice_vjps[] = { { 0, 0, slice_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput slice_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSliceAttrs slice_init = RG_SLICE_ATTRS_INIT;
static const RgAttr slice_attrs[] = {
  RG_ATTR (RgSliceAttrs, dim, INT, "0", .doc = "the dimension"),
  RG_ATTR_OPT (RgSliceAttrs, start, INT, .doc = "the first index; a negative one counts from the end"),
  RG_ATTR_OPT (RgSliceAttrs, end, INT, .doc = "one past the last; likewise"),
  RG_ATTR (RgSliceAttrs, step, INT, "1", .doc = "from one index to the next, at least 1"),
  { .name = NULL },
};

static const RgSample slice_samples[] = {
  { "5x4", "dim=0 start=1 end=4", NULL, 0 },
  { "5x4", "dim=1 start=-3", NULL, 0 },
  { "7x2", "start=1 step=2", "every other", 0 },
  { "5", "end=100", "an end past the last is the last", 0 },
  { "5x2", "start=3 end=2", "nothing left", 0 },
  { "5", "step=0", "no step", RG_SAMPLE_ERROR },
  { "5", "step=-1", "a negative step", RG_SAMPLE_ERROR },
  { "5", "dim=1", "a dim out of range", RG_SAMPLE_ERROR },
  { ".", "dim=0", "zero-dimensional", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp slice = {
  SHAPE_OP (slice, VIEW),
  .summary = "Takes a range of a dimension; a view.",
  .formula = "out[.., i, ..] = input[.., start + i * step, ..]",
  .gradient = "d input = zeros, with d out in the range",
  SHAPE_LINEAR (slice),
  RG_ATTRIBUTES (slice, RgSliceAttrs),
  .uses = RG_USES ("slice_backward"),
};

/* --- the backward: an operator of its own, zeros but for the view --- */

static bool
slice_backward_forward (RgCall *call)
{
  const RgSliceBackwardAttrs *a = call->attrs;
  ViewShape v = view_of_sizes (a->input_sizes);
  return slice_shape (call, &v, a->dim, a->start, a->end, a->step) && scatter_into_zeros (call, a->input_sizes, &v);
}

static RgTensor *
slice_backward_grad (RgVjpCall *c, size_t i)
{
  const RgSliceBackwardAttrs *a = rg_vjp_attrs (c);
  (void) i;
  return rg_slice_step (RG_G, a->dim, a->start, a->end, a->step);
}

static const RgVjp slice_backward_vjps[] = { { 0, 0, slice_backward_grad }, { 0, 0, NULL } };
static const RgInput slice_backward_inputs[] = { { "grad_output", "the gradient of the view", 0 }, { NULL, NULL, 0 } };

static const RgSliceBackwardAttrs slice_backward_init = RG_SLICE_BACKWARD_ATTRS_INIT;
static const RgAttr slice_backward_attrs[] = {
  RG_ATTR (RgSliceBackwardAttrs, input_sizes, INTS, NULL, .doc = "the sizes of what was viewed"),
  RG_ATTR (RgSliceBackwardAttrs, dim, INT, NULL, .doc = "as of slice"),
  RG_ATTR (RgSliceBackwardAttrs, start, INT, NULL, .doc = "as of slice"),
  RG_ATTR (RgSliceBackwardAttrs, end, INT, NULL, .doc = "as of slice"),
  RG_ATTR (RgSliceBackwardAttrs, step, INT, NULL, .doc = "as of slice"),
  { .name = NULL },
};

static const RgSample slice_backward_samples[] = {
  { "3x4", "input_sizes=5,4 dim=0 start=1 end=4 step=1", NULL, 0 },
  { "3x2", "input_sizes=7,2 dim=0 start=1 end=100 step=2", NULL, 0 },
  { "3", "input_sizes=5 dim=0 start=0 end=5 step=1", "other sizes", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp slice_backward = {
  SHAPE_OP (slice_backward, GENERAL),
  .summary = "Puts a gradient in a range of zeros.",
  .formula = "out = zeros, with grad_output in the range",
  .gradient = "d grad_output = slice (d out, dim, start, end, step)",
  .flags = RG_OP_INTERNAL,
  SHAPE_LINEAR (slice_backward),
  RG_ATTRIBUTES (slice_backward, RgSliceBackwardAttrs),
  .uses = RG_USES ("slice"),
};

RG_MODULE (slice, &slice, &slice_backward)
