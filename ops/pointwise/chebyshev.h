/* chebyshev.h: sums of Chebyshev polynomials, for kernels of special functions.
 *
 * The series are our own: interpolated at 45 digits in the zeros of a polynomial
 * of higher degree, cut where the rest is below 2^-55 of the result. A sum is
 * taken by C. W. Clenshaw's recurrence (1955), which keeps the full precision
 * where powers of y would lose digits; every product that feeds a sum is an
 * explicit fma, so the bits are the same on every instruction set.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef CHEBYSHEV_H
#define CHEBYSHEV_H

#include <retrograde-op.h>

/* c[0] + c[1] T1 (y) + ... + c[n - 1] T(n - 1) (y) for -1 <= y <= 1. With a
 * constant n the loop is unrolled, so that a loop over elements vectorises. */
RG_INLINE double
chebyshev (const double *c, int n, double y)
{
  double b0 = 0, b1 = 0;
  const double twice = y + y;
#pragma GCC unroll 64
  for (int k = n - 1; k > 0; k--)
    {
      const double b2 = b1;
      b1 = b0;
      b0 = __builtin_fma (twice, b1, c[k] - b2);
    }
  return __builtin_fma (y, b0, c[0] - b1);
}

#define CHEBYSHEV(c, y) chebyshev (c, (int) G_N_ELEMENTS (c), y)

#endif
