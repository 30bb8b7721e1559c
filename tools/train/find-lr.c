/* find-lr.c: which learning rate to use: the loss while the rate rises from step to step
 * (L. Smith, "Cyclical learning rates for training neural networks", 2017).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "curve.h"
#include "run.h"
#include "saved.h"
#include <math.h>
#include <stdio.h>

#define STEPS 120
#define LEAST 1e-6
#define MOST 10.0
#define KEEP 0.9 /* of the smoothed loss from step to step */

/* Rises until the loss is four times the least; fills both arrays. */
static bool
sweep (Trainer *t, GArray *rates, GArray *losses, GError **error)
{
  double smooth = 0, weight = 0, least = INFINITY;
  trainer_begin_epoch (t);
  for (guint i = 0; i < STEPS && !stop_signal (); i++)
    {
      g_autoptr (GError) cause = NULL;
      double rate = LEAST * pow (MOST / LEAST, (double) i / (STEPS - 1));
      t->loss_sum = 0;
      t->loss_rows = 0;
      if (!rg_optim_set_lr (t->optim, RG_ALL_GROUPS, rate, error))
        return false;
      if (!trainer_step (t, &cause))
        {
          /* A rate far too large: that is what was looked for. */
          if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_FAILED) && rates->len > 0)
            return true;
          g_propagate_error (error, g_steal_pointer (&cause));
          return false;
        }
      smooth = KEEP * smooth + (1 - KEEP) * t->loss_sum / (double) t->loss_rows;
      weight = KEEP * weight + 1 - KEEP;
      double loss = smooth / weight;
      least = fmin (least, loss);
      g_array_append_val (rates, rate);
      g_array_append_val (losses, loss);
      if (loss > 4 * least)
        return true;
      if (t->batch * (guint64) t->options->batch >= t->data->n_train)
        {
          t->epoch++;
          t->batch = 0;
          trainer_begin_epoch (t);
        }
    }
  return true;
}

/* Half a decade below where the loss fell fastest by the logarithm of the rate would
 * be noisy: a tenth of the rate of the least loss is what is used. */
static double
choose (const GArray *rates, const GArray *losses)
{
  guint at = 0;
  for (guint i = 1; i < losses->len; i++)
    if (g_array_index (losses, double, i) < g_array_index (losses, double, at))
      at = i;
  return g_array_index (rates, double, at) / 10;
}

static bool
leave (const char *dir, const GArray *rates, GArray *losses, GError **error)
{
  g_autofree char *table = g_build_filename (dir, "find-lr.csv", NULL), *picture = g_build_filename (dir, "find-lr.svg", NULL);
  GString *csv = g_string_new ("lr,loss\n"), *svg = g_string_new (NULL);
  char a[G_ASCII_DTOSTR_BUF_SIZE], b[G_ASCII_DTOSTR_BUF_SIZE];
  for (guint i = 0; i < rates->len; i++)
    g_string_append_printf (csv, "%s,%s\n", g_ascii_formatd (a, sizeof a, "%.6g", g_array_index (rates, double, i)),
                            g_ascii_formatd (b, sizeof b, "%.6g", g_array_index (losses, double, i)));
  const Curve curve = { "loss by learning rate", "#1a6fb5", losses };
  curve_picture (svg, g_ascii_formatd (a, sizeof a, "%.3g", g_array_index (rates, double, 0)),
                 g_ascii_formatd (b, sizeof b, "%.3g", g_array_index (rates, double, rates->len - 1)), "Loss by learning rate", &curve,
                 1);
  g_string_replace (svg, "<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ", 1);
  bool ok = saved_write_text (table, csv->str, (gssize) csv->len, error) && saved_write_text (picture, svg->str, (gssize) svg->len, error);
  g_string_free (csv, TRUE);
  g_string_free (svg, TRUE);
  return ok;
}

bool
run_find_lr (const TrainOptions *o, const DataFiles *files, const char *dir, GError **error)
{
  TrainOptions own;
  g_autoptr (GArray) rates = g_array_new (FALSE, FALSE, sizeof (double)), losses = g_array_new (FALSE, FALSE, sizeof (double));
  char text[G_ASCII_DTOSTR_BUF_SIZE], loss[G_ASCII_DTOSTR_BUF_SIZE];
  train_options_copy (&own, o);
  own.warmup = 0;
  g_free (own.schedule);
  own.schedule = g_strdup ("constant");
  g_autoptr (Dataset) data = dataset_new (files, &own, 0, error);
  g_autoptr (Trainer) t = data ? trainer_new (&own, data, NULL, error) : NULL;
  if (t)
    {
      progress_begin (&t->progress, true, 1, 0, 1);
      model_set_training (t->model, true);
    }
  bool ok = t && sweep (t, rates, losses, error) && rates->len > 0 && leave (dir, rates, losses, error);
  for (guint i = 0; ok && !o->quiet && i < rates->len; i += 10)
    printf ("lr %-10s loss %s\n", g_ascii_formatd (text, sizeof text, "%.3g", g_array_index (rates, double, i)),
            g_ascii_formatd (loss, sizeof loss, "%.5g", g_array_index (losses, double, i)));
  if (ok)
    printf ("use --lr %s (all rates: %s/find-lr.csv, %s/find-lr.svg)\n",
            g_ascii_formatd (text, sizeof text, "%.2g", choose (rates, losses)), dir, dir);
  train_options_clear (&own);
  return ok;
}
