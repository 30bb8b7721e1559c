/* test-sleef.c: the block functions over SLEEF: the same bits from every
 * instruction set and at every position, and as close as promised.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "accuracy-private.h"
#include "rg-op.h"
#include "sleef-private.h"
#include <check.h>

static double
exp10_wide (double x)
{
  return pow (10, x);
}

static long double
exp10_widel (long double x)
{
  return powl (10, x);
}

/* libm's own writes the sign to a variable that all threads share. */
static double
lgamma_wide (double x)
{
  int sign;
  return lgamma_r (x, &sign);
}

static long double
lgamma_widel (long double x)
{
  int sign;
  return lgammal_r (x, &sign);
}

/* ulp: of normal results, and of those that are subnormal or nearly. */
typedef struct
{
  const char *name;
  double (*wide) (double x);         /* for float32 */
  long double (*widel) (long double x); /* for float64 */
  double range32, range64, ulp, ulp_tiny;
  size_t f32, f64; /* where the functions lie in the table */
} Unary;

#define UNARY(name, wide, range32, range64, ulp, tiny)                         \
  { #name, wide, wide##l, range32, range64, ulp, tiny, offsetof (RgSleefTable, name##_f32), \
    offsetof (RgSleefTable, name##_f64) }
static const Unary unary[] = {
  UNARY (sin, sin, 1e4, 1e4, 1, 1),        UNARY (cos, cos, 1e4, 1e4, 1, 1),
  UNARY (tan, tan, 1e4, 1e4, 1, 1),        UNARY (asin, asin, 1, 1, 1, 1),
  UNARY (acos, acos, 1, 1, 1, 1),          UNARY (atan, atan, 1e4, 1e4, 1, 1),
  UNARY (sinh, sinh, 91, 712, 1.1, 1),     UNARY (cosh, cosh, 91, 712, 1.1, 1),
  UNARY (asinh, asinh, 1e9, 1e9, 1.5, 1),  UNARY (acosh, acosh, 1e9, 1e9, 1.5, 1),
  UNARY (atanh, atanh, 1, 1, 1.01, 1),        UNARY (exp2, exp2, 155, 1100, 1, 1),
  UNARY (exp10, exp10_wide, 50, 330, 1.1, 1.1), UNARY (expm1, expm1, 100, 750, 1, 1),
  UNARY (log2, log2, 1e9, 1e9, 1, 1),      UNARY (log10, log10, 1e9, 1e9, 1, 1),
  UNARY (log1p, log1p, 1e9, 1e9, 1, 1),    UNARY (erfc, erfc, 11, 30, 1.6, 1.1),
  UNARY (lgamma, lgamma_wide, 1e4, 1e4, 2.5, 1), UNARY (tgamma, tgamma, 45, 190, 1.3, 1.5),
  UNARY (cbrt, cbrt, 1e9, 1e9, 1, 1),
};

typedef struct
{
  const char *name;
  double (*wide) (double x, double y);
  long double (*widel) (long double x, long double y);
  double range, ulp, ulp_tiny;
  size_t f32, f64;
} Binary;

#define BINARY(name, wide, range, ulp, tiny)                                   \
  { #name, wide, wide##l, range, ulp, tiny, offsetof (RgSleefTable, name##_f32),       \
    offsetof (RgSleefTable, name##_f64) }
static const Binary binary[] = {
  BINARY (pow, pow, 30, 1, 1),
  BINARY (atan2, atan2, 1e4, 1, 2),
  BINARY (hypot, hypot, 1e4, 1, 1.6),
  BINARY (fmod, fmod, 1e9, 0, 0),
};

/* NaN has no bits that matter. */
static bool
same (size_t n, const void *x, const void *y, bool is_f32)
{
  for (size_t k = 0; k < n; k++)
    if (is_f32 ? memcmp ((const float *) x + k, (const float *) y + k, sizeof (float)) != 0
                     && !(isnan (((const float *) x)[k]) && isnan (((const float *) y)[k]))
               : memcmp ((const double *) x + k, (const double *) y + k, sizeof (double)) != 0
                     && !(isnan (((const double *) x)[k]) && isnan (((const double *) y)[k])))
      return false;
  return true;
}

typedef void (*Unary32) (size_t, float *, const float *);
typedef void (*Unary64) (size_t, double *, const double *);
typedef void (*Binary32) (size_t, float *, const float *, const float *);
typedef void (*Binary64) (size_t, double *, const double *, const double *);
#define FUNCTION(type, table, offset) (*(const type *) (const void *) ((const char *) (table) + (offset)))

static const RgSleefTable *const tables[] = {
  &rg_sleef_table_base,
#ifdef __x86_64__
  &rg_sleef_table_v3,
  &rg_sleef_table_v4,
#endif
};

#define BLOCK ACCURACY_BLOCK

/* lgamma at negative arguments has zeros, near which digits are lost: where it is
 * below 1/8 it is not measured. */
static bool
exempt (const char *name, double x, long double want)
{
  return strcmp (name, "lgamma") == 0 && x < 0 && fabsl (want) < 0.125L;
}

static void
unary_f32 (const void *function, size_t first, uint64_t *state, Accuracy *to)
{
  const Unary *f = function;
  float a[BLOCK], out[RG_N_ISAS][BLOCK];
  for (size_t k = 0; k < BLOCK; k++)
    a[k] = (float) ulp_input (first + k, state, f->range32, true);
  for (int isa = 0; isa <= (int) rg_isa (); isa++)
    {
      FUNCTION (Unary32, tables[isa], f->f32) (BLOCK, out[isa], a);
      if (!same (BLOCK, out[0], out[isa], true))
        ACCURACY_FAULT (to, "other bits at isa %d", isa);
    }
  for (size_t k = 0; k < BLOCK; k++)
    {
      const long double want = (long double) f->wide ((double) a[k]);
      const bool is_tiny = fabsl (want) < 8 * FLT_MIN;
      if (!exempt (f->name, (double) a[k], want))
        accuracy_note (to, f->name, ulp_f32 (out[0][k], want), is_tiny ? f->ulp_tiny : f->ulp,
                       !isnan (want), (double) a[k], 0);
    }
}

static void
unary_f64 (const void *function, size_t first, uint64_t *state, Accuracy *to)
{
  const Unary *f = function;
  double a[BLOCK], out[RG_N_ISAS][BLOCK];
  for (size_t k = 0; k < BLOCK; k++)
    a[k] = ulp_input (first + k, state, f->range64, false);
  for (int isa = 0; isa <= (int) rg_isa (); isa++)
    {
      FUNCTION (Unary64, tables[isa], f->f64) (BLOCK, out[isa], a);
      if (!same (BLOCK, out[0], out[isa], false))
        ACCURACY_FAULT (to, "other bits at isa %d", isa);
    }
  for (size_t k = 0; k < BLOCK; k++)
    {
      const long double want = f->widel ((long double) a[k]);
      const bool is_tiny = fabsl (want) < 8 * DBL_MIN;
      if (!exempt (f->name, a[k], want))
        accuracy_note (to, f->name, ulp_f64 (out[0][k], want), is_tiny ? f->ulp_tiny : f->ulp,
                       !isnan (want), a[k], 0);
    }
}

static void
binary_f32 (const void *function, size_t first, uint64_t *state, Accuracy *to)
{
  const Binary *f = function;
  const size_t n = ULP_N_SPECIAL; /* of which every pair is tried */
  float a[BLOCK], b[BLOCK], out[RG_N_ISAS][BLOCK];
  for (size_t k = 0; k < BLOCK; k++)
    {
      const size_t i = first + k;
      a[k] = (float) (i < n * n ? ulp_special[i / n] : ulp_input (i, state, f->range, true));
      b[k] = (float) (i < n * n ? ulp_special[i % n] : ulp_input (i + i / 5, state, f->range, true));
    }
  for (int isa = 0; isa <= (int) rg_isa (); isa++)
    {
      FUNCTION (Binary32, tables[isa], f->f32) (BLOCK, out[isa], a, b);
      if (!same (BLOCK, out[0], out[isa], true))
        ACCURACY_FAULT (to, "other bits at isa %d", isa);
    }
  for (size_t k = 0; k < BLOCK; k++)
    {
      const long double want = (long double) f->wide ((double) a[k], (double) b[k]);
      const bool is_tiny = fabsl (want) < 8 * FLT_MIN;
      accuracy_note (to, f->name, ulp_f32 (out[0][k], want), is_tiny ? f->ulp_tiny : f->ulp,
                     !isnan (want), (double) a[k], (double) b[k]);
    }
}

static void
binary_f64 (const void *function, size_t first, uint64_t *state, Accuracy *to)
{
  const Binary *f = function;
  const size_t n = ULP_N_SPECIAL; /* of which every pair is tried */
  double a[BLOCK], b[BLOCK], out[RG_N_ISAS][BLOCK];
  for (size_t k = 0; k < BLOCK; k++)
    {
      const size_t i = first + k;
      a[k] = (i < n * n ? ulp_special[i / n] : ulp_input (i, state, f->range, false));
      b[k] = (i < n * n ? ulp_special[i % n] : ulp_input (i + i / 5, state, f->range, false));
    }
  for (int isa = 0; isa <= (int) rg_isa (); isa++)
    {
      FUNCTION (Binary64, tables[isa], f->f64) (BLOCK, out[isa], a, b);
      if (!same (BLOCK, out[0], out[isa], false))
        ACCURACY_FAULT (to, "other bits at isa %d", isa);
    }
  for (size_t k = 0; k < BLOCK; k++)
    {
      const long double want = f->widel ((long double) a[k], (long double) b[k]);
      const bool is_tiny = fabsl (want) < 8 * DBL_MIN;
      accuracy_note (to, f->name, ulp_f64 (out[0][k], want), is_tiny ? f->ulp_tiny : f->ulp,
                     !isnan (want), a[k], b[k]);
    }
}

START_TEST (unary_functions)
{
  const Unary *f = &unary[_i];
  accuracy_measure ("sleef", f->name, "float32", false, unary_f32, f);
  accuracy_measure ("sleef", f->name, "float64", false, unary_f64, f);
}
END_TEST

START_TEST (binary_functions)
{
  const Binary *f = &binary[_i];
  accuracy_measure ("sleef", f->name, "float32", true, binary_f32, f);
  accuracy_measure ("sleef", f->name, "float64", true, binary_f64, f);
}
END_TEST

/* --- borders --- */

/* Where results overflow and where they become subnormal or 0: what is drawn over a whole
 * range seldom comes near enough. */
static const struct
{
  const char *name;
  double at32[3], at64[3];
} borders[] = {
  { "exp2", { 128, -126, -149 }, { 1024, -1022, -1074 } },
  { "exp10", { 38.53184, -37.93, -45.15 }, { 308.2547155599167, -307.6527, -323.6 } },
  { "expm1", { 88.72284, -17.3, 1e-37 }, { 709.782712893384, -37.4, 1e-307 } },
  { "sinh", { 89.415986, -89.415986, 1e-37 }, { 710.4758600739439, -710.4758600739439, 1e-307 } },
  { "cosh", { 89.415986, -89.415986, 88 }, { 710.4758600739439, -710.4758600739439, 709 } },
  { "erfc", { 9.194, 10.06, -3.9 }, { 26.543, 27.226, -5.9 } },
  { "lgamma", { 4.085e36, 1, 2 }, { 2.556348e305, 1, 2 } },
  { "tgamma", { 35.0401, -33.9, -41 }, { 171.62437695630272, -170.6, -177.8 } },
};
#define N_BORDER 20000

/* Near `at`, the nearer the likelier. */
static double
near_border (double at, uint64_t *state, int bits)
{
  return at * (1 + ulp_uniform (state, -1, 1) * ldexp (1, -(int) (ulp_random (state) % (uint64_t) bits)));
}

START_TEST (unary_borders)
{
  size_t i = 0;
  uint64_t state = 5;
  while (strcmp (unary[i].name, borders[_i].name) != 0)
    i++;
  const Unary *f = &unary[i];
  for (int k = 0; k < 3 * N_BORDER; k++)
    {
      const double at = borders[_i].at64[k % 3];
      const float a = (float) near_border (borders[_i].at32[k % 3], &state, 23);
      const double b = k < 3 ? at : near_border (at, &state, 52);
      for (int isa = 0; isa <= (int) rg_isa (); isa++)
        {
          float x;
          double y;
          FUNCTION (Unary32, tables[isa], f->f32) (1, &x, &a);
          FUNCTION (Unary64, tables[isa], f->f64) (1, &y, &b);
          const long double of_a = f->widel ((long double) a), of_b = f->widel ((long double) b);
          CHECK_VALUE (exempt (f->name, (double) a, of_a) || ulp_f32 (x, of_a) <= (fabsl (of_a) < 8 * FLT_MIN ? f->ulp_tiny : f->ulp),
                       "%s (%a) is %a, %g ulp off", f->name, (double) a, (double) x, ulp_f32 (x, of_a));
          CHECK_VALUE (exempt (f->name, b, of_b) || ulp_f64 (y, of_b) <= (fabsl (of_b) < 8 * DBL_MIN ? f->ulp_tiny : f->ulp),
                       "%s (%a) is %a, %g ulp off", f->name, b, y, ulp_f64 (y, of_b));
        }
    }
}
END_TEST

/* x^y for any x, where that is nearly the largest number, the least, or none. */
START_TEST (pow_borders)
{
  static const double at32[] = { 88.7228394, -87.3365448, -103.278929 }, at64[] = { 709.782712893384, -708.396418532264, -744.440071921381 };
  uint64_t state = 6;
  for (int k = 0; k < 3 * N_BORDER; k++)
    {
      const double x = k % 4 ? exp (ulp_uniform (&state, -20, 20)) : 1 + ulp_uniform (&state, -1e-3, 1e-3);
      const float a = (float) x, b = (float) (near_border (at32[k % 3], &state, 23) / log ((double) a));
      const double y = near_border (at64[k % 3], &state, 52) / log (x);
      for (int isa = 0; isa <= (int) rg_isa () && x != 1 && a != 1; isa++)
        {
          float z32;
          double z64;
          FUNCTION (Binary32, tables[isa], offsetof (RgSleefTable, pow_f32)) (1, &z32, &a, &b);
          FUNCTION (Binary64, tables[isa], offsetof (RgSleefTable, pow_f64)) (1, &z64, &x, &y);
          CHECK_VALUE (ulp_f32 (z32, powl ((long double) a, (long double) b)) <= 1, "pow (%a, %a) is %a", (double) a, (double) b, (double) z32);
          CHECK_VALUE (ulp_f64 (z64, powl ((long double) x, (long double) y)) <= 1.5, "pow (%a, %a) is %a", x, y, z64);
        }
    }
  const double base[] = { DBL_MAX, -DBL_MAX, 2, -2, 0, -0.0, INFINITY }, exponent[] = { 1, 1, 1024, 1025, -1, -1, 2 },
               power[] = { DBL_MAX, -DBL_MAX, INFINITY, -INFINITY, INFINITY, -INFINITY, INFINITY };
  double got[7];
  rg_sleef_pow_f64 (7, got, base, exponent);
  for (int k = 0; k < 7; k++)
    ck_assert_msg (got[k] == power[k], "pow (%g, %g) is %g", base[k], exponent[k], got[k]);
}
END_TEST

/* The public functions, by name: any length, in place, the same bits. */
START_TEST (positions)
{
  enum { N = 37 };
  uint64_t state = 7;
  float in32[N], all32[N], out32[N + 1];
  double in64[N], all64[N], out64[N + 1];
  for (size_t k = 0; k < N; k++)
    {
      in64[k] = ulp_uniform (&state, 1, 90) * (k % 9 == 0 ? 1e5 : 0.01);
      in32[k] = (float) in64[k];
    }
#define EACH(name)                                                             \
  rg_sleef_##name##_f32 (N, all32, in32);                                      \
  rg_sleef_##name##_f64 (N, all64, in64);                                      \
  for (size_t from = 0; from < N; from++)                                      \
    {                                                                          \
      const size_t n = (N - from) * (from % 4) / 3 < N - from ? (N - from) * (from % 4) / 3 : N - from; \
      memcpy (out32, in32 + from, n * sizeof *out32);                          \
      memcpy (out64, in64 + from, n * sizeof *out64);                          \
      out32[n] = 42;                                                           \
      out64[n] = 42;                                                           \
      rg_sleef_##name##_f32 (n, out32, out32);                                 \
      rg_sleef_##name##_f64 (n, out64, out64);                                 \
      ck_assert (memcmp (out32, all32 + from, n * sizeof *out32) == 0);        \
      ck_assert (memcmp (out64, all64 + from, n * sizeof *out64) == 0);        \
      ck_assert (out32[n] == 42 && out64[n] == 42);                            \
    }
  RG_SLEEF_UNARY (EACH)
#undef EACH
#define EACH(name)                                                             \
  rg_sleef_##name##_f32 (N, all32, in32, in32);                                \
  rg_sleef_##name##_f64 (N, all64, in64, in64);                                \
  for (size_t n = 0; n <= N; n++)                                              \
    {                                                                          \
      memcpy (out32, in32 + N - n, n * sizeof *out32);                         \
      memcpy (out64, in64 + N - n, n * sizeof *out64);                         \
      rg_sleef_##name##_f32 (n, out32, out32, in32 + N - n);                   \
      rg_sleef_##name##_f64 (n, out64, in64 + N - n, out64);                   \
      ck_assert (memcmp (out32, all32 + N - n, n * sizeof *out32) == 0);       \
      ck_assert (memcmp (out64, all64 + N - n, n * sizeof *out64) == 0);       \
    }
  RG_SLEEF_BINARY (EACH)
#undef EACH
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("sleef");
  TCase *tcase = tcase_create ("sleef");
  tcase_set_timeout (tcase, 900);
  tcase_add_loop_test (tcase, unary_functions, 0, (int) G_N_ELEMENTS (unary));
  tcase_add_loop_test (tcase, binary_functions, 0, (int) G_N_ELEMENTS (binary));
  tcase_add_loop_test (tcase, unary_borders, 0, (int) G_N_ELEMENTS (borders));
  tcase_add_test (tcase, pow_borders);
  tcase_add_test (tcase, positions);
  suite_add_tcase (suite, tcase);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  const int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
