/* erfcx.h: the scaled complementary error function, for kernels of the normal
 * distribution.
 *
 *     erfcx (z) = e^(z^2) erfc (z)
 *
 * (1 + 2z) erfcx (z) is a smooth function of (z - 4) / (z + 4) on the whole half
 * line, as M. M. Shepherd and J. G. Laframboise have it (1981).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef ERFCX_H
#define ERFCX_H

#include "chebyshev.h"

static const double erfcx_terms[] = {
  0x1.2d6f89fde5d32p+0, -0x1.dbd7f406f01c8p-8, -0x1.4cdca869ad5d3p-4, 0x1.ec465395e4182p-5,
  -0x1.d71abf3cb5817p-6, 0x1.5b32ddd011b87p-7, -0x1.9b29d047b3562p-9, 0x1.86ef5f940a2bbp-11,
  -0x1.1f3f056511506p-13, 0x1.204c1fa3be5fep-16, -0x1.804fd072266e3p-21, -0x1.04813a1b8a3b9p-22,
  0x1.df061781beb30p-25, -0x1.216acaa8bc0bcp-29, -0x1.421950d8f4daap-30, 0x1.a3fa2e79e6d88p-33,
  0x1.efb3e315738f0p-37, -0x1.e59f50c0d27d8p-38, 0x1.9ce35d0f334c6p-44, 0x1.e31cd1e31bfd0p-43,
  -0x1.091c39299c87bp-46, -0x1.e08757ddb3dddp-48, 0x1.b09c53938c155p-51, 0x1.ffeb28f8a799cp-53
};

/* For z >= 0. */
RG_INLINE double
erfcx_positive (double z)
{
  const double t = rg_select_f64 (z > 1e300, 1e300, z);
  return CHEBYSHEV (erfcx_terms, (t - 4) / (t + 4)) / __builtin_fma (2.0, z, 1.0);
}

/* The probability that a standard normal number exceeds t >= 0. What squaring t
 * rounds away is put right; from 40 on the result is 0. */
RG_INLINE double
normal_above (double t)
{
  const double u = rg_select_f64 (t > 40, 40, t), h = u * u, low = __builtin_fma (u, u, -h);
  const double e = rg_exp_f64 (-0.5 * h);
  return 0.5 * __builtin_fma (e, -0.5 * low, e) * erfcx_positive (u * M_SQRT1_2);
}

#endif
