/* making.h: what operators that make tensors share.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_OPS_MAKING_H
#define RG_OPS_MAKING_H

#include <retrograde-op.h>

/* Hands out what was made; NULL is a failure that the scope knows already. */
static inline bool
making_return (RgCall *call, RgTensor *made)
{
  return made && rg_call_return (call, 0, made);
}

/* Whether random numbers can be of that type; the call fails if not. */
static inline bool
making_floating (RgCall *call, RgDType dtype)
{
  return rg_dtype_is_floating (dtype)
         || rg_call_fail (call, RG_ERROR_DTYPE, "%s is no floating type: dtype is float32 or float64", rg_dtype_name (dtype));
}

/* Whether every element lies between two bounds; the call fails if not. */
static inline bool
making_within (RgCall *call, RgTensor *t, double low, double high)
{
  if (rg_tensor_numel (t) == 0)
    return true;
  RgTensor *max = NULL, *min = rg_aminmax (rg_detach (t), &max);
  if (min && rg_item (min) >= low && rg_item (max) <= high)
    return true;
  return rg_call_fail (call, RG_ERROR_ARGUMENT, "every element must lie between %g and %g", low, high);
}

#endif
