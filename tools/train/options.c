/* options.c: one table of options for the command line, the environment, files and
 * runs that go on.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "one-line.h"
#include "options-private.h"
#include <gio/gio.h>
#include <string.h>

#define AT(field) offsetof (TrainOptions, field)
const Option train_options[] = {
  { "target", TEXT, AT (target), RESULT, "the column to predict, or an npz file's array", "NAME", NULL },
  { "labels", PATH, AT (labels), RESULT, "the labels of an IDX file (beside it, 'labels' for 'images')", "FILE", NULL },
  { "inputs", TEXT, AT (inputs), RESULT, "an npz file's array of inputs", "NAME", NULL },
  { "validation", PATH, AT (validation), RESULT, "a file to validate with, instead of --val-split", "FILE", NULL },
  { "task", TEXT, AT (task), RESULT, "auto, classification, regression or language", "TASK", "auto" },
  { "missing", TEXT, AT (missing), RESULT, "missing values: error, mean, median, or drop to leave such rows out", "HOW", "error" },
  { "ignore", TEXT, AT (ignore), RESULT, "columns that are not used, such as a row's number", "NAME,...", NULL },
  { "model", TEXT, AT (model), RESULT, "mlp:128,64 or cnn:16,32 or transformer:layers=4,... or FILE.ini (mlp:256,128,dropout=0.2)", "MODEL", NULL },
  { "hidden", TEXT, AT (hidden), RESULT, "the same as --model mlp:N,N", "N,N", NULL },
  { "epochs", WHOLE, AT (epochs), RESULT, "how often each row is used; -1: for about 10000 steps, but 20 to 400 times", "N", "-1" },
  { "batch", WHOLE, AT (batch), RESULT, "rows in one step", "N", "32" },
  { "lr", REAL, AT (lr), RESULT, "learning rate; 0: the optimiser's own (adam 0.001, sgd 0.01, lbfgs 1)", "X", "0" },
  { "optimizer", TEXT, AT (optimizer), RESULT, "sgd, adam, adamw, lbfgs, ..., and its options: 'adam amsgrad=true'", "TEXT",
    "adam" },
  { "weight-decay", REAL, AT (weight_decay), RESULT, "weight decay; -1: the optimiser's own", "X", "-1" },
  { "momentum", REAL, AT (momentum), RESULT, "momentum of sgd", "X", "0.9" },
  { "schedule", TEXT, AT (schedule), RESULT,
    "constant, step, cosine, one-cycle, linear or plateau; with options, such as 'step step_size=10', it counts epochs", "TEXT",
    "constant" },
  { "warmup", WHOLE, AT (warmup), RESULT, "steps over which the learning rate rises to what it is", "N", "0" },
  { "clip", REAL, AT (clip), RESULT, "largest norm of the gradient; 0: any", "X", "0" },
  { "accumulate", WHOLE, AT (accumulate), RESULT, "batches whose gradients one step adds up", "N", "1" },
  { "class-weights", FLAG, AT (class_weights), RESULT, "weigh classes by how rare they are", NULL, "false" },
  { "label-smoothing", REAL, AT (label_smoothing), RESULT, "how much of a class is spread over all", "X", "0" },
  { "val-split", REAL, AT (val_split), RESULT, "the part of the rows to validate with", "X", "0.2" },
  { "patience", WHOLE, AT (patience), RESULT, "stop after N epochs without a better validation loss; 0: never", "N", "0" },
  { "folds", WHOLE, AT (folds), RESULT, "cross-validate: train N times, each with another N-th to validate with; 0: once", "N", "0" },
  { "seed", LARGE, AT (seed), RESULT, "seed of everything random", "N", "0" },
  { "search", REAL, AT (search), RUN, "look for better learning rate, widths, depth and decay for so many minutes", "MINUTES", "0" },
  { "find-lr", FLAG, AT (find_lr), RUN, "try learning rates from tiny to huge, say which to use, and train nothing", NULL, "false" },
  { "threads", WHOLE, AT (threads), RUN, "threads, on which no result depends; 0: all cores", "N", "0" },
  { "out", PATH, AT (out), RUN, "folder for the model, the metrics and the report", "DIR", "retrograde-run" },
  { "resume", PATH, AT (resume), RUN, "go on with the run in this folder", "DIR", NULL },
  { "checkpoint-seconds", WHOLE, AT (checkpoint_seconds), RUN, "write a checkpoint at least this often", "N", "30" },
  { "tensorboard", FLAG, AT (tensorboard), RUN, "write the metrics for TensorBoard too", NULL, "false" },
  { "trace", PATH, AT (trace), RUN, "write what ran when, as Chrome's trace (the first million notes of each thread)", "FILE",
    NULL },
  { "quiet", FLAG, AT (quiet), RUN, "say nothing but errors", NULL, "false" },
  { "config", PATH, AT (config), CALL, "take options from the [train] group of this file", "FILE", NULL },
  { "print-config", FLAG, AT (print_config), CALL, "print the options in effect and where they come from, and end", NULL, "false" },
};
const size_t train_n_options = G_N_ELEMENTS (train_options);
G_STATIC_ASSERT (G_N_ELEMENTS (train_options) <= TRAIN_OPTIONS_MOST);

/* --- values and texts --- */

static bool
is_text (const Option *option)
{
  return option->type == TEXT || option->type == PATH;
}

static bool
read_value (void *at, OptionType type, const char *text)
{
  gint64 number = 0;
  double real;
  char *end;
  switch (type)
    {
    case WHOLE:
      if (!g_ascii_string_to_signed (text, 10, G_MININT, G_MAXINT, &number, NULL))
        return false;
      *(gint *) at = (gint) number;
      return true;
    case LARGE:
      return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, at, NULL);
    case REAL:
      real = g_ascii_strtod (text, &end);
      if (end == text || *end != '\0')
        return false;
      *(double *) at = real;
      return true;
    case FLAG:
      *(gboolean *) at = strcmp (text, "true") == 0;
      return strcmp (text, "true") == 0 || strcmp (text, "false") == 0;
    default:
      g_free (*(char **) at);
      *(char **) at = g_strdup (text);
      return true;
    }
}

bool
train_option_set (TrainOptions *o, size_t i, const char *text, OptionFrom from, const char *label, GError **error)
{
  static const char *const wants[]
      = { [WHOLE] = "a whole number", [LARGE] = "a whole number", [REAL] = "a number", [FLAG] = "true or false" };
  const Option *option = &train_options[i];
  if (read_value ((char *) o + option->offset, option->type, text))
    {
      o->from[i] = from;
      return true;
    }
  g_autofree char *shown = one_line (text);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s is '%s'; it must be %s", label, shown,
               wants[option->type]);
  return false;
}

char *
train_option_get (const TrainOptions *o, size_t i)
{
  const void *at = (const char *) o + train_options[i].offset;
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  switch (train_options[i].type)
    {
    case WHOLE:
      return g_strdup_printf ("%d", *(const gint *) at);
    case LARGE:
      return g_strdup_printf ("%" G_GINT64_FORMAT, *(const gint64 *) at);
    case REAL:
      /* The short form, if it reads back the same. */
      g_ascii_formatd (number, sizeof number, "%.15g", *(const double *) at);
      if (g_ascii_strtod (number, NULL) != *(const double *) at)
        g_ascii_dtostr (number, sizeof number, *(const double *) at);
      return g_strdup (number);
    case FLAG:
      return g_strdup (*(const gboolean *) at ? "true" : "false");
    default:
      return g_strdup (*(char *const *) at);
    }
}

int
train_option_find (const char *name)
{
  for (size_t i = 0; i < train_n_options; i++)
    if (strcmp (train_options[i].name, name) == 0)
      return (int) i;
  return -1;
}

bool
train_options_set (TrainOptions *o, const char *name, const char *text, OptionFrom from, GError **error)
{
  return train_option_set (o, (size_t) train_option_find (name), text, from, name, error);
}

/* --- the struct --- */

void
train_options_init (TrainOptions *o)
{
  memset (o, 0, sizeof *o);
  for (size_t i = 0; i < train_n_options; i++)
    if (train_options[i].otherwise)
      train_option_set (o, i, train_options[i].otherwise, FROM_DEFAULT, train_options[i].name, NULL);
}

void
train_options_copy (TrainOptions *to, const TrainOptions *from)
{
  *to = *from;
  to->data = g_strdup (from->data);
  for (size_t i = 0; i < train_n_options; i++)
    {
      char **at = (char **) ((char *) to + train_options[i].offset);
      if (is_text (&train_options[i]))
        *at = g_strdup (*at);
      to->texts[i] = g_strdup (from->texts[i]);
    }
}

void
train_options_clear (TrainOptions *o)
{
  for (size_t i = 0; i < train_n_options; i++)
    {
      if (is_text (&train_options[i]))
        g_clear_pointer ((char **) ((char *) o + train_options[i].offset), g_free);
      g_clear_pointer (&o->texts[i], g_free);
    }
  g_clear_pointer (&o->data, g_free);
}

/* --- the command line --- */

GOptionEntry *
train_options_entries (TrainOptions *o)
{
  GOptionEntry *entries = g_new0 (GOptionEntry, 2 * train_n_options + 1), *e = entries;
  for (size_t i = 0; i < train_n_options; i++)
    {
      const Option *option = &train_options[i];
      bool shown = option->otherwise && option->type != FLAG;
      *e++ = (GOptionEntry){ option->name, 0, 0, option->type == FLAG ? G_OPTION_ARG_NONE : G_OPTION_ARG_STRING,
                             option->type == FLAG ? (void *) &o->flags[i] : (void *) &o->texts[i],
                             shown ? g_strdup_printf ("%s (%s)", option->doc, option->otherwise) : g_strdup (option->doc),
                             option->value };
    }
  /* What a file or the environment switched on, the command line can switch off. */
  for (size_t i = 0; i < train_n_options; i++)
    if (train_options[i].type == FLAG)
      *e++ = (GOptionEntry){ g_strconcat ("no-", train_options[i].name, NULL), 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE,
                             &o->no_flags[i], NULL, NULL };
  return entries;
}

void
train_options_free_entries (GOptionEntry *entries)
{
  for (GOptionEntry *e = entries; e->long_name; e++)
    {
      if (e->flags & G_OPTION_FLAG_HIDDEN)
        g_free ((char *) e->long_name);
      g_free ((char *) e->description);
    }
  g_free (entries);
}
