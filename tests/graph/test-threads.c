/* test-threads.c: host threads that differentiate at once, the host's own parallel
 * regions, fork, and cancelling.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "graph-help.h"
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/wait.h>
#include <unistd.h>

#define THREADS 4
#define ROUNDS 20

static void
run_threads (void *(*body) (void *), void *data)
{
  pthread_t threads[THREADS];
  for (int i = 0; i < THREADS; i++)
    ck_assert_int_eq (pthread_create (&threads[i], NULL, body, data), 0);
  for (int i = 0; i < THREADS; i++)
    {
      void *failed;
      pthread_join (threads[i], &failed);
      ck_assert_ptr_null (failed);
    }
}

static RgTensor *
network (RgTensor *x)
{
  RgTensor *y = x;
  for (int i = 0; i < 5; i++)
    y = rg_tanh (rg_add (rg_mul (y, x), rg_sin (y)));
  return rg_sum (y);
}

/* --- several threads --- */

static void *
own_graph (void *data)
{
  (void) data;
  double first = 0;
  for (int round = 0; round < ROUNDS; round++)
    {
      g_autoptr (RgScope) own = rg_scope_begin ();
      RgTensor *x = rg_set_requires_grad (rg_full (RG_F64, RG_SHAPE (5000), 0.3), true);
      if (!rg_backward (network (x), NULL))
        return "backward";
      double sum = rg_item (rg_sum (rg_grad (x)));
      if (round && sum != first)
        return "other bits";
      first = sum;
    }
  return NULL;
}

START_TEST (test_simple_backward)
{
  rg_set_num_threads (2);
  run_threads (own_graph, NULL);
}
END_TEST

static void *
same_input (void *data)
{
  g_autoptr (RgScope) own = rg_scope_begin ();
  for (int round = 0; round < ROUNDS; round++)
    if (!rg_backward (rg_sum (rg_mul_scalar (data, 3)), NULL))
      return "backward";
  return NULL;
}

/* All accumulate into one leaf: small whole numbers add up in any order. */
START_TEST (test_simple_backward_same_input)
{
  RgTensor *x = leaf (1, 2, 3);
  run_threads (same_input, x);
  assert_is (rg_grad (x), 3 * THREADS * ROUNDS, 3 * THREADS * ROUNDS, 3 * THREADS * ROUNDS);
}
END_TEST

typedef struct
{
  RgTensor *x, *inner;
} Shared;

static void *
shared_interior (void *data)
{
  const Shared *s = data;
  for (int round = 0; round < ROUNDS; round++)
    {
      g_autoptr (RgScope) own = rg_scope_begin ();
      RgTensor *root = rg_sum (rg_mul_scalar (s->inner, 2)), *g = NULL;
      RgTensor *x = s->x;
      RgGradOptions o = RG_GRAD_OPTIONS_INIT;
      o.retain_graph = true;
      if (!rg_grad_of (&root, NULL, 1, &x, 1, &o, &g, NULL))
        return "grad";
      const double *v = rg_tensor_data (g);
      if (v[0] != 2 * 2 * 3 || v[1] != 2 * 2 * 5)
        return "wrong gradient";
    }
  return NULL;
}

START_TEST (test_dataparallel_shared_interior)
{
  RgTensor *x = leaf (3, 5);
  Shared s = { x, rg_mul (x, x) };
  run_threads (shared_interior, &s);
}
END_TEST

static void *
half_of_them_fail (void *data)
{
  static _Atomic int next;
  const int me = atomic_fetch_add (&next, 1);
  (void) data;
  for (int round = 0; round < ROUNDS; round++)
    {
      g_autoptr (RgScope) own = rg_scope_begin ();
      RgTensor *x = leaf (2, 3), *y = rg_clone (x), *z = rg_sum (rg_mul (y, y));
      if (me % 2)
        rg_add_scalar_ (y, 1);
      g_autoptr (GError) error = NULL;
      if (rg_backward (z, &error) == (me % 2))
        return "an error that is another's";
      if (me % 2 == 0 && ((const double *) rg_tensor_data (rg_grad (x)))[0] != 4)
        return "wrong gradient";
    }
  return NULL;
}

START_TEST (test_error_in_one_leaves_the_others_right)
{
  run_threads (half_of_them_fail, NULL);
}
END_TEST

static void *
makes_graph (void *data)
{
  Shared *s = data;
  /* Owned by the caller's scope through a handle. */
  g_autoptr (RgScope) own = rg_scope_begin ();
  s->inner = rg_tensor_ref (rg_sum (rg_mul (s->x, s->x)));
  return NULL;
}

START_TEST (test_fork_join_in_middle)
{
  Shared s = { leaf (3, 5), NULL };
  pthread_t thread;
  ck_assert_int_eq (pthread_create (&thread, NULL, makes_graph, &s), 0);
  pthread_join (thread, NULL);
  assert_backward (s.inner);
  assert_is (rg_grad (s.x), 6, 10);
  rg_tensor_unref (s.inner);
}
END_TEST

/* --- the host's own parallel region --- */

START_TEST (test_inside_a_parallel_region)
{
  /* Atomic, for ThreadSanitizer does not see libgomp's barriers. */
  _Atomic int wrong = 0;
#pragma omp parallel for num_threads(2)
  for (int i = 0; i < 8; i++)
    {
      g_autoptr (RgScope) own = rg_scope_begin ();
      RgTensor *x = rg_set_requires_grad (rg_full (RG_F64, RG_SHAPE (20000), 0.5), true);
      wrong += !rg_backward (rg_sum (rg_mul (x, x)), NULL);
      wrong += rg_item (rg_sum (rg_grad (x))) != 20000;
    }
  ck_assert_int_eq (wrong, 0);
}
END_TEST

START_TEST (test_num_threads)
{
  const int before = rg_get_num_threads ();
  rg_set_num_threads (3);
  ck_assert_int_eq (rg_get_num_threads (), 3);
  rg_set_num_threads (0); /* as many as at the start, or one: never none */
  ck_assert_int_ge (rg_get_num_threads (), 1);
  rg_set_num_threads (before);
}
END_TEST

START_TEST (test_same_bits_at_any_number_of_threads)
{
  double first = 0;
  rg_parallel_force (64, true);
  for (int threads = 1; threads <= 5; threads++)
    {
      rg_set_num_threads (threads);
      g_autoptr (RgScope) own = rg_scope_begin ();
      rg_manual_seed (4);
      RgTensor *x = rg_set_requires_grad (rg_randn (RG_F32, RG_SHAPE (3000)), true);
      assert_backward (network (x));
      double sum = rg_item (rg_sum (rg_grad (x)));
      ck_assert (threads == 1 || sum == first);
      first = sum;
    }
  rg_parallel_force (0, false);
}
END_TEST

/* Workers make and free apart, and what they free rests with each of them. */
START_TEST (test_memory_is_counted_to_the_byte_after_a_team)
{
  RgMemoryStats before, after;
  rg_set_num_threads (3);
  rg_parallel_force (64, true);
  rg_memory_stats (&before);
  for (int round = 0; round < 5; round++)
    {
      g_autoptr (RgScope) own = rg_scope_begin ();
      RgTensor *x = rg_set_requires_grad (rg_full (RG_F32, RG_SHAPE (900), 0.5), true), *sum = NULL;
      for (int i = 0; i < 40; i++)
        sum = sum ? rg_add (sum, network (x)) : network (x);
      assert_backward (sum);
    }
  rg_memory_stats (&after);
  ck_assert_uint_eq (after.live, before.live);
  ck_assert_uint_eq (after.n_tensors, before.n_tensors);
  ck_assert_uint_ge (after.peak, before.live + 40 * 5 * 3600);
  ck_assert_uint_lt (after.peak, before.live + ((size_t) 16 << 20));
  rg_parallel_force (0, false);
}
END_TEST

static void *
make_and_free (void *data)
{
  (void) data;
  for (int i = 0; i < 20; i++)
    {
      g_autoptr (RgScope) own = rg_scope_begin ();
      for (int k = 0; k < 30; k++)
        rg_ones (RG_F32, RG_SHAPE (100 * (i + 1)));
    }
  return NULL;
}

/* Buffers of a thread that ended go to the others; a trim gives up all that rest. */
START_TEST (test_buffers_of_threads_that_ended_are_given_up)
{
  RgMemoryStats stats;
  run_threads (make_and_free, NULL);
  rg_memory_stats (&stats);
  ck_assert_uint_gt (stats.cached, 0);
  rg_memory_trim ();
  rg_memory_stats (&stats);
  ck_assert_uint_eq (stats.cached, 0);
}
END_TEST

/* --- fork --- */

START_TEST (test_fork_after_a_team)
{
  rg_set_num_threads (4);
  rg_parallel_force (16, true);
  RgTensor *x = rg_set_requires_grad (rg_full (RG_F64, RG_SHAPE (4096), 0.5), true);
  assert_backward (network (x));
  const double expected = rg_item (rg_sum (rg_grad (x)));
  pid_t child = fork ();
  if (child == 0)
    {
      rg_set_grad (x, NULL);
      bool ok = rg_backward (network (x), NULL) && rg_item (rg_sum (rg_grad (x))) == expected;
      _exit (ok ? 0 : 1);
    }
  int status;
  ck_assert_int_eq (waitpid (child, &status, 0), child);
  ck_assert (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  rg_parallel_force (0, false);
}
END_TEST

/* --- cancelling --- */

static RgTensor *
cancels (RgTensor *grad, void *user_data)
{
  (void) grad;
  g_cancellable_cancel (user_data);
  return NULL;
}

START_TEST (test_cancelled_backward)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  RgTensor *x = leaf (2, 3), *y = rg_exp (rg_mul_scalar (x, 2)), *z = rg_sum (rg_mul_scalar (y, 1));
  rg_register_hook (y, cancels, cancellable, NULL, 0);
  RgBackwardOptions o = RG_BACKWARD_OPTIONS_INIT;
  o.cancellable = cancellable;
  o.retain_graph = true;
  assert_refused (rg_backward_full (&z, NULL, 1, &o, &error), "cancelled");
  ck_assert_ptr_null (rg_grad (x));
  g_cancellable_reset (cancellable);
  o.cancellable = NULL;
  ck_assert (rg_backward_full (&z, NULL, 1, &o, NULL)); /* nothing was lost */
  ck_assert (fabs (rg_item (rg_sum (rg_grad (x))) - 2 * (exp (4) + exp (6))) < 1e-9);
}
END_TEST

GRAPH_MAIN ("threads", test_simple_backward, test_simple_backward_same_input, test_dataparallel_shared_interior,
            test_error_in_one_leaves_the_others_right, test_fork_join_in_middle, test_inside_a_parallel_region,
            test_num_threads, test_same_bits_at_any_number_of_threads, test_memory_is_counted_to_the_byte_after_a_team,
            test_buffers_of_threads_that_ended_are_given_up, test_fork_after_a_team, test_cancelled_backward)
