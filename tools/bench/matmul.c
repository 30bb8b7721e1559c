/* matmul.c: matrix products, held against the multiply-adds that the machine can do.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "bench.h"

typedef struct
{
  RgTensor *a, *b;
} Product;

static void
forward (void *data)
{
  const Product *p = data;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  rg_matmul (p->a, p->b);
}

static void
row (Bench *b, const char *label, Product *p, double flops, double limit, double wanted)
{
  BenchTime t = bench_time (b, forward, p);
  double rate = flops / t.median;
  bench_row (b, &(BenchRow){ .label = label, .value = rate / 1e9, .unit = "GFLOP/s", .spread = t.spread,
                             .share = limit > 0 ? rate / limit : 0, .of = "of the multiply-add limit", .wanted = wanted });
}

static void
sizes (Bench *b, RgDType dtype, int threads)
{
  static const int64_t n[] = { 64, 256, 512, 1024, 2048 };
  rg_set_num_threads (threads);
  double limit = bench_fma (b, dtype);
  for (size_t i = 0; i < G_N_ELEMENTS (n); i++)
    {
      g_autoptr (RgScope) scope = rg_scope_begin ();
      Product p = { rg_full (dtype, RG_SHAPE (n[i], n[i]), 0.5), rg_full (dtype, RG_SHAPE (n[i], n[i]), 0.5) };
      g_autofree char *label = g_strdup_printf ("%s %" G_GINT64_FORMAT ", %d thread%s", rg_dtype_name (dtype), n[i], threads,
                                                threads > 1 ? "s" : "");
      row (b, label, &p, 2 * (double) (n[i] * n[i] * n[i]), limit, n[i] >= 512 && threads <= 2 ? 0.75 : 0);
    }
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *a = rg_full (dtype, RG_SHAPE (1024, 1024), 0.5);
  Product left = { rg_transpose (a, 0, 1), a }, right = { a, rg_transpose (a, 0, 1) };
  Product many = { rg_full (dtype, RG_SHAPE (64, 64, 64), 0.5), rg_full (dtype, RG_SHAPE (64, 64, 64), 0.5) };
  const double flops = 2.0 * 1024 * 1024 * 1024;
  row (b, "1024, the left one transposed", &left, flops, limit, 0);
  row (b, "1024, the right one transposed", &right, flops, limit, 0);
  row (b, "64 products of 64", &many, 2.0 * 64 * 64 * 64 * 64, limit, 0);
}

void
bench_matmul (Bench *b)
{
  static const RgDType dtypes[] = { RG_F32, RG_F64 };
  for (size_t d = 0; d < G_N_ELEMENTS (dtypes); d++)
    {
      sizes (b, dtypes[d], 1);
      if (bench_threads (b) > 1)
        sizes (b, dtypes[d], bench_threads (b));
    }
}
