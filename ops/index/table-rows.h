/* table-rows.h: rows of a table of embeddings.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef TABLE_ROWS_H
#define TABLE_ROWS_H

#include "walk.h"

/* `padding` within 0 .. rows - 1. */
static inline bool
padding_row (RgCall *call, int64_t padding, int64_t rows, int64_t *row)
{
  if (padding < -rows || padding >= rows)
    return rg_call_fail (call, RG_ERROR_ARGUMENT,
                         "padding_idx %" G_GINT64_FORMAT " is out of range for %" G_GINT64_FORMAT
                         " rows", padding, rows);
  *row = padding < 0 ? padding + rows : padding;
  return true;
}

/* Row index[k] of `table` (rows, width) belongs to row k of contiguous `list`. */
static inline bool
rows_walk (RgCall *call, Walk *w, RgTensor *table, RgTensor *index, RgTensor *list)
{
  int64_t width = rg_tensor_size (table, 1);
  *w = (Walk){ .dtype = rg_tensor_dtype (table), .table = rg_tensor_data (table), .list = rg_tensor_data (list),
               .alpha = 1, .range = rg_tensor_size (table, 0) };
  w->index = checked_indices (call, index, false, "the rows of weight", w->range);
  walk_slices (w, rg_tensor_numel (index), 0, rg_tensor_shape (table), rg_tensor_strides (table),
               RG_INTS (width, 1));
  return w->index != NULL;
}

#endif
