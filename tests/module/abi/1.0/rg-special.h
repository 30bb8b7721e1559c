/* rg-special.h: special functions that are computed one number at a time.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_SPECIAL_H
#define RG_SPECIAL_H

#include "rg-types.h"

G_BEGIN_DECLS

/**
 * rg_digamma_f64:
 * @x: a number
 *
 * The derivative of log gamma, at most 4 ulp from the exact value away from the
 * zeros on the negative axis. As PyTorch has it, -inf at 0, inf at -0 and NaN
 * at the negative integers.
 */
RG_API double rg_digamma_f64 (double x);
/** rg_digamma_f32: (skip): the same, computed in float64. */
RG_API float rg_digamma_f32 (float x);

/**
 * rg_polygamma_f64:
 * @n: which derivative of digamma; 0 is digamma itself
 * @x: a number
 *
 * The @n-th derivative of digamma, within about 4 + 2 @n ulp away from its
 * zeros; NaN for a negative @n, infinite at 0 and the negative integers.
 */
RG_API double rg_polygamma_f64 (int64_t n, double x);
/** rg_polygamma_f32: (skip): the same, computed in float64. */
RG_API float rg_polygamma_f32 (int64_t n, float x);

G_END_DECLS

#endif
