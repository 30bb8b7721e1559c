/* overlap.h: writing through strides that may meet the same element more than
 * once: the backward of as_strided.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef OVERLAP_H
#define OVERLAP_H

#include "shape-op.h"
#include "strided.h"

/* Whether `v` stays within `extent` elements from the first of what is viewed. */
static inline bool
overlap_check (RgCall *call, RgInts size, RgInts stride, int64_t offset, int64_t extent, ViewShape *v)
{
  int64_t reach = offset, step;
  bool empty = false;
  *v = (ViewShape){ .ndim = 0, .offset = 0 };
  if (size.n != stride.n || size.n > RG_MAX_DIMS)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "size and stride must have the same number of entries, at most %d",
                         RG_MAX_DIMS);
  v->ndim = (int) size.n;
  for (int d = 0; d < v->ndim; d++)
    {
      v->sizes[d] = size.v[d];
      v->strides[d] = stride.v[d];
      if (size.v[d] < 0 || stride.v[d] < 0)
        return rg_call_fail (call, RG_ERROR_ARGUMENT, "sizes and strides must not be negative");
      empty |= size.v[d] == 0;
    }
  for (int d = 0; d < v->ndim && !empty; d++)
    if (__builtin_mul_overflow (size.v[d] - 1, stride.v[d], &step) || __builtin_add_overflow (reach, step, &reach))
      return rg_call_fail (call, RG_ERROR_SHAPE, "size and stride reach too far");
  if (offset < 0 || (!empty && reach >= extent))
    return rg_call_fail (call, RG_ERROR_SHAPE, "reaches element %" G_GINT64_FORMAT " from %" G_GINT64_FORMAT
                         " on; the input holds %" G_GINT64_FORMAT, reach, offset, extent);
  v->offset = empty ? 0 : offset;
  return true;
}

/* How many elements lie from the first to the last of `t`. */
static inline int64_t
tensor_extent (const RgTensor *t)
{
  int64_t last = 0;
  if (rg_tensor_numel (t) == 0)
    return 0;
  for (int d = 0; d < rg_tensor_ndim (t); d++)
    last += (rg_tensor_size (t, d) - 1) * rg_tensor_stride (t, d);
  return last + 1;
}

typedef void (*OverlapFunc) (RgDType dtype, int ndim, const int64_t *sizes, void *dst, const int64_t *ds,
                             const void *src, const int64_t *ss);

/* Whether dimensions `first` and after never meet an element twice: each steps
 * over all that the ones with smaller strides reach. */
static inline bool
overlap_free (const ViewShape *v, int first)
{
  int order[RG_MAX_DIMS], n = 0;
  int64_t reach = 0;
  for (int d = first; d < v->ndim; d++)
    {
      int at = n++;
      for (; at > 0 && v->strides[order[at - 1]] > v->strides[d]; at--)
        order[at] = order[at - 1];
      order[at] = d;
    }
  for (int k = 0; k < n; k++)
    {
      if (v->sizes[order[k]] > 1 && v->strides[order[k]] <= reach)
        return false;
      reach += MAX (v->sizes[order[k]] - 1, 0) * v->strides[order[k]];
    }
  return true;
}

/* dst (through `v`) = or += src, as `write` does, as if in row-major order: the last
 * dimensions, as many as do not overlap, go at once; those before one by one. */
static inline void
overlap_write (OverlapFunc write, RgDType dtype, void *dst, const ViewShape *v, const RgTensor *src)
{
  int64_t esize = (int64_t) rg_dtype_size (dtype), rounds = 1;
  const int64_t *ss = rg_tensor_strides (src).v;
  int first = v->ndim;
  while (first > 0 && overlap_free (v, first - 1))
    first--;
  for (int d = 0; d < first; d++)
    rounds *= v->sizes[d];
  for (int64_t round = 0; round < rounds; round++)
    {
      int64_t rest = round, to = v->offset, from = 0;
      for (int d = first; d-- > 0;)
        {
          to += rest % v->sizes[d] * v->strides[d];
          from += rest % v->sizes[d] * ss[d];
          rest /= v->sizes[d];
        }
      write (dtype, v->ndim - first, v->sizes + first, (char *) dst + to * esize, v->strides + first,
             (const char *) rg_tensor_data (src) + from * esize, ss + first);
    }
}

#endif
