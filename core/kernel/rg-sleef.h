/* rg-sleef.h: block functions over SLEEF, for kernels of functions that
 * rg-vecmath.h does not have. Where SLEEF 3.5 overflows too early (sinh, cosh,
 * asinh, acosh, log1p, lgamma of large arguments, pow), rounds twice (erfc far out), or
 * makes 0 of what is subnormal (tgamma far below 0), the value is put right.
 *
 * All use SLEEF's deterministic variants without fma (`cinz`), whose bits do
 * not depend on the instruction set; tails are padded to a whole vector, so a
 * value does not depend on its position either. Inputs and outputs are
 * contiguous; an output may be one of the inputs.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_SLEEF_H
#define RG_SLEEF_H

#include "rg-types.h"

G_BEGIN_DECLS

/**
 * RG_SLEEF_UNARY:
 * @X: called with a name
 *
 * The functions of one input: `rg_sleef_NAME_f32 (n, out, in)` and `_f64`. At
 * most 1.3 ulp from the exact value, and results that are nearly subnormal 2;
 * lgamma loses digits near its zeros at negative arguments.
 */
#define RG_SLEEF_UNARY(X)                                                      \
  X (sin) X (cos) X (tan) X (asin) X (acos) X (atan) X (sinh) X (cosh)         \
  X (asinh) X (acosh) X (atanh) X (exp2) X (exp10) X (expm1) X (log2)          \
  X (log10) X (log1p) X (erfc) X (lgamma) X (tgamma) X (cbrt)

/**
 * RG_SLEEF_BINARY:
 * @X: called with a name
 *
 * The functions of two inputs: `rg_sleef_NAME_f32 (n, out, a, b)` and `_f64`.
 * fmod is exact (and our own: SLEEF's gives NaN for large quotients).
 */
#define RG_SLEEF_BINARY(X) X (pow) X (atan2) X (hypot) X (fmod)

#define RG_SLEEF_DECLARE_UNARY(name)                                           \
  RG_API void rg_sleef_##name##_f32 (size_t n, float *out, const float *in);   \
  RG_API void rg_sleef_##name##_f64 (size_t n, double *out, const double *in);
#define RG_SLEEF_DECLARE_BINARY(name)                                          \
  RG_API void rg_sleef_##name##_f32 (size_t n, float *out, const float *a,     \
                                     const float *b);                          \
  RG_API void rg_sleef_##name##_f64 (size_t n, double *out, const double *a,   \
                                     const double *b);
RG_SLEEF_UNARY (RG_SLEEF_DECLARE_UNARY)
RG_SLEEF_BINARY (RG_SLEEF_DECLARE_BINARY)
#undef RG_SLEEF_DECLARE_UNARY
#undef RG_SLEEF_DECLARE_BINARY

G_END_DECLS

#endif
