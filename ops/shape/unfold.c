/* unfold.c: sliding windows: over one dimension, or over the images of a batch.
 *
 * PyTorch has two operators of this name: Tensor.unfold takes dimension, size and
 * step; torch.nn.functional.unfold (im2col) takes kernel_size and the rest.
 *
 *     out = unfold_dim (input, dimension, size, step), a view
 *     with kernel_size: out[n, (c, i, j), l] = input[n, c, y + i * dilation, x + j * dilation], windows l = (y, x)
 *     d input = the sum of d out over the windows that hold an element
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

static bool
pair (RgCall *call, RgInts ints, int64_t least, const char *name, int64_t *out)
{
  if (ints.n < 1 || ints.n > 2 || ints.v[0] < least || ints.v[ints.n - 1] < least)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "%s must be one number or two, at least %" G_GINT64_FORMAT, name, least);
  out[0] = ints.v[0];
  out[1] = ints.v[ints.n - 1];
  return true;
}

static RgTensor *
windows (RgTensor *t, int64_t dimension, int64_t size, int64_t step, int64_t dilation)
{
  RgUnfoldDimAttrs attrs = { sizeof attrs, dimension, size, step, dilation };
  return rg_unfold_dim_with (t, &attrs);
}

/* im2col: two views of windows, and one copy. */
static bool
unfold_images (RgCall *call, const RgUnfoldAttrs *a)
{
  RgTensor *t = call->inputs[0];
  int64_t k[2] = { 1, 1 }, d[2] = { 1, 1 }, p[2] = { 0, 0 }, s[2] = { 1, 1 };
  int ndim = rg_tensor_ndim (t);
  if (!pair (call, a->kernel_size, 1, "kernel_size", k) || !pair (call, a->dilation, 1, "dilation", d)
      || !pair (call, a->padding, 0, "padding", p) || !pair (call, a->stride, 1, "stride", s))
    return false;
  if (ndim != 3 && ndim != 4)
    return rg_call_fail (call, RG_ERROR_SHAPE, "takes images: (channels, height, width), or a batch of them");
  if (p[0] || p[1])
    t = rg_constant_pad_nd (t, RG_INTS (p[1], p[1], p[0], p[0]), 0);
  t = windows (t, -2, k[0], s[0], d[0]);
  t = windows (t, -2, k[1], s[1], d[1]);
  if (t == NULL)
    return false;
  RgInts z = rg_tensor_shape (t);
  int64_t rows = z.v[ndim - 3] * k[0] * k[1], columns = z.v[ndim - 2] * z.v[ndim - 1];
  t = ndim == 3 ? rg_permute (t, RG_DIMS (0, 3, 4, 1, 2)) : rg_permute (t, RG_DIMS (0, 1, 4, 5, 2, 3));
  return rg_call_return (call, 0, ndim == 3 ? rg_reshape (t, RG_SHAPE (rows, columns))
                                            : rg_reshape (t, RG_SHAPE (z.v[0], rows, columns)));
}

static bool
unfold_forward (RgCall *call)
{
  const RgUnfoldAttrs *a = call->attrs;
  if (a->has_kernel_size)
    return unfold_images (call, a);
  if (!a->has_dimension || !a->has_size || !a->has_step)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "expected kernel_size, or dimension, size and step");
  return rg_call_return (call, 0, windows (call->inputs[0], a->dimension, a->size, a->step, 1));
}

/* --- tables --- */

static const RgInput unfold_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgUnfoldAttrs unfold_init = RG_UNFOLD_ATTRS_INIT;
static const RgAttr unfold_attrs[] = {
  RG_ATTR_OPT (RgUnfoldAttrs, kernel_size, INTS, .doc = "height and width of a window over images"),
  RG_ATTR (RgUnfoldAttrs, dilation, INTS, "1", .doc = "from one element of it to the next"),
  RG_ATTR (RgUnfoldAttrs, padding, INTS, "0", .doc = "zeros put on each side of the images"),
  RG_ATTR (RgUnfoldAttrs, stride, INTS, "1", .doc = "from one window to the next"),
  RG_ATTR_OPT (RgUnfoldAttrs, dimension, INT, .doc = "the dimension that windows slide over"),
  RG_ATTR_OPT (RgUnfoldAttrs, size, INT, .doc = "elements in a window"),
  RG_ATTR_OPT (RgUnfoldAttrs, step, INT, .doc = "from one window to the next"),
  { .name = NULL },
};

static const RgSample unfold_samples[] = {
  { "7", "dimension=0 size=3 step=2", NULL, 0 },
  { "2x3x4x5", "kernel_size=2", NULL, 0 },
  { "2x2x5x5", "kernel_size=2,3 dilation=2,1 padding=1,0 stride=1,2", NULL, 0 },
  { "3x4x5", "kernel_size=3 padding=1", "one image", 0 },
  { "7", NULL, "neither", RG_SAMPLE_ERROR },
  { "2x2", "kernel_size=2", "two dimensions", RG_SAMPLE_ERROR },
  { "1x1x2x2", "kernel_size=3", "a window too large", RG_SAMPLE_ERROR },
  { "1x1x4x4", "kernel_size=2 padding=-1", "negative padding", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp unfold = {
  SHAPE_OP (unfold, COMPOSITE),
  .summary = "Slides windows over a dimension (a view), or over images.",
  .formula = "out = unfold_dim (input, dimension, size, step), a view; with kernel_size: out[n, (c, i, j), l] = input[n, c, y + i * dilation, x + j * dilation], windows l = (y, x)",
  .gradient = "d input = the sum of d out over the windows that hold an element",
  .n_outputs = 1,
  RG_ATTRIBUTES (unfold, RgUnfoldAttrs),
  .uses = RG_USES ("unfold_dim", "constant_pad_nd", "permute", "reshape"),
};

RG_MODULE (unfold, &unfold)
