/* reduce.c: reductions over all, over rows and over columns, softmax and a norm;
 * held against the bandwidth of what they read and write.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "bench.h"

#define ROWS 10000
#define COLUMNS 1000

static RgTensor *sum_all (RgTensor *x) { return rg_sum (x); }
static RgTensor *sum_rows (RgTensor *x) { return rg_sum_dim (x, RG_DIMS (1), false); }
static RgTensor *sum_columns (RgTensor *x) { return rg_sum_dim (x, RG_DIMS (0), false); }
static RgTensor *mean_rows (RgTensor *x) { return rg_mean_dim (x, RG_DIMS (1), false); }
static RgTensor *mean_columns (RgTensor *x) { return rg_mean_dim (x, RG_DIMS (0), false); }
static RgTensor *softmax (RgTensor *x) { return rg_softmax (x, 1); }
static RgTensor *log_softmax (RgTensor *x) { return rg_log_softmax (x, 1); }
static RgTensor *layer_norm (RgTensor *x) { return rg_layer_norm (x, RG_DIMS (COLUMNS), NULL, NULL); }

static const struct
{
  const char *label;
  RgTensor *(*apply) (RgTensor *x);
  int n_out;
  double wanted;
} operators[] = {
  { "sum", sum_all, 0, 0.85 },
  { "sum of each row", sum_rows, 0, 0.85 },
  { "sum of each column", sum_columns, 0, 0.85 },
  { "mean of each row", mean_rows, 0, 0.85 },
  { "mean of each column", mean_columns, 0, 0.85 },
  { "softmax of rows", softmax, 1, 0 },
  { "log_softmax of rows", log_softmax, 1, 0 },
  { "layer_norm of rows", layer_norm, 1, 0 },
};

typedef struct
{
  RgTensor *x;
  RgTensor *(*apply) (RgTensor *x);
} Reduce;

static void
forward (void *data)
{
  const Reduce *r = data;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  r->apply (r->x);
}

void
bench_reduce (Bench *b)
{
  const int64_t n = (int64_t) ROWS * COLUMNS;
  double limits[2] = { bench_bandwidth (b, 1, 0, n), bench_bandwidth (b, 1, 1, n) };
  RgTensor *x = rg_full (RG_F32, RG_SHAPE (ROWS, COLUMNS), 0.5);
  bench_row (b, &(BenchRow){ .label = "limit: read", .value = limits[0] / 1e9, .unit = "GB/s" });
  for (size_t i = 0; i < G_N_ELEMENTS (operators); i++)
    {
      Reduce r = { x, operators[i].apply };
      BenchTime t = bench_time (b, forward, &r);
      double bytes = 4.0 * (double) n * (1 + operators[i].n_out);
      g_autofree char *label = g_strdup_printf ("%s, %dx%d", operators[i].label, ROWS, COLUMNS);
      bench_row (b, &(BenchRow){ .label = label, .value = t.median * 1e3, .unit = "ms", .spread = t.spread,
                                 .share = bytes / t.median / limits[operators[i].n_out], .of = "of the bandwidth limit",
                                 .wanted = operators[i].wanted });
    }
}
