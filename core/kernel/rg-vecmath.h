/* rg-vecmath.h: exp, log, tanh and their kin for kernel bodies.
 *
 * Every function takes and gives one number, has no branches, and is inlined,
 * so that a loop under `#pragma omp simd` becomes vector code. All of them are
 * at most 2 ulp away from the exact value over the whole range, take NaN,
 * infinities and subnormal numbers, and give the same bits on every
 * instruction set: each product that feeds a sum is an explicit fma, so there
 * is nothing left that a compiler could contract. Without hardware fma they
 * are slow.
 *
 * Order: helpers, then the functions, float32 beside float64. Polynomials are
 * our own weighted minimax fits (Lawson's iteration at 60 digits, coefficients
 * rounded one at a time from the lowest); `2^-n` at a polynomial is the
 * relative error that it adds to the result.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_VECMATH_H
#define RG_VECMATH_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>

#ifndef RG_INLINE
#define RG_INLINE static inline __attribute__ ((always_inline))
#endif

/* --- helpers --- */

RG_INLINE uint32_t
rg_bits_f32 (float x)
{
  uint32_t u;
  __builtin_memcpy (&u, &x, sizeof u);
  return u;
}

RG_INLINE float
rg_of_bits_f32 (uint32_t u)
{
  float x;
  __builtin_memcpy (&x, &u, sizeof x);
  return x;
}

RG_INLINE uint64_t
rg_bits_f64 (double x)
{
  uint64_t u;
  __builtin_memcpy (&u, &x, sizeof u);
  return u;
}

RG_INLINE double
rg_of_bits_f64 (uint64_t u)
{
  double x;
  __builtin_memcpy (&x, &u, sizeof x);
  return x;
}

/* A choice between two values that are both at hand. A plain `?:` may be
 * turned into a branch, which keeps a loop from being vectorised. */
RG_INLINE float
rg_select_f32 (int condition, float yes, float no)
{
  const uint32_t mask = 0u - (uint32_t) condition;
  return rg_of_bits_f32 ((rg_bits_f32 (yes) & mask) | (rg_bits_f32 (no) & ~mask));
}

RG_INLINE double
rg_select_f64 (int condition, double yes, double no)
{
  const uint64_t mask = 0u - (uint64_t) condition;
  return rg_of_bits_f64 ((rg_bits_f64 (yes) & mask) | (rg_bits_f64 (no) & ~mask));
}

/* 2^k for k that gives a normal number. */
RG_INLINE float
rg_pow2i_f32 (int32_t k)
{
  return rg_of_bits_f32 ((uint32_t) (k + 127) << 23);
}

RG_INLINE double
rg_pow2i_f64 (int64_t k)
{
  return rg_of_bits_f64 ((uint64_t) (k + 1023) << 52);
}

/* To be added to a number of small size: the sum's low bits are the number's
 * nearest integer. */
#define RG_ROUND_F32 0x1.8p23f
#define RG_ROUND_F64 0x1.8p52

/* (e^r - 1 - r) / r^2 for |r| <= ln (2) / 2; 2^-31 of expm1. */
RG_INLINE float
rg_expq_f32 (float r)
{
  float q = 0x1.a2923ep-13f;
  q = __builtin_fmaf (q, r, 0x1.6d4710p-10f);
  q = __builtin_fmaf (q, r, 0x1.110fe0p-7f);
  q = __builtin_fmaf (q, r, 0x1.5554eep-5f);
  q = __builtin_fmaf (q, r, 0x1.555556p-3f);
  return __builtin_fmaf (q, r, 0.5f);
}

/* The same; 2^-61. */
RG_INLINE double
rg_expq_f64 (double r)
{
  double q = 0x1.1f8ed67448945p-29;
  q = __builtin_fma (q, r, 0x1.af62626d806b8p-26);
  q = __builtin_fma (q, r, 0x1.27e4ca7d6d2c7p-22);
  q = __builtin_fma (q, r, 0x1.71ddf6889a67dp-19);
  q = __builtin_fma (q, r, 0x1.a01a01ae07f9bp-16);
  q = __builtin_fma (q, r, 0x1.a01a01b0780ccp-13);
  q = __builtin_fma (q, r, 0x1.6c16c16c14f11p-10);
  q = __builtin_fma (q, r, 0x1.111111110f5aap-7);
  q = __builtin_fma (q, r, 0x1.5555555555558p-5);
  q = __builtin_fma (q, r, 0x1.5555555555559p-3);
  return __builtin_fma (q, r, 0.5);
}

/* x = k ln (2) + r: gives r, and k as an integer and as a number. */
RG_INLINE float
rg_expr_f32 (float x, int32_t *k, float *kf)
{
  const float z = __builtin_fmaf (x, 0x1.715476p+0f, RG_ROUND_F32);
  const float n = z - RG_ROUND_F32;
  float r = __builtin_fmaf (n, -0x1.62e4p-1f, x);
  r = __builtin_fmaf (n, -0x1.7f7d1cp-20f, r);
  *k = (int32_t) (rg_bits_f32 (z) - rg_bits_f32 (RG_ROUND_F32));
  *kf = n;
  return r;
}

RG_INLINE double
rg_expr_f64 (double x, int64_t *k, double *kf)
{
  const double z = __builtin_fma (x, 0x1.71547652b82fep+0, RG_ROUND_F64);
  const double n = z - RG_ROUND_F64;
  double r = __builtin_fma (n, -0x1.62e42fefa39efp-1, x);
  r = __builtin_fma (n, -0x1.abc9e3b39803fp-56, r);
  *k = (int64_t) (rg_bits_f64 (z) - rg_bits_f64 (RG_ROUND_F64));
  *kf = n;
  return r;
}

/* p 2^k, rounded once also where it is subnormal or overflows. */
RG_INLINE float
rg_scale_f32 (float p, int32_t k)
{
  const int32_t half = k >> 1;
  return p * rg_pow2i_f32 (half) * rg_pow2i_f32 (k - half);
}

/* k >= -4096, and an unsigned shift: AVX2 has no other of 64 bits. Where x is no number
 * k is anything, so its arithmetic is unsigned throughout. */
RG_INLINE double
rg_scale_f64 (double p, int64_t k)
{
  const uint64_t half = (((uint64_t) k + 4096) >> 1) - 2048;
  return p * rg_pow2i_f64 ((int64_t) half) * rg_pow2i_f64 ((int64_t) ((uint64_t) k - half));
}

/* e^x where the result is a normal number. */
RG_INLINE float
rg_exp_normal_f32 (float x)
{
  int32_t k;
  float n;
  const float r = rg_expr_f32 (x, &k, &n);
  const float p = __builtin_fmaf (r * r, rg_expq_f32 (r), r) + 1.0f;
  return p * rg_pow2i_f32 (k);
}

RG_INLINE double
rg_exp_normal_f64 (double x)
{
  int64_t k;
  double n;
  const double r = rg_expr_f64 (x, &k, &n);
  const double p = __builtin_fma (r * r, rg_expq_f64 (r), r) + 1.0;
  return p * rg_pow2i_f64 (k);
}

/* log (1 + f), less f, for -1/3 <= f <= 1/3; 2^-30. */
RG_INLINE float
rg_logq_f32 (float f)
{
  float q = 0x1.f4d152p-4f;
  q = __builtin_fmaf (q, f, -0x1.072be8p-3f);
  q = __builtin_fmaf (q, f, 0x1.b627a6p-4f);
  q = __builtin_fmaf (q, f, -0x1.f37d52p-4f);
  q = __builtin_fmaf (q, f, 0x1.250ed2p-3f);
  q = __builtin_fmaf (q, f, -0x1.559980p-3f);
  q = __builtin_fmaf (q, f, 0x1.99969ep-3f);
  q = __builtin_fmaf (q, f, -0x1.ffff0cp-3f);
  q = __builtin_fmaf (q, f, 0x1.555558p-2f);
  return f * f * __builtin_fmaf (q, f, -0.5f);
}

/* The same: with s = f / (2 + f), log (1 + f) = f - f^2 / 2 +
 * s (f^2 / 2 + R (s^2)); 2^-62. The caller adds `low` where it matters least. */
RG_INLINE double
rg_logq_f64 (double f, double low)
{
  const double s = f / (2.0 + f), z = s * s, h = 0.5 * f;
  double q = 0x1.1b7ebda4c2ff3p-3;
  q = __builtin_fma (q, z, 0x1.0dcbfb3270f02p-3);
  q = __builtin_fma (q, z, 0x1.3b35bb34f2f1fp-3);
  q = __builtin_fma (q, z, 0x1.745c4b02c0d9bp-3);
  q = __builtin_fma (q, z, 0x1.c71c748f334b6p-3);
  q = __builtin_fma (q, z, 0x1.24924921e4c28p-2);
  q = __builtin_fma (q, z, 0x1.999999999c175p-2);
  q = __builtin_fma (q, z, 0x1.555555555554fp-1);
  const double t = __builtin_fma (h, f, z * q);
  return __builtin_fma (-h, f, __builtin_fma (s, t, low));
}

/* x = 2^k (1 + f), -1/3 <= f < 1/3, for positive x: gives f, and k as a number. */
RG_INLINE float
rg_logr_f32 (float x, float *k)
{
  const int small = x < 0x1p-126f;
  const uint32_t u = rg_bits_f32 (rg_select_f32 (small, x * 0x1p23f, x));
  const int32_t e = (int32_t) (u - 0x3f2aaaabu) >> 23;
  *k = (float) e - rg_select_f32 (small, 23.0f, 0.0f);
  return rg_of_bits_f32 (u - ((uint32_t) e << 23)) - 1.0f;
}

/* The exponent stays unsigned, offset by 1023, and becomes a number by way of
 * the low bits of 2^52: AVX2 converts no integers of 64 bits. */
RG_INLINE double
rg_logr_f64 (double x, double *k)
{
  const int small = x < 0x1p-1022;
  const uint64_t u = rg_bits_f64 (rg_select_f64 (small, x * 0x1p54, x));
  const uint64_t e = (u - 0x3fe5555555555555u + 0x3ff0000000000000u) >> 52;
  const double n = rg_of_bits_f64 (e | 0x4330000000000000u);
  *k = n - rg_select_f64 (small, 0x1p52 + 1023.0 + 54.0, 0x1p52 + 1023.0);
  return rg_of_bits_f64 (u - (e << 52) + 0x3ff0000000000000u) - 1.0;
}

/* What a logarithm of x is where it is not `finite`. */
RG_INLINE float
rg_loge_f32 (float x, float finite)
{
  const float y = rg_select_f32 (x == 0.0f, -INFINITY, NAN);
  const float z = rg_select_f32 (x > 0.0f, finite, y);
  return rg_select_f32 (x == INFINITY, x, z);
}

RG_INLINE double
rg_loge_f64 (double x, double finite)
{
  const double y = rg_select_f64 (x == 0.0, -(double) INFINITY, (double) NAN);
  const double z = rg_select_f64 (x > 0.0, finite, y);
  return rg_select_f64 (x == (double) INFINITY, x, z);
}

/* e^t - 1 for 0 <= t <= 64, to be divided by itself plus 2. */
RG_INLINE float
rg_expm1_positive_f32 (float t)
{
  int32_t k;
  float n;
  const float r = rg_expr_f32 (t, &k, &n), s = rg_pow2i_f32 (k);
  const float p = __builtin_fmaf (r * r, rg_expq_f32 (r), r);
  return __builtin_fmaf (s, p, s - 1.0f);
}

RG_INLINE double
rg_expm1_positive_f64 (double t)
{
  int64_t k;
  double n;
  const double r = rg_expr_f64 (t, &k, &n), s = rg_pow2i_f64 (k);
  const double p = __builtin_fma (r * r, rg_expq_f64 (r), r);
  return __builtin_fma (s, p, s - 1.0);
}

/* --- exponentials --- */

/** rg_exp_f32: (skip): e^x. */
RG_INLINE float
rg_exp_f32 (float x)
{
  int32_t k;
  float n;
  x = rg_select_f32 (x > 89.0f, 89.0f, x);
  x = rg_select_f32 (x < -104.0f, -104.0f, x);
  const float r = rg_expr_f32 (x, &k, &n);
  return rg_scale_f32 (__builtin_fmaf (r * r, rg_expq_f32 (r), r) + 1.0f, k);
}

/** rg_exp_f64: (skip): e^x. */
RG_INLINE double
rg_exp_f64 (double x)
{
  int64_t k;
  double n;
  x = rg_select_f64 (x > 710.0, 710.0, x);
  x = rg_select_f64 (x < -746.0, -746.0, x);
  const double r = rg_expr_f64 (x, &k, &n);
  return rg_scale_f64 (__builtin_fma (r * r, rg_expq_f64 (r), r) + 1.0, k);
}

/** rg_exp2_f32: (skip): 2^x. */
RG_INLINE float
rg_exp2_f32 (float x)
{
  x = rg_select_f32 (x > 128.0f, 128.0f, x);
  x = rg_select_f32 (x < -151.0f, -151.0f, x);
  const float z = x + RG_ROUND_F32, f = x - (z - RG_ROUND_F32);
  const float r = f * 0x1.62e430p-1f;
  const float low = __builtin_fmaf (f, -0x1.05c610p-29f,
                                    __builtin_fmaf (f, 0x1.62e430p-1f, -r));
  const float p = __builtin_fmaf (r * r, rg_expq_f32 (r), low) + r;
  return rg_scale_f32 (p + 1.0f, (int32_t) (rg_bits_f32 (z) - rg_bits_f32 (RG_ROUND_F32)));
}

/** rg_exp2_f64: (skip): 2^x. */
RG_INLINE double
rg_exp2_f64 (double x)
{
  x = rg_select_f64 (x > 1024.0, 1024.0, x);
  x = rg_select_f64 (x < -1076.0, -1076.0, x);
  const double z = x + RG_ROUND_F64, f = x - (z - RG_ROUND_F64);
  const double r = f * 0x1.62e42fefa39efp-1;
  const double low = __builtin_fma (f, 0x1.abc9e3b39803fp-56,
                                    __builtin_fma (f, 0x1.62e42fefa39efp-1, -r));
  const double p = __builtin_fma (r * r, rg_expq_f64 (r), low) + r;
  return rg_scale_f64 (p + 1.0, (int64_t) (rg_bits_f64 (z) - rg_bits_f64 (RG_ROUND_F64)));
}

/** rg_expm1_f32: (skip): e^x - 1. */
RG_INLINE float
rg_expm1_f32 (float x)
{
  int32_t k;
  float n;
  float y = rg_select_f32 (x > 89.0f, 89.0f, x);
  y = rg_select_f32 (y < -20.0f, -20.0f, y);
  const float r = rg_expr_f32 (y, &k, &n), s = rg_pow2i_f32 (k - 1);
  const float p = __builtin_fmaf (r * r, rg_expq_f32 (r), r);
  y = 2.0f * __builtin_fmaf (s, p, s - 0.5f);
  return rg_select_f32 (__builtin_fabsf (x) < 0x1p-25f, x, y);
}

/** rg_expm1_f64: (skip): e^x - 1. */
RG_INLINE double
rg_expm1_f64 (double x)
{
  int64_t k;
  double n;
  double y = rg_select_f64 (x > 710.0, 710.0, x);
  y = rg_select_f64 (y < -40.0, -40.0, y);
  const double r = rg_expr_f64 (y, &k, &n), s = rg_pow2i_f64 (k - 1);
  const double p = __builtin_fma (r * r, rg_expq_f64 (r), r);
  y = 2.0 * __builtin_fma (s, p, s - 0.5);
  return rg_select_f64 (__builtin_fabs (x) < 0x1p-54, x, y);
}

/* --- logarithms --- */

/** rg_log_f32: (skip): the natural logarithm. */
RG_INLINE float
rg_log_f32 (float x)
{
  float k;
  const float f = rg_logr_f32 (x, &k);
  const float low = __builtin_fmaf (k, -0x1.e8082ep-16f, rg_logq_f32 (f));
  return rg_loge_f32 (x, __builtin_fmaf (k, 0x1.62e8p-1f, f + low));
}

/** rg_log_f64: (skip): the natural logarithm. */
RG_INLINE double
rg_log_f64 (double x)
{
  double k;
  const double f = rg_logr_f64 (x, &k);
  const double y = f + rg_logq_f64 (f, k * -0x1.8432a1b0e2634p-43);
  return rg_loge_f64 (x, __builtin_fma (k, 0x1.62e42fefa4p-1, y));
}

/** rg_log2_f32: (skip): the logarithm to base 2. */
RG_INLINE float
rg_log2_f32 (float x)
{
  float k;
  const float f = rg_logr_f32 (x, &k), g = rg_logq_f32 (f), y = f + g;
  const float low = __builtin_fmaf (y, 0x1.4ae0c0p-26f, (f - y + g) * 0x1.715476p+0f);
  return rg_loge_f32 (x, __builtin_fmaf (y, 0x1.715476p+0f, k) + low);
}

/** rg_log2_f64: (skip): the logarithm to base 2. */
RG_INLINE double
rg_log2_f64 (double x)
{
  double k;
  const double f = rg_logr_f64 (x, &k), g = rg_logq_f64 (f, 0.0), y = f + g;
  const double low
      = __builtin_fma (y, 0x1.777d0ffda0d24p-56, (f - y + g) * 0x1.71547652b82fep+0);
  return rg_loge_f64 (x, __builtin_fma (y, 0x1.71547652b82fep+0, k) + low);
}

/** rg_log10_f32: (skip): the logarithm to base 10. */
RG_INLINE float
rg_log10_f32 (float x)
{
  float k;
  const float f = rg_logr_f32 (x, &k), g = rg_logq_f32 (f), y = f + g;
  const float rest = __builtin_fmaf (f - y + g, 0x1.bcb7b2p-2f, y * -0x1.5b235ep-27f);
  const float low = __builtin_fmaf (k, 0x1.3509f8p-18f, rest);
  return rg_loge_f32 (x, __builtin_fmaf (k, 0x1.344p-2f,
                                         __builtin_fmaf (y, 0x1.bcb7b2p-2f, low)));
}

/** rg_log10_f64: (skip): the logarithm to base 10. */
RG_INLINE double
rg_log10_f64 (double x)
{
  double k;
  const double f = rg_logr_f64 (x, &k), g = rg_logq_f64 (f, 0.0), y = f + g;
  const double rest
      = __builtin_fma (f - y + g, 0x1.bcb7b1526e50ep-2, y * 0x1.95355baaafad3p-57);
  const double low = __builtin_fma (k, -0x1.80433b83b532ap-44, rest);
  return rg_loge_f64 (x, __builtin_fma (k, 0x1.34413509f8p-2,
                                        __builtin_fma (y, 0x1.bcb7b1526e50ep-2, low)));
}

/** rg_log1p_f32: (skip): log (1 + x). 1 + x chooses the power of two; f then
 * comes from x itself. 2^-k is made in two steps, since it may be subnormal. */
RG_INLINE float
rg_log1p_f32 (float x)
{
  const float u = 1.0f + x;
  const int32_t e = (int32_t) (rg_bits_f32 (u) - 0x3f2aaaabu) >> 23;
  const float k = (float) e, s = 0.25f * rg_pow2i_f32 (2 - e);
  const float f = __builtin_fmaf (s, x, s - 1.0f);
  const float low = __builtin_fmaf (k, -0x1.e8082ep-16f, rg_logq_f32 (f));
  const float z = __builtin_fmaf (k, 0x1.62e8p-1f, f + low);
  return rg_select_f32 (__builtin_fabsf (x) < 0x1p-25f, x, rg_loge_f32 (u, z));
}

/** rg_log1p_f64: (skip): log (1 + x). */
RG_INLINE double
rg_log1p_f64 (double x)
{
  const double u = 1.0 + x;
  const uint64_t e
      = (rg_bits_f64 (u) - 0x3fe5555555555555u + 0x3ff0000000000000u) >> 52;
  const double k = rg_of_bits_f64 (e | 0x4330000000000000u) - (0x1p52 + 1023.0);
  const double s = 0.25 * rg_of_bits_f64 ((2048u - e) << 52);
  const double f = __builtin_fma (s, x, s - 1.0);
  const double y = f + rg_logq_f64 (f, k * -0x1.8432a1b0e2634p-43);
  const double z = __builtin_fma (k, 0x1.62e42fefa4p-1, y);
  return rg_select_f64 (__builtin_fabs (x) < 0x1p-54, x, rg_loge_f64 (u, z));
}

/* --- sigmoids --- */

/** rg_tanh_f32: (skip): t + t^3 P (t^2) below 0.35; above, with e = e^2t - 1,
 * e / (e + 2). */
RG_INLINE float
rg_tanh_f32 (float x)
{
  const float t = __builtin_fabsf (x), z = t * t;
  float p = 0x1.3ea934p-6f;
  p = __builtin_fmaf (p, z, -0x1.b827d8p-5f);
  p = __builtin_fmaf (p, z, 0x1.110c36p-3f);
  p = __builtin_fmaf (p, z, -0x1.55554ep-2f); /* 2^-30 */
  const float near = __builtin_fmaf (t * z, p, t);

  const float e = rg_expm1_positive_f32 (2.0f * rg_select_f32 (t > 10.0f, 10.0f, t));
  const float far = e / (e + 2.0f);

  return __builtin_copysignf (rg_select_f32 (t < 0.35f, near, far), x);
}

/** rg_tanh_f64: (skip): likewise. */
RG_INLINE double
rg_tanh_f64 (double x)
{
  const double t = __builtin_fabs (x), z = t * t;
  double p = -0x1.896fe7b82b4e7p-13;
  p = __builtin_fma (p, z, 0x1.2eac641d84d14p-11);
  p = __builtin_fma (p, z, -0x1.7d2c069deb48ap-10);
  p = __builtin_fma (p, z, 0x1.d6cebcc14d21dp-9);
  p = __builtin_fma (p, z, -0x1.226e243b9b763p-7);
  p = __builtin_fma (p, z, 0x1.664f483c9e409p-6);
  p = __builtin_fma (p, z, -0x1.ba1ba1b9788d4p-5);
  p = __builtin_fma (p, z, 0x1.1111111110b39p-3);
  p = __builtin_fma (p, z, -0x1.5555555555553p-2); /* 2^-62 */
  const double near = __builtin_fma (t * z, p, t);

  const double e = rg_expm1_positive_f64 (2.0 * rg_select_f64 (t > 20.0, 20.0, t));
  const double far = e / (e + 2.0);

  return __builtin_copysign (rg_select_f64 (t < 0.35, near, far), x);
}

/** rg_sigmoid_f32: (skip): 1 / (1 + e^-x), by the exponential that is at most 1;
 * what rounding took from the denominator is put right after the division, whose
 * inverse is the result itself, or one less it. */
RG_INLINE float
rg_sigmoid_f32 (float x)
{
  const float e = rg_exp_f32 (-__builtin_fabsf (x)), d = 1.0f + e;
  const float low = e - (d - 1.0f), y = rg_select_f32 (x < 0.0f, e, 1.0f) / d;
  return __builtin_fmaf (-y, low * rg_select_f32 (x < 0.0f, 1.0f - y, y), y);
}

/** rg_sigmoid_f64: (skip): likewise. */
RG_INLINE double
rg_sigmoid_f64 (double x)
{
  const double e = rg_exp_f64 (-__builtin_fabs (x)), d = 1.0 + e;
  const double low = e - (d - 1.0), y = rg_select_f64 (x < 0.0, e, 1.0) / d;
  return __builtin_fma (-y, low * rg_select_f64 (x < 0.0, 1.0 - y, y), y);
}

/* --- the error function --- */

/** rg_erf_f32: (skip): t + t P (t^2) below 1, and 1 - e^-(t + t Q (t)) above. */
RG_INLINE float
rg_erf_f32 (float x)
{
  const float t = __builtin_fabsf (x), z = t * t;
  float p = 0x1.48ee24p-14f;
  p = __builtin_fmaf (p, z, -0x1.a3c968p-11f);
  p = __builtin_fmaf (p, z, 0x1.53ff92p-8f);
  p = __builtin_fmaf (p, z, -0x1.b7f858p-6f);
  p = __builtin_fmaf (p, z, 0x1.ce2cf0p-4f);
  p = __builtin_fmaf (p, z, -0x1.81273ep-2f);
  p = __builtin_fmaf (p, z, 0x1.06eba8p-3f); /* 2^-29 */
  const float near = __builtin_fmaf (t, p, t);

  const float w = rg_select_f32 (t > 4.0f, 4.0f, t);
  float q = 0x1.08aa76p-18f;
  q = __builtin_fmaf (q, w, -0x1.1742c0p-15f);
  q = __builtin_fmaf (q, w, -0x1.dacf9ap-14f);
  q = __builtin_fmaf (q, w, 0x1.977f2ep-9f);
  q = __builtin_fmaf (q, w, -0x1.7852aep-6f);
  q = __builtin_fmaf (q, w, 0x1.b05312p-4f);
  q = __builtin_fmaf (q, w, 0x1.455d00p-1f);
  q = __builtin_fmaf (q, w, 0x1.075786p-3f); /* 2^-32 */
  const float far = 1.0f - rg_exp_normal_f32 (__builtin_fmaf (-w, q, -w));

  return __builtin_copysignf (rg_select_f32 (t < 1.0f, near, far), x);
}

/** rg_erf_f64: (skip): likewise. */
RG_INLINE double
rg_erf_f64 (double x)
{
  const double t = __builtin_fabs (x), z = t * t;
  double p = 0x1.52617ad0eff79p-34;
  p = __builtin_fma (p, z, -0x1.565dfd97f3010p-30);
  p = __builtin_fma (p, z, 0x1.00f2c01519deep-26);
  p = __builtin_fma (p, z, -0x1.6020f7a60bc74p-23);
  p = __builtin_fma (p, z, 0x1.b9ffc75f4d1acp-20);
  p = __builtin_fma (p, z, -0x1.f4d4a397084fap-17);
  p = __builtin_fma (p, z, 0x1.f9a349ef547a4p-14);
  p = __builtin_fma (p, z, -0x1.c02db561b92c6p-11);
  p = __builtin_fma (p, z, 0x1.565bcd1762d3cp-8);
  p = __builtin_fma (p, z, -0x1.b82ce312cf6f0p-6);
  p = __builtin_fma (p, z, 0x1.ce2f21a043ed6p-4);
  p = __builtin_fma (p, z, -0x1.812746b037a0ap-2);
  p = __builtin_fma (p, z, 0x1.06eba8214db69p-3); /* 2^-56 */
  const double near = __builtin_fma (t, p, t);

  const double w = rg_select_f64 (t > 6.0, 6.0, t);
  double q = 0x1.c88b683752e31p-43;
  q = __builtin_fma (q, w, -0x1.60a7c8a3af2b8p-37);
  q = __builtin_fma (q, w, 0x1.00b9496bc03d9p-32);
  q = __builtin_fma (q, w, -0x1.d44da8bda9814p-29);
  q = __builtin_fma (q, w, 0x1.2bdad1818ec81p-25);
  q = __builtin_fma (q, w, -0x1.1df88a52f333dp-22);
  q = __builtin_fma (q, w, 0x1.a3a1995370fa6p-20);
  q = __builtin_fma (q, w, -0x1.e09adc0a9aecep-18);
  q = __builtin_fma (q, w, 0x1.abb2eabd6876bp-16);
  q = __builtin_fma (q, w, -0x1.1cc0fd8df8700p-14);
  q = __builtin_fma (q, w, 0x1.ebfc931ad41eep-14);
  q = __builtin_fma (q, w, -0x1.146699711f28dp-15);
  q = __builtin_fma (q, w, -0x1.19db0f1621b97p-11);
  q = __builtin_fma (q, w, 0x1.b2ec28d85d3a8p-10);
  q = __builtin_fma (q, w, -0x1.8c30356480044p-13);
  q = __builtin_fma (q, w, -0x1.39892dff9598dp-6);
  q = __builtin_fma (q, w, 0x1.a4f75cc7c4606p-4);
  q = __builtin_fma (q, w, 0x1.45f2f8afeea99p-1);
  q = __builtin_fma (q, w, 0x1.06ebace5eab0dp-3); /* 2^-61 */
  const double far = 1.0 - rg_exp_normal_f64 (__builtin_fma (-w, q, -w));

  return __builtin_copysign (rg_select_f64 (t < 1.0, near, far), x);
}

#endif
