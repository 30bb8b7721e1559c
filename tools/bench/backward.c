/* backward.c: backward alone, the team against one thread, on graphs that PyTorch
 * runs on one: independent nodes, a chain of large operators, branches, small ones.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "bench.h"

/* A graph whose backward runs again and again. */
typedef struct
{
  RgTensor *root;
  RgTensor *gradient;
  RgTensor *leaf;
  int threads;
} Graph;

static void
run (void *data)
{
  Graph *g = data;
  rg_set_num_threads (g->threads);
  RgBackwardOptions options = RG_BACKWARD_OPTIONS_INIT;
  options.retain_graph = true;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  rg_backward_full (&g->root, &g->gradient, 1, &options, NULL);
  rg_set_grad (g->leaf, NULL);
}

static void
compare (Bench *b, const char *label, RgTensor *leaf, RgTensor *root, double wanted)
{
  Graph one = { root, rg_ones_like (root), leaf, 1 }, team = one;
  BenchTime t1, tn;
  team.threads = bench_threads (b);
  bench_pair (b, run, &one, run, &team, &t1, &tn);
  bench_row (b, &(BenchRow){ .label = label, .value = tn.median * 1e6, .unit = "us", .spread = tn.spread,
                             .share = t1.median / tn.median, .of = "times one thread",
                             .wanted = team.threads == 2 ? wanted : 0 });
}

/* --- nodes that take a while each --- */

static int64_t spins;

static double
spin (int64_t n)
{
  double x = 1;
  for (int64_t i = 0; i < n; i++)
    x = x * 0.999999 + 1e-9;
  return x;
}

static bool
work_forward (RgContext *context, RgTensor *const *inputs, size_t n_inputs, RgTensor **outputs, size_t n_outputs, void *user_data)
{
  (void) context, (void) n_inputs, (void) n_outputs, (void) user_data;
  outputs[0] = rg_clone (inputs[0]);
  return true;
}

static bool
work_backward (RgContext *context, RgTensor *const *grad_outputs, size_t n_outputs, RgTensor **grad_inputs, size_t n_inputs,
               void *user_data)
{
  (void) context, (void) n_outputs, (void) n_inputs, (void) user_data;
  double x = spin (spins);
  grad_inputs[0] = x > 0 ? grad_outputs[0] : NULL;
  return true;
}

static void
spin_body (void *data)
{
  *(volatile double *) data = spin (100000);
}

static void
independent (Bench *b, double microseconds, double wanted)
{
  static const RgCustomFunction work = { .size = sizeof (RgCustomFunction), .name = "Work", .forward = work_forward,
                                         .backward = work_backward, .n_outputs = 1, .flags = RG_CUSTOM_ANY_THREAD };
  double sink;
  double each = bench_time (b, spin_body, &sink).median / 100000;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *x = rg_set_requires_grad (rg_ones (RG_F32, RG_SHAPE (4)), true), *parts[512];
  spins = (int64_t) (microseconds * 1e-6 / each);
  for (int i = 0; i < 512; i++)
    if (!rg_custom (&work, &x, 1, NULL, NULL, &parts[i]))
      return;
  g_autofree char *label = g_strdup_printf ("512 independent nodes of %g us", microseconds);
  compare (b, label, x, rg_sum (rg_stack (parts, 512, 0)), wanted);
}

/* --- chains and branches --- */

static RgTensor *
mixed (RgTensor *x, RgTensor *c, int n)
{
  for (int i = 0; i < n; i++)
    x = i % 2 ? rg_tanh (x) : rg_mul (x, c);
  return x;
}

static void
chain (Bench *b, int64_t size, int n, double wanted)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *x = rg_set_requires_grad (rg_ones (RG_F32, RG_SHAPE (size)), true), *c = rg_full (RG_F32, RG_SHAPE (size), 0.9);
  g_autofree char *label = g_strdup_printf ("a chain of %d operators on %.0e", n, (double) size);
  compare (b, label, x, mixed (x, c, n), wanted);
}

static void
branches (Bench *b, int64_t size, double wanted)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *x = rg_set_requires_grad (rg_ones (RG_F32, RG_SHAPE (size)), true), *c = rg_full (RG_F32, RG_SHAPE (size), 0.9), *sum = NULL;
  for (int i = 0; i < 64; i++)
    {
      RgTensor *y = mixed (x, c, 8);
      sum = sum ? rg_add (sum, y) : y;
    }
  g_autofree char *label = g_strdup_printf ("64 branches of 8 operators on %.0e", (double) size);
  compare (b, label, x, sum, wanted);
}

void
bench_backward (Bench *b)
{
  independent (b, 2, 1.8);
  independent (b, 20, 1.9);
  independent (b, 200, 1.95);
  chain (b, 1000000, 20, 1.8);
  branches (b, 10000, 1.7);
  branches (b, 100000, 1.7);
  chain (b, 4, 20, 0.95);
  chain (b, 1000, 20, 0.95);
  branches (b, 4, 0.95);
  branches (b, 100, 0.95);
  branches (b, 1000, 0.95);
}
