/* special.c: digamma and its derivatives.
 *
 * Plain scalar code over rg-vecmath.h with explicit fma, so that the bits are
 * the same on every machine.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "rg-special.h"
#include "rg-vecmath.h"

/* --- digamma --- */

/* Its positive zero, in two parts, and the zero less 1. */
#define ZERO 0x1.762d86356be3fp+0
#define ZERO_LOW 0x1.b86a722197829p-54
#define ZERO_LESS_1 0x1.d8b618d5af8fep-2
#define ZERO_LESS_1_LOW -0x1.1e563779a1f5bp-56

/* digamma (1.5 + t) / (1.5 + t - zero) for |t| <= 1/2: our own fit, 2^-54. */
static const double quotient[] = {
  0x1.e6f0cbb873617p-1,   -0x1.b1cb63005ee97p-2, 0x1.eca189b8e6ac7p-3,
  -0x1.2feeeb98a7b85p-3,  0x1.8512e5907ebdbp-4,  -0x1.fb442029eedd6p-5,
  0x1.4de9a9fae997ep-5,   -0x1.b9f8b12b71212p-6, 0x1.256477cf193a8p-6,
  -0x1.86356165ea8c6p-7,  0x1.03bfd4ee631dcp-7,  -0x1.5a06e77afdd75p-8,
  0x1.cd44e8360f485p-9,   -0x1.3369983122ce2p-9, 0x1.97ca21b58b8e3p-10,
  -0x1.0fde18027d3b0p-10, 0x1.7cf9d0ecf9db2p-11, -0x1.fb762ea2aba81p-12,
  0x1.d00bbb379f7ffp-13,  -0x1.371443b3f766ap-13, 0x1.1516e109fcefap-12,
  -0x1.70251e289590ep-13
};

/* B(2k) / (2k) of the expansion at infinity, in 1 / x^2. */
static const double expansion[]
    = { 1.0 / 12,    -1.0 / 120, 1.0 / 252,    -1.0 / 240,
        1.0 / 132, -691.0 / 32760, 1.0 / 12, -3617.0 / 8160 };

/* For |p| <= 1/4, our own fits in p^2, 2^-58: (1 / p - pi cot (pi p)) / p, and
 * (pi tan (pi p) - pi^2 p) / p^3. */
static const double cotangent[] = {
  0x1.a51a6625307d3p+1, 0x1.151322ac7d86bp+1, 0x1.0470984c04a9fp+1,
  0x1.010b36b316ab8p+1, 0x1.00412cc35d5aep+1, 0x1.001075d7a1413p+1,
  0x1.fff01d2453de4p+0, 0x1.0109510a1d638p+1, 0x1.e4be219d55ee1p+0,
  0x1.60ab15eb8691bp+1
};
static const double tangent[] = {
  0x1.03c1f081b5ac4p+5, 0x1.005ed5ead9005p+7, 0x1.000a2b78d5e48p+9,
  0x1.00011de88426ap+11, 0x1.00001f8670c44p+13, 0x1.0000084f4e0a2p+15,
  0x1.fffef88b33fb4p+16, 0x1.0009c868517cbp+19, 0x1.fef875dbbc684p+20,
  0x1.05040eb067de0p+23, 0x1.b8ce74d684ea2p+24, 0x1.b71fa9e35d582p+27,
  -0x1.9e3a3f452a04fp+29, 0x1.e2fde18d09618p+33, -0x1.291fa28567723p+36,
  0x1.27cbd6e35d357p+38
};
#define PI_SQUARE 0x1.3bd3cc9be45dep+3
#define PI_SQUARE_LOW 0x1.692b71366cc04p-51

static double
polynomial (const double *c, int n, double x)
{
  double y = c[n - 1];
  for (int k = n - 2; k >= 0; k--)
    y = __builtin_fma (y, x, c[k]);
  return y;
}

/* digamma for x > 0. */
static double
digamma_positive (double x)
{
  if (x >= 10.0)
    {
      const double z = 1.0 / x / x;
      const double tail = z * polynomial (expansion, (int) G_N_ELEMENTS (expansion), z);
      return rg_log_f64 (x) - (0.5 / x + tail);
    }
  if (x < 1.0) /* digamma (x + 1) - 1 / x */
    {
      const double d = x - ZERO_LESS_1 - ZERO_LESS_1_LOW;
      const double q = polynomial (quotient, (int) G_N_ELEMENTS (quotient), x - 0.5);
      return __builtin_fma (d, q, -1.0 / x);
    }
  double sum = 0, low = 0; /* of 1 / (x - i), as a pair */
  while (x > 2.0)
    {
      x -= 1.0;
      const double r = 1.0 / x, s = sum + r, v = s - sum;
      low += sum - (s - v) + (r - v) + __builtin_fma (-r, x, 1.0) / x;
      sum = s;
    }
  const double d = x - ZERO - ZERO_LOW;
  const double q = polynomial (quotient, (int) G_N_ELEMENTS (quotient), x - 1.5);
  return __builtin_fma (d, q, low) + sum;
}

/* -pi cot (pi p) for |p| <= 1/2, as a pair. */
static double
minus_cotangent (double p, double *low)
{
  if (__builtin_fabs (p) <= 0.25)
    {
      const double r = 1.0 / p, rest = __builtin_fma (-r, p, 1.0) * r;
      const double q = polynomial (cotangent, (int) G_N_ELEMENTS (cotangent), p * p);
      *low = __builtin_fma (p, q, -rest);
      return -r;
    }
  const double t = __builtin_copysign (0.5, p) - p, z = t * t, high = t * PI_SQUARE;
  const double q = polynomial (tangent, (int) G_N_ELEMENTS (tangent), z);
  *low = -__builtin_fma (t * z, q,
                         __builtin_fma (t, PI_SQUARE_LOW, __builtin_fma (t, PI_SQUARE, -high)));
  return -high;
}

double
rg_digamma_f64 (double x)
{
  if (x == 0.0)
    return __builtin_copysign ((double) INFINITY, -x);
  if (x > 0.0 || x != x)
    return x < (double) INFINITY ? digamma_positive (x) : x;
  const double part = x - __builtin_rint (x); /* exact */
  if (part == 0.0 || x == -(double) INFINITY)
    return (double) NAN;
  if (__builtin_fabs (part) < 1e-290)
    return -1.0 / part;
  /* digamma (1 - x) - pi cot (pi x), where the two may nearly cancel: what 1 - x
   * rounds away counts, but a rough derivative is enough for it. */
  const double s = 1.0 - x, u = 1.0 / s, low = (1.0 - s) - x;
  const double slope = u * __builtin_fma (u, __builtin_fma (u, 1.0 / 6, 0.5), 1.0);
  double rest;
  const double y = digamma_positive (s), cot = minus_cotangent (part, &rest);
  const double sum = y + cot, v = sum - y, lost = y - (sum - v) + (cot - v);
  return sum + (lost + __builtin_fma (low, slope, rest));
}

float
rg_digamma_f32 (float x)
{
  return (float) rg_digamma_f64 ((double) x);
}

/* --- polygamma --- */

/* B(2k) / (2k)!. */
static const double bernoulli[] = { 1.0 / 12,
                                    -1.0 / 720,
                                    1.0 / 30240,
                                    -1.0 / 1209600,
                                    1.0 / 47900160,
                                    -691.0 / 1307674368000.0,
                                    1.0 / 74724249600.0,
                                    -3617.0 / 10670622842880000.0,
                                    43867.0 / 5109094217170944000.0,
                                    -174611.0 / 802857662698291200000.0 };

/* x^-s. */
static double
inverse_power (double x, int64_t s)
{
  double y = 1.0;
  for (; s > 0; s >>= 1, x *= x)
    if (s & 1)
      y *= x;
  return 1.0 / y;
}

/* Hurwitz's zeta, the sum of (x + i)^-s from i = 0, for x > 0 and s >= 2: some
 * terms as they are, the rest by Euler and Maclaurin. */
static double
zeta_positive (int64_t s, double x)
{
  double sum = 0, order = (double) s;
  const double far = order + 10.0;
  double terms[32]; /* are added from the smallest */
  int n = 0;
  while (x < far && n < 32)
    {
      terms[n++] = inverse_power (x, s);
      x += 1.0;
    }
  double t = inverse_power (x, s) * order / x;
  const double head = inverse_power (x, s - 1) / (order - 1.0), half = 0.5 * inverse_power (x, s);
  for (size_t k = 0; k < G_N_ELEMENTS (bernoulli); k++)
    {
      sum = __builtin_fma (bernoulli[k], t, sum);
      t = t * (order + 1.0) / x * (order + 2.0) / x;
      order += 2.0;
    }
  sum = sum + half + head;
  while (n > 0)
    sum += terms[--n];
  return sum;
}

double
rg_polygamma_f64 (int64_t n, double x)
{
  if (n == 0)
    return rg_digamma_f64 (x);
  if (n < 0 || n > 170 || x != x || x == -(double) INFINITY)
    return (double) NAN;
  const int64_t s = n + 1;
  double factor = n % 2 ? 1.0 : -1.0; /* (-1)^(n + 1) n! */
  for (int64_t i = 2; i <= n; i++)
    factor *= (double) i;
  if (x == (double) INFINITY)
    return factor * 0.0;
  if (x > 0.0)
    return factor * zeta_positive (s, x);
  const double above = x - __builtin_floor (x), below = __builtin_ceil (x) - x;
  if (above == 0.0)
    return factor * (double) INFINITY;
  /* The sum over all integers depends on x's fraction only; what lies on the
   * other side of x is a sum of the same kind, mirrored. */
  const double mirror = s % 2 ? -1.0 : 1.0;
  const double between = zeta_positive (s, below) - zeta_positive (s, 1.0 - x);
  return factor * __builtin_fma (mirror, between, zeta_positive (s, above));
}

float
rg_polygamma_f32 (int64_t n, float x)
{
  return (float) rg_polygamma_f64 (n, (double) x);
}
