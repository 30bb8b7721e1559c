/* equal-parts.h: tensor_split along a given dimension, into equal parts only:
 * hsplit, vsplit and dsplit.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef EQUAL_PARTS_H
#define EQUAL_PARTS_H

#include "shape-op.h"

/* `sections` and `indices` are NULL where they are absent. */
static inline bool
split_equally (RgCall *call, int dim, const int64_t *sections, const RgInts *indices)
{
  RgTensorSplitAttrs attrs = RG_TENSOR_SPLIT_ATTRS_INIT;
  size_t n = 0;
  if (sections && (*sections < 1 || rg_tensor_size (call->inputs[0], dim) % *sections))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "sections must divide %" G_GINT64_FORMAT ", the size of dimension %d",
                         rg_tensor_size (call->inputs[0], dim), dim);
  attrs.has_sections = sections != NULL;
  attrs.sections = sections ? *sections : 0;
  attrs.has_indices_or_sections = indices != NULL;
  attrs.indices_or_sections = indices ? *indices : (RgInts){ 0, NULL };
  attrs.dim = dim;
  RgTensor **list = rg_tensor_split_with (call->inputs[0], NULL, &attrs, &n);
  return give_list (call, list, n);
}

#endif
