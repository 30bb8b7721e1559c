/* flat.h: operators whose index counts the elements of the flattened tensor.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef FLAT_H
#define FLAT_H

#include "walk.h"

/* The walk over a flattened, contiguous table by index tensor 1. */
static inline bool
flat_walk (RgCall *call, Walk *w, RgTensor *table, RgTensor *list)
{
  int64_t size = rg_tensor_numel (table), n = rg_tensor_numel (call->inputs[1]);
  *w = (Walk){ .dtype = rg_tensor_dtype (table), .table = rg_tensor_data (table), .list = rg_tensor_data (list),
               .alpha = 1, .range = size, .m = n, .tm = 1, .im = 1, .lm = 1, .n = 1, .tj = 1, .lj = 1 };
  w->index = checked_indices (call, call->inputs[1], true, "the flattened tensor", size);
  return w->index != NULL;
}

#endif
