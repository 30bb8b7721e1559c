/* test-fuse.c: pointwise operators that are noted and computed block by block: the same bits,
 * whatever looks at them and whenever.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "graph-help.h"

#define MANY 5000 /* more than a block, and no multiple of one */

static RgTensor *
numbers (RgDType dtype, int64_t n, bool requires_grad)
{
  return rg_set_requires_grad (rg_randn (dtype, RG_SHAPE (n)), requires_grad);
}

static void
assert_same (const RgTensor *a, const RgTensor *b, const char *what)
{
  ck_assert_msg (a != NULL && b != NULL, "%s: there is no tensor", what);
  const size_t bytes = (size_t) rg_tensor_numel (a) * rg_dtype_size (rg_tensor_dtype (a));
  ck_assert_msg (memcmp (rg_tensor_data (a), rg_tensor_data (b), bytes) == 0, "%s: other bits", what);
}

/* --- programs drawn at random --- */

/* Twenty operators on what there is so far; the last is the result. Some intermediate
 * results stay held by the scope, some go with an inner one. */
static RgTensor *
program (unsigned seed, RgTensor *x, RgTensor *y)
{
  GRand *r = g_rand_new_with_seed (seed);
  RgTensor *have[24] = { x, y };
  int n = 2;
  RgScope *inner = rg_scope_begin ();
  while (n < 22)
    {
      RgTensor *a = have[g_rand_int_range (r, MAX (0, n - 4), n)], *b = have[g_rand_int_range (r, 0, n)], *c = NULL;
      switch (g_rand_int_range (r, 0, 11))
        {
        case 0: c = rg_mul (a, b); break;
        case 1: c = rg_add (a, b); break;
        case 2: c = rg_tanh (a); break;
        case 3: c = rg_mul_scalar (a, g_rand_double (r)); break;
        case 4: c = rg_sub (a, b); break;
        case 5: c = rg_sigmoid (a); break;
        case 6: c = rg_add_scalar (a, n); break;
        case 7: c = rg_sin (a); break;
        case 8: c = rg_leaky_relu (a, 0.1); break;
        case 9: c = rg_exp (rg_neg (rg_square (a))); break;
        /* Looks at data midway. */
        default: c = g_rand_int_range (r, 0, 3) ? rg_relu (a) : rg_sub (a, rg_mean (a)); break;
        }
      have[n++] = c;
    }
  g_rand_free (r);
  RgTensor *last = rg_scope_leave (inner, have[n - 1]);
  rg_scope_end (inner);
  return last;
}

START_TEST (test_random_programs_have_the_same_bits)
{
  const int64_t sizes[] = { 1025, MANY, 70000 };
  RgTensor *x = numbers (_i % 2 ? RG_F64 : RG_F32, sizes[_i % 3], true);
  RgTensor *y = numbers (_i % 2 ? RG_F64 : RG_F32, sizes[_i % 3], true);
  rg_set_num_threads (1 + _i % 4);
  RgTensor *results[2], *dx[2], *dy[2];
  for (int fused = 0; fused < 2; fused++)
    {
      if (fused)
        rg_fuse_begin ();
      RgTensor *z = program ((unsigned) _i, x, y);
      if (fused)
        rg_fuse_end ();
      results[fused] = z;
      RgTensor *in[2] = { x, y }, *grads[2];
      RgGradOptions options = RG_GRAD_OPTIONS_INIT;
      options.allow_unused = options.materialize_grads = true;
      RgTensor *g = rg_full (rg_tensor_dtype (z), rg_tensor_shape (z), 0.5);
      g_autoptr (GError) error = NULL;
      bool ok = !rg_requires_grad (z) || rg_grad_of (&z, &g, 1, in, 2, &options, grads, &error);
      ck_assert_msg (ok, "%s", error ? error->message : "");
      dx[fused] = grads[0];
      dy[fused] = grads[1];
    }
  assert_same (results[0], results[1], "the result");
  assert_same (dx[0], dx[1], "the gradient of x");
  assert_same (dy[0], dy[1], "the gradient of y");
}
END_TEST

/* The engine computes vjps by blocks; under create_graph it does not. */
START_TEST (test_backward_has_the_bits_of_a_recorded_one)
{
  RgTensor *x = numbers (RG_F32, MANY, true), *y = numbers (RG_F32, MANY, true), *in[2] = { x, y }, *plain[2], *recorded[2];
  RgTensor *z = program (100 + (unsigned) _i, x, y), *g = rg_randn (RG_F32, RG_SHAPE (MANY));
  RgGradOptions options = RG_GRAD_OPTIONS_INIT;
  options.allow_unused = options.materialize_grads = true;
  options.retain_graph = true;
  ck_assert (rg_grad_of (&z, &g, 1, in, 2, &options, plain, NULL));
  options.create_graph = true;
  ck_assert (rg_grad_of (&z, &g, 1, in, 2, &options, recorded, NULL));
  assert_same (plain[0], recorded[0], "the gradient of x");
  assert_same (plain[1], recorded[1], "the gradient of y");
}
END_TEST

/* --- what looks at data, and what writes them --- */

START_TEST (test_what_is_written_was_read_before)
{
  RgTensor *x = rg_full (RG_F32, RG_SHAPE (MANY), 2), *view = rg_narrow (x, 0, 0, 10);
  rg_fuse_begin ();
  RgTensor *y = rg_mul_scalar (x, 3);
  rg_fill_ (view, 100);
  RgTensor *z = rg_add (y, x);
  rg_mul_scalar_ (x, 0);
  ck_assert (rg_get (z, RG_SHAPE (0)) == 106);
  ck_assert (rg_get (z, RG_SHAPE (10)) == 8);
  RgTensor *w = rg_add_scalar (x, 1);
  float *data = rg_tensor_data (x);
  data[0] = 50;
  ck_assert (rg_get (w, RG_SHAPE (0)) == 1);
  rg_fuse_end ();
  ck_assert (rg_get (y, RG_SHAPE (0)) == 6);
}
END_TEST

START_TEST (test_a_result_can_be_written_in_place)
{
  RgTensor *x = rg_full (RG_F64, RG_SHAPE (MANY), 2), *leaf_x = rg_set_requires_grad (rg_clone (x), true);
  rg_fuse_begin ();
  RgTensor *y = rg_mul (leaf_x, leaf_x);
  rg_add_scalar_ (y, 1);
  RgTensor *z = rg_tanh (y), *old = rg_exp (x);
  rg_mul_scalar_ (x, 2);
  rg_fuse_end ();
  ck_assert (rg_get (x, RG_SHAPE (7)) == 4);
  ck_assert (rg_get (old, RG_SHAPE (7)) == rg_get (rg_exp (rg_full (RG_F64, RG_SHAPE (1), 2)), RG_SHAPE (0)));
  /* tanh saved its output; writing that is noticed at backward. */
  rg_mul_scalar_ (z, 2);
  g_autoptr (GError) error = NULL;
  ck_assert (!rg_backward (rg_sum (z), &error));
  ck_assert (strstr (error->message, "modified by an inplace operation") != NULL);
}
END_TEST

START_TEST (test_views_prints_and_items_compute_first)
{
  rg_fuse_begin ();
  RgTensor *y = rg_mul_scalar (rg_ones (RG_F32, RG_SHAPE (50, 100)), 3);
  ck_assert (rg_get (rg_transpose (y, 0, 1), RG_SHAPE (99, 49)) == 3);
  RgTensor *z = rg_add_scalar (y, 1);
  g_autofree char *text = rg_tensor_to_string (z);
  ck_assert (strstr (text, "4.") != NULL);
  RgTensor *w = rg_add_scalar (z, 1);
  ck_assert (rg_item (rg_sum (w)) == 25000);
  RgTensor *v = rg_add_scalar (w, 1);
  RgTensor *kept = rg_detach (v);
  ck_assert (rg_get (kept, RG_SHAPE (0, 0)) == 6);
  rg_fuse_end ();
}
END_TEST

START_TEST (test_regions_nest)
{
  RgTensor *x = rg_ones (RG_F32, RG_SHAPE (MANY));
  rg_fuse_begin ();
  RgTensor *y = rg_add_scalar (x, 1);
  rg_fuse_begin ();
  RgTensor *z = rg_add (y, y);
  rg_fuse_end ();
  RgTensor *w = rg_mul (z, y);
  rg_fuse_end ();
  ck_assert (rg_get (w, RG_SHAPE (MANY - 1)) == 8);
}
END_TEST

/* More than the list takes, more numbers than it has room for, other sizes and dtypes. */
START_TEST (test_long_and_mixed_lists)
{
  RgTensor *x = rg_zeros (RG_F64, RG_SHAPE (MANY)), *other = rg_zeros (RG_F32, RG_SHAPE (2 * MANY));
  rg_fuse_begin ();
  for (int i = 1; i <= 1500; i++)
    {
      x = rg_add_scalar (x, i);
      if (i % 100 == 0)
        other = rg_add_scalar (other, i);
    }
  rg_fuse_end ();
  ck_assert (rg_get (x, RG_SHAPE (MANY - 1)) == 1500 * 1501 / 2);
  ck_assert (rg_get (other, RG_SHAPE (2 * MANY - 1)) == 12000);
}
END_TEST

/* Twenty results that all are read at the end: more than there are slots. */
START_TEST (test_more_results_than_slots)
{
  RgTensor *x = rg_ones (RG_F64, RG_SHAPE (MANY)), *parts[20], *sum = NULL;
  rg_fuse_begin ();
  RgScope *inner = rg_scope_begin ();
  for (int i = 0; i < 20; i++)
    parts[i] = i ? rg_add (parts[i - 1], x) : rg_neg (x);
  for (int i = 20; i-- > 0;)
    sum = sum ? rg_add (sum, parts[i]) : parts[i];
  sum = rg_scope_leave (inner, sum);
  rg_scope_end (inner);
  rg_fuse_end ();
  ck_assert (rg_get (sum, RG_SHAPE (17)) == 170);
}
END_TEST

typedef struct
{
  GThread *caller;
  RgTensor *noted;
  float *to;
} Loop;

/* The body of a loop runs on other threads, which cannot compute what this one noted. The
 * caller itself does not look. */
static void
read_all (int64_t begin, int64_t end, void *payload)
{
  const Loop *loop = payload;
  const bool is_caller = g_thread_self () == loop->caller;
  const float *from = is_caller ? NULL : rg_tensor_data (loop->noted);
  for (int64_t i = begin; i < end; i++)
    loop->to[i] = is_caller ? 3 : from ? from[i] : -1;
  if (is_caller)
    g_thread_yield ();
}

START_TEST (test_a_loop_computes_first)
{
  RgTensor *to = rg_zeros (RG_F32, RG_SHAPE (MANY)), *ones = rg_ones (RG_F32, RG_SHAPE (MANY));
  Loop loop = { g_thread_self (), NULL, rg_tensor_data (to) };
  rg_set_num_threads (4);
  for (int turn = 0; turn < 50; turn++)
    {
      rg_fuse_begin ();
      loop.noted = rg_add_scalar (ones, 2);
      rg_parallel_for (MANY, 16, read_all, &loop);
      rg_fuse_end ();
      ck_assert (rg_item (rg_sum (to)) == 3 * MANY);
    }
}
END_TEST

/* --- memory --- */

START_TEST (test_what_lies_between_takes_no_memory)
{
  const int64_t n = 1 << 20;
  RgTensor *x = rg_ones (RG_F32, RG_SHAPE (n)), *y = x;
  RgMemoryStats before, after;
  rg_memory_reset_peak ();
  rg_memory_stats (&before);
  rg_fuse_begin ();
  RgScope *inner = rg_scope_begin ();
  for (int i = 0; i < 20; i++)
    y = rg_tanh (rg_mul_scalar (y, 1.1));
  y = rg_scope_leave (inner, y);
  rg_scope_end (inner);
  rg_fuse_end ();
  rg_memory_stats (&after);
  ck_assert_uint_eq (after.peak - before.live, n * 4);
  ck_assert_uint_eq (after.live - before.live, n * 4);
}
END_TEST

/* The gradient that comes in is let go of on the way, and so its memory serves again. */
START_TEST (test_backward_of_a_chain_takes_no_more_than_its_gradient)
{
  const int64_t n = 1 << 20;
  RgTensor *x = numbers (RG_F32, n, true), *c = rg_ones (RG_F32, RG_SHAPE (n)), *y = x;
  for (int i = 0; i < 20; i++)
    y = rg_mul (y, c);
  RgTensor *loss = rg_sum (y);
  RgMemoryStats before, after;
  rg_memory_reset_peak ();
  rg_memory_stats (&before);
  ck_assert (rg_backward (loss, NULL));
  rg_memory_stats (&after);
  ck_assert_uint_le (after.peak - before.live, 2 * n * 4 + 4096);
}
END_TEST

START_TEST (test_no_memory_is_an_error_and_no_crash)
{
  const int64_t n = 1 << 20;
  RgTensor *x = rg_set_requires_grad (rg_ones (RG_F32, RG_SHAPE (n)), true);
  RgMemoryStats stats;
  rg_memory_stats (&stats);
  rg_memory_set_limit (stats.live + (size_t) n * 2);
  rg_fuse_begin ();
  RgTensor *y = rg_tanh (rg_mul_scalar (x, 2));
  rg_fuse_end ();
  g_autoptr (GError) error = NULL, second = NULL;
  ck_assert (!rg_scope_check (NULL, &error));
  ck_assert (g_error_matches (error, RG_ERROR, RG_ERROR_MEMORY));
  ck_assert (rg_tensor_data (y) == NULL);
  ck_assert (isnan (rg_get (y, RG_SHAPE (0))));
  /* Whatever looks at it, or writes it, says so. */
  g_autofree char *text = rg_tensor_to_string (y), *path = g_build_filename (g_get_tmp_dir (), "rg-test-fuse.npy", NULL);
  g_autoptr (GError) unsaved = NULL, unwritten = NULL, unset = NULL;
  ck_assert (strstr (text, "...") != NULL);
  ck_assert (!rg_npy_save (path, y, &unsaved) && strstr (unsaved->message, "no data") != NULL);
  ck_assert (rg_fill_ (y, 1) == NULL && rg_add_ (rg_ones (RG_F32, RG_SHAPE (2)), y) == NULL);
  ck_assert (!rg_scope_check (NULL, &unwritten) && strstr (unwritten->message, "no data") != NULL);
  ck_assert (!rg_set_grad (x, y));
  ck_assert (!rg_scope_check (NULL, &unset) && strstr (unset->message, "no data") != NULL);
  ck_assert (rg_detach (y) == NULL || rg_tensor_data (rg_detach (y)) == NULL);
  ck_assert (rg_sum (y) == NULL);
  ck_assert (!rg_scope_check (NULL, &second));
  ck_assert_msg (strstr (second->message, "no memory") != NULL, "%s", second->message);
  rg_memory_set_limit (0);
  ck_assert (rg_get (rg_tanh (x), RG_SHAPE (3)) > 0.7);
}
END_TEST

/* --- threads --- */

static void *
use_elsewhere (void *data)
{
  GError *error = NULL;
  g_autoptr (RgScope) s = rg_scope_begin ();
  ck_assert (rg_sum (data) == NULL);
  ck_assert (!rg_scope_check (s, &error));
  return error;
}

START_TEST (test_another_thread_is_told)
{
  rg_fuse_begin ();
  RgTensor *y = rg_mul_scalar (rg_ones (RG_F32, RG_SHAPE (MANY)), 3);
  g_autoptr (GError) error = g_thread_join (g_thread_new ("elsewhere", use_elsewhere, y));
  ck_assert_msg (strstr (error->message, "another thread") != NULL, "%s", error->message);
  rg_fuse_end ();
  ck_assert (rg_item (rg_sum (y)) == 3 * MANY);
}
END_TEST

static void *
leave_open (void *data)
{
  rg_fuse_begin ();
  return rg_tensor_ref (rg_mul_scalar (data, 3));
}

START_TEST (test_a_thread_that_ends_computes_what_it_noted)
{
  /* Large enough for a team, which a thread that ends opens, too. */
  RgTensor *x = rg_ones (RG_F32, RG_SHAPE (1 << 20));
  rg_set_num_threads (4);
  RgTensor *y = g_thread_join (g_thread_new ("ends", leave_open, x));
  ck_assert (rg_get (y, RG_SHAPE ((1 << 20) - 1)) == 3);
  rg_tensor_unref (y);
}
END_TEST

/* Hooks see gradients that are computed, on any path. */
static RgTensor *
double_it (RgTensor *grad, void *seen)
{
  *(double *) seen += rg_get (grad, RG_SHAPE (0));
  return rg_mul_scalar (grad, 2);
}

START_TEST (test_hooks_between)
{
  RgTensor *x = numbers (RG_F64, MANY, true);
  RgTensor *y = rg_mul_scalar (x, 3), *z = rg_mul_scalar (rg_mul_scalar (y, 5), 7);
  double seen = 0;
  rg_register_hook (y, double_it, &seen, NULL, 0);
  rg_retain_grad (z);
  ck_assert (rg_backward (rg_sum (z), NULL));
  ck_assert (seen == 35);
  ck_assert (rg_get (rg_grad (x), RG_SHAPE (4)) == 210);
  ck_assert (rg_get (rg_grad (z), RG_SHAPE (4)) == 1);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("fuse");
  TCase *tc = tcase_create ("fuse");
  tcase_add_checked_fixture (tc, graph_setup, graph_teardown);
  tcase_set_timeout (tc, 120);
  tcase_add_loop_test (tc, test_random_programs_have_the_same_bits, 0, 60);
  tcase_add_loop_test (tc, test_backward_has_the_bits_of_a_recorded_one, 0, 40);
  tcase_add_test (tc, test_what_is_written_was_read_before);
  tcase_add_test (tc, test_a_result_can_be_written_in_place);
  tcase_add_test (tc, test_views_prints_and_items_compute_first);
  tcase_add_test (tc, test_regions_nest);
  tcase_add_test (tc, test_long_and_mixed_lists);
  tcase_add_test (tc, test_more_results_than_slots);
  tcase_add_test (tc, test_a_loop_computes_first);
  tcase_add_test (tc, test_what_lies_between_takes_no_memory);
  tcase_add_test (tc, test_backward_of_a_chain_takes_no_more_than_its_gradient);
  tcase_add_test (tc, test_no_memory_is_an_error_and_no_crash);
  tcase_add_test (tc, test_another_thread_is_told);
  tcase_add_test (tc, test_a_thread_that_ends_computes_what_it_noted);
  tcase_add_test (tc, test_hooks_between);
  suite_add_tcase (suite, tc);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
