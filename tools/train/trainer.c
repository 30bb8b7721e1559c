/* trainer.c: epochs, the best of them, the whole run.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "checkpoint.h"
#include "metrics.h"
#include <gio/gio.h>
#include <math.h>
#include <string.h>

/* Without --epochs: so many steps, whatever the number of rows. */
#define USUAL_STEPS 10000
#define FEWEST_EPOCHS 20
#define MOST_EPOCHS 400

/* --- making --- */

static guint
how_many_epochs (const Trainer *t)
{
  guint64 epochs = (USUAL_STEPS + trainer_steps (t) - 1) / trainer_steps (t);
  return t->options->epochs >= 0 ? (guint) t->options->epochs : (guint) CLAMP (epochs, FEWEST_EPOCHS, MOST_EPOCHS);
}

Trainer *
trainer_new (const TrainOptions *o, const Dataset *data, const char *dir, GError **error)
{
  g_autoptr (Trainer) t = g_new0 (Trainer, 1);
  g_autofree char *spec = train_options_spec (o);
  t->options = o;
  t->data = data;
  t->dir = g_strdup (dir);
  t->epochs = how_many_epochs (t);
  rg_manual_seed ((uint64_t) o->seed);
  t->model = model_new (spec, &data->shape, error);
  t->optim = t->model ? make_optim (o, t->model, error) : NULL;
  if (t->optim == NULL || !make_schedule (t, error))
    return NULL;
  t->order = g_new (guint, data->n_train);
  t->started = t->saved = g_get_monotonic_time ();
  return g_steal_pointer (&t);
}

void
trainer_free (Trainer *t)
{
  if (t == NULL)
    return;
  rg_schedule_free (t->schedule);
  rg_optim_free (t->optim);
  model_free (t->model);
  rg_tensor_map_free (t->best);
  g_free (t->order);
  g_free (t->dir);
  g_free (t);
}

double
trainer_seconds (const Trainer *t)
{
  return t->seconds + (double) (g_get_monotonic_time () - t->started) * 1e-6;
}

/* --- the best --- */

static RgTensorMap *
copy_parameters (const Model *model)
{
  RgTensorMap *now = rg_tensor_map_new (), *copy = rg_tensor_map_new ();
  model_save_to (model, now, "");
  RG_NO_GRAD;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  for (size_t i = 0; i < rg_tensor_map_size (now); i++)
    rg_tensor_map_add (copy, rg_tensor_map_name (now, i), rg_clone (rg_tensor_map_tensor (now, i)));
  rg_tensor_map_free (now);
  return copy;
}

static void
keep_best (Trainer *t, double loss)
{
  if (t->has_best && !(loss < t->best_loss))
    return;
  t->has_best = true;
  t->best_loss = loss;
  t->best_epoch = t->epoch;
  /* Without validation the last epoch's are used. */
  if (t->data->n_val == 0)
    return;
  rg_tensor_map_free (t->best);
  t->best = copy_parameters (t->model);
}

bool
trainer_use_best (Trainer *t, GError **error)
{
  return t->data->n_val == 0 || t->best == NULL || model_load_from (t->model, t->best, "", error);
}

/* --- epochs --- */

static void
say_epoch (Trainer *t, double train_loss, const Measures *val)
{
  char a[G_ASCII_DTOSTR_BUF_SIZE], b[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *how = val->n ? measures_line (val, t->data->encoder) : NULL;
  g_ascii_formatd (a, sizeof a, "%.4f", train_loss);
  g_autofree char *text = val->n ? g_strdup_printf ("loss %s  validation loss %s  %s", a,
                                                    g_ascii_formatd (b, sizeof b, "%.4f", val->loss), how)
                                 : g_strdup_printf ("loss %s", a);
  progress_epoch (&t->progress, t->epoch, text);
}

/* Measures, notes, moves on to the next; in *watched the loss that the best is chosen by. */
static bool
end_epoch (Trainer *t, double *watched, GError **error)
{
  const Dataset *d = t->data;
  Measures val = { 0 };
  if (d->n_val && !measure (t->model, d->encoder, d->val_samples, d->val, d->n_val, &val, error))
    return false;
  double train_loss = t->loss_sum / (double) MAX (t->loss_rows, 1);
  *watched = d->n_val ? val.loss : train_loss;
  t->epoch++;
  t->batch = 0;
  t->loss_sum = 0;
  t->loss_rows = 0;
  keep_best (t, *watched);
  say_epoch (t, train_loss, &val);
  bool ok = t->dir == NULL || metrics_write (t, train_loss, &val, error);
  if (ok && t->schedule && !t->schedule_by_step && t->epoch < t->epochs)
    ok = rg_schedule_wants_measure (t->schedule) ? rg_schedule_step_measure (t->schedule, *watched, error)
                                                 : rg_schedule_step (t->schedule, error);
  measures_clear (&val);
  return ok;
}

/* A regression without --model is held against a ridge regression first, which of few rows
 * or very many columns says more than any network: it is what was best at epoch 0. */
static bool
measure_ridge (Trainer *t, GError **error)
{
  const Dataset *d = t->data;
  Measures val = { 0 };
  if (t->step || t->has_best || (d->n_val == 0 && t->epochs > 0))
    return true;
  RgTensorMap *ridge = ridge_parameters (t), *fresh = ridge ? copy_parameters (t->model) : NULL;
  bool ok = ridge == NULL || model_load_from (t->model, ridge, "", error);
  if (ok && ridge && d->n_val)
    {
      ok = measure (t->model, d->encoder, d->val_samples, d->val, d->n_val, &val, error);
      if (ok)
        keep_best (t, val.loss);
      ok = ok && model_load_from (t->model, fresh, "", error);
    }
  measures_clear (&val);
  rg_tensor_map_free (ridge);
  rg_tensor_map_free (fresh);
  return ok;
}

/* --- the run --- */

static bool
is_over (const Trainer *t)
{
  const TrainOptions *o = t->options;
  return t->epoch >= t->epochs
         || (o->patience > 0 && t->has_best && t->epoch >= t->best_epoch + (guint) o->patience);
}

static bool
is_due (const Trainer *t)
{
  return g_get_monotonic_time () - t->saved > (gint64) t->options->checkpoint_seconds * 1000000;
}

static bool
is_enough (Trainer *t, double loss)
{
  return t->enough && t->enough (t, loss, t->payload);
}

TrainEnd
trainer_run (Trainer *t, GError **error)
{
  const TrainOptions *o = t->options;
  guint64 rows = t->data->n_train;
  progress_begin (&t->progress, o->quiet, t->epochs, t->epoch * rows + t->loss_rows, t->epochs * rows);
  model_set_training (t->model, true);
  if (!measure_ridge (t, error))
    return TRAIN_FAILED;
  while (!is_over (t))
    {
      double watched;
      trainer_begin_epoch (t);
      while (t->batch < trainer_batches (t))
        {
          if (!trainer_step (t, error))
            return TRAIN_FAILED;
          if (is_enough (t, NAN))
            return TRAIN_DONE;
          if (t->dir == NULL || (!is_due (t) && !stop_signal ()) || t->batch == trainer_batches (t))
            continue;
          if (!checkpoint_save (t, error))
            return TRAIN_FAILED;
          if (stop_signal ())
            return TRAIN_STOPPED;
        }
      if (!end_epoch (t, &watched, error))
        return TRAIN_FAILED;
      if (t->dir && (is_due (t) || stop_signal () || is_over (t)) && !checkpoint_save (t, error))
        return TRAIN_FAILED;
      if (is_enough (t, watched))
        break;
      if (t->dir && stop_signal () && !is_over (t))
        return TRAIN_STOPPED;
    }
  progress_end (&t->progress);
  return TRAIN_DONE;
}
