/* step.c: one step of the optimiser.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "trainer.h"
#include <gio/gio.h>
#include <math.h>
#include <string.h>

/* --- what an epoch is made of --- */

void
trainer_begin_epoch (Trainer *t)
{
  memcpy (t->order, t->data->train, t->data->n_train * sizeof *t->order);
  dataset_shuffle (t->order, t->data->n_train, (uint64_t) t->options->seed, t->epoch);
}

guint
trainer_batches (const Trainer *t)
{
  guint size = (guint) t->options->batch;
  return (t->data->n_train + size - 1) / size;
}

guint64
trainer_steps (const Trainer *t)
{
  guint group = (guint) t->options->accumulate;
  return (trainer_batches (t) + group - 1) / group;
}

/* (n, outputs) and (n) or (n, 1); text: (n, context, outputs) and (n, context) */
static RgTensor *
loss_of (const Trainer *t, RgTensor *out, RgTensor *target)
{
  const Dataset *d = t->data;
  if (d->encoder->task == TASK_REGRESSION)
    return rg_mse_loss (out, target);
  RgCrossEntropyAttrs a = RG_CROSS_ENTROPY_ATTRS_INIT;
  guint n = encoder_n_classes (d->encoder);
  RgTensor *weight = d->class_weights ? rg_to (rg_from_data (RG_F64, RG_SHAPE (n), d->class_weights), RG_F32) : NULL;
  a.label_smoothing = t->options->label_smoothing;
  if (d->samples->context)
    {
      out = rg_reshape (out, RG_SHAPE (-1, n));
      target = rg_reshape (target, RG_SHAPE (-1));
    }
  return rg_cross_entropy_with (out, target, weight, &a);
}

/* The batches of one step: the gradients of all, and the sum of the rows' losses. */
static bool
group_backward (Trainer *t, guint group, double *sum, guint *rows, GError **error)
{
  const guint size = (guint) t->options->batch, shift = dataset_shift (t->data, (uint64_t) t->options->seed, t->epoch);
  *sum = 0;
  *rows = 0;
  for (guint i = 0; i < group; i++)
    {
      g_autoptr (RgScope) scope = rg_scope_begin ();
      guint at = (t->batch + i) * size, n = MIN (size, t->data->n_train - at);
      RgTensor *x, *y;
      if (!samples_batch (t->data->samples, t->order + at, n, shift, &x, &y))
        return rg_scope_check (scope, error) && false;
      RgTensor *loss = loss_of (t, model_forward (t->model, x), y);
      if (!rg_backward (group > 1 ? rg_div_scalar (loss, group) : loss, error))
        return false;
      double value = rg_item (loss);
      if (!isfinite (value))
        {
          /* L-BFGS goes along its own lines, where clipping would lead it astray. */
          bool is_lbfgs = strcmp (rg_optim_name (t->optim), "lbfgs") == 0;
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the loss became %s in epoch %u, batch %u: try a smaller --lr, or %s",
                       isnan (value) ? "nan" : "infinite", t->epoch + 1, t->batch + i + 1,
                       is_lbfgs ? "--optimizer 'lbfgs line_search_fn=strong_wolfe'" : "--clip 1");
          return false;
        }
      *sum += value * n;
      *rows += n;
    }
  return true;
}

typedef struct
{
  Trainer *t;
  guint group;
  double first; /* the loss before the step */
  guint rows;
  bool has_first;
} Closure;

/* L-BFGS asks for the loss of the same batches at several places. */
static bool
closure (void *data, double *loss, GError **error)
{
  Closure *c = data;
  rg_optim_zero_grad (c->t->optim);
  if (!group_backward (c->t, c->group, loss, &c->rows, error))
    return false;
  if (!c->has_first)
    c->first = *loss;
  c->has_first = true;
  *loss /= c->rows;
  return true;
}

bool
trainer_step (Trainer *t, GError **error)
{
  const TrainOptions *o = t->options;
  guint group = MIN ((guint) o->accumulate, trainer_batches (t) - t->batch), rows;
  double sum;
  if (t->schedule && t->schedule_by_step && t->step > 0 && !rg_schedule_step (t->schedule, error))
    return false;
  if (strcmp (rg_optim_name (t->optim), "lbfgs") == 0)
    {
      Closure c = { .t = t, .group = group };
      double loss;
      if (!rg_optim_step_closure (t->optim, closure, &c, &loss, error))
        return false;
      sum = c.first;
      rows = c.rows;
    }
  else
    {
      size_t n;
      RgTensor *const *params = model_parameters (t->model, &n);
      if (!group_backward (t, group, &sum, &rows, error)
          || (o->clip > 0 && !rg_clip_grad_norm (params, n, o->clip, 2, NULL, error)) || !rg_optim_step (t->optim, error))
        return false;
    }
  rg_optim_zero_grad (t->optim);
  t->batch += group;
  t->loss_sum += sum;
  t->loss_rows += rows;
  t->step++;
  progress_step (&t->progress, rows, t->epoch + 1, t->loss_sum / (double) t->loss_rows, rg_optim_get_lr (t->optim, 0));
  return true;
}
