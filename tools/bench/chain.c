/* chain.c: a chain of a million operators, forward and backward, and the release of
 * ten million nodes.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "bench.h"

#define LONG 1000000
#define ROUNDS 5

static RgTensor *
forward (RgTensor *x, RgTensor *c, int n)
{
  RgTensor *y = x;
  for (int i = 0; i < n; i++)
    y = rg_mul (y, c);
  return y;
}

static double
seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1e6;
}

/* The fastest of a few: each is long enough to be disturbed. */
static void
forward_and_backward (Bench *b, int threads, const char *label)
{
  double best = G_MAXDOUBLE, backward = G_MAXDOUBLE, whole = G_MAXDOUBLE;
  rg_set_num_threads (threads);
  rg_parallel_force (0, threads > 1);
  RgTensor *x = rg_set_requires_grad (rg_ones (RG_F32, RG_SHAPE (4)), true), *c = rg_ones (RG_F32, RG_SHAPE (4));
  for (int r = 0; r < ROUNDS; r++)
    {
      RgScope *scope = rg_scope_begin ();
      gint64 start = g_get_monotonic_time ();
      RgTensor *y = forward (x, c, LONG);
      gint64 half = g_get_monotonic_time ();
      rg_backward_with (y, c, NULL);
      backward = MIN (backward, seconds_since (half));
      best = MIN (best, seconds_since (start));
      rg_scope_end (scope);
      whole = MIN (whole, seconds_since (start));
      rg_set_grad (x, NULL);
    }
  rg_parallel_force (0, false);
  g_autofree char *one = g_strdup_printf ("forward and backward, %s", label);
  g_autofree char *all = g_strdup_printf ("forward, backward and release, %s", label);
  g_autofree char *two = g_strdup_printf ("backward of x * c, %s", label);
  bench_row (b, &(BenchRow){ .label = one, .value = best, .unit = "s", .most = threads > 1 ? 0 : 0.15 });
  bench_row (b, &(BenchRow){ .label = all, .value = whole, .unit = "s" });
  bench_row (b, &(BenchRow){ .label = two, .value = backward / LONG * 1e9, .unit = "ns", .most = threads > 1 ? 100 : 60 });
}

static void
release (Bench *b)
{
  RgScope *scope = rg_scope_begin ();
  RgTensor *x = rg_set_requires_grad (rg_ones (RG_F32, RG_SHAPE (4)), true), *c = rg_ones (RG_F32, RG_SHAPE (4));
  RgTensor *y = rg_tensor_ref (x);
  /* In parts, so that only the graph holds what lies between. */
  for (int part = 0; part < 10; part++)
    {
      RgScope *inner = rg_scope_begin ();
      RgTensor *next = rg_tensor_ref (forward (y, c, LONG));
      rg_tensor_unref (y);
      y = next;
      rg_scope_end (inner);
    }
  gint64 start = g_get_monotonic_time ();
  rg_tensor_unref (y);
  double each = seconds_since (start) / (10.0 * LONG) * 1e9;
  rg_scope_end (scope);
  bench_row (b, &(BenchRow){ .label = "release of 10 million nodes", .value = each, .unit = "ns", .most = 15 });
}

void
bench_chain (Bench *b)
{
  int threads = bench_threads (b);
  forward_and_backward (b, 1, "1 thread");
  if (threads > 1)
    forward_and_backward (b, threads, "in the team");
  rg_set_num_threads (1);
  release (b);
}
