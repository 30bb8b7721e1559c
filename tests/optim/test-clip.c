/* test-clip.c: clipping gradients by norm and by value.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <check.h>
#include <math.h>
#include <retrograde.h>
#include <string.h>

static RgTensor *
with_grad (RgDType dtype, const double *values, int64_t n)
{
  RgTensor *x = rg_set_requires_grad (rg_zeros (dtype, RG_SHAPE (n)), true);
  rg_set_grad (x, rg_to (rg_from_data (RG_F64, RG_SHAPE (n), values), dtype));
  return x;
}

static double
grad_at (RgTensor *x, int64_t i)
{
  return rg_get (rg_grad (x), RG_INTS (i));
}

/* 3 and -4 in two parameters; a third has no gradient. */
START_TEST (norms)
{
  static const struct
  {
    double type, norm;
  } cases[] = { { 2, 5 }, { 1, 7 }, { (double) INFINITY, 4 }, { 3, 4.497941445275415 } };
  const double a[1] = { 3 }, b[2] = { -4, 0 };
  for (size_t k = 0; k < G_N_ELEMENTS (cases); k++)
    for (int dtype = RG_F32; dtype <= RG_F64; dtype++)
      {
        g_autoptr (RgScope) scope = rg_scope_begin ();
        RgTensor *bare = rg_set_requires_grad (rg_zeros (RG_F64, RG_SHAPE (2)), true);
        RgTensor *params[3] = { with_grad ((RgDType) dtype, a, 1), bare,
                                with_grad ((RgDType) dtype, b, 2) };
        double norm = 0;
        ck_assert (rg_clip_grad_norm (params, 3, 1, cases[k].type, &norm, NULL));
        ck_assert_double_eq_tol (norm, cases[k].norm, 1e-12);
        const double factor = 1 / (cases[k].norm + 1e-6), tolerance = dtype == RG_F32 ? 1e-7 : 1e-12;
        ck_assert_double_eq_tol (grad_at (params[0], 0), 3 * factor, tolerance);
        ck_assert_double_eq_tol (grad_at (params[2], 0), -4 * factor, tolerance);
        ck_assert (rg_grad (bare) == NULL);

        /* Below the limit nothing changes. */
        const double now = grad_at (params[0], 0);
        const uint32_t version = rg_tensor_version (rg_grad (params[0]));
        ck_assert (rg_clip_grad_norm (params, 3, 1.5, cases[k].type, NULL, NULL));
        ck_assert (grad_at (params[0], 0) == now);
        ck_assert_uint_eq (rg_tensor_version (rg_grad (params[0])), version);
      }
}
END_TEST

START_TEST (values)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  const double a[5] = { 3, -4, 0.25, (double) NAN, -0.5 };
  RgTensor *x = with_grad (RG_F32, a, 5);
  const uint32_t version = rg_tensor_version (rg_grad (x));
  ck_assert (rg_clip_grad_value (&x, 1, 0.5, NULL));
  ck_assert (grad_at (x, 0) == 0.5 && grad_at (x, 1) == -0.5 && grad_at (x, 2) == 0.25);
  ck_assert (isnan (grad_at (x, 3)) && grad_at (x, 4) == -0.5);
  ck_assert_uint_gt (rg_tensor_version (rg_grad (x)), version);
}
END_TEST

START_TEST (not_finite)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  const double a[2] = { (double) NAN, 1 }, b[2] = { (double) INFINITY, 1 };
  double norm = 0;
  RgTensor *x = with_grad (RG_F64, a, 2), *y = with_grad (RG_F64, b, 2);
  ck_assert (rg_clip_grad_norm (&x, 1, 1, (double) INFINITY, &norm, NULL));
  ck_assert (isnan (norm) && isnan (grad_at (x, 1)));
  ck_assert (rg_clip_grad_norm (&y, 1, 1, 2, &norm, NULL));
  ck_assert (isinf (norm) && grad_at (y, 1) == 0);
}
END_TEST

/* Elements that are one in memory are not scaled twice. */
START_TEST (expanded)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *x = rg_set_requires_grad (rg_zeros (RG_F64, RG_SHAPE (4)), true);
  rg_set_grad (x, rg_expand (rg_full (RG_F64, RG_SHAPE (1), 2), RG_SHAPE (4)));
  double norm = 0;
  ck_assert (rg_clip_grad_norm (&x, 1, 2, 2, &norm, NULL));
  ck_assert (norm == 4);
  for (int i = 0; i < 4; i++)
    ck_assert_double_eq_tol (grad_at (x, i), 1, 1e-6);
}
END_TEST

START_TEST (threads)
{
  const int64_t n = 300001;
  g_autofree double *a = g_new (double, (gsize) n);
  for (int64_t i = 0; i < n; i++)
    a[i] = rg_random_normal (3, (uint64_t) i);
  for (int dtype = RG_F32; dtype <= RG_F64; dtype++)
    {
      g_autoptr (RgScope) scope = rg_scope_begin ();
      RgTensor *x = with_grad ((RgDType) dtype, a, n), *y = with_grad ((RgDType) dtype, a, n);
      double one = 0, four = 0;
      rg_set_num_threads (1);
      ck_assert (rg_clip_grad_norm (&x, 1, 1, 2, &one, NULL));
      rg_set_num_threads (4);
      ck_assert (rg_clip_grad_norm (&y, 1, 1, 2, &four, NULL));
      ck_assert (one == four && fabs (one - sqrt ((double) n)) < 5);
      ck_assert (memcmp (rg_tensor_data (rg_grad (x)), rg_tensor_data (rg_grad (y)),
                         (size_t) n * rg_dtype_size ((RgDType) dtype))
                 == 0);
    }
}
END_TEST

START_TEST (bad_input)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  const double a[1] = { 3 };
  RgTensor *x = with_grad (RG_F64, a, 1);
  const double bad[][2] = { { -1, 2 }, { (double) NAN, 2 }, { 1, 0 }, { 1, (double) NAN } };
  for (size_t i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      ck_assert (!rg_clip_grad_norm (&x, 1, bad[i][0], bad[i][1], NULL, &error));
      ck_assert (g_error_matches (error, RG_ERROR, RG_ERROR_ARGUMENT));
    }
  g_autoptr (GError) error = NULL;
  ck_assert (!rg_clip_grad_value (&x, 1, -1, &error));
  ck_assert (g_error_matches (error, RG_ERROR, RG_ERROR_ARGUMENT));
  ck_assert (grad_at (x, 0) == 3);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("clip");
  TCase *c = tcase_create ("clip");
  tcase_add_test (c, norms);
  tcase_add_test (c, values);
  tcase_add_test (c, not_finite);
  tcase_add_test (c, expanded);
  tcase_add_test (c, threads);
  tcase_add_test (c, bad_input);
  suite_add_tcase (suite, c);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  const int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
