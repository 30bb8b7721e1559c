/* test-special.c: digamma and polygamma against values computed to 40 digits, and
 * digamma against long double at many.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "accuracy-private.h"
#include "rg-special.h"
#include <check.h>

static const struct
{
  int64_t n;
  double x;
  long double want;
} cases[] = {
  { 0, 1.0, -0.5772156649015328606065L },
  { 0, 2.0, 0.4227843350984671393935L },
  { 0, 0.5, -1.963510026021423479441L },
  { 0, 0.1, -10.42375494041107623210L },
  { 0, 1e-10, -10000000000.57721530042L },
  { 0, 1.25, -0.2274535333762654080895L },
  { 0, 1.75, 0.2474724535468611637064L },
  { 0, 3.7, 1.167153539361511440948L },
  { 0, 9.99, 2.250700372831201121979L },
  { 0, 10.0, 2.251752589066721107647L },
  { 0, 25.5, 3.218942472883919766545L },
  { 0, 1e8, 18.42068073895236546381L },
  { 0, 1e15, 34.53877639491068476027L },
  { 0, -0.5, 0.03648997397857652055902L },
  { 0, -1.25, 3.714139120213527830373L },
  { 0, -3.3, 3.620353460592125785729L },
  { 0, -20.7, 0.7715931850825055443574L },
  { 0, -1000.4, 7.929420246508907483441L },
  { 0, 1.4615, -0.0001278807505163605839081L },
  { 0, 1.46163, -0.000002075628388722457237532L },
  { 0, 1.4616321449683622, -9.241265521729427516792e-17L },
  { 0, 1.4616321449683625, 1.224537462200406903132e-16L },
  { 0, 1.463, 0.001322807588899877453276L },
  { 0, 1.4, -0.06138454458511623680064L },
  { 1, 1.0, 1.644934066848226436472L },
  { 1, 0.5, 4.934802200544679309417L },
  { 1, 2.5, 0.4903577561002348649728L },
  { 1, 1e-3, 1000001.642533195827345L },
  { 1, 30.0, 0.03389506035773994421376L },
  { 1, 1e10, 1.000000000050000000002e-10L },
  { 1, -0.3, 13.94516026780572248890L },
  { 1, -7.75, 19.61814433435228946474L },
  { 2, 1.0, -2.404113806319188570799L },
  { 2, 0.25, -129.3277399375369203333L },
  { 2, 4.0, -0.08003973224511449672540L },
  { 2, 50.0, -0.0004080799893375969314080L },
  { 2, -0.7, -69.44163279863853299803L },
  { 2, -5.2, 247.0173744221533410648L },
  { 3, 1.0, 6.493939402266829149096L },
  { 3, 0.1, 60004.51287679025338427L },
  { 3, 7.5, 0.005772436656578693706724L },
  { 3, -2.5, 194.7478762191876224216L },
  { 5, 1.0, 122.0811674381338967657L },
  { 5, 3.25, 0.1316060857809731390751L },
  { 5, -1.5, 15381.64852802630380900L },
};

START_TEST (values)
{
  const double x = cases[_i].x;
  const int64_t n = cases[_i].n;
  const double got = rg_polygamma_f64 (n, x), limit = 4 + 2 * (double) n;
  ck_assert_msg (ulp_f64 (got, cases[_i].want) <= limit, "polygamma (%d, %g) is %.17g, %g ulp off",
                 (int) n, x, got, ulp_f64 (got, cases[_i].want));
  if ((double) (float) x == x)
    ck_assert (ulp_f32 (rg_polygamma_f32 (n, (float) x), cases[_i].want) <= 0.5001);
}
END_TEST

START_TEST (special_values)
{
  ck_assert (rg_digamma_f64 (0.0) == -(double) INFINITY);
  ck_assert (rg_digamma_f64 (-0.0) == (double) INFINITY);
  ck_assert (rg_digamma_f64 ((double) INFINITY) == (double) INFINITY);
  ck_assert (isnan (rg_digamma_f64 (-(double) INFINITY)));
  ck_assert (isnan (rg_digamma_f64 ((double) NAN)));
  ck_assert (isnan (rg_digamma_f64 (-3.0)));
  ck_assert (isnan (rg_polygamma_f64 (-1, 2.0)));
  ck_assert (isnan (rg_polygamma_f64 (1, (double) NAN)));
  ck_assert (rg_polygamma_f64 (1, 0.0) == (double) INFINITY);
  ck_assert (rg_polygamma_f64 (2, 0.0) == -(double) INFINITY);
  ck_assert (rg_polygamma_f64 (1, (double) INFINITY) == 0.0);
}
END_TEST

/* --- the table --- */

/* digamma in long double: by its recurrence up to 24, and the expansion there.
 * Below 0 by reflection; `size` is then how large the terms are that cancel. */
static long double
digamma_exact (long double x, long double *size)
{
  static const long double b[] = { 1.0L / 12, -1.0L / 120, 1.0L / 252, -1.0L / 240, 1.0L / 132,
                                   -691.0L / 32760, 1.0L / 12, -3617.0L / 8160 };
  if (x <= 0)
    {
      const long double part = x - rintl (x);
      if (part == 0)
        return x == 0 ? -copysignl ((long double) INFINITY, x) : (long double) NAN;
      const long double y = digamma_exact (1 - x,
                                           size), cot = 1 / tanl (3.14159265358979323846264338327950288L * part);
      *size = MAX (fabsl (y), 3.2L * fabsl (cot));
      return y - 3.14159265358979323846264338327950288L * cot;
    }
  long double sum = 0;
  for (; x < 24; x += 1)
    sum -= 1 / x;
  const long double z = 1 / (x * x);
  long double tail = 0;
  for (int k = 7; k >= 0; k--)
    tail = (tail + b[k]) * z;
  *size = 0.1L; /* near the zero at 1.46 this is not exact enough */
  return sum + (logl (x) - 0.5L / x - tail);
}

/* Away from the zeros: where no more than one bit cancels in float64, and what is
 * left of long double is enough for float32. */
static void
digamma_f32 (const void *function, size_t first, uint64_t *state, Accuracy *to)
{
  (void) function;
  for (size_t k = 0; k < ACCURACY_BLOCK; k++)
    {
      const float x = (float) ulp_input (first + k, state, 1e3, true);
      long double size = 0, want = digamma_exact ((long double) x, &size);
      if (!(fabsl (want) < size / 1024))
        accuracy_note (to, "digamma", ulp_f32 (rg_digamma_f32 (x), want), 1, !isnan (want), (double) x, 0);
    }
}

static void
digamma_f64 (const void *function, size_t first, uint64_t *state, Accuracy *to)
{
  (void) function;
  for (size_t k = 0; k < ACCURACY_BLOCK; k++)
    {
      const double x = ulp_input (first + k, state, 1e3, false);
      long double size = 0, want = digamma_exact ((long double) x, &size);
      if (!(fabsl (want) < size / 2) && (fabs (x) < 1e17 || isinf (x)))
        accuracy_note (to, "digamma", ulp_f64 (rg_digamma_f64 (x), want), 4, !isnan (want), x, 0);
    }
}

START_TEST (digamma_table)
{
  accuracy_measure ("own", "digamma", "float32", false, digamma_f32, NULL);
  accuracy_measure ("own", "digamma", "float64", false, digamma_f64, NULL);
}
END_TEST

/* digamma (x + 1) = digamma (x) + 1 / x, over the seams of the ranges. */
START_TEST (recurrence)
{
  uint64_t state = 3;
  for (int k = 0; k < 20000; k++)
    {
      const double x = ulp_uniform (&state, 2, 14);
      const long double want = (long double) rg_digamma_f64 (x) + 1 / (long double) x;
      if (x + 1 - 1 == x)
        CHECK_VALUE (ulp_f64 (rg_digamma_f64 (x + 1), want) <= 8, "at %a", x);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("special");
  TCase *tcase = tcase_create ("special");
  tcase_add_loop_test (tcase, values, 0, (int) G_N_ELEMENTS (cases));
  tcase_add_test (tcase, special_values);
  tcase_add_test (tcase, recurrence);
  tcase_add_test (tcase, digamma_table);
  tcase_set_timeout (tcase, 900);
  suite_add_tcase (suite, tcase);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  const int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
