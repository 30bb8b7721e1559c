/* test-random.c: Philox against its published vectors, and what is drawn from it.
 *
 * Expected draws were computed by a separate program in Python, the normals at
 * 50 digits.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "philox-private.h"
#include "rg-op.h"
#include "rg-random.h"
#include "team-private.h"
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static RgScope *scope;

static void
setup (void)
{
  scope = rg_scope_begin ();
  rg_manual_seed (42);
}

static void
teardown (void)
{
  g_autoptr (GError) error = NULL;
  bool clean = rg_scope_check (scope, &error);
  ck_assert_msg (clean, "%s", error ? error->message : "");
  rg_scope_end (scope);
}

/* --- bits --- */

/* kat_vectors of Random123, `philox4x32 10`. */
START_TEST (philox_known_answers)
{
  static const struct
  {
    uint32_t counter[4], key[2], expected[4];
  } all[] = {
    { { 0, 0, 0, 0 }, { 0, 0 }, { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 } },
    { { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff },
      { 0xffffffff, 0xffffffff },
      { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd } },
    { { 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344 },
      { 0xa4093822, 0x299f31d0 },
      { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 } },
  };
  for (size_t i = 0; i < G_N_ELEMENTS (all); i++)
    {
      uint32_t got[4];
      memcpy (got, all[i].counter, sizeof got);
      rg_philox4x32 (got, all[i].key);
      for (int k = 0; k < 4; k++)
        ck_assert_uint_eq (got[k], all[i].expected[k]);
    }
}
END_TEST

START_TEST (draws)
{
  static const struct
  {
    uint64_t seed, index, bits;
    double uniform;
  } all[] = {
    { 0, 0, 0xe169c58d6627e8d5u, 0x1.c2d38b1acc4fdp-1 },
    { 0, 1, 0x9b00dbd8bc57ac4cu, 0x1.3601b7b178af5p-1 },
    { 42, 0, 0x77f5493b9ceaf053u, 0x1.dfd524ee73abcp-2 },
    { 42, 7, 0x610e67f7961e5543u, 0x1.84399fde58794p-2 },
    { 0x8000000000000005u, (1ull << 40) + 1, 0x70c1689c8ece4877u, 0x1.c305a2723b392p-2 },
  };
  for (size_t i = 0; i < G_N_ELEMENTS (all); i++)
    {
      ck_assert_uint_eq (rg_random_bits (all[i].seed, all[i].index), all[i].bits);
      ck_assert_double_eq (rg_random_uniform (all[i].seed, all[i].index), all[i].uniform);
    }
}
END_TEST

START_TEST (normals_known)
{
  static const double expected[]
      = { -0.6076510539335194,  0.946144781969715,   -0.8536440633116089,
          0.25199221210660444,  0.21637628796618613, -1.449453837114188 };
  for (size_t i = 0; i < G_N_ELEMENTS (expected); i++)
    ck_assert_double_eq_tol (rg_random_normal (42, i), expected[i], 1e-15);
}
END_TEST

/* Against Box and Muller's formula in long double. */
START_TEST (normals_exact)
{
  const long double turn = 2 * acosl (-1.0L);
  for (uint64_t i = 0; i < 200000; i += 2)
    {
      long double u = rg_random_uniform (9, i), v = rg_random_uniform (9, i + 1);
      long double r = sqrtl (-2 * log1pl (-u));
      ck_assert_double_eq_tol (rg_random_normal (9, i), (double) (r * cosl (turn * v)), 3e-15);
      ck_assert_double_eq_tol (rg_random_normal (9, i + 1), (double) (r * sinl (turn * v)), 3e-15);
    }
}
END_TEST

/* --- generators --- */

START_TEST (generator_state)
{
  uint64_t seed, offset;
  RgGenerator *g = rg_generator_new (7);
  ck_assert_uint_eq (rg_generator_reserve (g, 5, &seed), 0);
  ck_assert_uint_eq (seed, 7);
  ck_assert_uint_eq (rg_generator_reserve (g, 1, NULL), 5);
  rg_generator_get_state (g, &seed, &offset);
  ck_assert_uint_eq (offset, 6);
  rg_generator_set_state (g, 8, 100);
  ck_assert_uint_eq (rg_generator_reserve (g, 1, &seed), 100);
  ck_assert_uint_eq (seed, 8);
  ck_assert_ptr_eq (rg_generator_ref (g), g);
  rg_generator_unref (g);
  rg_generator_get_state (g, &seed, &offset);
  ck_assert_uint_eq (offset, 101);
  rg_generator_unref (g);
  rg_generator_unref (NULL);
}
END_TEST

START_TEST (default_generator)
{
  uint64_t seed, offset;
  rg_randn (RG_F32, RG_SHAPE (3));
  rg_rand (RG_F64, RG_SHAPE (2, 2));
  rg_generator_get_state (NULL, &seed, &offset);
  ck_assert_uint_eq (seed, 42);
  ck_assert_uint_eq (offset, 7);
  rg_generator_get_state (rg_generator_default (), NULL, &offset);
  ck_assert_uint_eq (offset, 7);
  rg_generator_unref (rg_generator_default ()); /* a mistake that must not hurt */
  rg_manual_seed (1);
  rg_generator_get_state (NULL, &seed, &offset);
  ck_assert_uint_eq (seed, 1);
  ck_assert_uint_eq (offset, 0);
}
END_TEST

/* --- tensors --- */

static void
assert_f64 (double got, double expected)
{
  ck_assert_msg (memcmp (&got, &expected, sizeof got) == 0, "%a is not %a", got, expected);
}

/* Element i is draw `first + i`, at even and odd beginnings and all lengths. */
static void
assert_elements (uint64_t first, int64_t n)
{
  RgInts shape = RG_SHAPE (n);
  rg_generator_set_state (NULL, 42, first);
  const float *u32 = rg_tensor_data (rg_rand (RG_F32, shape));
  rg_generator_set_state (NULL, 42, first);
  const double *u64 = rg_tensor_data (rg_rand (RG_F64, shape));
  rg_generator_set_state (NULL, 42, first);
  const float *n32 = rg_tensor_data (rg_randn (RG_F32, shape));
  rg_generator_set_state (NULL, 42, first);
  const double *n64 = rg_tensor_data (rg_randn (RG_F64, shape));
  rg_generator_set_state (NULL, 42, first);
  const int64_t *integers = rg_tensor_data (rg_randint (-3, 7, shape));
  for (int64_t i = 0; i < n; i++)
    {
      uint64_t index = first + (uint64_t) i, bits = rg_random_bits (42, index);
      assert_f64 (u64[i], rg_random_uniform (42, index));
      assert_f64 (n64[i], rg_random_normal (42, index));
      assert_f64 ((double) n32[i], (double) (float) rg_random_normal (42, index));
      assert_f64 ((double) u32[i], (double) (bits >> 40) / 16777216.0);
      ck_assert_int_eq (integers[i], -3 + (int64_t) ((bits >> 32) * 10 >> 32));
    }
}

START_TEST (elements_are_draws)
{
  for (int64_t n = 0; n < 40; n++)
    for (uint64_t first = 0; first < 3; first++)
      assert_elements (first, n);
  assert_elements (12345, 70001);
}
END_TEST

/* The loop test gives each instruction set a process of its own. */
START_TEST (instruction_sets)
{
  static const char *const names[] = { "base", "v3", "v4" };
  g_setenv ("RETROGRADE_ISA", names[_i], TRUE);
  assert_elements (1, 5001);
}
END_TEST

START_TEST (thread_counts)
{
  rg_set_num_threads (1);
  RgTensor *alone = rg_randn (RG_F64, RG_SHAPE (100000));
  for (int threads = 2; threads <= 4; threads++)
    for (int grain = 1; grain <= 7; grain += 3)
      {
        /* On a busy machine one thread may do it all before another wakes. */
        rg_set_num_threads (threads);
        rg_test_grain = grain;
        rg_test_shared_runs = 0;
        for (int attempt = 0; attempt < 5000 && rg_test_shared_runs == 0; attempt++)
          {
            if (attempt > 20)
              g_usleep (1000); /* let whoever keeps the other away go on */
            RgScope *inner = rg_scope_begin ();
            rg_manual_seed (42);
            RgTensor *together = rg_randn (RG_F64, RG_SHAPE (100000));
            ck_assert_mem_eq (rg_tensor_data (alone), rg_tensor_data (together),
                              100000 * sizeof (double));
            rg_scope_end (inner);
          }
        ck_assert_msg (rg_test_shared_runs > 0, "only one thread ran");
      }
  rg_test_grain = 0;
}
END_TEST

START_TEST (known_integers)
{
  static const int64_t integers[] = { 1, 0, 0, 1, 3, 4, 3, 0, 5, -1 };
  static const int64_t permutation[] = { 5, 2, 0, 1, 7, 6, 4, 3 };
  ck_assert_mem_eq (rg_tensor_data (rg_randint (-3, 7, RG_SHAPE (10))), integers, sizeof integers);
  rg_manual_seed (42);
  ck_assert_mem_eq (rg_tensor_data (rg_randperm (8)), permutation, sizeof permutation);
}
END_TEST

START_TEST (integer_ranges)
{
  const int64_t *all = rg_tensor_data (rg_randint (INT64_MIN, INT64_MAX, RG_SHAPE (1000)));
  int negative = 0;
  for (int i = 0; i < 1000; i++)
    negative += all[i] < 0;
  ck_assert_int_gt (negative, 400);
  ck_assert_int_lt (negative, 600);
  const int64_t *one = rg_tensor_data (rg_randint (5, 6, RG_SHAPE (100)));
  for (int i = 0; i < 100; i++)
    ck_assert_int_eq (one[i], 5);
}
END_TEST

/* --- distributions: the draws are fixed, so these cannot fail by chance --- */

START_TEST (uniform_distribution)
{
  enum { N = 1000000, BINS = 100 };
  const double *x = rg_tensor_data (rg_rand (RG_F64, RG_SHAPE (N)));
  double sum = 0, chi = 0;
  int bins[BINS] = { 0 };
  for (int i = 0; i < N; i++)
    {
      ck_assert (x[i] >= 0 && x[i] < 1);
      sum += x[i];
      bins[(int) (x[i] * BINS)]++;
    }
  for (int b = 0; b < BINS; b++)
    chi += pow (bins[b] - N / BINS, 2) / (N / BINS);
  ck_assert_double_eq_tol (sum / N, 0.5, 4 / sqrt (12.0 * N));
  ck_assert_double_gt (chi, 55); /* 0.01% and 99.99% of chi squared with 99 degrees */
  ck_assert_double_lt (chi, 160);
}
END_TEST

START_TEST (normal_distribution)
{
  enum { N = 1000000, BINS = 80 };
  const double *x = rg_tensor_data (rg_randn (RG_F64, RG_SHAPE (N)));
  double m1 = 0, m2 = 0, m3 = 0, m4 = 0, chi = 0, pairs = 0;
  int bins[BINS] = { 0 }, used = 0;
  for (int i = 0; i < N; i++)
    {
      double z = x[i];
      m1 += z / N;
      m2 += z * z / N;
      m3 += z * z * z / N;
      m4 += z * z * z * z / N;
      pairs += i & 1 ? z * x[i - 1] / (N / 2) : 0;
      if (fabs (z) < 4)
        bins[(int) ((z + 4) * (BINS / 8))]++;
    }
  for (int b = 0; b < BINS; b++)
    {
      double low = -4 + b * 8.0 / BINS, high = low + 8.0 / BINS;
      double expected = N * 0.5 * (erf (high / sqrt (2)) - erf (low / sqrt (2)));
      chi += pow (bins[b] - expected, 2) / expected;
      used++;
    }
  ck_assert_double_eq_tol (m1, 0, 4e-3);
  ck_assert_double_eq_tol (m2, 1, 4 * sqrt (2.0 / N));
  ck_assert_double_eq_tol (m3, 0, 4 * sqrt (15.0 / N));
  ck_assert_double_eq_tol (m4, 3, 4 * sqrt (96.0 / N));
  ck_assert_double_eq_tol (pairs, 0, 4 / sqrt (N / 2));
  ck_assert_double_lt (chi, used + 4 * sqrt (2.0 * used));
}
END_TEST

START_TEST (permutations)
{
  static const int64_t sizes[] = { 0, 1, 2, 1000 };
  for (size_t s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      int64_t n = sizes[s], fixed = 0;
      RgTensor *t = rg_randperm (n);
      ck_assert_int_eq (rg_tensor_dtype (t), RG_I64);
      ck_assert_int_eq (rg_tensor_numel (t), n);
      const int64_t *p = rg_tensor_data (t);
      g_autofree bool *seen = g_new0 (bool, (gsize) n + 1);
      for (int64_t i = 0; i < n; i++)
        {
          ck_assert (p[i] >= 0 && p[i] < n && !seen[p[i]]);
          seen[p[i]] = true;
          fixed += p[i] == i;
        }
      if (n == 1000)
        ck_assert_int_lt (fixed, 10);
    }
  int counts[6] = { 0 };
  for (int i = 0; i < 6000; i++)
    {
      RgScope *inner = rg_scope_begin ();
      const int64_t *p = rg_tensor_data (rg_randperm (3));
      counts[p[0] * 2 + (p[1] > p[2])]++;
      rg_scope_end (inner);
    }
  for (int k = 0; k < 6; k++)
    {
      ck_assert_int_gt (counts[k], 880); /* 1000 by 4 deviations */
      ck_assert_int_lt (counts[k], 1120);
    }
}
END_TEST

/* --- errors --- */

static void
assert_error (const RgTensor *t, RgError code, const char *part)
{
  g_autoptr (GError) error = NULL;
  ck_assert_ptr_null (t);
  ck_assert (!rg_scope_check (NULL, &error));
  ck_assert (g_error_matches (error, RG_ERROR, (int) code));
  ck_assert_msg (strstr (error->message, part) != NULL, "%s", error->message);
}

START_TEST (bad_arguments)
{
  assert_error (rg_rand (RG_I64, RG_SHAPE (2)), RG_ERROR_DTYPE, "int64");
  assert_error (rg_randn (RG_BOOL, RG_SHAPE (2)), RG_ERROR_DTYPE, "bool");
  assert_error (rg_randint (3, 3, RG_SHAPE (2)), RG_ERROR_ARGUMENT, "low 3");
  assert_error (rg_randperm (-1), RG_ERROR_ARGUMENT, "-1");
  assert_error (rg_rand (RG_F32, RG_SHAPE (-2)), RG_ERROR_SHAPE, "-2");
}
END_TEST

int
main (void)
{
  const TTest *const tests[]
      = { philox_known_answers, draws, normals_known, normals_exact, generator_state,
          default_generator, elements_are_draws, thread_counts, known_integers, integer_ranges,
          uniform_distribution, normal_distribution, permutations, bad_arguments };
  Suite *suite = suite_create ("random");
  TCase *tcase = tcase_create ("random");
  tcase_add_checked_fixture (tcase, setup, teardown);
  for (size_t i = 0; i < G_N_ELEMENTS (tests); i++)
    tcase_add_test (tcase, tests[i]);
  tcase_add_loop_test (tcase, instruction_sets, 0, RG_N_ISAS);
  suite_add_tcase (suite, tcase);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
