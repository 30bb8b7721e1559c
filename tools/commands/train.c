/* train.c: `retrograde train FILE --target NAME`: from a table to a model.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "commands.h"
#include "saved.h"
#include "trainer.h"
#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The folder must be there and writable before any time is spent. */
static bool
prepare_dir (const char *dir, bool resume, GError **error)
{
  g_autofree char *probe = g_build_filename (dir, ".writable", NULL);
  g_autofree char *checkpoint = g_build_filename (dir, "checkpoint.safetensors", NULL);
  if (g_mkdir_with_parents (dir, 0777) != 0 || !g_file_set_contents (probe, "", 0, NULL))
    {
      int code = errno;
      g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (code), "%s: cannot write into this folder: %s", dir,
                   g_strerror (code ? code : EACCES));
      return false;
    }
  g_unlink (probe);
  if (!resume)
    {
      /* A new run begins: an older one's checkpoint must not be resumed as this. */
      g_autofree char *metrics = g_build_filename (dir, "metrics.jsonl", NULL);
      g_unlink (checkpoint);
      g_unlink (metrics);
    }
  return true;
}

/* Puts the best parameters in place, writes the model, and says how it does. */
static bool
finish (Trainer *t, GError **error)
{
  const Dataset *d = t->data;
  Measures m = { 0 };
  g_autofree char *path = g_build_filename (t->dir, "model.safetensors", NULL);
  g_autofree char *report = g_build_filename (t->dir, "report.html", NULL);
  if (d->n_val && t->best && !model_load_from (t->model, t->best, "", error))
    return false;
  bool ok = saved_write (path, t->model, d->encoder, error)
            && (d->n_val == 0 || measure (t->model, d->encoder, d->inputs, d->targets, d->val, d->n_val, &m, error))
            && report_write (t, &m, error);
  if (ok && !t->options->quiet)
    {
      g_autofree char *line = d->n_val ? measures_line (&m, d->encoder) : NULL;
      if (line)
        printf ("validation %s, best at epoch %u\n", line, t->best_epoch);
      printf ("model:  %s\nreport: %s\n", path, report);
    }
  measures_clear (&m);
  return ok;
}

static int
run (TrainOptions *o)
{
  g_autoptr (GError) error = NULL;
  const char *dir = o->resume ? o->resume : o->out ? o->out : "retrograde-run";
  if (o->resume)
    {
      g_free (o->out);
      o->out = g_strdup (o->resume);
    }
  if (o->threads > 0)
    rg_set_num_threads (o->threads);
  g_autoptr (Dataset) data = dataset_load (o, &error);
  if (data == NULL || !prepare_dir (dir, o->resume != NULL, &error))
    return rg_command_fail ("train: %s", error->message);
  g_autoptr (Trainer) t = trainer_new (o, data, &error);
  if (t == NULL || (o->resume && !checkpoint_load (t, &error)))
    return rg_command_fail ("train: %s", error->message);
  stop_signals_catch ();
  /* A run that is killed at any moment can be resumed. */
  if (!o->resume && !checkpoint_save (t, &error))
    return rg_command_fail ("train: %s", error->message);
  if (o->trace)
    rg_profile_begin ();
  const TrainEnd end = trainer_run (t, &error);
  /* A run that failed says why, not that there is no trace either. */
  if (o->trace && !rg_profile_end (o->trace, error ? NULL : &error))
    fprintf (stderr, "retrograde: train: no trace: %s\n", error->message);
  if (end != TRAIN_FAILED)
    g_clear_error (&error);
  switch (end)
    {
    case TRAIN_DONE:
      return finish (t, &error) ? 0 : rg_command_fail ("train: %s", error->message);
    case TRAIN_STOPPED:
      progress_end (&t->progress);
      fprintf (stderr, "retrograde: train: stopped after epoch %u, batch %u; go on with: retrograde train --resume %s\n", t->epoch,
               t->batch, dir);
      return 128 + stop_signal ();
    case TRAIN_FAILED:
    default:
      progress_end (&t->progress);
      return rg_command_fail ("train: %s", error->message);
    }
}

int
rg_command_train (int argc, char **argv)
{
  TrainOptions o;
  g_autoptr (GError) error = NULL;
  train_options_init (&o);
  g_autofree GOptionEntry *entries = train_options_entries (&o);
  int status = rg_command_parse (&argc, &argv, "FILE --target NAME",
                                 "Trains a model on a table: comma or tab separated values, plain or gzip, or - for "
                                 "standard input.", entries);
  train_options_complete (&o);
  if (status < 0 && argc > 2)
    status = rg_command_usage ("train: one file at a time; '%s' is a second", argv[2]);
  if (status < 0 && argc > 1)
    o.data = g_strdup (argv[1]);
  if (status < 0 && o.resume && !checkpoint_options (o.resume, &o, &error))
    status = rg_command_fail ("train: %s", error->message);
  if (status < 0 && o.data == NULL)
    status = rg_command_usage ("train: no file was given; see 'retrograde train --help'");
  if (status < 0 && !train_options_check (&o, &error))
    status = rg_command_usage ("train: %s", error->message);
  if (status < 0)
    status = run (&o);
  train_options_clear (&o);
  return status;
}
