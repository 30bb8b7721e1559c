/* cache.c: functions of an element whose data lie in the first cache, on one thread.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "bench.h"
#include <retrograde-op.h>

#define N 4000

static const struct
{
  const char *name;
  double most[RG_N_ISAS]; /* ns for one element, by instruction set; 0: not held */
} functions[] = {
  { "exp", { 0, 0.9, 0.5 } }, { "tanh", { 0, 0.9, 0.5 } }, { "sigmoid", { 0 } }, { "log", { 0 } },
  { "erf", { 0 } },           { "gelu", { 0 } },           { "sin", { 0 } },     { "lgamma", { 0 } },
};

typedef struct
{
  const RgOp *op;
  RgTensor *x;
} Function;

static void
forward (void *data)
{
  const Function *f = data;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *out;
  rg_op_call (scope, f->op, (RgTensor *const *) &f->x, 1, NULL, &out, 1);
}

void
bench_cache (Bench *b)
{
  static const RgDType dtypes[] = { RG_F32, RG_F64 };
  rg_set_num_threads (1);
  for (size_t d = 0; d < G_N_ELEMENTS (dtypes); d++)
    for (size_t i = 0; i < G_N_ELEMENTS (functions); i++)
      {
        Function f = { rg_op_find (functions[i].name, NULL), rg_full (dtypes[d], RG_SHAPE (N), 0.7) };
        BenchTime t = bench_time (b, forward, &f);
        g_autofree char *label = g_strdup_printf ("%s, %s", functions[i].name, rg_dtype_name (dtypes[d]));
        bench_row (b, &(BenchRow){ .label = label, .value = t.median / N * 1e9, .unit = "ns/each", .spread = t.spread,
                                   .most = dtypes[d] == RG_F32 ? functions[i].most[rg_isa ()] : 0 });
      }
}
