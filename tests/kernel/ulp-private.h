/* ulp-private.h: errors in units in the last place, and inputs that find them;
 * shared by the tests of this room.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_TEST_ULP_PRIVATE_H
#define RG_TEST_ULP_PRIVATE_H

#include <check.h>
#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ck_assert_msg() writes to a pipe each time; this is for every single value. */
#define CHECK_VALUE(condition, ...)                                            \
  do                                                                           \
    if (!(condition))                                                          \
      ck_abort_msg (__VA_ARGS__);                                              \
  while (0)

/* More than any function may be off: for a wrong NaN, infinity or sign of 0. */
#define ULP_WRONG 1e30

/* How far `got` is from `want` for a format of that precision, least exponent
 * (as frexp has it) and largest number. */
static inline double
ulp_of (double got, long double want, int precision, int least, double largest)
{
  if (isnan (got) || isnan (want))
    return isnan (got) && isnan (want) ? 0 : ULP_WRONG;
  if (got == 0 && want == 0)
    return !signbit (got) == !signbit (want) ? 0 : ULP_WRONG;
  /* Infinity, and all that is too large, stands where the next number would. */
  const long double next = (long double) largest * (1 + ldexpl (1, -precision));
  long double x = (long double) got;
  int exponent;
  if (fabsl (x) > next)
    x = copysignl (next, x);
  if (fabsl (want) > next)
    want = copysignl (next, want);
  frexpl (fabsl (want) > (long double) largest ? (long double) largest : want, &exponent);
  if (exponent < least)
    exponent = least;
  return (double) (fabsl (x - want) / ldexpl (1, exponent - precision));
}

static inline double
ulp_f32 (float got, long double want)
{
  return ulp_of ((double) got, want, FLT_MANT_DIG, FLT_MIN_EXP, (double) FLT_MAX);
}

static inline double
ulp_f64 (double got, long double want)
{
  return ulp_of (got, want, DBL_MANT_DIG, DBL_MIN_EXP, DBL_MAX);
}

/* The next number of a fixed sequence (xorshift64*). */
static inline uint64_t
ulp_random (uint64_t *state)
{
  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  return *state * 0x2545f4914f6cdd1dull;
}

static inline double
ulp_uniform (uint64_t *state, double low, double high)
{
  return low + (high - low) * ((double) (ulp_random (state) >> 11) * 0x1p-53);
}

static const double ulp_special[]
    = { 0.0, -0.0, INFINITY, -INFINITY, NAN, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5, 10.0, 100.0,
        0x1p-149, -0x1p-149, 0x1p-126, -0x1p-126, 0x1.fffffcp-127, 0x1.fffffep127,
        -0x1.fffffep127, 0x1p-1074, -0x1p-1074, 0x1p-1022, DBL_MAX, -DBL_MAX, 88.72284,
        88.75, 89.5, -87.4, -103.9, -104.5, 709.75, 709.8, 710.5, -708.5, -745.1, -745.2, 128.0,
        -126.0, -149.0, -150.0, 1024.0, -1074.0, -1075.0, 0x1p-30, -0x1p-30, 0x1p-60 };
#define ULP_N_SPECIAL (sizeof ulp_special / sizeof *ulp_special)

/* Special values, then by turns: any bits; and four ranges around 0, of half
 * width 1.5, 12, `range` / 8 and `range`. */
static inline double
ulp_input (size_t k, uint64_t *state, double range, bool is_f32)
{
  if (k < ULP_N_SPECIAL)
    return ulp_special[k];
  const double widths[] = { 1.5, 12, range / 8, range };
  if (k % 5 < 4)
    return ulp_uniform (state, -widths[k % 5], widths[k % 5]);
  const uint64_t bits = ulp_random (state);
  if (is_f32)
    {
      const uint32_t half = (uint32_t) (bits >> 32);
      float x;
      memcpy (&x, &half, sizeof x);
      return (double) x;
    }
  double x;
  memcpy (&x, &bits, sizeof x);
  return x;
}

/* How many values of each function: RG_SLOW=1 asks for a hundred times as many. */
static inline size_t
ulp_count (void)
{
  const char *slow = getenv ("RG_SLOW");
  return slow && strcmp (slow, "0") != 0 ? 10000000 : 100000;
}

#endif
