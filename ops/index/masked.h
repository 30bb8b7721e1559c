/* masked.h: a table walked by the places where a mask is true: masked_select and
 * masked_scatter.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef MASKED_H
#define MASKED_H

#include "mask.h"
#include "walk.h"

/* Element k of `list` belongs to the k-th place of a contiguous table. */
static inline Walk
masked_walk (RgTensor *table, const int64_t *places, int64_t n, RgTensor *list)
{
  return (Walk){ .dtype = rg_tensor_dtype (table), .table = rg_tensor_data (table), .list = rg_tensor_data (list),
                 .index = places, .alpha = 1, .range = rg_tensor_numel (table), .m = n, .tm = 1, .im = 1, .lm = 1,
                 .n = 1, .tj = 1, .lj = 1 };
}

/* The common sizes of a shape and a mask. */
static inline bool
masked_sizes (RgCall *call, RgInts a, RgInts b, ViewShape *out)
{
  int64_t sizes[RG_MAX_DIMS], n = MAX (a.n, b.n);
  for (int64_t d = 0; d < n; d++)
    {
      int64_t x = d < n - a.n ? 1 : a.v[d - n + a.n], y = d < n - b.n ? 1 : b.v[d - n + b.n];
      if (x != y && x != 1 && y != 1)
        return rg_call_fail (call, RG_ERROR_SHAPE, "the sizes of the mask do not broadcast with those of the tensor");
      sizes[d] = x == 1 ? y : x;
    }
  *out = view_of_sizes ((RgInts){ n, sizes });
  return true;
}

#endif
