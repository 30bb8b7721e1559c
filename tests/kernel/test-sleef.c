/* test-sleef.c: the block functions over SLEEF: the same bits from every
 * instruction set and at every position, and as close as promised.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "rg-op.h"
#include "sleef-private.h"
#include "ulp-private.h"
#include <check.h>
#include <stdio.h>

static long double
exp10_exact (long double x)
{
  return powl (10, x);
}

/* ulp: of normal results, and of those that are subnormal or nearly. */
typedef struct
{
  const char *name;
  long double (*exact) (long double x);
  double range32, range64, ulp, ulp_tiny;
  size_t f32, f64; /* where the functions lie in the table */
} Unary;

#define UNARY(name, exact, range32, range64, ulp, tiny)                        \
  { #name, exact, range32, range64, ulp, tiny, offsetof (RgSleefTable, name##_f32), \
    offsetof (RgSleefTable, name##_f64) }
static const Unary unary[] = {
  UNARY (sin, sinl, 1e4, 1e4, 1, 1),        UNARY (cos, cosl, 1e4, 1e4, 1, 1),
  UNARY (tan, tanl, 1e4, 1e4, 1, 1),        UNARY (asin, asinl, 1, 1, 1, 1),
  UNARY (acos, acosl, 1, 1, 1, 1),          UNARY (atan, atanl, 1e4, 1e4, 1, 1),
  UNARY (sinh, sinhl, 91, 712, 1.1, 1),     UNARY (cosh, coshl, 91, 712, 1.1, 1),
  UNARY (asinh, asinhl, 1e9, 1e9, 1.5, 1),  UNARY (acosh, acoshl, 1e9, 1e9, 1.5, 1),
  UNARY (atanh, atanhl, 1, 1, 1.01, 1),        UNARY (exp2, exp2l, 155, 1100, 1, 1),
  UNARY (exp10, exp10_exact, 50, 330, 1.1, 1.1), UNARY (expm1, expm1l, 100, 750, 1, 1),
  UNARY (log2, log2l, 1e9, 1e9, 1, 1),      UNARY (log10, log10l, 1e9, 1e9, 1, 1),
  UNARY (log1p, log1pl, 1e9, 1e9, 1, 1),    UNARY (erfc, erfcl, 11, 30, 1.6, 1.1),
  UNARY (lgamma, lgammal, 1e4, 1e4, 2.5, 1), UNARY (tgamma, tgammal, 36, 172, 1.1, 2),
  UNARY (cbrt, cbrtl, 1e9, 1e9, 1, 1),
};

typedef struct
{
  const char *name;
  long double (*exact) (long double x, long double y);
  double range, ulp, ulp_tiny;
  size_t f32, f64;
} Binary;

#define BINARY(name, exact, range, ulp, tiny)                                  \
  { #name, exact, range, ulp, tiny, offsetof (RgSleefTable, name##_f32),       \
    offsetof (RgSleefTable, name##_f64) }
static const Binary binary[] = {
  BINARY (pow, powl, 30, 1, 1),
  BINARY (atan2, atan2l, 1e4, 1, 2),
  BINARY (hypot, hypotl, 1e4, 1, 1.6),
  BINARY (fmod, fmodl, 1e9, 0, 0),
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

#define BLOCK 1003 /* no multiple of a vector */

/* lgamma at negative arguments has zeros, near which digits are lost: where it is
 * below 1 it is not measured. tgamma
 * there may lose the sign of a result that is 0. */
static bool
exempt (const char *name, double x, long double want)
{
  return (strcmp (name, "lgamma") == 0 && x < 0 && fabsl (want) < 1)
         || (strcmp (name, "tgamma") == 0 && x < 0 && fabsl (want) < 1e-300L)
         || (strcmp (name, "tgamma") == 0 && x < -30);
}

static void
note (const char *name, const char *type, double error, double limit, const double *at,
      double *worst)
{
  CHECK_VALUE (error <= limit, "%s_%s (%a, %a) is %g ulp off", name, type, at[0], at[1],
               error);
  *worst = MAX (*worst, error);
}

START_TEST (unary_functions)
{
  const Unary *f = &unary[_i];
  uint64_t state = 12345;
  double worst32 = 0, worst64 = 0;
  for (size_t done = 0; done < ulp_count (); done += BLOCK)
    {
      float in32[BLOCK], out32[RG_N_ISAS][BLOCK];
      double in64[BLOCK], out64[RG_N_ISAS][BLOCK];
      for (size_t k = 0; k < BLOCK; k++)
        {
          in32[k] = (float) ulp_input (done + k, &state, f->range32, true);
          in64[k] = ulp_input (done + k, &state, f->range64, false);
        }
      for (int isa = 0; isa <= (int) rg_isa (); isa++)
        {
          FUNCTION (Unary32, tables[isa], f->f32) (BLOCK, out32[isa], in32);
          FUNCTION (Unary64, tables[isa], f->f64) (BLOCK, out64[isa], in64);
          ck_assert_msg (same (BLOCK, out32[0], out32[isa], true),
                         "%s_f32 has other bits at isa %d", f->name, isa);
          ck_assert_msg (same (BLOCK, out64[0], out64[isa], false),
                         "%s_f64 has other bits at isa %d", f->name, isa);
        }
      for (size_t k = 0; k < BLOCK; k++)
        {
          long double want = f->exact ((long double) in32[k]);
          double at[2] = { (double) in32[k], 0 };
          if (!exempt (f->name, at[0], want))
            note (f->name, "f32", ulp_f32 (out32[0][k], want),
                  fabsl (want) < 8 * FLT_MIN ? f->ulp_tiny : f->ulp, at, &worst32);
          want = f->exact ((long double) in64[k]);
          at[0] = in64[k];
          if (!exempt (f->name, at[0], want))
            note (f->name, "f64", ulp_f64 (out64[0][k], want),
                  fabsl (want) < 8 * DBL_MIN ? f->ulp_tiny : f->ulp, at, &worst64);
        }
    }
  printf ("# %-8s f32 %.3f ulp  f64 %.3f ulp\n", f->name, worst32, worst64);
  fflush (stdout);
}
END_TEST

START_TEST (binary_functions)
{
  const Binary *f = &binary[_i];
  uint64_t state = 54321;
  double worst32 = 0, worst64 = 0;
  for (size_t done = 0; done < ulp_count (); done += BLOCK)
    {
      float a32[BLOCK], b32[BLOCK], out32[RG_N_ISAS][BLOCK];
      double a64[BLOCK], b64[BLOCK], out64[RG_N_ISAS][BLOCK];
      for (size_t k = 0; k < BLOCK; k++)
        {
          const size_t i = done + k, n = ULP_N_SPECIAL;
          a64[k] = i < n * n ? ulp_special[i / n] : ulp_input (i, &state, f->range, false);
          b64[k] = i < n * n ? ulp_special[i % n] : ulp_input (i + i / 5, &state, f->range, false);
          a32[k] = i < n * n ? (float) a64[k] : (float) ulp_input (i, &state, f->range, true);
          b32[k] = i < n * n ? (float) b64[k] : (float) ulp_input (i + i / 5, &state, f->range, true);
        }
      for (int isa = 0; isa <= (int) rg_isa (); isa++)
        {
          FUNCTION (Binary32, tables[isa], f->f32) (BLOCK, out32[isa], a32, b32);
          FUNCTION (Binary64, tables[isa], f->f64) (BLOCK, out64[isa], a64, b64);
          ck_assert_msg (same (BLOCK, out32[0], out32[isa], true),
                         "%s_f32 has other bits at isa %d", f->name, isa);
          ck_assert_msg (same (BLOCK, out64[0], out64[isa], false),
                         "%s_f64 has other bits at isa %d", f->name, isa);
        }
      for (size_t k = 0; k < BLOCK; k++)
        {
          long double want = f->exact ((long double) a32[k], (long double) b32[k]);
          note (f->name, "f32", ulp_f32 (out32[0][k], want),
                fabsl (want) < 8 * FLT_MIN ? f->ulp_tiny : f->ulp,
                (double[]){ (double) a32[k], (double) b32[k] }, &worst32);
          want = f->exact ((long double) a64[k], (long double) b64[k]);
          note (f->name, "f64", ulp_f64 (out64[0][k], want),
                fabsl (want) < 8 * DBL_MIN ? f->ulp_tiny : f->ulp, (double[]){ a64[k], b64[k] },
                &worst64);
        }
    }
  printf ("# %-8s f32 %.3f ulp  f64 %.3f ulp\n", f->name, worst32, worst64);
  fflush (stdout);
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
  tcase_add_test (tcase, positions);
  suite_add_tcase (suite, tcase);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  const int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
