/* ridge-perceptron.c: the best linear answer, for a network to do better.
 *
 * Of very few rows, or of more columns than rows, a ridge regression says more than what
 * a network makes of them. The perceptron itself can give its answers: since y is
 * relu (y) - relu (-y), two units of each layer hand them on.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "ridge.h"
#include "trainer.h"

/* Beyond these, in columns or rows, whichever are fewer, and in products, it
 * would take longer than it is worth. */
#define MOST_UNKNOWNS 400
#define MOST_PRODUCTS 4e9
#define FEWEST_ROWS 5

static void
read_rows (const Dataset *d, RidgeRows *r)
{
  const float *inputs = rg_tensor_data (d->samples->inputs), *targets = rg_tensor_data (d->samples->targets);
  for (guint i = 0; i < r->n; i++)
    {
      const float *row = inputs + (gsize) d->train[i] * r->p;
      for (guint k = 0; k < r->p; k++)
        {
          r->x[(gsize) i * r->p + k] = row[k];
          r->mean[k] += row[k] / (double) r->n;
        }
      r->y[i] = targets[d->train[i]];
      r->y_mean += r->y[i] / r->n;
    }
  for (guint i = 0; i < r->n; i++)
    {
      for (guint k = 0; k < r->p; k++)
        r->x[(gsize) i * r->p + k] -= r->mean[k];
      r->y[i] -= r->y_mean;
    }
}

/* --- parameters --- */

/* A layer of the perceptron: the first gives y and -y from the columns, those in the
 * middle hand both on, the last takes one from the other. */
static bool
add_layer (RgTensorMap *map, const char *const *names, RgTensor *const *parameters, const RidgeRows *r, const double *w, bool first, bool last)
{
  RgTensor *weight = rg_zeros (RG_F32, rg_tensor_shape (parameters[0])), *bias = rg_zeros (RG_F32, rg_tensor_shape (parameters[1]));
  if (weight == NULL || bias == NULL)
    return false;
  const gsize in = (gsize) rg_tensor_size (weight, 1);
  float *to = rg_tensor_data (weight), *shift = rg_tensor_data (bias);
  for (guint unit = 0; unit < (last ? 1 : 2); unit++)
    {
      const float sign = unit ? -1 : 1;
      for (guint k = 0; k < r->p && first; k++)
        to[unit * in + k] = sign * (float) w[k];
      if (first)
        shift[unit] = sign * (float) (r->y_mean - ridge_dot (w, r->mean, r->p));
      else
        {
          to[unit * in] = sign;
          to[unit * in + 1] = -sign;
        }
    }
  rg_tensor_map_add (map, names[0], weight);
  rg_tensor_map_add (map, names[1], bias);
  return true;
}

static RgTensorMap *
to_perceptron (const Model *model, const RidgeRows *r, const double *w)
{
  size_t n;
  RgTensor *const *parameters = model_parameters (model, &n);
  const char *const *names = model_parameter_names (model);
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensorMap *map = rg_tensor_map_new ();
  bool ok = true;
  for (size_t i = 0; i + 1 < n && ok; i += 2)
    ok = add_layer (map, names + i, parameters + i, r, w, i == 0, i + 2 == n);
  if (!ok)
    {
      rg_scope_check (scope, NULL);
      g_clear_pointer (&map, rg_tensor_map_free);
    }
  return map;
}

RgTensorMap *
ridge_parameters (const Trainer *t)
{
  const Dataset *d = t->data;
  RidgeRows r = { .n = d->n_train, .p = (guint) d->encoder->width };
  if (t->options->model || t->options->hidden || d->encoder->task != TASK_REGRESSION || d->encoder->ndim != 1 || r.n < FEWEST_ROWS
      || MIN (r.n, r.p) > MOST_UNKNOWNS || (double) r.n * r.p * MIN (r.n, r.p) > MOST_PRODUCTS)
    return NULL;
  r.x = g_new (double, (gsize) r.n * r.p);
  r.y = g_new (double, r.n);
  r.mean = g_new0 (double, r.p);
  g_autofree double *w = g_new (double, r.p);
  read_rows (d, &r);
  RgTensorMap *map = ridge_fit (&r, w) ? to_perceptron (t->model, &r, w) : NULL;
  g_free (r.x);
  g_free (r.y);
  g_free (r.mean);
  return map;
}
