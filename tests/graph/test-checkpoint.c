/* test-checkpoint.c: what a checkpoint computes again, when, with what, and where.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "graph-help.h"
#include <pthread.h>
#include <stdatomic.h>

/* What a function saw; `fail_at` is the call that fails, from 1. One is static, because a
 * graph lets go of it after its test. */
typedef struct
{
  int calls, fail_at, destroyed;
  bool speaks, requires_grad[8][2];
} Seen;

static bool
product (RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  Seen *seen = user_data;
  (void) n_out;
  for (size_t i = 0; i < n_in && seen->calls < 8; i++)
    seen->requires_grad[seen->calls][i] = in[i] && rg_requires_grad (in[i]);
  if (++seen->calls == seen->fail_at)
    {
      if (seen->speaks)
        rg_scope_fail (NULL, RG_ERROR_ARGUMENT, "the solver diverged");
      return false;
    }
  out[0] = n_in > 1 && in[1] ? rg_mul (in[0], in[1]) : rg_exp (in[0]);
  return out[0] != NULL;
}

static void
destroy (void *user_data)
{
  ((Seen *) user_data)->destroyed++;
}

static RgTensor *
checkpoint (Seen *seen, RgTensor *x, RgTensor *w)
{
  RgTensor *in[] = { x, w }, *out = NULL;
  return rg_checkpoint (product, in, 2, &out, 1, seen, destroy, 0) ? out : NULL;
}

/* d sum (y) / d x, the graph kept. */
static RgTensor *
part (RgTensor *y, RgTensor *x)
{
  RgGradOptions o = RG_GRAD_OPTIONS_INIT;
  o.retain_graph = true;
  RgTensor *sum = rg_sum (y), *grad = NULL;
  return rg_grad_of (&sum, NULL, 1, &x, 1, &o, &grad, NULL) ? grad : NULL;
}

/* --- the inputs --- */

START_TEST (test_checkpointing_without_reentrant_input_requires_grad_false)
{
  static Seen seen;
  RgTensor *x = leaf (2, 3), *y = checkpoint (&seen, x, vec (5, 7));
  assert_backward (rg_sum (y));
  assert_is (rg_grad (x), 5, 7);
  ck_assert_int_eq (seen.calls, 2);
  for (int call = 0; call < 2; call++)
    ck_assert (seen.requires_grad[call][0] && !seen.requires_grad[call][1]);
  /* The recomputation records; the backward does not. */
  ck_assert (!rg_requires_grad (rg_grad (x)));
}
END_TEST

START_TEST (test_checkpoint_none_input)
{
  static Seen seen;
  RgTensor *x = leaf (0, 0), *y = checkpoint (&seen, x, NULL);
  assert_backward (rg_sum (y));
  assert_is (rg_grad (x), 1, 1);
}
END_TEST

/* The caller may let go of what it gave. */
START_TEST (test_checkpoint_holds_its_inputs)
{
  static Seen seen;
  RgTensor *x = leaf (2, 3);
  RgScope *inner = rg_scope_begin ();
  RgTensor *y = rg_scope_leave (inner, checkpoint (&seen, rg_mul_scalar (x, 2), rg_add_scalar (vec (4, 6), 1)));
  rg_scope_end (inner);
  assert_backward (rg_sum (y));
  assert_is (rg_grad (x), 10, 14);
}
END_TEST

START_TEST (test_checkpoint_under_no_grad)
{
  static Seen seen;
  RG_NO_GRAD;
  RgTensor *y = checkpoint (&seen, leaf (2, 3), vec (5, 7));
  assert_is (y, 10, 21);
  ck_assert (!rg_requires_grad (y));
  ck_assert_int_eq (seen.destroyed, 1); /* there is nothing to compute again */
}
END_TEST

/* --- when it computes again --- */

static bool
apart (RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) n_in, (void) n_out;
  ((Seen *) user_data)->calls++;
  out[0] = rg_add (rg_square (in[0]), rg_square (in[1]));
  return out[0] != NULL;
}

/* A backward that asks for a part leaves the rest for the next; what has been given away
 * is computed again. */
START_TEST (test_access_saved_tensor_twice_without_recomputation)
{
  static Seen seen;
  RgTensor *x = leaf (2, 3), *w = leaf (5, 7), *in[] = { x, w }, *y = NULL;
  ck_assert (rg_checkpoint (apart, in, 2, &y, 1, &seen, NULL, 0));
  assert_is (part (y, x), 4, 6);
  ck_assert_int_eq (seen.calls, 2);
  assert_is (part (y, w), 10, 14);
  ck_assert_int_eq (seen.calls, 2);
  assert_is (part (y, x), 4, 6);
  ck_assert_int_eq (seen.calls, 3);
  assert_is (part (y, x), 4, 6);
  ck_assert_int_eq (seen.calls, 4);
  assert_is (part (y, w), 10, 14);
  ck_assert_int_eq (seen.calls, 4);
}
END_TEST

START_TEST (test_checkpoint_user_data_is_destroyed)
{
  static Seen seen;
  RgMemoryStats before, after;
  rg_memory_stats (&before);
  RgScope *inner = rg_scope_begin ();
  RgTensor *x = rg_set_requires_grad (rg_ones (RG_F64, RG_SHAPE (1000)), true);
  RgTensor *y = checkpoint (&seen, x, rg_ones (RG_F64, RG_SHAPE (1000)));
  ck_assert_ptr_nonnull (y);
  ck_assert_int_eq (seen.destroyed, 0);
  ck_assert_ptr_nonnull (part (y, x));
  ck_assert_int_eq (seen.destroyed, 0); /* the graph was kept */
  rg_scope_end (inner);
  ck_assert_int_eq (seen.destroyed, 1);
  rg_memory_stats (&after);
  ck_assert_int_eq (after.live, before.live); /* its inputs, and what nobody asked for, have gone */
}
END_TEST

/* --- random numbers --- */

static bool
noisy (RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  Seen *seen = user_data;
  (void) n_in, (void) n_out;
  out[0] = rg_mul (in[0], rg_rand (RG_F64, RG_SHAPE (2)));
  return out[0] != NULL && ++seen->calls != seen->fail_at;
}

/* The state is that of the call, not of the seed; a recomputation that fails puts back
 * that of the caller, too. */
START_TEST (test_checkpoint_rng)
{
  for (int fails = 0; fails < 2; fails++)
    {
      Seen seen = { .fail_at = fails ? 2 : 0 }; /* nothing is told when it goes */
      RgTensor *x = leaf (1, 1), *y = NULL;
      rg_manual_seed (4);
      rg_rand (RG_F64, RG_SHAPE (5));
      ck_assert (rg_checkpoint (noisy, &x, 1, &y, 1, &seen, NULL, 0));
      ck_assert (rg_backward (rg_sum (y), NULL) == !fails);
      rg_scope_check (NULL, NULL);
      RgTensor *next = rg_rand (RG_F64, RG_SHAPE (2));
      rg_manual_seed (4);
      rg_rand (RG_F64, RG_SHAPE (5));
      RgTensor *drawn = rg_rand (RG_F64, RG_SHAPE (2)), *wanted = rg_rand (RG_F64, RG_SHAPE (2));
      ck_assert_mem_eq (rg_tensor_data (next), rg_tensor_data (wanted), 16);
      if (!fails)
        ck_assert_mem_eq (rg_tensor_data (rg_grad (x)), rg_tensor_data (drawn), 16);
    }
}
END_TEST

static bool mode_of_hook;
static RgTensor *drawn_by_hook;

static RgTensor *
draws (RgTensor *grad, void *user_data)
{
  (void) grad, (void) user_data;
  mode_of_hook = rg_grad_mode ();
  drawn_by_hook = rg_tensor_ref (rg_rand (RG_F64, RG_SHAPE (2)));
  return NULL;
}

/* What runs later in the same backward has its own random numbers, and does not record. */
START_TEST (test_checkpoint_then_a_hook)
{
  static Seen seen;
  RgTensor *x = leaf (1, 1), *between = rg_mul_scalar (x, 1), *y = NULL;
  ck_assert (rg_register_hook (between, draws, NULL, NULL, 0));
  rg_manual_seed (4);
  ck_assert (rg_checkpoint (noisy, &between, 1, &y, 1, &seen, NULL, 0));
  mode_of_hook = true;
  assert_backward (rg_sum (y));
  ck_assert_int_eq (seen.calls, 2);
  ck_assert (!mode_of_hook);
  rg_manual_seed (4);
  rg_rand (RG_F64, RG_SHAPE (2));
  ck_assert_mem_eq (rg_tensor_data (drawn_by_hook), rg_tensor_data (rg_rand (RG_F64, RG_SHAPE (2))), 16);
  rg_tensor_unref (drawn_by_hook);
}
END_TEST

/* --- functions that fail --- */

START_TEST (test_checkpoint_function_fails)
{
  for (int speaks = 0; speaks < 2; speaks++)
    {
      const char *word = speaks ? "the solver diverged" : "checkpoint: the function failed without saying why";
      static Seen first, second;
      first = (Seen){ .fail_at = 1, .speaks = speaks };
      second = (Seen){ .fail_at = 2, .speaks = speaks };
      ck_assert_ptr_null (checkpoint (&first, leaf (2, 3), vec (5, 7)));
      assert_failed (word);
      ck_assert_int_eq (first.destroyed, 1);
      RgTensor *x = leaf (2, 3), *y = checkpoint (&second, x, vec (5, 7));
      assert_refused (rg_backward (rg_sum (y), &error), word);
      ck_assert_ptr_null (rg_grad (x));
      /* The hooks of the recomputation went with it. */
      RgTensor *z = rg_mul (x, x);
      assert_backward (rg_sum (z));
      assert_is (rg_grad (x), 4, 6);
    }
}
END_TEST

static bool
differentiates (RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  g_autoptr (GError) error = NULL;
  RgTensor *sum = rg_sum (rg_exp (in[0]));
  (void) n_in, (void) n_out, (void) user_data;
  if (!rg_grad_of (&sum, NULL, 1, in, 1, NULL, out, &error))
    rg_scope_fail (NULL, RG_ERROR_AUTOGRAD, "%s", error ? error->message : "");
  return out[0] != NULL;
}

/* It would ask for what its own recomputation is about to save. */
START_TEST (test_checkpoint_backward_inside)
{
  RgTensor *x = leaf (2, 3), *y = NULL;
  ck_assert (!rg_checkpoint (differentiates, &x, 1, &y, 1, NULL, NULL, 0));
  assert_failed ("checkpoint: a backward inside the recomputation");
  /* Nothing of it stays in force. */
  y = rg_exp (rg_mul_scalar (x, 0));
  assert_backward (rg_sum (y));
  assert_is (rg_grad (x), 0, 0);
}
END_TEST

/* --- threads --- */

#define N_WIDE 24

static pthread_t caller;
static atomic_int elsewhere, runs;

static bool
where (RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) n_in, (void) n_out, (void) user_data;
  atomic_fetch_add (&elsewhere, !pthread_equal (caller, pthread_self ()));
  atomic_fetch_add (&runs, 1);
  out[0] = rg_exp (rg_sin (in[0]));
  return out[0] != NULL;
}

/* Many checkpoints side by side, on a team; the gradient of their sum. */
static RgTensor *
wide (unsigned flags)
{
  RgTensor *x = rg_set_requires_grad (rg_full (RG_F64, RG_SHAPE (5000), 0.1), true), *sum = NULL;
  for (int i = 0; i < N_WIDE; i++)
    {
      RgTensor *in = rg_mul_scalar (x, i), *out = NULL;
      ck_assert (rg_checkpoint (where, &in, 1, &out, 1, NULL, NULL, flags));
      sum = sum ? rg_add (sum, out) : out;
    }
  assert_backward (rg_sum (sum));
  return rg_grad (x);
}

START_TEST (test_checkpoint_on_a_team)
{
  caller = pthread_self ();
  rg_set_num_threads (1);
  RgTensor *alone = wide (0);
  rg_set_num_threads (4);
  rg_parallel_force (64, true);
  RgTensor *held = wide (0);
  ck_assert_int_eq (elsewhere, 0);
  ck_assert_mem_eq (rg_tensor_data (alone), rg_tensor_data (held), 40000);
  for (int turn = 0; turn < 30 && elsewhere == 0; turn++)
    {
      runs = 0;
      RgTensor *anywhere = wide (RG_ANY_THREAD);
      ck_assert_int_eq (runs, 2 * N_WIDE);
      ck_assert_mem_eq (rg_tensor_data (alone), rg_tensor_data (anywhere), 40000);
    }
  ck_assert_int_gt (elsewhere, 0);
  rg_parallel_force (0, false);
}
END_TEST

GRAPH_MAIN ("checkpoint", test_checkpointing_without_reentrant_input_requires_grad_false, test_checkpoint_none_input,
            test_checkpoint_holds_its_inputs, test_checkpoint_under_no_grad,
            test_access_saved_tensor_twice_without_recomputation, test_checkpoint_user_data_is_destroyed,
            test_checkpoint_rng, test_checkpoint_then_a_hook, test_checkpoint_function_fails, test_checkpoint_backward_inside,
            test_checkpoint_on_a_team)
