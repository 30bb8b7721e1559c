/* view-shapes.h: the stride rules that a view and its backward share: select,
 * slice, diagonal, windows. Each changes a ViewShape from what is viewed to the
 * view.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef VIEW_SHAPES_H
#define VIEW_SHAPES_H

#include "shape-op.h"
#include "strided.h"

static inline bool __attribute__ ((unused))
select_shape (RgCall *call, ViewShape *v, int64_t dim_, int64_t index)
{
  int dim = rg_call_dim (call, dim_, v->ndim);
  if (dim < 0)
    return false;
  if (v->ndim == 0)
    return rg_call_fail (call, RG_ERROR_SHAPE, "a zero-dimensional tensor has no index to take");
  int64_t size = v->sizes[dim];
  if (index < -size || index >= size)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "index %" G_GINT64_FORMAT " is out of range for dimension %d, "
                         "of size %" G_GINT64_FORMAT, index, dim, size);
  v->offset += (index < 0 ? index + size : index) * v->strides[dim];
  view_drop_dim (v, dim);
  return true;
}

static inline bool __attribute__ ((unused))
slice_shape (RgCall *call, ViewShape *v, int64_t dim_, int64_t start, int64_t end, int64_t step)
{
  int dim = rg_call_dim (call, dim_, v->ndim);
  if (dim < 0)
    return false;
  if (v->ndim == 0)
    return rg_call_fail (call, RG_ERROR_SHAPE, "a zero-dimensional tensor has no range to take");
  if (step < 1)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "step %" G_GINT64_FORMAT "; expected at least 1", step);
  int64_t size = v->sizes[dim];
  start = start < 0 ? MAX (start + size, 0) : MIN (start, size);
  end = end < 0 ? MAX (end + size, 0) : MIN (end, size);
  v->sizes[dim] = end > start ? (end - start - 1) / step + 1 : 0;
  v->offset += v->sizes[dim] ? start * v->strides[dim] : 0;
  /* A step past what is there is never taken. */
  v->strides[dim] *= v->sizes[dim] > 1 ? step : 1;
  return true;
}

static inline bool __attribute__ ((unused))
diagonal_shape (RgCall *call, ViewShape *v, int64_t offset, int64_t dim1, int64_t dim2)
{
  int i = rg_call_dim (call, dim1, v->ndim), j = i < 0 ? -1 : rg_call_dim (call, dim2, v->ndim);
  if (j < 0)
    return false;
  if (i == j || v->ndim < 2)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "dim1 and dim2 must be two different dimensions");
  int64_t down = offset < 0 && offset >= -v->sizes[i] ? -offset : offset < 0 ? v->sizes[i] : 0;
  int64_t right = MIN (MAX (offset, 0), v->sizes[j]);
  int64_t size = MIN (v->sizes[i] - down, v->sizes[j] - right), stride = v->strides[i] + v->strides[j];
  v->offset += size > 0 ? down * v->strides[i] + right * v->strides[j] : 0;
  view_drop_dim (v, MAX (i, j));
  view_drop_dim (v, MIN (i, j));
  v->sizes[v->ndim] = MAX (size, 0);
  v->strides[v->ndim++] = stride;
  return true;
}

static inline bool __attribute__ ((unused))
windows_shape (RgCall *call, ViewShape *v, int64_t dim_, int64_t size, int64_t step, int64_t dilation)
{
  int dim = rg_call_dim (call, dim_, v->ndim);
  int64_t reach;
  if (dim < 0)
    return false;
  if (v->ndim == RG_MAX_DIMS)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the result would have more than %d dimensions", RG_MAX_DIMS);
  int64_t have = v->ndim ? v->sizes[dim] : 1;
  if (size < 0 || step < 1 || dilation < 1)
    return rg_call_fail (call, RG_ERROR_ARGUMENT,
                         "expected a size of 0 or more, and a step and a dilation of 1 or more");
  if (__builtin_mul_overflow (MAX (size - 1, 0), dilation, &reach) || reach + (size > 0) > have)
    return rg_call_fail (call, RG_ERROR_SHAPE, "a window of %" G_GINT64_FORMAT " does not fit dimension %d, of size %"
                         G_GINT64_FORMAT, size, dim, have);
  int64_t stride = v->ndim ? v->strides[dim] : 1;
  if (v->ndim)
    {
      v->sizes[dim] = (have - reach - (size > 0)) / step + 1;
      v->strides[dim] *= v->sizes[dim] > 1 ? step : 1;
    }
  v->sizes[v->ndim] = size;
  v->strides[v->ndim++] = stride * (size > 1 ? dilation : 1);
  return true;
}

#endif
