/* optim-math-private.h: what the kernels of several optimisers compute with.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_OPTIM_MATH_PRIVATE_H
#define RG_OPTIM_MATH_PRIVATE_H

#include "rg-kernel.h"
#include "rg-sleef.h"

/* The C library's own may differ in the last bit from one machine to another. */
static inline double
rg_power (double base, double exponent)
{
  double result;
  rg_sleef_pow_f64 (1, &result, &base, &exponent);
  return result;
}

static inline double
rg_cosine (double x)
{
  double result;
  rg_sleef_cos_f64 (1, &result, &x);
  return result;
}

RG_INLINE float
rg_root_f32 (float x)
{
  return __builtin_sqrtf (x);
}
RG_INLINE double
rg_root_f64 (double x)
{
  return __builtin_sqrt (x);
}

RG_INLINE float
rg_size_f32 (float x)
{
  return __builtin_fabsf (x);
}
RG_INLINE double
rg_size_f64 (double x)
{
  return __builtin_fabs (x);
}

/* torch.maximum: nan where either is. */
RG_INLINE float
rg_larger_f32 (float a, float b)
{
  return a > b || a != a ? a : b;
}
RG_INLINE double
rg_larger_f64 (double a, double b)
{
  return a > b || a != a ? a : b;
}

#endif
