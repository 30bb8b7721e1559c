/* overhead.c: what one operator costs when its data are nothing: without a graph,
 * recorded, its backward and its release; and the memory of a node.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "bench.h"
#include <stdio.h>
#include <unistd.h>

#define N 1000
#define ROUNDS 200

typedef struct
{
  double none, recorded, backward, release;
} Costs;

static double
now (void)
{
  return (double) g_get_monotonic_time () * 1e3;
}

static int
by_value (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

static BenchTime
summary (double *v)
{
  qsort (v, ROUNDS, sizeof *v, by_value);
  return (BenchTime){ v[ROUNDS / 2], (v[3 * ROUNDS / 4] - v[ROUNDS / 4]) / v[ROUNDS / 2] };
}

/* The parts of a step follow one another, so they are timed together. */
static void
measure (Bench *b, const char *what, RgInts shape)
{
  static const char *const parts[] = { "no graph", "recorded", "backward", "release" };
  static const double most[] = { 30, 45, 60, 0 };
  double times[4][ROUNDS];
  RgTensor *x = rg_ones (RG_F32, shape), *c = rg_ones (RG_F32, shape), *leaf = rg_set_requires_grad (rg_ones (RG_F32, shape), true);
  for (int r = 0; r < ROUNDS; r++)
    {
      RgScope *scope = rg_scope_begin ();
      RgTensor *y = x;
      double start = now ();
      for (int i = 0; i < N; i++)
        y = rg_mul (y, c);
      times[0][r] = (now () - start) / N;
      rg_scope_end (scope);
      scope = rg_scope_begin ();
      y = leaf;
      start = now ();
      for (int i = 0; i < N; i++)
        y = rg_mul (y, c);
      times[1][r] = (now () - start) / N;
      start = now ();
      rg_backward_with (y, c, NULL);
      times[2][r] = (now () - start) / N;
      start = now ();
      rg_scope_end (scope);
      times[3][r] = (now () - start) / N;
      rg_set_grad (leaf, NULL);
    }
  for (int k = 0; k < 4; k++)
    {
      BenchTime t = summary (times[k]);
      g_autofree char *label = g_strdup_printf ("%s, %s", what, parts[k]);
      bench_row (b, &(BenchRow){ .label = label, .value = t.median, .unit = "ns", .spread = t.spread, .most = most[k] });
    }
}

/* Resident bytes, from the second number of /proc/self/statm. */
static double
resident (void)
{
  g_autofree char *text = NULL;
  char *end = NULL;
  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    return 0;
  g_ascii_strtoull (text, &end, 10);
  return (double) g_ascii_strtoull (end, NULL, 10) * (double) sysconf (_SC_PAGESIZE);
}

static void
bytes_of_a_node (Bench *b)
{
  const int n = 200000;
  g_autoptr (RgScope) outer = rg_scope_begin ();
  RgTensor *x = rg_set_requires_grad (rg_ones (RG_F32, RG_SHAPE (2, 2)), true), *c = rg_ones (RG_F32, RG_SHAPE (2, 2));
  /* The list that a scope keeps is made before; it is no part of a node. */
  for (int i = 0; i < n; i++)
    rg_mul (c, c);
  RgScope *scope = rg_scope_begin ();
  double before = resident ();
  RgTensor *y = x;
  for (int i = 0; i < n; i++)
    y = rg_mul (y, c);
  double bytes = (resident () - before) / n;
  rg_scope_end (scope);
  /* Eight bytes of it are the scope's entry. */
  bench_row (b, &(BenchRow){ .label = "a node with its tensor, rank 2", .value = bytes, .unit = "bytes", .most = 200 });
}

void
bench_overhead (Bench *b)
{
  bytes_of_a_node (b);
  rg_set_num_threads (1);
  measure (b, "4 floats", RG_SHAPE (4));
  measure (b, "a scalar", (RgInts){ 0, NULL });
}
