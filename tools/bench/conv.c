/* conv.c: convolutions, forward and both gradients.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "bench.h"

typedef struct
{
  RgTensor *x, *w;
  bool backward;
} Conv;

static const struct
{
  int64_t batch, in, out, size, kernel;
} cases[] = { { 64, 1, 16, 28, 3 }, { 64, 16, 32, 14, 3 }, { 16, 64, 64, 32, 3 }, { 8, 128, 128, 16, 1 } };

static void
step (void *data)
{
  const Conv *c = data;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *out = rg_conv2d (c->x, c->w, NULL);
  if (!c->backward)
    return;
  rg_backward (rg_sum (out), NULL);
  rg_set_grad (c->x, NULL);
  rg_set_grad (c->w, NULL);
}

void
bench_conv (Bench *b)
{
  double limit = bench_fma (b, RG_F32);
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int both = 0; both < 2; both++)
      {
        g_autoptr (RgScope) scope = rg_scope_begin ();
        const int64_t n = cases[i].batch, in = cases[i].in, out = cases[i].out, s = cases[i].size, k = cases[i].kernel;
        Conv c = { rg_full (RG_F32, RG_SHAPE (n, in, s, s), 0.5), rg_full (RG_F32, RG_SHAPE (out, in, k, k), 0.5), both };
        rg_set_requires_grad (c.x, both);
        rg_set_requires_grad (c.w, both);
        BenchTime t = bench_time (b, step, &c);
        const int64_t side = s - k + 1;
        double flops = 2.0 * (double) (n * out * in * k * k * side * side) * (both ? 3 : 1);
        g_autofree char *label = g_strdup_printf ("%dx%dx%dx%d by %dx%dx%dx%d%s", (int) n, (int) in, (int) s, (int) s, (int) out,
                                                  (int) in, (int) k, (int) k, both ? ", and backward" : "");
        bench_row (b, &(BenchRow){ .label = label, .value = t.median * 1e3, .unit = "ms", .spread = t.spread,
                                   .share = limit > 0 ? flops / t.median / limit : 0, .of = "of the multiply-add limit" });
      }
}
