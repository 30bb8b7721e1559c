/* whole.h: attributes that operators of integers take as integers of their input's type.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef WHOLE_H
#define WHOLE_H

#include <retrograde-op.h>

/* Whether value, without its fraction, is one of input 0's type; of a floating type it is.
 * The call fails if not. */
static inline bool
whole_fits (RgCall *call, const char *name, double value)
{
  static const double least[RG_N_DTYPES] = { [RG_I64] = -0x1p63, [RG_I32] = -0x1p31, [RG_U8] = 0 };
  static const double beyond[RG_N_DTYPES] = { [RG_I64] = 0x1p63, [RG_I32] = 0x1p31, [RG_U8] = 256, [RG_BOOL] = 2 };
  const RgDType dtype = rg_tensor_dtype (call->inputs[0]);
  return rg_dtype_is_floating (dtype) || (value >= least[dtype] && value < beyond[dtype])
         || rg_call_fail (call, RG_ERROR_ARGUMENT, "%s=%g is out of the range of %s", name, value, rg_dtype_name (dtype));
}

#endif
