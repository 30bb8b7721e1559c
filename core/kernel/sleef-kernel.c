/* sleef-kernel.c: loops over SLEEF's deterministic functions, built once for each
 * instruction set with RG_KERNEL_ISA set to base, v3 or v4 and the flags that
 * go with it.
 *
 * Order: names and vectors of this build, what SLEEF gets wrong, the loops, the
 * table.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "rg-vecmath.h"
#include "sleef-private.h"
#include <sleef.h>
#include <string.h>

/* --- names and vectors of this build --- */

#if defined(__AVX512F__)
#define F32(name, ulp) Sleef_cinz_##name##f16_##ulp##avx512fnofma
#define F64(name, ulp) Sleef_cinz_##name##d8_##ulp##avx512fnofma
typedef __m512 V32;
typedef __m512d V64;
#elif defined(__AVX__)
#define F32(name, ulp) Sleef_cinz_##name##f8_##ulp##avx
#define F64(name, ulp) Sleef_cinz_##name##d4_##ulp##avx
typedef __m256 V32;
typedef __m256d V64;
#elif defined(__SSE2__)
#define F32(name, ulp) Sleef_cinz_##name##f4_##ulp##sse2
#define F64(name, ulp) Sleef_cinz_##name##d2_##ulp##sse2
typedef __m128 V32;
typedef __m128d V64;
#else
#define F32(name, ulp) Sleef_cinz_##name##f1_##ulp##purec
#define F64(name, ulp) Sleef_cinz_##name##d1_##ulp##purec
typedef float V32;
typedef double V64;
#endif
#define W32 (sizeof (V32) / sizeof (float))
#define W64 (sizeof (V64) / sizeof (double))

#ifndef RG_KERNEL_ISA
#define RG_KERNEL_ISA base
#endif
#define PASTE_(a, b) a##b
#define PASTE(a, b) PASTE_ (a, b)

/* --- what SLEEF gets wrong: a test, and the right value --- */

#define SQRT_PI 0x1.c5bf891b4ef6bp+0
#define SQRT_PI_LOW -0x1.618f13eb7ca89p-54

/* e^t / 2, at the upper end of the range, where e^t overflows. */
static inline float
half_exp_f32 (float t)
{
  int32_t k;
  float n;
  const float r = rg_expr_f32 (t > 91.0f ? 91.0f : t, &k, &n);
  return rg_scale_f32 (__builtin_fmaf (r * r, rg_expq_f32 (r), r) + 1.0f, k - 1);
}

static inline double
half_exp_f64 (double t)
{
  int64_t k;
  double n;
  const double r = rg_expr_f64 (t > 712.0 ? 712.0 : t, &k, &n);
  return rg_scale_f64 (__builtin_fma (r * r, rg_expq_f64 (r), r) + 1.0, k - 1);
}

/* log (2 t): what asinh and acosh are for large t. */
static inline float
log_twice_f32 (float t)
{
  return rg_log_f32 (t) + 0x1.62e430p-1f;
}

static inline double
log_twice_f64 (double t)
{
  return rg_log_f64 (t) + 0x1.62e42fefa39efp-1;
}

#define TEST_sinh_f32(x) (__builtin_fabsf (x) > 88.0f)
#define TEST_sinh_f64(x) (__builtin_fabs (x) > 709.0)
#define FIX_sinh_f32(x) __builtin_copysignf (half_exp_f32 (__builtin_fabsf (x)), x)
#define FIX_sinh_f64(x) __builtin_copysign (half_exp_f64 (__builtin_fabs (x)), x)
#define TEST_cosh_f32 TEST_sinh_f32
#define TEST_cosh_f64 TEST_sinh_f64
#define FIX_cosh_f32(x) half_exp_f32 (__builtin_fabsf (x))
#define FIX_cosh_f64(x) half_exp_f64 (__builtin_fabs (x))
#define TEST_asinh_f32(x) (__builtin_fabsf (x) > 0x1p40f)
#define TEST_asinh_f64(x) (__builtin_fabs (x) > 0x1p80)
#define FIX_asinh_f32(x) __builtin_copysignf (log_twice_f32 (__builtin_fabsf (x)), x)
#define FIX_asinh_f64(x) __builtin_copysign (log_twice_f64 (__builtin_fabs (x)), x)
#define TEST_acosh_f32(x) ((x) > 0x1p40f)
#define TEST_acosh_f64(x) ((x) > 0x1p80)
#define FIX_acosh_f32(x) log_twice_f32 (x)
#define FIX_acosh_f64(x) log_twice_f64 (x)
#define TEST_log1p_f32(x) ((x) > 0x1p40f)
#define TEST_log1p_f64(x) ((x) > 0x1p80)
#define FIX_log1p_f32(x) rg_log_f32 (x)
#define FIX_log1p_f64(x) rg_log_f64 (x)
/* x (log x - 1), Stirling's leading terms. */
#define TEST_lgamma_f32(x) ((x) > 0x1p110f)
#define TEST_lgamma_f64(x) ((x) > 0x1p1000)
#define FIX_lgamma_f32(x) (float) ((double) (x) * (rg_log_f64 ((double) (x)) - 1.0))
#define FIX_lgamma_f64(x) ((x) * (rg_log_f64 (x) - 1.0))

/* erfc far out, rounded once where it is subnormal: e^(-x^2) / (x sqrt (pi)) times
 * the expansion in 1 / x^2; what each step rounds away is carried along. */
static inline double
erfc_far (double x)
{
  int64_t k;
  double n;
  x = x > 30.0 ? 30.0 : x;
  const double h = x * x, low = __builtin_fma (x, x, -h), z = 1.0 / h;
  double s = 162.421875;
  s = __builtin_fma (s, z, -29.53125);
  s = __builtin_fma (s, z, 6.5625);
  s = __builtin_fma (s, z, -1.875);
  s = __builtin_fma (s, z, 0.75);
  s = __builtin_fma (s, z, -0.5) * z;
  const double r = rg_expr_f64 (-h, &k, &n);
  const double t = __builtin_fma (r * r, rg_expq_f64 (r), r), p = 1.0 + t;
  const double d = x * SQRT_PI, d_low = __builtin_fma (x, SQRT_PI, -d) + x * SQRT_PI_LOW;
  const double y = p / d, rest = __builtin_fma (-y, d, p);
  const double p_low = __builtin_fma (-p, low, t - (p - 1.0));
  const double y_low = __builtin_fma (y, s, (__builtin_fma (-y, d_low, p_low) + rest) / d);
  return rg_scale_f64 (y + y_low, k);
}

#define TEST_erfc_f32(x) ((x) > 9.0f)
#define TEST_erfc_f64(x) ((x) > 26.0)
#define FIX_erfc_f32(x) (float) erfc_far ((double) (x))
#define FIX_erfc_f64(x) erfc_far (x)

/* The gamma function far below 0, where it is subnormal in places, which SLEEF makes 0:
 * from where it is not, divided by the 32 factors that lie between. What rounding takes
 * from their product is carried along, and the quotient is rounded where it is large. */
static inline double
tgamma_far (double x)
{
  const double whole = __builtin_floor (x);
  if (whole == x)
    return (double) NAN;
  const double y = x < -190.0 ? -190.5 : x; /* 0 from here on, with the sign that it has */
  double p = y, p_low = 0;
  for (int i = 1; i < 32; i++)
    {
      const double f = y + i, h = p * f; /* as exact as y: it is no larger */
      p_low = __builtin_fma (p, f, -h) + p_low * f;
      p = h;
    }
  const double top = Sleef_cinz_tgammad1_u10purec (y + 32.0) * 0x1p600;
  const double q = top / p;
  const double r = __builtin_fabs (q + (__builtin_fma (-q, p, top) - q * p_low) / p);
  const double half = 0.5 * whole;
  return rg_scale_f64 (__builtin_floor (half) == half ? r : -r, -600);
}

/* The last finite result, which overflows as well. */
static inline double
tgamma_last (double x)
{
  return Sleef_cinz_tgammad1_u10purec (x - 1.0) * (x - 1.0);
}

#define TEST_tgamma_f32(x) ((x) < -30.0f)
#define TEST_tgamma_f64(x) ((x) < -170.0 || (x) > 0x1.573fae561f646p+7)
#define FIX_tgamma_f32(x) (float) ((x) < -150.0f ? tgamma_far ((double) (x)) : Sleef_cinz_tgammad1_u10purec ((double) (x)))
#define FIX_tgamma_f64(x) ((x) < 0 ? tgamma_far (x) : tgamma_last (x))

/* |x|^y where SLEEF overflows, which it does from e^709.782711 on, and doubles from
 * e^709.782713: a power with a slightly smaller exponent, and what is then missing. */
static inline double
pow_last (double x, double y)
{
  const double less = y * (1.0 - 0x1p-20);
  const double most = Sleef_cinz_powd1_u10purec (__builtin_fabs (x), less);
  return most + most * rg_expm1_f64 ((y - less) * rg_log_f64 (__builtin_fabs (x)));
}

#define MAYBE_pow_f64(r) (__builtin_fabs (r) == (double) INFINITY)
#define TEST_pow_f64(r, x, y)                                                  \
  (MAYBE_pow_f64 (r) && __builtin_fabs (x) < (double) INFINITY                 \
   && __builtin_fabs (y) < (double) INFINITY && (x) != 0)
#define FIX_pow_f64(r, x, y) __builtin_copysign (pow_last (x, y), r)

/* --- the loops --- */

/* A tail is padded with ones. memcpy is an unaligned load or store. */
#define UNARY_OF(name, ulp, tag, T, V, W, F)                                   \
  static void name##_##tag (size_t n, T *out, const T *in)                     \
  {                                                                            \
    V v;                                                                       \
    for (; n >= W; n -= W, in += W, out += W)                                  \
      {                                                                        \
        memcpy (&v, in, sizeof v);                                             \
        v = F (name, ulp) (v);                                                 \
        memcpy (out, &v, sizeof v);                                            \
      }                                                                        \
    if (n > 0)                                                                 \
      {                                                                        \
        T tail[W];                                                             \
        for (size_t k = 0; k < W; k++)                                         \
          tail[k] = k < n ? in[k] : 1;                                         \
        memcpy (&v, tail, sizeof v);                                           \
        v = F (name, ulp) (v);                                                 \
        memcpy (out, &v, n * sizeof *out);                                     \
      }                                                                        \
  }
#define UNARY(name, ulp)                                                       \
  UNARY_OF (name, ulp, f32, float, V32, W32, F32)                              \
  UNARY_OF (name, ulp, f64, double, V64, W64, F64)

/* With values put right. */
#define FIXED_OF(name, ulp, tag, T, V, W, F)                                   \
  static void name##_##tag (size_t n, T *out, const T *in)                     \
  {                                                                            \
    while (n > 0)                                                              \
      {                                                                        \
        const size_t m = n < W ? n : W;                                        \
        T x[W], y[W];                                                          \
        V v;                                                                   \
        int any = 0;                                                           \
        for (size_t k = 0; k < W; k++)                                         \
          x[k] = k < m ? in[k] : 1;                                            \
        memcpy (&v, x, sizeof v);                                              \
        v = F (name, ulp) (v);                                                 \
        memcpy (y, &v, sizeof v);                                              \
        for (size_t k = 0; k < W; k++)                                         \
          any |= TEST_##name##_##tag (x[k]);                                   \
        for (size_t k = 0; any && k < W; k++)                                  \
          if (TEST_##name##_##tag (x[k]))                                      \
            y[k] = FIX_##name##_##tag (x[k]);                                  \
        memcpy (out, y, m * sizeof *out);                                      \
        n -= m;                                                                \
        in += m;                                                               \
        out += m;                                                              \
      }                                                                        \
  }
#define FIXED(name, ulp)                                                       \
  FIXED_OF (name, ulp, f32, float, V32, W32, F32)                              \
  FIXED_OF (name, ulp, f64, double, V64, W64, F64)

#define BINARY_OF(name, ulp, tag, T, V, W, F)                                  \
  static void name##_##tag (size_t n, T *out, const T *a, const T *b)          \
  {                                                                            \
    V v, w;                                                                    \
    for (; n >= W; n -= W, a += W, b += W, out += W)                           \
      {                                                                        \
        memcpy (&v, a, sizeof v);                                              \
        memcpy (&w, b, sizeof w);                                              \
        v = F (name, ulp) (v, w);                                              \
        memcpy (out, &v, sizeof v);                                            \
      }                                                                        \
    if (n > 0)                                                                 \
      {                                                                        \
        T x[W], y[W];                                                          \
        for (size_t k = 0; k < W; k++)                                         \
          {                                                                    \
            x[k] = k < n ? a[k] : 1;                                           \
            y[k] = k < n ? b[k] : 1;                                           \
          }                                                                    \
        memcpy (&v, x, sizeof v);                                              \
        memcpy (&w, y, sizeof w);                                              \
        v = F (name, ulp) (v, w);                                              \
        memcpy (out, &v, n * sizeof *out);                                     \
      }                                                                        \
  }
/* With results put right, of which few are: the first test sees the result alone. */
#define FIXED_BINARY_OF(name, ulp, tag, T, V, W, F)                            \
  static inline V name##_fixed_##tag (V v, V w)                                \
  {                                                                            \
    V r = F (name, ulp) (v, w);                                                \
    T x[W], y[W], z[W];                                                        \
    int any = 0;                                                               \
    memcpy (z, &r, sizeof z);                                                  \
    for (size_t k = 0; k < W; k++)                                             \
      any |= MAYBE_##name##_##tag (z[k]);                                      \
    if (__builtin_expect (any, 0))                                             \
      {                                                                        \
        memcpy (x, &v, sizeof x);                                              \
        memcpy (y, &w, sizeof y);                                              \
        for (size_t k = 0; k < W; k++)                                         \
          if (TEST_##name##_##tag (z[k], x[k], y[k]))                          \
            z[k] = FIX_##name##_##tag (z[k], x[k], y[k]);                      \
        memcpy (&r, z, sizeof z);                                              \
      }                                                                        \
    return r;                                                                  \
  }
#define BINARY(name, ulp)                                                      \
  BINARY_OF (name, ulp, f32, float, V32, W32, F32)                             \
  BINARY_OF (name, ulp, f64, double, V64, W64, F64)

/* For a quotient below 2^22, a - q b is exact, and q at most one too large; the
 * rest is libm's, which is exact as well. */
#define FMOD_OF(tag, T, fma, fabs, trunc, copysign, fmod, tiny)                \
  static void fmod_##tag (size_t n, T *out, const T *a, const T *b)            \
  {                                                                            \
    for (size_t k = 0; k < n; k++)                                             \
      {                                                                        \
        const T x = fabs (a[k]), y = fabs (b[k]);                              \
        if (x < y * (T) 0x1p22 && y > tiny && y < (T) INFINITY)                \
          {                                                                    \
            const T r = fma (-trunc (x / y), y, x);                            \
            out[k] = copysign (r < 0 ? r + y : r, a[k]);                       \
          }                                                                    \
        else                                                                   \
          out[k] = fmod (a[k], b[k]);                                          \
      }                                                                        \
  }

UNARY (sin, u10)
UNARY (cos, u10)
UNARY (tan, u10)
UNARY (asin, u10)
UNARY (acos, u10)
UNARY (atan, u10)
FIXED (sinh, u10)
FIXED (cosh, u10)
FIXED (asinh, u10)
FIXED (acosh, u10)
UNARY (atanh, u10)
UNARY (exp2, u10)
UNARY (exp10, u10)
UNARY (expm1, u10)
UNARY (log2, u10)
UNARY (log10, u10)
FIXED (log1p, u10)
FIXED (erfc, u15)
FIXED (lgamma, u10)
FIXED (tgamma, u10)
UNARY (cbrt, u10)
BINARY_OF (pow, u10, f32, float, V32, W32, F32)
FIXED_BINARY_OF (pow, u10, f64, double, V64, W64, F64)
#define POW_FIXED(name, ulp) name##_fixed_f64
BINARY_OF (pow, u10, f64, double, V64, W64, POW_FIXED)
BINARY (atan2, u10)
BINARY (hypot, u05)
FMOD_OF (f32, float, __builtin_fmaf, __builtin_fabsf, __builtin_truncf,
         __builtin_copysignf, fmodf, 0x1p-100f)
FMOD_OF (f64, double, __builtin_fma, __builtin_fabs, __builtin_trunc,
         __builtin_copysign, fmod, 0x1p-900)

/* --- the table --- */

#define ROW(name) .name##_f32 = name##_f32, .name##_f64 = name##_f64,
const RgSleefTable PASTE (rg_sleef_table_, RG_KERNEL_ISA)
    = { RG_SLEEF_UNARY (ROW) RG_SLEEF_BINARY (ROW) };
