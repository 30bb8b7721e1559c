/* pointwise.c: operators of an element at three sizes, forward, and forward with
 * backward; held against the bandwidth where they are too large for a cache.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "bench.h"

typedef RgTensor *(*Apply) (RgTensor *x, RgTensor *y);

static RgTensor *apply_add (RgTensor *x, RgTensor *y) { return rg_add (x, y); }
static RgTensor *apply_mul (RgTensor *x, RgTensor *y) { return rg_mul (x, y); }
static RgTensor *apply_pow (RgTensor *x, RgTensor *y) { (void) y; return rg_pow_scalar (x, 2); }
static RgTensor *apply_exp (RgTensor *x, RgTensor *y) { (void) y; return rg_exp (x); }
static RgTensor *apply_tanh (RgTensor *x, RgTensor *y) { (void) y; return rg_tanh (x); }
static RgTensor *apply_sigmoid (RgTensor *x, RgTensor *y) { (void) y; return rg_sigmoid (x); }
static RgTensor *apply_transposed (RgTensor *x, RgTensor *y) { return rg_add (x, rg_transpose (y, 0, 1)); }

static RgTensor *
apply_chain (RgTensor *x, RgTensor *y)
{
  rg_fuse_begin ();
  RgTensor *out = rg_sigmoid (rg_tanh (rg_mul (rg_exp (rg_pow_scalar (rg_mul (x, y), 2)), y)));
  rg_fuse_end ();
  return out;
}

static const struct
{
  const char *name;
  Apply apply;
  int n_in;
} operators[] = {
  { "add", apply_add, 2 }, { "mul", apply_mul, 2 },   { "pow 2", apply_pow, 1 },
  { "exp", apply_exp, 1 }, { "tanh", apply_tanh, 1 }, { "sigmoid", apply_sigmoid, 1 },
};

typedef struct
{
  Apply apply;
  RgTensor *x, *y;
} Pointwise;

static void
forward (void *data)
{
  const Pointwise *p = data;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  p->apply (p->x, p->y);
}

static void
both_ways (void *data)
{
  const Pointwise *p = data;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *out = p->apply (p->x, p->y);
  rg_backward_with (out, p->y, NULL);
  rg_set_grad (p->x, NULL);
}

static void
row (Bench *b, const char *name, const char *how, int64_t n, BenchBody body, Pointwise *p, double bytes, double bandwidth)
{
  g_autofree char *label = g_strdup_printf ("%s on %.0e%s", name, (double) n, how);
  BenchTime t = bench_time (b, body, p);
  double share = bandwidth > 0 ? bytes * (double) n / t.median / bandwidth : 0;
  bench_row (b, &(BenchRow){ .label = label, .value = t.median / (double) n * 1e9, .unit = "ns/each", .spread = t.spread,
                             .share = share, .of = share > 0 ? "of the bandwidth limit" : "", .wanted = share > 0 ? 0.85 : 0 });
}

void
bench_pointwise (Bench *b)
{
  const int64_t large = 10000000;
  double limits[3] = { 0, bench_bandwidth (b, 1, 1, large), bench_bandwidth (b, 2, 1, large) };
  bench_row (b, &(BenchRow){ .label = "limit: read one, write one", .value = limits[1] / 1e9, .unit = "GB/s" });
  bench_row (b, &(BenchRow){ .label = "limit: read two, write one", .value = limits[2] / 1e9, .unit = "GB/s" });
  for (int64_t n = 1000; n <= large; n *= 100)
    for (size_t i = 0; i < G_N_ELEMENTS (operators); i++)
      {
        g_autoptr (RgScope) scope = rg_scope_begin ();
        Pointwise p = { operators[i].apply, rg_full (RG_F32, RG_SHAPE (n), 0.5), rg_full (RG_F32, RG_SHAPE (n), 0.9) };
        row (b, operators[i].name, "", n, forward, &p, 4 * (operators[i].n_in + 1), n == large ? limits[operators[i].n_in] : 0);
        rg_set_requires_grad (p.x, true);
        row (b, operators[i].name, ", and backward", n, both_ways, &p, 0, 0);
      }
  g_autoptr (RgScope) scope = rg_scope_begin ();
  Pointwise p = { apply_transposed, rg_full (RG_F32, RG_SHAPE (3000, 3000), 0.5), rg_full (RG_F32, RG_SHAPE (3000, 3000), 0.9) };
  row (b, "add, transposed operand,", "", 9000000, forward, &p, 12, limits[2]);
  Pointwise broadcast = { apply_add, p.x, rg_full (RG_F32, RG_SHAPE (3000), 0.9) };
  row (b, "add, a row that broadcasts,", "", 9000000, forward, &broadcast, 8, limits[1]);
  Pointwise chain = { apply_chain, rg_set_requires_grad (rg_full (RG_F32, RG_SHAPE (large), 0.5), true),
                      rg_full (RG_F32, RG_SHAPE (large), 0.9) };
  row (b, "six operators", ", and backward", large, both_ways, &chain, 0, 0);
}
