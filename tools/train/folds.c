/* folds.c: cross-validation: a run for each fold, then one on all rows.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "run.h"
#include "checkpoint.h"
#include "saved.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  double *loss, *score;
  guint *best;
  GString *json; /* the folds' measures */
} Folds;

static void
moments (const double *values, guint n, double *mean, double *deviation)
{
  double squares = 0;
  *mean = 0;
  for (guint i = 0; i < n; i++)
    *mean += values[i] / n;
  for (guint i = 0; i < n; i++)
    squares += (values[i] - *mean) * (values[i] - *mean);
  *deviation = sqrt (squares / (n - 1));
}

static const char *
score_name (const Encoder *e)
{
  return e->task == TASK_LANGUAGE ? "nats per character" : e->classes ? "accuracy" : "R2";
}

/* DIR/folds.json, and the line for people. */
static bool
summarise (const TrainOptions *o, const Encoder *e, const Folds *f, const char *dir, GError **error)
{
  guint n = (guint) o->folds;
  double mean[2], deviation[2];
  char a[G_ASCII_DTOSTR_BUF_SIZE], b[G_ASCII_DTOSTR_BUF_SIZE], c[G_ASCII_DTOSTR_BUF_SIZE], d[G_ASCII_DTOSTR_BUF_SIZE];
  moments (f->loss, n, &mean[0], &deviation[0]);
  moments (f->score, n, &mean[1], &deviation[1]);
  g_ascii_formatd (a, sizeof a, "%.9g", mean[1]);
  g_ascii_formatd (b, sizeof b, "%.9g", deviation[1]);
  g_autofree char *path = g_build_filename (dir, "folds.json", NULL);
  g_autofree char *text = g_strdup_printf (
      "{\"folds\":[%s],\"score\":\"%s\",\"mean\":%s,\"deviation\":%s,\"loss_mean\":%s,\"loss_deviation\":%s}\n", f->json->str,
      score_name (e), a, b, g_ascii_formatd (c, sizeof c, "%.9g", mean[0]), g_ascii_formatd (d, sizeof d, "%.9g", deviation[0]));
  if (!o->quiet)
    printf ("%d folds: %s %s, standard deviation %s\n", o->folds, score_name (e), g_ascii_formatd (a, sizeof a, "%.4f", mean[1]),
            g_ascii_formatd (b, sizeof b, "%.4f", deviation[1]));
  return saved_write_text (path, text, -1, error);
}

static int
by_number (const void *a, const void *b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;
  return (x > y) - (x < y);
}

/* One run on every row, for as many epochs as the folds needed on the median. */
static bool
train_on_all (const TrainOptions *o, const DataFiles *files, const guint *best, const char *dir, RunEnd *r, GError **error)
{
  TrainOptions all;
  g_autofree guint *sorted = g_memdup2 (best, (guint) o->folds * sizeof *best);
  qsort (sorted, (size_t) o->folds, sizeof *sorted, by_number);
  train_options_copy (&all, o);
  all.folds = 0;
  all.val_split = 0;
  all.patience = 0;
  /* None at all: a ridge regression served best. */
  all.epochs = (gint) sorted[o->folds / 2];
  if (!o->quiet)
    printf ("now all rows, for %d epochs\n", all.epochs);
  bool ok = run_one (&all, files, 0, dir, false, r, error);
  train_options_clear (&all);
  return ok;
}

/* What an older run left goes once it is clear that this one can begin. */
static bool
begin (const TrainOptions *o, const DataFiles *files, const Dataset *data, const char *dir, GError **error)
{
  g_autoptr (Dataset) last = dataset_new (files, o, (guint) o->folds, error);
  g_autoptr (Trainer) probe = last ? trainer_new (o, data, NULL, error) : NULL;
  if (probe == NULL)
    return false;
  run_note (o, data->encoder);
  run_clear (dir);
  return run_write_config (o, dir, error);
}

static bool
run_all (const TrainOptions *o, const DataFiles *files, const char *dir, Folds *f, RunEnd *r, GError **error)
{
  const bool fresh = o->resume == NULL;
  for (guint fold = 1; fold <= (guint) o->folds; fold++)
    {
      g_autofree char *name = g_strdup_printf ("fold-%u", fold), *inner = g_build_filename (dir, name, NULL);
      g_autoptr (Dataset) data = dataset_new (files, o, fold, error);
      if (data == NULL || (fold == 1 && fresh && !begin (o, files, data, dir, error))
          || !run_one (o, files, fold, inner, fresh || !checkpoint_exists (inner), r, error))
        return false;
      if (r->end != TRAIN_DONE)
        return true;
      g_autofree char *json = measures_json (&r->measures, data->encoder), *line = measures_line (&r->measures, data->encoder);
      f->loss[fold - 1] = r->measures.loss;
      f->score[fold - 1] = measures_score (&r->measures, data->encoder);
      f->best[fold - 1] = r->best_epoch;
      g_string_append_printf (f->json, "%s%s", fold > 1 ? "," : "", json);
      if (!o->quiet)
        printf ("fold %u of %d: %s\n", fold, o->folds, line);
      measures_clear (&r->measures);
      if (fold == (guint) o->folds && !summarise (o, data->encoder, f, dir, error))
        return false;
    }
  return train_on_all (o, files, f->best, dir, r, error);
}

bool
run_folds (const TrainOptions *o, const DataFiles *files, const char *dir, RunEnd *r, GError **error)
{
  guint n = (guint) o->folds;
  Folds f = { g_new0 (double, n), g_new0 (double, n), g_new0 (guint, n), g_string_new (NULL) };
  bool ok = run_all (o, files, dir, &f, r, error);
  g_free (f.loss);
  g_free (f.score);
  g_free (f.best);
  g_string_free (f.json, TRUE);
  return ok;
}
