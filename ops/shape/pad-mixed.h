/* pad-mixed.h: borders of a dimension that is cut on one side and extended on the
 * other, which pad-modes.h leaves out: by an index into each dimension.
 *
 * As PyTorch has it, reflect and replicate still see what was cut off; circular goes
 * around what is left.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef PAD_MIXED_H
#define PAD_MIXED_H

#include "pad-modes.h"

/* Whether some dimension is both cut and extended. */
static inline bool
border_mixed (const Padding *p)
{
  for (int d = 0; d < p->ndim; d++)
    if ((p->before[d] < 0) != (p->after[d] < 0) && p->before[d] && p->after[d])
      return true;
  return false;
}

/* Where each of the p->out[d] elements of dimension d comes from: (out), int64; NULL,
 * with the error set, if a border is too large. */
static inline RgTensor *
border_places (RgCall *call, const Padding *p, char mode, int d)
{
  const bool around = mode == 'c';
  const int64_t cut = around ? MAX (-p->before[d], 0) : 0;
  const int64_t size = p->in[d] - cut - (around ? MAX (-p->after[d], 0) : 0);
  const int64_t first = around ? MAX (p->before[d], 0) : p->before[d];
  RgTensor *places = rg_empty (RG_I64, RG_SHAPE (p->out[d]));
  int64_t *at = places ? rg_tensor_data (places) : NULL;
  for (int64_t o = 0; at && o < p->out[d]; o++)
    {
      const int64_t i = size > 0 ? border_index (mode, o - first, size) : -1;
      if (i < 0 || i >= size)
        {
          rg_call_fail (call, RG_ERROR_SHAPE, "dimension %d, of size %" G_GINT64_FORMAT ", cannot give the border %"
                        G_GINT64_FORMAT ", %" G_GINT64_FORMAT " in this mode", d, p->in[d], p->before[d], p->after[d]);
          return NULL;
        }
      at[o] = cut + i;
    }
  return places;
}

/* Output 0 of pad. */
static inline bool
pad_mixed (RgCall *call, const Padding *p, char mode)
{
  RgTensor *out = call->inputs[0];
  for (int d = 0; out && d < p->ndim; d++)
    if (p->before[d] || p->after[d])
      {
        RgTensor *places = border_places (call, p, mode, d);
        out = places ? rg_index_select (out, d, places) : NULL;
      }
  return out && rg_call_return (call, 0, out);
}

/* Output 0 of pad_backward: each element where it came from, a dimension at a time. */
static inline bool
pad_mixed_backward (RgCall *call, const Padding *p, char mode)
{
  RgTensor *grad = call->inputs[0];
  int64_t sizes[RG_MAX_DIMS];
  memcpy (sizes, p->out, sizeof sizes);
  for (int d = 0; grad && d < p->ndim; d++)
    if (p->before[d] || p->after[d])
      {
        RgTensor *places = border_places (call, p, mode, d);
        sizes[d] = p->in[d];
        grad = places ? rg_index_add (rg_zeros (rg_tensor_dtype (grad), (RgInts){ p->ndim, sizes }), d, places, grad) : NULL;
      }
  return grad && rg_call_return (call, 0, grad);
}

#endif
