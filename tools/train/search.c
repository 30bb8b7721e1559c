/* search.c: trials with drawn learning rates, decays, widths and depths, until the time
 * is over or a signal comes. A trial that is worse than half of the others were after as
 * many epochs is given up (the median rule of D. Golovin et al., "Google Vizier", 2017).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "run.h"
#include "checkpoint.h"
#include "report.h"
#include "saved.h"
#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FEWEST 5     /* trials to compare with */
#define FIRST_EPOCH 3 /* to compare at */

typedef struct
{
  const TrainOptions *base;
  const DataFiles *files;
  const char *dir;
  char *scratch;        /* where the trial that runs lives */
  gint64 end;           /* microseconds */
  guint trial;
  GPtrArray *histories; /* of GArray of double: the least loss up to each epoch, a trial each */
  GArray *history;      /* of the trial that runs */
  double best;
  bool over;
} Search;

/* --- the trial that runs --- */

static bool
is_worse_than_half (const Search *s, guint epoch, double loss)
{
  g_autofree double *others = g_new (double, MAX (1, s->histories->len));
  guint n = 0;
  for (guint i = 0; i < s->histories->len; i++)
    {
      const GArray *h = s->histories->pdata[i];
      if (h->len >= epoch)
        others[n++] = g_array_index (h, double, epoch - 1);
    }
  qsort (others, n, sizeof *others, source_by_number);
  return n >= FEWEST && loss > others[n / 2];
}

static bool
enough (Trainer *t, double loss, void *payload)
{
  Search *s = payload;
  if (g_get_monotonic_time () > s->end || stop_signal ())
    s->over = true;
  if (isnan (loss))
    return s->over;
  g_array_append_val (s->history, t->best_loss);
  return s->over || (t->epoch >= FIRST_EPOCH && is_worse_than_half (s, t->epoch, t->best_loss));
}

/* --- what it leaves --- */

static char *
line_of (const Search *s, const Trainer *t)
{
  g_autofree char *given = train_options_spec (t->options), *spec = g_strescape (given, NULL);
  char loss[G_ASCII_DTOSTR_BUF_SIZE], lr[G_ASCII_DTOSTR_BUF_SIZE], decay[G_ASCII_DTOSTR_BUF_SIZE];
  return g_strdup_printf ("{\"trial\":%u,\"validation_loss\":%s,\"epochs\":%u,\"model\":\"%s\",\"lr\":%s,\"weight_decay\":%s}\n", s->trial,
                          t->has_best ? g_ascii_formatd (loss, sizeof loss, "%.9g", t->best_loss) : "null", t->epoch, spec,
                          g_ascii_formatd (lr, sizeof lr, "%.9g", t->options->lr),
                          g_ascii_formatd (decay, sizeof decay, "%.9g", t->options->weight_decay));
}

static bool
note (const Search *s, const Trainer *t, GError **error)
{
  g_autofree char *path = g_build_filename (s->dir, "search.jsonl", NULL), *line = line_of (s, t);
  FILE *file = g_fopen (path, "a");
  bool ok = file && fputs (line, file) >= 0;
  int code = errno;
  ok = file && fclose (file) == 0 && ok;
  if (!ok)
    g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (code), "%s: %s", path, g_strerror (code));
  return ok;
}

/* The best so far goes from the scratch folder to where the user looks for it; the model
 * goes last. */
static bool
keep (Search *s, Trainer *t, RunEnd *r, GError **error)
{
  measures_clear (&r->measures);
  bool ok = run_write_config (t->options, s->scratch, error) && checkpoint_save (t, error) && run_finish (t, r, error);
  for (guint i = 0; ok && run_files_all[i]; i++)
    {
      const char *name = run_files_all[i];
      g_autofree char *from = g_build_filename (s->scratch, name, NULL), *to = g_build_filename (s->dir, name, NULL);
      if (!g_file_test (from, G_FILE_TEST_EXISTS) || g_rename (from, to) == 0)
        continue;
      g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (errno), "%s: %s", to, g_strerror (errno));
      ok = false;
    }
  s->best = t->best_loss;
  r->end = TRAIN_DONE;
  return ok;
}

static void
say (const Search *s, const Trainer *t, bool better)
{
  g_autofree char *spec = train_options_spec (t->options);
  char loss[G_ASCII_DTOSTR_BUF_SIZE], lr[G_ASCII_DTOSTR_BUF_SIZE], decay[G_ASCII_DTOSTR_BUF_SIZE];
  if (s->base->quiet || !better)
    return;
  printf ("trial %u: validation loss %s after %u epochs: --model %s --lr %s --weight-decay %s\n", s->trial,
          g_ascii_formatd (loss, sizeof loss, "%.5g", t->best_loss), t->best_epoch, spec,
          g_ascii_formatd (lr, sizeof lr, "%.3g", rg_optim_get_lr (t->optim, 0)),
          g_ascii_formatd (decay, sizeof decay, "%.3g", t->options->weight_decay));
  fflush (stdout);
}

/* --- all --- */

/* A trial whose loss becomes nan, or whose model cannot be built, is a bad one, no more;
 * but the first is what the user asked for. */
static bool
run_trial (Search *s, const Dataset *data, RunEnd *r, GError **error)
{
  TrainOptions o;
  g_autoptr (GError) cause = NULL;
  search_draw (s->base, s->trial, &o);
  s->history = g_array_new (FALSE, FALSE, sizeof (double));
  g_ptr_array_add (s->histories, s->history);
  bool ok = run_prepare (s->scratch, error);
  run_clear (s->scratch);
  g_autoptr (Trainer) t = ok ? trainer_new (&o, data, s->scratch, &cause) : NULL;
  if (t)
    {
      t->enough = enough;
      t->payload = s;
      bool failed = trainer_run (t, &cause) == TRAIN_FAILED;
      bool better = !failed && t->has_best && t->best_loss < s->best;
      ok = (!better || keep (s, t, r, error)) && note (s, t, error);
      say (s, t, better);
    }
  if (ok && cause && s->trial == 1)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      ok = false;
    }
  g_clear_pointer (&t, trainer_free);
  train_options_clear (&o);
  return ok;
}

/* Trials that an earlier call made. */
static void
read_trials (Search *s)
{
  g_autofree char *path = g_build_filename (s->dir, "search.jsonl", NULL), *text = NULL;
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line; line++)
    {
      const char *loss = strstr (*line, "\"validation_loss\":");
      if (loss == NULL)
        continue;
      s->trial++;
      char *end;
      double value = g_ascii_strtod (loss + strlen ("\"validation_loss\":"), &end);
      if (end != loss + strlen ("\"validation_loss\":"))
        s->best = fmin (s->best, value);
    }
}

bool
run_search (const TrainOptions *o, const DataFiles *files, const char *dir, RunEnd *r, GError **error)
{
  *r = (RunEnd){ .end = TRAIN_STOPPED };
  g_autoptr (Dataset) data = dataset_new (files, o, 0, error);
  if (data == NULL)
    return false;
  Search s = { .base = o, .files = files, .dir = dir, .scratch = g_build_filename (dir, "trial", NULL), .best = INFINITY,
               .end = g_get_monotonic_time () + (gint64) (o->search * 60e6),
               .histories = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref) };
  bool ok = true;
  if (o->resume == NULL)
    run_clear (dir);
  run_note (o, data->encoder);
  read_trials (&s);
  if (isfinite (s.best))
    r->end = TRAIN_DONE;
  while (ok && !s.over)
    {
      s.trial++;
      ok = run_trial (&s, data, r, error);
    }
  if (ok && !isfinite (s.best))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%u trials, and none came through its first epoch: give "
                   "--search more minutes", s.trial);
      ok = false;
    }
  if (ok && !o->quiet)
    printf ("%u trials\n", s.trial);
  if (ok)
    run_say (o, data->encoder, dir, r);
  run_clear (s.scratch);
  g_rmdir (s.scratch);
  g_ptr_array_unref (s.histories);
  g_free (s.scratch);
  return ok;
}
