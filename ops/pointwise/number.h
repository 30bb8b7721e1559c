/* number.h: an input that may be a number, for functions of it alone: those of numbers
 * are float32, PyTorch's default type, which a gradient in float64 must not be.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef NUMBER_H
#define NUMBER_H

#include <retrograde-op.h>

/* @t in @type; a number becomes a tensor without dimensions. */
static inline RgTensor *
number_in (RgTensor *t, RgDType type)
{
  return rg_tensor_is_number (t) ? rg_scalar (type, rg_item (t)) : rg_to (t, type);
}

#endif
