/* wide.c: 64 branches of 8 operators on one input, forward and backward: the shape
 * of an ensemble, of a sum over shells, of attention heads. The forward is noted and
 * computed by blocks, as the backward is by itself (rg_fuse_begin).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "bench.h"

typedef struct
{
  RgTensor *x, *c, *weight;
  bool tanh;
} Wide;

static void
step (void *data)
{
  const Wide *w = data;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *sum = NULL;
  rg_fuse_begin ();
  for (int i = 0; i < 64; i++)
    {
      /* What lies between is let go of at once, as a program in Python does. */
      RgScope *branch = rg_scope_begin ();
      RgTensor *y = w->x;
      for (int k = 0; k < 8; k++)
        y = w->tanh ? rg_tanh (y) : k % 2 ? rg_add (y, w->c) : rg_mul (y, w->c);
      for (int k = 0; w->weight && k < 3; k++)
        y = rg_matmul (y, w->weight);
      sum = rg_scope_leave (branch, sum ? rg_add (sum, y) : y);
      rg_scope_end (branch);
    }
  rg_fuse_end ();
  rg_backward (rg_sum (sum), NULL);
  rg_set_grad (w->x, NULL);
}

static void
row (Bench *b, const char *what, RgInts shape, bool tanh, bool products)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  Wide w = { rg_set_requires_grad (rg_full (RG_F32, shape, 0.5), true), rg_full (RG_F32, shape, 0.9),
             products ? rg_full (RG_F32, RG_SHAPE (256, 256), 1e-3) : NULL, tanh };
  BenchTime t = bench_time (b, step, &w);
  g_autofree char *label = g_strdup_printf ("%s on %" G_GINT64_FORMAT, what, rg_tensor_numel (w.x));
  bench_row (b, &(BenchRow){ .label = label, .value = t.median * 1e6, .unit = "us", .spread = t.spread });
}

void
bench_wide (Bench *b)
{
  for (int64_t n = 1000; n <= 100000; n *= 10)
    {
      row (b, "mul and add", RG_SHAPE (n), false, false);
      row (b, "tanh", RG_SHAPE (n), true, false);
    }
  row (b, "mul, add, three products", RG_SHAPE (256, 256), false, true);
}
