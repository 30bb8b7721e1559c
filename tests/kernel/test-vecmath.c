/* test-vecmath.c: the functions of rg-vecmath.h against libm's of a wider type, at
 * every instruction set and every position.
 *
 * Writes a table of the largest errors as TAP comments. RG_SLOW=1 measures ten
 * million values a function.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "accuracy-private.h"
#include "rg-vecmath-v4.h"
#include <check.h>

#define PLAIN(X)                                                               \
  X (exp2, exp2, 155, 1100) X (expm1, expm1, 110, 760)                         \
  X (log, log, 1e5, 1e5) X (log2, log2, 1e5, 1e5) X (log10, log10, 1e5, 1e5)   \
  X (log1p, log1p, 1e5, 1e5) X (erf, erf, 5, 7)
/* With a version of their own for AVX-512, which must give the same bits. */
#define WITH_V4(X)                                                             \
  X (exp, exp, 110, 760) X (tanh, tanh, 12, 25) X (sigmoid, sigmoid_wide, 110, 760)
#define FUNCTIONS(X) WITH_V4 (X) PLAIN (X)

static double
sigmoid_wide (double x)
{
  return x < 0 ? exp (x) / (1 + exp (x)) : 1 / (1 + exp (-x));
}

static long double
sigmoid_widel (long double x)
{
  return x < 0 ? expl (x) / (1 + expl (x)) : 1 / (1 + expl (-x));
}

/* An operator's kernel, as operators make theirs. */
#define KERNELS(name, wide, range32, range64)                                  \
  RG_UNARY (name##_32, void, float, float, rg_##name##_f32 (x))                \
  RG_UNARY (name##_64, void, double, double, rg_##name##_f64 (x))
PLAIN (KERNELS)
#define KERNELS_V4(name, wide, range32, range64)                               \
  RG_UNARY_V4 (name##_32, rg_##name##_f32 (x), rg_##name##_f32x16)             \
  RG_UNARY (name##_64, void, double, double, rg_##name##_f64 (x))
WITH_V4 (KERNELS_V4)

typedef struct
{
  const char *name;
  double (*wide) (double x);
  long double (*widel) (long double x);
  double range32, range64;
  RgBlockFunc f32[RG_N_ISAS], f64[RG_N_ISAS];
} Function;

#define ROW(name, wide, range32, range64)                                      \
  { #name, wide, wide##l, range32, range64, RG_CLONES_OF (name##_32), RG_CLONES_OF (name##_64) },
static const Function functions[] = { FUNCTIONS (ROW) };

#define BLOCK ACCURACY_BLOCK

/* NaN has no bits that matter. */
static bool
same_f32 (float x, float y)
{
  return (isnan (x) && isnan (y)) || rg_bits_f32 (x) == rg_bits_f32 (y);
}

static bool
same_f64 (double x, double y)
{
  return (isnan (x) && isnan (y)) || rg_bits_f64 (x) == rg_bits_f64 (y);
}

/* Accuracy, and the same bits at every instruction set. */
static void
measure_f32 (const void *function, size_t first, uint64_t *state, Accuracy *to)
{
  const Function *f = function;
  float in[BLOCK], out[RG_N_ISAS][BLOCK];
  for (size_t k = 0; k < BLOCK; k++)
    in[k] = (float) ulp_input (first + k, state, f->range32, true);
  for (int isa = 0; isa <= (int) rg_isa (); isa++)
    f->f32[isa](BLOCK, (void *[]){ out[isa] }, (const void *[]){ in }, NULL);
  for (size_t k = 0; k < BLOCK; k++)
    {
      const long double want = (long double) f->wide ((double) in[k]);
      accuracy_note (to, f->name, ulp_f32 (out[0][k], want), 2, !isnan (want), (double) in[k], 0);
      for (int isa = 1; isa <= (int) rg_isa (); isa++)
        if (!same_f32 (out[0][k], out[isa][k]))
          ACCURACY_FAULT (to, "(%a): %a, but %a at isa %d", (double) in[k], (double) out[0][k],
                          (double) out[isa][k], isa);
    }
}

static void
measure_f64 (const void *function, size_t first, uint64_t *state, Accuracy *to)
{
  const Function *f = function;
  double in[BLOCK], out[RG_N_ISAS][BLOCK];
  for (size_t k = 0; k < BLOCK; k++)
    in[k] = ulp_input (first + k, state, f->range64, false);
  for (int isa = 0; isa <= (int) rg_isa (); isa++)
    f->f64[isa](BLOCK, (void *[]){ out[isa] }, (const void *[]){ in }, NULL);
  for (size_t k = 0; k < BLOCK; k++)
    {
      const long double want = f->widel ((long double) in[k]);
      accuracy_note (to, f->name, ulp_f64 (out[0][k], want), 2, !isnan (want), in[k], 0);
      for (int isa = 1; isa <= (int) rg_isa (); isa++)
        if (!same_f64 (out[0][k], out[isa][k]))
          ACCURACY_FAULT (to, "(%a): %a, but %a at isa %d", in[k], out[0][k],
                          out[isa][k], isa);
    }
}

START_TEST (accuracy_f32)
{
  accuracy_measure ("own", functions[_i].name, "float32", false, measure_f32, &functions[_i]);
}
END_TEST

START_TEST (accuracy_f64)
{
  accuracy_measure ("own", functions[_i].name, "float64", false, measure_f64, &functions[_i]);
}
END_TEST

/* A value does not depend on where it stands, nor on how many there are. */
START_TEST (positions)
{
  const Function *f = &functions[_i];
  enum { N = 70 };
  uint64_t state = 1;
  float in32[N], all32[N], out32[N];
  double in64[N], all64[N], out64[N];
  for (size_t k = 0; k < N; k++)
    {
      in64[k] = ulp_uniform (&state, -3, 3);
      in32[k] = (float) in64[k];
    }
  for (int isa = 0; isa <= (int) rg_isa (); isa++)
    {
      f->f32[isa](N, (void *[]){ all32 }, (const void *[]){ in32 }, NULL);
      f->f64[isa](N, (void *[]){ all64 }, (const void *[]){ in64 }, NULL);
      for (size_t from = 0; from < N; from += 3)
        for (size_t n = 0; n + from <= N; n++)
          {
            f->f32[isa](n, (void *[]){ out32 }, (const void *[]){ in32 + from }, NULL);
            f->f64[isa](n, (void *[]){ out64 }, (const void *[]){ in64 + from }, NULL);
            for (size_t k = 0; k < n; k++)
              {
                CHECK_VALUE (same_f32 (out32[k], all32[from + k]), "at %zu + %zu", from, k);
                CHECK_VALUE (same_f64 (out64[k], all64[from + k]), "at %zu + %zu", from, k);
              }
          }
    }
}
END_TEST

/* What users look at first. */
START_TEST (exact_values)
{
  ck_assert (rg_exp_f32 (0.0f) == 1.0f && rg_exp_f64 (-0.0) == 1.0);
  ck_assert (rg_log_f32 (1.0f) == 0.0f && rg_log_f64 (1.0) == 0.0);
  ck_assert (rg_tanh_f32 (20.0f) == 1.0f && rg_tanh_f64 (-40.0) == -1.0);
  ck_assert (rg_sigmoid_f32 (0.0f) == 0.5f && rg_sigmoid_f64 (-0.0) == 0.5);
  ck_assert (rg_erf_f32 (5.0f) == 1.0f && rg_erf_f64 (-7.0) == -1.0);
  for (int k = -1074; k <= 1023; k++)
    {
      ck_assert (rg_exp2_f64 (k) == ldexp (1, k));
      ck_assert (rg_log2_f64 (ldexp (1, k)) == k);
      ck_assert (rg_exp2_f32 ((float) k) == (float) ldexp (1, k));
      if (k >= -149 && k < 128)
        ck_assert (rg_log2_f32 ((float) ldexp (1, k)) == (float) k);
    }
  for (int k = -5; k <= 5; k++)
    ck_assert_msg (rg_log10_f64 (pow (10, k)) == k, "log10 of 1e%d is %.17g", k,
                   rg_log10_f64 (pow (10, k)));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("vecmath");
  TCase *tcase = tcase_create ("vecmath");
  const int n = (int) G_N_ELEMENTS (functions);
  tcase_set_timeout (tcase, 600);
  tcase_add_loop_test (tcase, accuracy_f32, 0, n);
  tcase_add_loop_test (tcase, accuracy_f64, 0, n);
  tcase_add_loop_test (tcase, positions, 0, n);
  tcase_add_test (tcase, exact_values);
  suite_add_tcase (suite, tcase);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  const int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
