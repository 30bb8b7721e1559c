/* test-random-ops.c: what is drawn has the distribution that it should have, the same
 * bits at any number of threads, and tensors made from nothing hold what they should.
 *
 * Bounds are six standard deviations of the figure under test, with the seed held: a
 * right generator passes always, a wrong one does not come near.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <check.h>
#include <math.h>
#include <retrograde.h>
#include <stdlib.h>
#include <string.h>

enum
{
  N = 200000
};

static RgScope *scope;

static void
setup (void)
{
  scope = rg_scope_begin ();
  rg_manual_seed (11);
}

static void
teardown (void)
{
  g_autoptr (GError) error = NULL;
  bool clean = rg_scope_check (scope, &error);
  ck_assert_msg (clean, "%s", error ? error->message : "");
  rg_scope_end (scope);
}

static double
mean_of (RgTensor *t)
{
  return rg_item (rg_mean (rg_to (t, RG_F64)));
}

static void
assert_near (double got, double expected, double deviation)
{
  ck_assert_msg (fabs (got - expected) <= 6 * deviation, "got %.6g, expected %.6g within %.2g", got, expected, 6 * deviation);
}

/* Fails with a message that says `word`, and leaves the scope as it was. */
static void
assert_refused (RgTensor *made, const char *word)
{
  g_autoptr (GError) error = NULL;
  ck_assert_ptr_null (made);
  ck_assert (!rg_scope_check (scope, &error));
  ck_assert_msg (strstr (error->message, word) != NULL, "%s", error->message);
}

/* --- distributions --- */

START_TEST (bernoulli)
{
  RgTensor *p = rg_linspace (0, 1, 5, RG_F64);
  RgTensor *drawn = rg_bernoulli (rg_expand (rg_reshape (p, RG_SHAPE (5, 1)), RG_SHAPE (5, N / 5)));
  for (int i = 0; i < 5; i++)
    assert_near (mean_of (rg_select (drawn, 0, i)), i / 4.0, sqrt (i / 4.0 * (1 - i / 4.0) / (N / 5)));
  assert_near (mean_of (rg_bernoulli_p (rg_zeros (RG_F32, RG_SHAPE (N)), 0.3)), 0.3, sqrt (0.21 / N));
}
END_TEST

START_TEST (normal)
{
  RgTensor *mean = rg_full (RG_F64, RG_SHAPE (N), 3), *std = rg_full (RG_F64, RG_SHAPE (N), 2);
  RgTensor *drawn = rg_normal (mean, std);
  assert_near (mean_of (drawn), 3, 2 / sqrt (N));
  RgTensor *off = rg_sub (drawn, mean);
  assert_near (mean_of (rg_mul (off, off)), 4, 4 * sqrt (2.0 / N));
}
END_TEST

START_TEST (like)
{
  RgTensor *x = rg_zeros (RG_F32, RG_SHAPE (N));
  assert_near (mean_of (rg_rand_like (x)), 0.5, sqrt (1 / 12.0 / N));
  assert_near (mean_of (rg_randn_like (x)), 0, sqrt (1.0 / N));
}
END_TEST

/* Every place as often as its weight says: once with, once without replacement, where the
 * chance that place 0 is drawn first of weights 1, 2, 3 is 1/6. */
START_TEST (multinomial)
{
  const double weights[] = { 1, 0, 2, 3 };
  RgTensor *w = rg_from_data (RG_F64, RG_SHAPE (4), weights);
  RgTensor *again = rg_multinomial (w, N, true);
  RgTensor *rows = rg_contiguous (rg_expand (rg_reshape (w, RG_SHAPE (1, 4)), RG_SHAPE (N / 4, 4)));
  RgTensor *once = rg_multinomial (rows, 3, false);
  RgTensor *first = rg_select (once, 1, 0);
  for (int j = 0; j < 4; j++)
    {
      const double p = weights[j] / 6;
      RgTensor *place = rg_scalar (RG_I64, j);
      assert_near (mean_of (rg_eq (again, place)), p, sqrt (p * (1 - p) / N));
      assert_near (mean_of (rg_eq (first, place)), p, sqrt (p * (1 - p) / (N / 4)));
    }
  RgTensor *sums = rg_sum_dim (once, RG_DIMS (1), false);
  ck_assert_double_eq (mean_of (sums), 5); /* 0 + 2 + 3: no place twice */
}
END_TEST

START_TEST (randperm)
{
  RgTensor *drawn = rg_randperm (1000);
  int64_t *at = rg_tensor_data (drawn);
  bool seen[1000] = { false };
  int moved = 0;
  for (int64_t i = 0; i < 1000; i++)
    {
      ck_assert (at[i] >= 0 && at[i] < 1000 && !seen[at[i]]);
      seen[at[i]] = true;
      moved += at[i] != i;
    }
  ck_assert_int_gt (moved, 900);
}
END_TEST

/* --- threads and gradients --- */

START_TEST (same_bits)
{
  RgTensor *first[4];
  const int before = rg_get_num_threads ();
  for (int threads = 1; threads <= 4; threads++)
    {
      rg_set_num_threads (threads);
      rg_manual_seed (5);
      RgTensor *half = rg_full (RG_F32, RG_SHAPE (100003), 0.5);
      RgTensor *now[] = { rg_rand_like (half), rg_randn_like (half), rg_bernoulli (half), rg_multinomial (half, 1000, false) };
      for (size_t k = 0; k < G_N_ELEMENTS (now); k++)
        {
          if (threads == 1)
            first[k] = now[k];
          ck_assert_mem_eq (rg_tensor_data (now[k]), rg_tensor_data (first[k]),
                            (size_t) rg_tensor_numel (now[k]) * rg_dtype_size (rg_tensor_dtype (now[k])));
        }
    }
  rg_set_num_threads (before);
}
END_TEST

START_TEST (no_gradient)
{
  RgTensor *p = rg_set_requires_grad (rg_full (RG_F64, RG_SHAPE (3), 0.5), true);
  ck_assert (!rg_requires_grad (rg_rand_like (p)));
  ck_assert (!rg_requires_grad (rg_full_like (p, 2)));
  ck_assert (!rg_requires_grad (rg_multinomial (p, 2, false)));
}
END_TEST

/* --- bad input --- */

START_TEST (refused)
{
  const double weights[] = { 0, -1, 2 };
  RgTensor *w = rg_from_data (RG_F64, RG_SHAPE (3), weights);
  assert_refused (rg_multinomial (w, 1, true), "-1");
  assert_refused (rg_multinomial (rg_zeros (RG_F64, RG_SHAPE (3)), 1, true), "nothing to draw");
  assert_refused (rg_multinomial (rg_eye (2), 2, false), "without replacement");
  assert_refused (rg_bernoulli (w), "between 0 and 1");
  assert_refused (rg_bernoulli_p (w, NAN), "between 0 and 1");
  assert_refused (rg_arange (0, 5, 0), "step");
  assert_refused (rg_arange (0, 5, -1), "away");
  assert_refused (rg_arange (0, NAN, 1), "numbers");
  assert_refused (rg_arange (0, 1e300, 1), "too many");
  assert_refused (rg_linspace (0, 1, -1, RG_F32), "at least 0");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("random operators");
  TCase *t = tcase_create ("all");
  tcase_add_checked_fixture (t, setup, teardown);
  tcase_add_test (t, bernoulli);
  tcase_add_test (t, normal);
  tcase_add_test (t, like);
  tcase_add_test (t, multinomial);
  tcase_add_test (t, randperm);
  tcase_add_test (t, same_bits);
  tcase_add_test (t, no_gradient);
  tcase_add_test (t, refused);
  suite_add_tcase (suite, t);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
