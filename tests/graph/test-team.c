/* test-team.c: what runs on the calling thread, and what the team's threads take on and
 * give back.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "graph-help.h"
#include <omp.h>
#include <pthread.h>
#include <stdatomic.h>
#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

#define NODES 40
#define THREADS 4

static pthread_t caller;
static _Atomic int calls, elsewhere, recorded;

/* A graph of many nodes, each followed by `each`. */
static RgTensor *
wide_graph (RgTensor *x, RgTensor *(*each) (RgTensor *))
{
  RgTensor *sum = NULL;
  for (int i = 0; i < NODES; i++)
    {
      RgTensor *part = rg_sum (each (rg_sin (x)));
      sum = sum ? rg_add (sum, part) : part;
    }
  return sum;
}

static void
open_teams (void)
{
  caller = pthread_self ();
  calls = elsewhere = recorded = 0;
  rg_set_num_threads (THREADS);
  rg_parallel_force (16, true);
}

static RgTensor *
input (void)
{
  return rg_set_requires_grad (rg_full (RG_F64, RG_SHAPE (500), 0.5), true);
}

/* Notes whether this is the calling thread, outside a region, where a region of the
 * host's own has the threads that it asks for. */
/* ThreadSanitizer does not see how libgomp's barriers order what a region of the host's
 * does; those regions are none of its business here. */
#if defined(__SANITIZE_THREAD__)
#define HOST_REGION __attribute__ ((no_sanitize ("thread"), noinline))
#else
#define HOST_REGION
#endif

HOST_REGION static void
note_thread (void)
{
  _Atomic int n = 0;
  atomic_fetch_add (&calls, 1);
  if (!pthread_equal (pthread_self (), caller) || omp_in_parallel ())
    {
      atomic_fetch_add (&elsewhere, 1);
      return;
    }
#pragma omp parallel num_threads(3)
  atomic_fetch_add (&n, 1);
  if (n != 3)
    atomic_fetch_add (&elsewhere, 1);
}

/* --- on the calling thread --- */

static bool
doubles (RgContext *c, RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) c, (void) n_in, (void) n_out, (void) user_data;
  out[0] = rg_mul_scalar (in[0], 2);
  return out[0] != NULL;
}

static bool
doubles_back (RgContext *c, RgTensor *const *g, size_t n_out, RgTensor **to, size_t n_in, void *user_data)
{
  note_thread ();
  return doubles (c, g, n_out, to, n_in, user_data);
}

static RgTensor *
by_function (RgTensor *x)
{
  static const RgCustomFunction f = { sizeof f, "Double", doubles, doubles_back, 1, 0, NULL };
  RgTensor *out = NULL;
  return rg_custom (&f, &x, 1, NULL, NULL, &out) ? out : NULL;
}

START_TEST (test_custom_functions_run_on_the_calling_thread)
{
  open_teams ();
  for (int seed = 0; seed < 5; seed++)
    {
      rg_parallel_shuffle ((uint64_t) seed);
      assert_backward (wide_graph (input (), by_function));
    }
  rg_parallel_shuffle (0);
  ck_assert_int_eq (calls, 5 * NODES);
  ck_assert_int_eq (elsewhere, 0);
}
END_TEST

static RgTensor *
hook (RgTensor *grad, void *user_data)
{
  (void) grad;
  (void) user_data;
  note_thread ();
  return NULL;
}

static RgTensor *
with_hook (RgTensor *x)
{
  rg_register_hook (x, hook, NULL, NULL, 0);
  return rg_mul_scalar (x, 2);
}

START_TEST (test_hooks_run_on_the_calling_thread)
{
  open_teams ();
  assert_backward (wide_graph (input (), with_hook));
  ck_assert_int_eq (calls, NODES);
  ck_assert_int_eq (elsewhere, 0);
}
END_TEST

/* --- taken on, given back --- */

static RgTensor *
notes_mode (RgTensor *grad, void *user_data)
{
  (void) user_data;
  atomic_fetch_add (&calls, 1);
  atomic_fetch_add (&elsewhere, !pthread_equal (pthread_self (), caller));
  atomic_fetch_add (&recorded, rg_grad_mode () || rg_requires_grad (grad));
  return NULL;
}

static RgTensor *
with_any_hook (RgTensor *x)
{
  rg_register_hook (x, notes_mode, NULL, NULL, RG_ANY_THREAD);
  return rg_mul (x, x);
}

/* How many of the team's threads have grad mode off, or another control word. */
HOST_REGION static int
changed_threads (unsigned control)
{
  _Atomic int n = 0;
#pragma omp parallel num_threads(THREADS)
  {
    bool same = rg_grad_mode ();
#if defined(__x86_64__)
    same = same && (_mm_getcsr () & ~0x3fu) == control;
#endif
    if (!same)
      atomic_fetch_add (&n, 1);
  }
  (void) control;
  return n;
}

START_TEST (test_grad_mode_of_workers)
{
  open_teams ();
#if defined(__x86_64__)
  const unsigned control = _mm_getcsr () & ~0x3fu;
#else
  const unsigned control = 0;
#endif
  for (int turn = 0; turn < 30 && (turn == 0 || elsewhere == 0); turn++)
    {
      RgTensor *y = wide_graph (input (), with_any_hook);
#if defined(__x86_64__)
      _mm_setcsr (control | 0x8040); /* flush to zero, as a host may have it */
#endif
      assert_backward (y);
#if defined(__x86_64__)
      _mm_setcsr (control);
#endif
      ck_assert_int_eq (changed_threads (control), 0);
    }
  ck_assert_int_gt (elsewhere, 0); /* or nothing was asked */
  ck_assert_int_eq (recorded, 0);
}
END_TEST

/* Under create_graph every worker records. */
START_TEST (test_create_graph_on_workers)
{
  open_teams ();
  RgTensor *x = input (), *g = grad_of (wide_graph (x, with_any_hook), x, true);
  ck_assert_int_eq (recorded, calls);
  ck_assert_ptr_nonnull (grad_of (g, x, false));
  RG_NO_GRAD;
  ck_assert (!rg_grad_mode ());
}
END_TEST

GRAPH_MAIN ("team", test_custom_functions_run_on_the_calling_thread, test_hooks_run_on_the_calling_thread,
            test_grad_mode_of_workers, test_create_graph_on_workers)
