/* interpolate-size.h: the size that interpolate and its older names give their
 * output, from a size or a factor.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef INTERPOLATE_SIZE_H
#define INTERPOLATE_SIZE_H

#include <retrograde-op.h>

/* Fills sizes, for the dimensions after (n, channels); false with an error. */
static inline bool
interpolate_size (RgCall *call, const RgInts *size, const double *factor, RgInts *result, int64_t *sizes)
{
  const RgInts shape = rg_tensor_shape (call->inputs[0]);
  const int64_t dims = shape.n - 2;
  if (dims < 1 || dims > 3)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the input must be (n, channels, ...) with 1 to 3 dimensions at the end");
  if ((size != NULL) == (factor != NULL))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "give size or scale_factor, one of them");
  if (size && size->n != 1 && size->n != dims)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "size must have 1 or %" G_GINT64_FORMAT " elements", dims);
  if (factor && !(*factor > 0))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "scale_factor must be positive");
  for (int64_t i = 0; i < dims; i++)
    sizes[i] = size ? size->v[size->n == 1 ? 0 : i] : rg_whole_f64 ((double) shape.v[2 + i] * *factor);
  *result = (RgInts){ dims, sizes };
  return true;
}

#endif
