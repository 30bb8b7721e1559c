/* test-errors.c: which error of a backward wins, what is not run after it, and what stays
 * as it was.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "graph-help.h"
#include <stdatomic.h>

static bool
doubles (RgContext *c, RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) c, (void) n_in, (void) n_out, (void) user_data;
  out[0] = rg_mul_scalar (in[0], 2);
  return out[0] != NULL;
}

static bool
fails (RgContext *c, RgTensor *const *g, size_t n_out, RgTensor **to, size_t n_in, void *user_data)
{
  (void) c, (void) g, (void) n_out, (void) n_in, (void) to;
  rg_scope_fail (NULL, RG_ERROR_ARGUMENT, "%s has failed", (const char *) user_data);
  return false;
}

static const RgCustomFunction failing
    = { sizeof failing, "Failing", doubles, fails, 1, RG_CUSTOM_ANY_THREAD, NULL };

static RgTensor *
failing_node (RgTensor *x, const char *name)
{
  RgTensor *y = NULL;
  return rg_custom (&failing, &x, 1, (void *) name, NULL, &y) ? rg_sum (y) : NULL;
}

static RgTensor *
counts (RgTensor *grad, void *user_data)
{
  (void) grad;
  atomic_fetch_add ((_Atomic int *) user_data, 1);
  return NULL;
}

/* The node that was made last is the one that a serial run meets first. */
START_TEST (test_first_error_of_a_serial_run_wins)
{
  rg_set_num_threads (4);
  for (int seed = 0; seed < 40; seed++)
    {
      RgTensor *x = leaf (1, 2), *parts[6], *sum = NULL;
      static const char *const names[] = { "first", "second", "third", "fourth", "fifth", "last" };
      for (int i = 0; i < 6; i++)
        parts[i] = failing_node (x, names[i]);
      for (int i = 0; i < 6; i++)
        sum = sum ? rg_add (sum, parts[i]) : parts[i];
      rg_parallel_force (1, seed > 0);
      rg_parallel_shuffle ((uint64_t) seed);
      g_autoptr (GError) error = NULL;
      ck_assert (!rg_backward (sum, &error));
      rg_parallel_shuffle (0);
      rg_parallel_force (0, false);
      ck_assert_str_eq (error->message, "last has failed");
      ck_assert_ptr_null (rg_grad (x));
    }
}
END_TEST

/* What a serial run would not have reached is not run, what it had done is whole. */
START_TEST (test_nothing_runs_after_an_error)
{
  _Atomic int before = 0, after = 0;
  RgTensor *x = leaf (1, 2), *w = leaf (3, 4), *early = rg_mul_scalar (x, 2), *e = rg_sum (early);
  RgTensor *bad = failing_node (x, "bad"), *late = rg_mul_scalar (w, 2), *l = rg_sum (late);
  rg_register_hook (early, counts, &after, NULL, RG_ANY_THREAD);
  rg_register_hook (late, counts, &before, NULL, RG_ANY_THREAD);
  assert_refused (rg_backward (rg_add (rg_add (e, bad), l), &error), "bad has failed");
  ck_assert_int_eq (after, 0);
  ck_assert_int_eq (before, 1);
  ck_assert_ptr_null (rg_grad (x));
  assert_is (rg_grad (w), 2, 2);
}
END_TEST

/* The graph can be differentiated again, by another way. */
START_TEST (test_graph_is_let_go_after_an_error)
{
  RgTensor *x = leaf (1, 2), *y = rg_mul (x, x), *bad = failing_node (y, "bad");
  assert_refused (rg_backward (bad, &error), "bad has failed");
  assert_refused (rg_backward (bad, &error), "bad has failed");
  assert_backward (rg_sum (y));
  assert_is (rg_grad (x), 2, 4);
}
END_TEST

/* Every grads[] is set where rg_grad_of fails. */
START_TEST (test_grad_of_sets_what_it_gives_on_failure)
{
  RgTensor *x = leaf (1, 2), *bad = failing_node (x, "bad"), *grads[2] = { x, x }, *in[2] = { x, NULL };
  assert_refused (rg_grad_of (&bad, NULL, 1, in, 1, NULL, grads, &error), "bad has failed");
  ck_assert_ptr_null (grads[0]);
  grads[0] = x;
  assert_refused (rg_grad_of (&bad, NULL, 1, in, 2, NULL, grads, &error), "require");
  ck_assert_ptr_null (grads[0]);
  ck_assert_ptr_null (grads[1]);
}
END_TEST

static RgTensor *
deeper (RgTensor *grad, void *user_data)
{
  RG_ENABLE_GRAD;
  g_autoptr (GError) error = NULL;
  (void) grad;
  ++*(int *) user_data;
  ck_assert_int_le (*(int *) user_data, 100);
  RgTensor *y = rg_mul_scalar (leaf (1), 2);
  rg_register_hook (y, deeper, user_data, NULL, 0);
  if (!rg_backward (y, &error))
    ck_assert_msg (strstr (error->message, "60 backward calls") != NULL, "%s", error->message);
  return NULL;
}

START_TEST (test_reentrant_too_deep)
{
  /* Beyond the cap an error, not a deep stack. */
  RgTensor *x = leaf (1);
  RgTensor *y = rg_mul_scalar (x, 2);
  int depth = 0;
  rg_register_hook (y, deeper, &depth, NULL, 0);
  assert_backward (y);
  ck_assert_int_eq (depth, 60);
  /* One after the other there may be any number. */
  for (int i = 0; i < 100; i++)
    assert_backward (rg_mul_scalar (leaf (1), 2));
}
END_TEST

GRAPH_MAIN ("errors", test_first_error_of_a_serial_run_wins, test_nothing_runs_after_an_error,
            test_graph_is_let_go_after_an_error, test_grad_of_sets_what_it_gives_on_failure, test_reentrant_too_deep)
