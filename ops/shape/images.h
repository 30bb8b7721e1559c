/* images.h: windows over images as columns, and their sum: the forwards of
 * unfold.images and its backward.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef IMAGES_H
#define IMAGES_H

#include "view-shapes.h"

typedef struct
{
  size_t struct_size;
  RgInts kernel_size, dilation, stride;
  RgInts input_sizes; /* of the gradient only */
} ImagesAttrs;

/* `v`, images, becomes (batch, channel, ky, kx, y, x). */
static inline bool
images_shape (RgCall *call, ViewShape *v, RgInts kernel, RgInts dilation, RgInts stride)
{
  int64_t place[2], step[2], at[2];
  if (kernel.n != 2 || dilation.n != 2 || stride.n != 2 || v->ndim < 3 || v->ndim > 4)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "expected images, and two numbers for each attribute");
  if (v->ndim == 3)
    {
      memmove (v->sizes + 1, v->sizes, 3 * sizeof *v->sizes);
      memmove (v->strides + 1, v->strides, 3 * sizeof *v->strides);
      v->sizes[0] = v->strides[0] = 1;
      v->ndim = 4;
    }
  for (int i = 0; i < 2; i++)
    {
      ViewShape one = { .ndim = 1, .sizes = { v->sizes[2 + i] }, .strides = { v->strides[2 + i] } };
      if (!windows_shape (call, &one, 0, kernel.v[i], stride.v[i], dilation.v[i]))
        return false;
      place[i] = one.sizes[0];
      step[i] = one.strides[0];
      at[i] = one.strides[1];
    }
  for (int i = 0; i < 2; i++)
    {
      v->sizes[2 + i] = kernel.v[i];
      v->strides[2 + i] = at[i];
      v->sizes[4 + i] = place[i];
      v->strides[4 + i] = step[i];
    }
  v->ndim = 6;
  return true;
}

static inline RgInts
images_columns (const ViewShape *v, int ndim, int64_t *sizes)
{
  sizes[0] = v->sizes[0];
  sizes[1] = v->sizes[1] * v->sizes[2] * v->sizes[3];
  sizes[2] = v->sizes[4] * v->sizes[5];
  return (RgInts){ ndim - 1, sizes + (ndim == 3) };
}

static inline bool
unfold_images_forward (RgCall *call)
{
  const RgUnfoldAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  ViewShape v = view_of_tensor (in);
  int64_t sizes[3];
  int ndim = v.ndim;
  if (!images_shape (call, &v, a->kernel_size, a->dilation, a->stride))
    return false;
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (in), images_columns (&v, ndim, sizes));
  if (out)
    copy_out_of (rg_tensor_data (out), &v, in);
  return out != NULL;
}

/* One place of the window after another: no two of its elements coincide. */
static inline bool
images_backward_forward (RgCall *call)
{
  const ImagesAttrs *a = call->attrs;
  ViewShape v = view_of_sizes (a->input_sizes), from;
  int64_t sizes[3];
  int ndim = v.ndim;
  RgTensor *grad = rg_call_contiguous (call, 0);
  if (grad == NULL || !images_shape (call, &v, a->kernel_size, a->dilation, a->stride))
    return false;
  RgDType dtype = rg_tensor_dtype (grad);
  if (!same_sizes (rg_tensor_shape (grad), images_columns (&v, ndim, sizes)) || !rg_dtype_is_floating (dtype))
    return rg_call_fail (call, RG_ERROR_SHAPE, "the gradient must have the sizes of the columns and a floating type");
  RgTensor *out = rg_call_output (call, 0, dtype, a->input_sizes);
  if (out == NULL)
    return false;
  fill_zeros (out);
  from = view_of_sizes ((RgInts){ 6, v.sizes });
  for (int64_t k = 0; k < v.sizes[2] * v.sizes[3]; k++)
    {
      int64_t y = k / v.sizes[3], x = k % v.sizes[3], esize = (int64_t) rg_dtype_size (dtype);
      add_strided (dtype, 4, RG_INTS (v.sizes[0], v.sizes[1], v.sizes[4], v.sizes[5]).v,
                   (char *) rg_tensor_data (out) + (y * v.strides[2] + x * v.strides[3]) * esize,
                   RG_INTS (v.strides[0], v.strides[1], v.strides[4], v.strides[5]).v,
                   (const char *) rg_tensor_data (grad) + k * from.strides[3] * esize,
                   RG_INTS (from.strides[0], from.strides[1], from.strides[4], from.strides[5]).v);
    }
  return true;
}

#endif
