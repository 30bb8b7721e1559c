/* training.c: training steps of a model on made-up data.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "training.h"

typedef struct
{
  Model *model;
  RgOptim *optim;
  RgTensor *x, *y;
  int64_t n_outputs;
} Training;

static void
step (void *data)
{
  const Training *t = data;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  rg_optim_zero_grad (t->optim);
  RgTensor *out = model_forward (t->model, t->x);
  if (out && rg_tensor_ndim (out) > 2)
    out = rg_reshape (out, RG_SHAPE (-1, t->n_outputs));
  if (rg_backward (rg_cross_entropy (out, t->y), NULL))
    rg_optim_step (t->optim, NULL);
}

void
bench_training (Bench *b, const char *label, const char *spec, const ModelShape *shape, int64_t batch, const char *optim)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  g_autoptr (GError) error = NULL;
  rg_manual_seed (1);
  g_autoptr (Model) model = model_new (spec, shape, &error);
  if (model == NULL)
    {
      rg_scope_fail (NULL, RG_ERROR_ARGUMENT, "%s", error->message);
      return;
    }
  size_t n;
  RgTensor *const *parameters = model_parameters (model, &n);
  g_autoptr (RgOptim) optimiser = rg_optim_new (optim, parameters, n, NULL, &error);
  if (optimiser == NULL)
    {
      rg_scope_fail (NULL, RG_ERROR_ARGUMENT, "%s", error->message);
      return;
    }
  int64_t sizes[RG_MAX_DIMS] = { batch };
  for (int d = 0; d < shape->ndim; d++)
    sizes[d + 1] = shape->sizes[d];
  RgInts whole = { shape->ndim + 1, sizes };
  Training t = { model, optimiser, NULL, NULL, shape->n_outputs };
  t.x = shape->n_tokens ? rg_randint (0, shape->n_tokens, whole) : rg_randn (shape->dtype, whole);
  t.y = rg_randint (0, shape->n_outputs, RG_SHAPE (shape->n_tokens ? batch * shape->sizes[0] : batch));
  BenchTime time = bench_time (b, step, &t);
  bench_row (b, &(BenchRow){ .label = label, .value = time.median * 1e6, .unit = "us/step", .spread = time.spread });
  RgMemoryStats before, after;
  rg_memory_stats (&before);
  for (int i = 0; i < 10; i++)
    step (&t);
  rg_memory_stats (&after);
  g_autofree char *more = g_strdup_printf ("%s: buffers allocated", label);
  bench_row (b, &(BenchRow){ .label = more, .value = (double) (after.n_allocations - before.n_allocations) / 10, .unit = "a step" });
}
