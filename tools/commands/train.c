/* train.c: `retrograde train FILE --target NAME`: from data to a model.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "commands.h"
#include "checkpoint.h"
#include "run.h"
#include <signal.h>
#include <stdio.h>
#include <string.h>

/* --- which options --- */

/* Those of the run that goes on, which its folder keeps. */
static bool
take_run (TrainOptions *o, GError **error)
{
  g_autofree char *path = g_build_filename (o->resume, "config.ini", NULL), *text = NULL;
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return data_fail (error, "%s: no checkpoint and no config.ini in this folder: there is no run to resume", o->resume);
  if (!g_file_get_contents (path, &text, NULL, error) || !train_options_resume (o, text, path, error))
    return false;
  g_free (o->out);
  o->out = g_strdup (o->resume);
  return true;
}

/* -1 to go on, else the exit status */
static int
read_options (TrainOptions *o, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  if (argc > 3)
    return rg_command_usage ("train: one file at a time; '%s' is a second", argv[2]);
  if (!train_options_read (o, argc > 1 ? argv[1] : NULL, &error))
    return rg_command_usage ("train: %s", error->message);
  if (argc == 3 && o->labels)
    return rg_command_usage ("train: one file at a time; '%s' is a second", argv[2]);
  if (argc == 3)
    o->labels = g_strdup (argv[2]);
  bool from_pipe = argc > 1 && strcmp (argv[1], "-") == 0;
  if (o->resume && !take_run (o, &error))
    return rg_command_fail ("train: %s", error->message);
  if (o->resume && o->data && strcmp (o->data, "-") == 0 && !from_pipe)
    return rg_command_usage ("train: the run in %s read standard input: give its data again, as a file or -", o->resume);
  if (!train_options_check (o, &error))
    return rg_command_usage ("train: %s", error->message);
  if (o->print_config)
    {
      g_autofree char *text = train_options_to_text (o, true);
      fputs (text, stdout);
      return 0;
    }
  return o->data ? -1 : rg_command_usage ("train: no file was given; 'retrograde train' lists the options");
}

/* --- the run --- */

static int
run (const TrainOptions *o)
{
  g_autoptr (GError) error = NULL;
  RunEnd r = { .end = TRAIN_DONE };
  bool ok;
  if (o->threads > 0)
    rg_set_num_threads (o->threads);
  g_autoptr (DataFiles) files = data_files_read (o, &error);
  if (files == NULL || !run_prepare (o->out, &error))
    return rg_command_fail ("train: %s", error->message);
  stop_signals_catch ();
  if (o->find_lr)
    ok = run_find_lr (o, files, o->out, &error);
  else if (o->search > 0)
    ok = run_search (o, files, o->out, &r, &error);
  else
    ok = o->folds ? run_folds (o, files, o->out, &r, &error) : run_one (o, files, 0, o->out, o->resume == NULL, &r, &error);
  measures_clear (&r.measures);
  if (!ok)
    return rg_command_fail ("train: %s", error->message);
  return r.end == TRAIN_STOPPED ? 128 + stop_signal () : 0;
}

int
rg_command_train (int argc, char **argv)
{
  static char help[] = "--help";
  char *alone[] = { argv[0], help, NULL };
  TrainOptions o;
  train_options_init (&o);
  GOptionEntry *entries = train_options_entries (&o);
  /* Without any argument: the options and their defaults. */
  if (argc == 1)
    {
      argc = 2;
      argv = alone;
    }
  int status = rg_command_parse (&argc, &argv, "FILE [LABELS]",
                                 "Trains a model on a table (comma or tab separated values, plain or gzip, or - for standard input), "
                                 "on arrays (npz; IDX files of images and labels), or on a text.\n"
                                 "Each option can also stand in a file (--config) and in the environment: "
                                 "RETROGRADE_TRAIN_WEIGHT_DECAY for --weight-decay.", entries);
  if (status < 0)
    status = read_options (&o, argc, argv);
  if (status < 0)
    status = run (&o);
  train_options_free_entries (entries);
  train_options_clear (&o);
  return status;
}
