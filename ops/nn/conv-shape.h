/* conv-shape.h: the sizes and attributes of a convolution, checked.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef CONV_SHAPE_H
#define CONV_SHAPE_H

#include "conv-plan.h"

/* The element of a list for spatial dimension i of n; one element serves all. */
static inline bool
conv_list_element (RgCall *call, const char *name, RgInts list, int64_t n, int64_t i, int64_t least, int64_t *value)
{
  if (list.n != 1 && list.n != n)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "%s has %" G_GINT64_FORMAT " elements; 1 or %" G_GINT64_FORMAT
                         " would be right", name, list.n, n);
  *value = list.v[list.n == 1 ? 0 : i];
  if (*value < least || *value > G_MAXINT32)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "%s is %" G_GINT64_FORMAT "; it must be at least %" G_GINT64_FORMAT,
                         name, *value, least);
  return true;
}

/* What axes that a convolution of n spatial dimensions lacks look like. */
static inline void
conv_absent_axes (ConvShape *s, int64_t n)
{
  for (int64_t a = 0; a < CONV_AXES - n; a++)
    s->dim[a] = (ConvDim){ 1, 1, 1, 1, 0, 1 };
}

static inline bool
conv_axis_of (RgCall *call, const RgConvolutionAttrs *a, ConvDim *d, int64_t n, int64_t i)
{
  int64_t extra = 0;
  if (!conv_list_element (call, "stride", a->stride, n, i, 1, &d->stride)
      || !conv_list_element (call, "padding", a->padding, n, i, 0, &d->padding)
      || !conv_list_element (call, "dilation", a->dilation, n, i, 1, &d->dilation)
      || !conv_list_element (call, "output_padding", a->output_padding, n, i, 0, &extra))
    return false;
  if (d->kernel < 1)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the kernel's sizes must be at least 1");
  const int64_t reach = d->dilation * (d->kernel - 1) + 1;
  if (a->transposed)
    {
      d->out = (d->in - 1) * d->stride - 2 * d->padding + reach + extra;
      if (d->out < 0 || (d->out == 0 && d->in > 0))
        return rg_call_fail (call, RG_ERROR_SHAPE, "the output would have size %" G_GINT64_FORMAT
                             "; padding must be smaller", d->out);
      return true;
    }
  if (d->in + 2 * d->padding < reach)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the kernel reaches over %" G_GINT64_FORMAT " elements, and the padded "
                         "input has %" G_GINT64_FORMAT "; it must have at least as many", reach, d->in + 2 * d->padding);
  d->out = (d->in + 2 * d->padding - reach) / d->stride + 1;
  return true;
}

/* Fills s from the inputs and attributes, and the sizes of the output. */
static inline bool
conv_shape_of (RgCall *call, ConvShape *s, int64_t *sizes)
{
  const RgConvolutionAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0], *w = call->inputs[1], *b = call->n_inputs > 2 ? call->inputs[2] : NULL;
  const int64_t n = rg_tensor_ndim (x) - 2, groups = a->groups;
  const RgDType dtype = rg_tensor_dtype (x);
  if (n < 1 || n > CONV_AXES || rg_tensor_ndim (w) != n + 2)
    return rg_call_fail (call, RG_ERROR_SHAPE, "input must be (n, channels, ...) and weight (out, in, ...), with the "
                         "same 1 to 3 dimensions at the end");
  if (dtype == RG_BOOL || rg_tensor_dtype (w) != dtype || (b && rg_tensor_dtype (b) != dtype))
    return rg_call_fail (call, RG_ERROR_DTYPE, "all must be float32, or all float64; or all int64, int32 or uint8");
  if (groups < 1)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "groups must be at least 1");
  const RgInts xs = rg_tensor_shape (x), ws = rg_tensor_shape (w);
  const int64_t in = a->transposed ? ws.v[0] : ws.v[1] * groups, out = a->transposed ? ws.v[1] * groups : ws.v[0];
  if (xs.v[1] != in)
    return rg_call_fail (call, RG_ERROR_SHAPE, "input has %" G_GINT64_FORMAT " channels; with this weight and %"
                         G_GINT64_FORMAT " groups %" G_GINT64_FORMAT " would be right", xs.v[1], groups, in);
  if (in % groups || out % groups)
    return rg_call_fail (call, RG_ERROR_SHAPE, "groups must divide the channels, %" G_GINT64_FORMAT " and %"
                         G_GINT64_FORMAT, in, out);
  if (b && (rg_tensor_ndim (b) != 1 || rg_tensor_size (b, 0) != out))
    return rg_call_fail (call, RG_ERROR_SHAPE, "bias must have %" G_GINT64_FORMAT " elements", out);
  *s = (ConvShape){ .transposed = a->transposed, .n = xs.v[0], .groups = groups, .ci = in / groups, .co = out / groups };
  conv_absent_axes (s, n);
  sizes[0] = xs.v[0];
  sizes[1] = out;
  for (int64_t i = 0; i < n; i++)
    {
      ConvDim *d = &s->dim[CONV_AXES - n + i];
      d->in = xs.v[2 + i];
      d->kernel = ws.v[2 + i];
      if (!conv_axis_of (call, a, d, n, i))
        return false;
      sizes[2 + i] = d->out;
    }
  return true;
}

#endif
