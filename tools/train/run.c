/* run.c: one run in its folder.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "run.h"
#include "checkpoint.h"
#include "report.h"
#include "results.h"
#include "saved.h"
#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

/* --- the folder --- */

#define KEPT 2 /* at the end, when an older run's files go */

const char *const run_files_all[] = { "checkpoint.safetensors", "config.ini", "metrics.jsonl", "results.json", "folds.json",
                                      "search.jsonl", "report.html", "model.safetensors", NULL };

bool
run_prepare (const char *dir, GError **error)
{
  g_autofree char *probe = g_build_filename (dir, ".writable", NULL);
  errno = 0;
  if (g_mkdir_with_parents (dir, 0777) != 0 || !g_file_set_contents (probe, "", 0, NULL))
    {
      int code = errno ? errno : EACCES;
      g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (code), "%s: cannot write into this folder: %s", dir,
                   g_strerror (code));
      return false;
    }
  g_unlink (probe);
  return true;
}

/* An older run's checkpoint must not be resumed as a new one's. */
void
run_clear (const char *dir)
{
  for (guint i = 0; i + KEPT + 1 < G_N_ELEMENTS (run_files_all); i++)
    {
      g_autofree char *path = g_build_filename (dir, run_files_all[i], NULL);
      g_unlink (path);
    }
}

bool
run_write_config (const TrainOptions *o, const char *dir, GError **error)
{
  g_autofree char *path = g_build_filename (dir, "config.ini", NULL), *text = train_options_to_text (o, false);
  return saved_write_text (path, text, -1, error);
}

/* --- the end --- */

bool
run_finish (Trainer *t, RunEnd *r, GError **error)
{
  const Dataset *d = t->data;
  g_autofree char *path = g_build_filename (t->dir, "model.safetensors", NULL);
  r->best_epoch = t->best_epoch;
  return trainer_use_best (t, error) && saved_write (path, t->model, d->encoder, error)
         && (d->n_val == 0 || measure (t->model, d->encoder, d->val_samples, d->val, d->n_val, &r->measures, error))
         && results_write (t, &r->measures, error) && report_write (t->dir, error);
}

void
run_note (const TrainOptions *o, const Encoder *e)
{
  if (e->notes && !o->quiet)
    printf ("%s\n", e->notes);
}

void
run_say (const TrainOptions *o, const Encoder *e, const char *dir, const RunEnd *r)
{
  if (o->quiet)
    return;
  g_autofree char *line = r->measures.n ? measures_line (&r->measures, e) : NULL;
  if (line)
    printf ("validation %s, best at epoch %u%s\n", line, r->best_epoch, r->best_epoch ? "" : ": a ridge regression");
  printf ("model:  %s/model.safetensors\nreport: %s/report.html\n", dir, dir);
}

/* --- the run --- */

static void
say_how_to_go_on (const Trainer *t)
{
  const TrainOptions *o = t->options;
  const char *dir = o->resume ? o->resume : o->out;
  /* Quoted where a shell would take it for something else. */
  bool plain = dir[strspn (dir, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "/._-+,:@%=")] == '\0';
  g_autofree char *quoted = plain ? g_strdup (dir) : g_shell_quote (dir);
  fprintf (stderr, "retrograde: train: stopped after epoch %u, batch %u; go on with: retrograde train --resume %s\n", t->epoch, t->batch,
           quoted);
}

bool
run_one (const TrainOptions *o, const DataFiles *files, guint fold, const char *dir, bool fresh, RunEnd *r, GError **error)
{
  *r = (RunEnd){ .end = TRAIN_FAILED };
  g_autoptr (Dataset) data = dataset_new (files, o, fold, error);
  g_autoptr (Trainer) t = data && run_prepare (dir, error) ? trainer_new (o, data, dir, error) : NULL;
  if (t == NULL)
    return false;
  if (fresh && !fold)
    run_note (o, data->encoder);
  if (fresh)
    run_clear (dir);
  if (fresh && !run_write_config (o, dir, error))
    return false;
  /* From here on a run that is killed at any moment can be resumed. */
  if (!(checkpoint_exists (dir) ? checkpoint_load : checkpoint_save) (t, error))
    return false;
  if (o->trace)
    rg_profile_begin ();
  r->end = trainer_run (t, error);
  progress_end (&t->progress);
  g_autoptr (GError) no_trace = NULL;
  if (o->trace && !rg_profile_end (o->trace, &no_trace))
    fprintf (stderr, "retrograde: train: no trace: %s\n", no_trace->message);
  if (r->end == TRAIN_STOPPED)
    say_how_to_go_on (t);
  if (r->end != TRAIN_DONE)
    return r->end == TRAIN_STOPPED;
  if (!run_finish (t, r, error))
    return false;
  if (!fold)
    run_say (o, data->encoder, dir, r);
  return true;
}
