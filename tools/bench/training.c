/* training.c: training steps of a model on made-up data.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "training.h"
#include <string.h>

typedef struct
{
  Model *model;
  RgOptim *optim;
  RgTensor *x, *y;
  int64_t n_outputs;
  RgTensor *all_x, *all_y; /* (nullable): (samples, ...) and (samples), of which a step takes a batch */
  RgTensor *order;         /* (samples) int64 */
  int64_t batch, at;
} Training;

/* Returns: (nullable): the loss, in the current scope. */
static RgTensor *
learn (const Training *t)
{
  rg_optim_zero_grad (t->optim);
  RgTensor *out = model_forward (t->model, t->x);
  if (out && rg_tensor_ndim (out) > 2)
    out = rg_reshape (out, RG_SHAPE (-1, t->n_outputs));
  RgTensor *loss = rg_cross_entropy (out, t->y);
  if (rg_backward (loss, NULL))
    rg_optim_step (t->optim, NULL);
  return loss;
}

static void
step (void *data)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  learn (data);
}

/* As one trains: with the next rows, in the order of a permutation, taken from all. */
static void
drawn_step (void *data)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  Training *t = data;
  RgTensor *rows = rg_narrow (t->order, 0, t->at, t->batch);
  t->x = rg_index_select (t->all_x, 0, rows);
  t->y = rg_index_select (t->all_y, 0, rows);
  t->at = (t->at + t->batch) % rg_tensor_size (t->order, 0);
  learn (t);
}

#define STEPS 10 /* whose losses are recorded, and that are traced after them */

/* A few steps: what ran when, on which thread. */
static void
trace (Bench *b, const char *label, const Training *t, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s/%s, %s.trace.json", bench_samples (b), bench_workload (b), label);
  rg_profile_begin ();
  for (int i = 0; i < STEPS; i++)
    {
      g_autoptr (RgScope) scope = rg_scope_begin ();
      double start = rg_profile_now ();
      learn (t);
      rg_profile_mark ("step", start);
    }
  rg_profile_end (path, error);
}

/* What another program needs to take the same steps, and the losses that they had:
 * weights in the order of the model, which the file's sorted names keep, and data. */
static void
leave_sample (Bench *b, const char *label, const Training *t)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgTensorMap) map = rg_tensor_map_new ();
  g_autofree char *path = g_strdup_printf ("%s/%s, %s.safetensors", bench_samples (b), bench_workload (b), label);
  size_t n;
  RgTensor *const *parameters = model_parameters (t->model, &n), *losses[STEPS];
  for (size_t i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%03zu %s", i, model_parameter_names (t->model)[i]);
      rg_tensor_map_add (map, name, rg_clone (rg_detach (parameters[i])));
    }
  rg_tensor_map_add (map, "x", t->x);
  rg_tensor_map_add (map, "y", t->y);
  for (int i = 0; i < STEPS; i++)
    losses[i] = rg_detach (learn (t));
  rg_tensor_map_add (map, "losses", rg_stack (losses, STEPS, 0));
  if (rg_scope_check (NULL, &error) && rg_safetensors_save_map (path, map, &error))
    trace (b, label, t, &error);
  if (error)
    rg_scope_fail (NULL, RG_ERROR_IO, "%s", error->message);
}

#define BATCHES 64 /* of the samples that batches are drawn from */

/* The same steps where each takes other samples: what taking them costs. */
static void
bench_drawn (Bench *b, const char *label, Training *t, RgInts whole)
{
  int64_t sizes[RG_MAX_DIMS];
  memcpy (sizes, whole.v, (size_t) whole.n * sizeof *sizes);
  sizes[0] = BATCHES * t->batch;
  t->all_x = rg_randn (rg_tensor_dtype (t->x), (RgInts){ whole.n, sizes });
  t->all_y = rg_randint (0, t->n_outputs, RG_SHAPE (sizes[0]));
  t->order = rg_randperm (sizes[0]);
  BenchTime time = bench_time (b, drawn_step, t);
  g_autofree char *drawn = g_strdup_printf ("%s, batches drawn", label);
  bench_row (b, &(BenchRow){ .label = drawn, .value = time.median * 1e6, .unit = "us/step", .spread = time.spread });
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
  Training t = { .model = model, .optim = optimiser, .n_outputs = shape->n_outputs, .batch = batch };
  t.x = shape->n_tokens ? rg_randint (0, shape->n_tokens, whole) : rg_randn (shape->dtype, whole);
  t.y = rg_randint (0, shape->n_outputs, RG_SHAPE (shape->n_tokens ? batch * shape->sizes[0] : batch));
  if (bench_samples (b))
    {
      leave_sample (b, label, &t);
      return;
    }
  BenchTime time = bench_time (b, step, &t);
  bench_row (b, &(BenchRow){ .label = label, .value = time.median * 1e6, .unit = "us/step", .spread = time.spread });
  RgMemoryStats before, after;
  rg_memory_stats (&before);
  for (int i = 0; i < 10; i++)
    step (&t);
  rg_memory_stats (&after);
  g_autofree char *more = g_strdup_printf ("%s: buffers allocated", label);
  bench_row (b, &(BenchRow){ .label = more, .value = (double) (after.n_allocations - before.n_allocations) / 10, .unit = "a step" });
  if (shape->n_tokens == 0)
    bench_drawn (b, label, &t, whole);
}
