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
#include "images.h"

/* --- the composition --- */

static bool
pair (RgCall *call, RgInts ints, int64_t least, const char *name, int64_t *out)
{
  if (ints.n < 1 || ints.n > 2 || ints.v[0] < least || ints.v[ints.n - 1] < least)
    return rg_call_fail (call, RG_ERROR_ARGUMENT,
                         "%s must be one number or two, at least %" G_GINT64_FORMAT, name, least);
  out[0] = ints.v[0];
  out[1] = ints.v[ints.n - 1];
  return true;
}

/* im2col, of images that are padded already: an operator of its own, as is its
 * gradient. */
static bool
unfold_images (RgCall *call, const RgUnfoldAttrs *a)
{
  static const RgOp *images;
  RgTensor *t = call->inputs[0], *out;
  int64_t k[2] = { 1, 1 }, d[2] = { 1, 1 }, p[2] = { 0, 0 }, s[2] = { 1, 1 };
  int ndim = rg_tensor_ndim (t);
  if (!pair (call, a->kernel_size, 1, "kernel_size", k) || !pair (call, a->dilation, 1, "dilation", d)
      || !pair (call, a->padding, 0, "padding", p) || !pair (call, a->stride, 1, "stride", s))
    return false;
  if (ndim != 3 && ndim != 4)
    return rg_call_fail (call, RG_ERROR_SHAPE, "takes images: (channels, height, width), or a batch of them");
  if (p[0] || p[1])
    t = rg_constant_pad_nd (t, RG_INTS (p[1], p[1], p[0], p[0]), 0);
  const RgOp *op = find_part (&images, "unfold.images");
  RgUnfoldAttrs attrs = RG_UNFOLD_ATTRS_INIT;
  attrs.has_kernel_size = true;
  attrs.kernel_size = RG_INTS (k[0], k[1]);
  attrs.dilation = RG_INTS (d[0], d[1]);
  attrs.stride = RG_INTS (s[0], s[1]);
  return t && rg_op_call (NULL, op, &t, 1, &attrs, &out, 1) && rg_call_return (call, 0, out);
}

static bool
unfold_forward (RgCall *call)
{
  const RgUnfoldAttrs *a = call->attrs;
  if (a->has_kernel_size)
    return unfold_images (call, a);
  if (!a->has_dimension || !a->has_size || !a->has_step)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "expected kernel_size, or dimension, size and step");
  return rg_call_return (call, 0, rg_unfold_dim (call->inputs[0], a->dimension, a->size, a->step, 1));
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

/* --- the descriptors --- */

static const RgOp unfold = {
  SHAPE_OP (unfold, COMPOSITE),
  .summary = "Slides windows over a dimension (a view), or over images.",
  .formula = "out = unfold_dim (input, dimension, size, step), a view; with kernel_size: out[n, (c, i, j), l] = "
             "input[n, c, y + i * dilation, x + j * dilation], windows l = (y, x)",
  .gradient = "d input = the sum of d out over the windows that hold an element",
  .n_outputs = 1,
  RG_ATTRIBUTES (unfold, RgUnfoldAttrs),
  .uses = RG_USES ("unfold_dim", "constant_pad_nd", "unfold.images"),
};

/* --- windows over images, and their sum --- */

static RgTensor *
images_vjp (RgVjpCall *c, size_t i)
{
  const RgUnfoldAttrs *a = rg_vjp_attrs (c);
  ImagesAttrs b = { sizeof b, a->kernel_size, a->dilation, a->stride, rg_vjp_shape (c, i) };
  static const RgOp *backward;
  RgTensor *g = RG_G, *out = NULL;
  rg_op_call (NULL, find_part (&backward, "unfold.images_backward"), &g, 1, &b, &out, 1);
  return out;
}

static RgTensor *
images_backward_vjp (RgVjpCall *c, size_t i)
{
  const ImagesAttrs *b = rg_vjp_attrs (c);
  static const RgOp *forward;
  RgUnfoldAttrs a = RG_UNFOLD_ATTRS_INIT;
  RgTensor *g = RG_G, *out = NULL;
  (void) i;
  a.has_kernel_size = true;
  a.kernel_size = b->kernel_size;
  a.dilation = b->dilation;
  a.stride = b->stride;
  rg_op_call (NULL, find_part (&forward, "unfold.images"), &g, 1, &a, &out, 1);
  return out;
}

static const RgVjp images_vjps[] = { { 0, 0, images_vjp }, { 0, 0, NULL } };
static const RgVjp images_backward_vjps[] = { { 0, 0, images_backward_vjp }, { 0, 0, NULL } };

static const RgSample images_samples[] = {
  { "2x3x4x5", "kernel_size=2,2 dilation=1,2 stride=1,1", NULL, 0 },
  { "2x3", "kernel_size=2,2 dilation=1,1 stride=1,1", "no images", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};
static const RgSample images_backward_samples[] = {
  { "2x12x9", "kernel_size=2,2 dilation=1,2 stride=1,1 input_sizes=2,3,4,5", NULL, 0 },
  { "2x12x9", "kernel_size=2,2 dilation=1,1 stride=1,1 input_sizes=2,3,4,5", "other sizes", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const ImagesAttrs images_backward_init = { .struct_size = sizeof (ImagesAttrs) };
static const RgAttr images_backward_attrs[] = {
  RG_ATTR (ImagesAttrs, kernel_size, INTS, NULL, .doc = "as of unfold"),
  RG_ATTR (ImagesAttrs, dilation, INTS, NULL, .doc = "as of unfold"),
  RG_ATTR (ImagesAttrs, stride, INTS, NULL, .doc = "as of unfold"),
  RG_ATTR (ImagesAttrs, input_sizes, INTS, NULL, .doc = "the sizes of the images"),
  { .name = NULL },
};

static const RgOp images = {
  .struct_size = sizeof (RgOp),
  .name = "unfold.images",
  .summary = "Gives the windows over images as columns.",
  .formula = "out[n, (c, i, j), l] = input[n, c, y + i * dilation, x + j * dilation], windows l = (y, x)",
  .gradient = "d input = the sum of d out over the windows that hold an element",
  .category = "shape",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = unfold_inputs,
  .forward = unfold_images_forward,
  .samples = images_samples,
  SHAPE_LINEAR (images),
  RG_ATTRIBUTES (unfold, RgUnfoldAttrs),
  .backward_name = "Im2ColBackward0",
  .uses = RG_USES ("unfold.images_backward"),
};

static const RgOp images_backward = {
  .struct_size = sizeof (RgOp),
  .name = "unfold.images_backward",
  .summary = "Adds the windows over images up again.",
  .formula = "out[n, c, ..] = the sum of grad_output over the windows that hold an element",
  .gradient = "d grad_output = the windows of d out",
  .category = "shape",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = unfold_inputs,
  .forward = images_backward_forward,
  .samples = images_backward_samples,
  SHAPE_LINEAR (images_backward),
  RG_ATTRIBUTES (images_backward, ImagesAttrs),
  .backward_name = "Col2ImBackward0",
  .uses = RG_USES ("unfold.images"),
};

RG_MODULE (unfold, &unfold, &images, &images_backward)
