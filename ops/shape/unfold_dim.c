/* unfold_dim.c: sliding windows over a dimension, as a view.
 *
 * PyTorch's Tensor.unfold, and the part that torch.nn.functional.unfold is made of;
 * the operator unfold calls it.
 *
 *     out[.., i, .., k] = input[.., i * step + k * dilation, ..]
 *     d input[.., j, ..] = sum of d out over the windows that hold j
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "view-shapes.h"

/* --- the stride rule --- */

static bool
unfold_dim_forward (RgCall *call)
{
  const RgUnfoldDimAttrs *a = call->attrs;
  ViewShape v = view_of_tensor (call->inputs[0]);
  return windows_shape (call, &v, a->dimension, a->size, a->step, a->dilation) && give_view (call, 0, &v);
}

/* --- gradients --- */

static RgTensor *
unfold_dim_input (RgVjpCall *c, size_t i)
{
  const RgUnfoldDimAttrs *a = rg_vjp_attrs (c);
  return rg_unfold_dim_backward (RG_G, rg_vjp_shape (c, i), a->dimension, a->size, a->step, a->dilation);
}

static const RgVjp unfold_dim_vjps[] = { { 0, 0, unfold_dim_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput unfold_dim_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgUnfoldDimAttrs unfold_dim_init = RG_UNFOLD_DIM_ATTRS_INIT;
static const RgAttr unfold_dim_attrs[] = {
  RG_ATTR (RgUnfoldDimAttrs, dimension, INT, NULL, .doc = "the dimension that windows slide over"),
  RG_ATTR (RgUnfoldDimAttrs, size, INT, NULL, .doc = "elements in a window"),
  RG_ATTR (RgUnfoldDimAttrs, step, INT, NULL, .doc = "from one window to the next, at least 1"),
  RG_ATTR (RgUnfoldDimAttrs, dilation, INT, "1", .doc = "from one element of a window to the next, at least 1"),
  { .name = NULL },
};

static const RgSample unfold_dim_samples[] = {
  { "7", "dimension=0 size=3 step=2", NULL, 0 },
  { "2x6", "dimension=-1 size=2 step=1", "overlapping windows", 0 },
  { "7x2", "dimension=0 size=2 step=1 dilation=3", NULL, 0 },
  { "5x2", "dimension=0 size=2 step=3", "windows that leave gaps", 0 },
  { "4", "dimension=0 size=0 step=1", "empty windows", 0 },
  { "3", "dimension=0 size=4 step=1", "a window too large", RG_SAMPLE_ERROR },
  { "3", "dimension=0 size=1 step=0", "no step", RG_SAMPLE_ERROR },
  { ".", "dimension=0 size=1 step=1", "zero-dimensional", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp unfold_dim = {
  SHAPE_OP (unfold_dim, VIEW),
  .summary = "Slides windows over a dimension; a view, the windows last.",
  .formula = "out[.., i, .., k] = input[.., i * step + k * dilation, ..]",
  .gradient = "d input[.., j, ..] = sum of d out over the windows that hold j",
  SHAPE_LINEAR (unfold_dim),
  RG_ATTRIBUTES (unfold_dim, RgUnfoldDimAttrs),
  .backward_name = "UnfoldBackward0",
  .uses = RG_USES ("unfold_dim_backward"),
};

/* --- the backward: an operator of its own, zeros but for the view --- */

/* Windows overlap, but not elements with the same place in their windows: one
 * pass for each place, in order. */
static bool
unfold_dim_backward_forward (RgCall *call)
{
  const RgUnfoldDimBackwardAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  RgDType dtype = rg_tensor_dtype (in);
  ViewShape to = view_of_sizes (a->input_sizes), from = view_of_tensor (in);
  if (!windows_shape (call, &to, a->dimension, a->size, a->step, a->dilation))
    return false;
  if (!same_sizes (rg_tensor_shape (in), (RgInts){ to.ndim, to.sizes }) || !rg_dtype_is_floating (dtype))
    return rg_call_fail (call, RG_ERROR_SHAPE, "the gradient must have the sizes of the windows and a floating type");
  RgTensor *out = rg_call_output (call, 0, dtype, a->input_sizes);
  if (out == NULL)
    return false;
  fill_zeros (out);
  int64_t esize = (int64_t) rg_dtype_size (dtype);
  for (int64_t k = 0, last = to.ndim - 1; k < to.sizes[last]; k++)
    add_strided (dtype, (int) last, to.sizes, (char *) rg_tensor_data (out) + k * to.strides[last] * esize, to.strides,
                 (char *) rg_tensor_data (in) + k * from.strides[last] * esize, from.strides);
  return true;
}

static RgTensor *
unfold_dim_backward_grad (RgVjpCall *c, size_t i)
{
  const RgUnfoldDimBackwardAttrs *a = rg_vjp_attrs (c);
  (void) i;
  return rg_unfold_dim (RG_G, a->dimension, a->size, a->step, a->dilation);
}

static const RgVjp unfold_dim_backward_vjps[] = { { 0, 0, unfold_dim_backward_grad }, { 0, 0, NULL } };
static const RgInput unfold_dim_backward_inputs[] = {
  { "grad_output", "the gradient of the view", 0 },
  { NULL, NULL, 0 },
};

static const RgUnfoldDimBackwardAttrs unfold_dim_backward_init = RG_UNFOLD_DIM_BACKWARD_ATTRS_INIT;
static const RgAttr unfold_dim_backward_attrs[] = {
  RG_ATTR (RgUnfoldDimBackwardAttrs, input_sizes, INTS, NULL, .doc = "the sizes of what was viewed"),
  RG_ATTR (RgUnfoldDimBackwardAttrs, dimension, INT, NULL, .doc = "the dimension that windows slide over"),
  RG_ATTR (RgUnfoldDimBackwardAttrs, size, INT, NULL, .doc = "elements in a window"),
  RG_ATTR (RgUnfoldDimBackwardAttrs, step, INT, NULL, .doc = "from one window to the next, at least 1"),
  RG_ATTR (RgUnfoldDimBackwardAttrs, dilation, INT, NULL,
           .doc = "from one element of a window to the next, at least 1"),
  { .name = NULL },
};

static const RgSample unfold_dim_backward_samples[] = {
  { "3x3", "input_sizes=7 dimension=0 size=3 step=2 dilation=1", NULL, 0 },
  { "2x5x2", "input_sizes=2,6 dimension=-1 size=2 step=1 dilation=1", NULL, 0 },
  { ".:n", "input_sizes= dimension=0 size=1 step=1 dilation=1", "other sizes", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp unfold_dim_backward = {
  SHAPE_OP (unfold_dim_backward, GENERAL),
  .summary = "Adds up windows where they overlap.",
  .formula = "out[.., j, ..] = sum of grad_output over the windows that hold j",
  .gradient = "d grad_output = unfold_dim (d out, dimension, size, step)",
  .flags = RG_OP_INTERNAL,
  SHAPE_LINEAR (unfold_dim_backward),
  RG_ATTRIBUTES (unfold_dim_backward, RgUnfoldDimBackwardAttrs),
  .uses = RG_USES ("unfold_dim"),
};

RG_MODULE (unfold_dim, &unfold_dim, &unfold_dim_backward)
