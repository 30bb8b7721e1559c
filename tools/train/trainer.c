/* trainer.c: epochs, batches, steps.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "trainer.h"
#include "saved.h"
#include <gio/gio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* --- making --- */

static RgOptim *
make_optim (const TrainOptions *o, const Model *model, GError **error)
{
  size_t n;
  RgTensor *const *params = model_parameters (model, &n);
  bool is_sgd = strcmp (o->optimizer, "sgd") == 0;
  char lr[G_ASCII_DTOSTR_BUF_SIZE], decay[G_ASCII_DTOSTR_BUF_SIZE], momentum[G_ASCII_DTOSTR_BUF_SIZE];
  GString *text = g_string_new (NULL);
  double rate = o->lr > 0 ? o->lr : is_sgd ? 0.01 : 0.001;
  g_string_append_printf (text, "lr=%s", g_ascii_formatd (lr, sizeof lr, "%.17g", rate));
  if (o->weight_decay > 0)
    g_string_append_printf (text, " weight_decay=%s", g_ascii_formatd (decay, sizeof decay, "%.17g", o->weight_decay));
  if (is_sgd)
    g_string_append_printf (text, " momentum=%s", g_ascii_formatd (momentum, sizeof momentum, "%.17g", o->momentum));
  RgOptim *optim = rg_optim_new (o->optimizer, params, n, text->str, error);
  g_string_free (text, TRUE);
  return optim;
}

Trainer *
trainer_new (TrainOptions *o, Dataset *data, GError **error)
{
  g_autoptr (Trainer) t = g_new0 (Trainer, 1);
  g_autofree char *spec = train_options_spec (o);
  t->options = o;
  t->data = data;
  t->dir = g_strdup (o->out ? o->out : "retrograde-run");
  rg_manual_seed ((uint64_t) o->seed);
  t->model = model_new (spec, &data->shape, error);
  t->optim = t->model ? make_optim (o, t->model, error) : NULL;
  if (t->optim && o->schedule)
    t->schedule = rg_schedule_new (o->schedule, t->optim, error);
  if (t->optim == NULL || (o->schedule && t->schedule == NULL))
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

/* --- steps --- */

static RgTensor *
loss_of (const Trainer *t, RgTensor *out, RgTensor *target)
{
  const Dataset *d = t->data;
  if (d->encoder->task != TASK_CLASSIFICATION)
    return rg_mse_loss (out, target);
  RgCrossEntropyAttrs a = RG_CROSS_ENTROPY_ATTRS_INIT;
  guint n = encoder_n_classes (d->encoder);
  RgTensor *weight = d->class_weights ? rg_to (rg_from_data (RG_F64, RG_SHAPE (n), d->class_weights), RG_F32) : NULL;
  a.label_smoothing = t->options->label_smoothing;
  return rg_cross_entropy_with (out, target, weight, &a);
}

static guint
n_batches (const Trainer *t)
{
  guint size = (guint) t->options->batch;
  return (t->data->n_train + size - 1) / size;
}

/* One batch: gradients are added; every `accumulate` of them, and at the end of an
 * epoch, the optimiser steps. */
static bool
run_batch (Trainer *t, GError **error)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  const TrainOptions *o = t->options;
  guint size = (guint) o->batch, at = t->batch * size, n = MIN (size, t->data->n_train - at);
  guint group = (guint) o->accumulate, first = t->batch / group * group;
  guint in_group = MIN (group, n_batches (t) - first);
  RgTensor *x = dataset_batch (t->data->inputs, t->order + at, n), *y = dataset_batch (t->data->targets, t->order + at, n);
  RgTensor *loss = loss_of (t, model_forward (t->model, x), y);
  RgTensor *part = in_group > 1 ? rg_div_scalar (loss, in_group) : loss;
  if (!rg_backward (part, error))
    return false;
  double value = rg_item (loss);
  if (!isfinite (value))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the loss became %s in epoch %u, batch %u: try a smaller --lr, or "
                   "--clip 1", isnan (value) ? "nan" : "infinite", t->epoch + 1, t->batch + 1);
      return false;
    }
  t->loss_sum += value * n;
  t->loss_rows += n;
  t->batch++;
  if (t->batch - first == in_group)
    {
      size_t n_params;
      RgTensor *const *params = model_parameters (t->model, &n_params);
      if ((o->clip > 0 && !rg_clip_grad_norm (params, n_params, o->clip, 2, NULL, error)) || !rg_optim_step (t->optim, error))
        return false;
      rg_optim_zero_grad (t->optim);
    }
  progress_step (&t->progress, n, t->epoch + 1, t->loss_sum / (double) t->loss_rows, rg_optim_get_lr (t->optim, 0));
  return true;
}

/* A checkpoint holds no gradients: it waits for a step. */
static bool
at_safe_point (const Trainer *t)
{
  return t->batch % (guint) t->options->accumulate == 0 || t->batch == n_batches (t);
}

/* --- the end of an epoch --- */

static bool
write_metrics (Trainer *t, double train_loss, const Measures *val, GError **error)
{
  g_autofree char *path = g_build_filename (t->dir, "metrics.jsonl", NULL);
  g_autofree char *validation = val->n ? measures_json (val, t->data->encoder) : g_strdup ("null");
  char loss[G_ASCII_DTOSTR_BUF_SIZE], lr[G_ASCII_DTOSTR_BUF_SIZE], seconds[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *line = g_strdup_printf (
      "{\"epoch\":%u,\"train_loss\":%s,\"lr\":%s,\"seconds\":%s,\"validation\":%s}\n", t->epoch,
      g_ascii_formatd (loss, sizeof loss, "%.9g", train_loss),
      g_ascii_formatd (lr, sizeof lr, "%.9g", rg_optim_get_lr (t->optim, 0)),
      g_ascii_formatd (seconds, sizeof seconds, "%.3f", trainer_seconds (t)), validation);
  /* What a process that was killed wrote after its last checkpoint goes. */
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileIOStream) io = g_file_open_readwrite (file, NULL, NULL);
  if (io == NULL)
    io = g_file_create_readwrite (file, G_FILE_CREATE_NONE, NULL, error);
  if (io == NULL || !g_seekable_truncate (G_SEEKABLE (io), (goffset) t->metrics_bytes, NULL, error)
      || !g_seekable_seek (G_SEEKABLE (io), (goffset) t->metrics_bytes, G_SEEK_SET, NULL, error)
      || !g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (io)), line, strlen (line), NULL, NULL, error)
      || !g_io_stream_close (G_IO_STREAM (io), NULL, error))
    {
      g_prefix_error (error, "%s: ", path);
      return false;
    }
  t->metrics_bytes += strlen (line);
  return true;
}

static void
keep_best (Trainer *t, double loss)
{
  if (t->has_best && !(loss < t->best_loss))
    return;
  t->has_best = true;
  t->best_loss = loss;
  t->best_epoch = t->epoch;
  rg_tensor_map_free (t->best);
  t->best = rg_tensor_map_new ();
  RgTensorMap *now = rg_tensor_map_new ();
  model_save_to (t->model, now, "");
  RG_NO_GRAD;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  for (size_t i = 0; i < rg_tensor_map_size (now); i++)
    rg_tensor_map_add (t->best, rg_tensor_map_name (now, i), rg_clone (rg_tensor_map_tensor (now, i)));
  rg_tensor_map_free (now);
}

static bool
end_epoch (Trainer *t, GError **error)
{
  const Dataset *d = t->data;
  Measures val = { 0 };
  if (d->n_val && !measure (t->model, d->encoder, d->inputs, d->targets, d->val, d->n_val, &val, error))
    return false;
  double train_loss = t->loss_sum / (double) MAX (t->loss_rows, 1);
  double watched = d->n_val ? val.loss : train_loss;
  t->epoch++;
  t->batch = 0;
  t->loss_sum = 0;
  t->loss_rows = 0;
  keep_best (t, watched);
  char a[G_ASCII_DTOSTR_BUF_SIZE], b[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *how = d->n_val ? measures_line (&val, d->encoder) : g_strdup ("");
  g_autofree char *text
      = d->n_val ? g_strdup_printf ("loss %s  validation loss %s  %s", g_ascii_formatd (a, sizeof a, "%.4f", train_loss),
                                    g_ascii_formatd (b, sizeof b, "%.4f", val.loss), how)
                 : g_strdup_printf ("loss %s", g_ascii_formatd (a, sizeof a, "%.4f", train_loss));
  progress_epoch (&t->progress, t->epoch, text);
  bool ok = write_metrics (t, train_loss, &val, error);
  if (ok && t->schedule && t->epoch < (guint) t->options->epochs)
    ok = rg_schedule_wants_measure (t->schedule) ? rg_schedule_step_measure (t->schedule, watched, error)
                                                 : rg_schedule_step (t->schedule, error);
  measures_clear (&val);
  return ok;
}

/* --- the run --- */

static bool
is_over (const Trainer *t)
{
  const TrainOptions *o = t->options;
  return t->epoch >= (guint) o->epochs
         || (o->patience > 0 && t->has_best && t->epoch >= t->best_epoch + (guint) o->patience);
}

static void
begin_epoch (Trainer *t)
{
  memcpy (t->order, t->data->train, t->data->n_train * sizeof *t->order);
  dataset_shuffle (t->order, t->data->n_train, (uint64_t) t->options->seed, t->epoch);
}

TrainEnd
trainer_run (Trainer *t, GError **error)
{
  const TrainOptions *o = t->options;
  guint64 rows = t->data->n_train;
  progress_begin (&t->progress, o->quiet, (guint) o->epochs, t->epoch * rows + t->loss_rows, (guint64) o->epochs * rows);
  model_set_training (t->model, true);
  while (!is_over (t))
    {
      begin_epoch (t);
      while (t->batch < n_batches (t))
        {
          if (!run_batch (t, error))
            return TRAIN_FAILED;
          bool due = g_get_monotonic_time () - t->saved > (gint64) o->checkpoint_seconds * 1000000;
          if ((!due && !stop_signal ()) || !at_safe_point (t) || t->batch == n_batches (t))
            continue;
          if (!checkpoint_save (t, error))
            return TRAIN_FAILED;
          if (stop_signal ())
            return TRAIN_STOPPED;
        }
      if (!end_epoch (t, error))
        return TRAIN_FAILED;
      bool due = g_get_monotonic_time () - t->saved > (gint64) o->checkpoint_seconds * 1000000;
      if ((due || stop_signal () || is_over (t)) && !checkpoint_save (t, error))
        return TRAIN_FAILED;
      if (stop_signal () && !is_over (t))
        return TRAIN_STOPPED;
    }
  progress_end (&t->progress);
  return TRAIN_DONE;
}
