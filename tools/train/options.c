/* options.c: one table of options for the command line and for checkpoints.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "options.h"
#include <gio/gio.h>
#include <math.h>
#include <string.h>

/* --- the table --- */

typedef enum
{
  RESULT, /* decides the result: a checkpoint keeps it */
  RUN     /* says how to run */
} Part;

typedef struct
{
  const char *name;
  GOptionArg type;
  size_t offset;
  Part part;
  const char *doc;
  const char *value;
  const char *otherwise; /* the default, as text */
} Option;

#define AT(field) offsetof (TrainOptions, field)
static const Option options[] = {
  { "target", G_OPTION_ARG_STRING, AT (target), RESULT, "the column to predict", "NAME", NULL },
  { "task", G_OPTION_ARG_STRING, AT (task), RESULT, "auto, classification or regression (auto)", "TASK", "auto" },
  { "missing", G_OPTION_ARG_STRING, AT (missing), RESULT, "missing numbers: error, mean or median (error)", "HOW", "error" },
  { "model", G_OPTION_ARG_STRING, AT (model), RESULT, "mlp:256,128 or cnn:16,32 or transformer:layers=4,... or FILE.ini",
    "MODEL", NULL },
  { "hidden", G_OPTION_ARG_STRING, AT (hidden), RESULT, "widths of a perceptron's hidden layers (64,64)", "N,N", NULL },
  { "epochs", G_OPTION_ARG_INT, AT (epochs), RESULT, "how often each row is used (50)", "N", "50" },
  { "batch", G_OPTION_ARG_INT, AT (batch), RESULT, "rows in one step (32)", "N", "32" },
  { "lr", G_OPTION_ARG_DOUBLE, AT (lr), RESULT, "learning rate (0.001; sgd 0.01)", "X", "0" },
  { "optimizer", G_OPTION_ARG_STRING, AT (optimizer), RESULT, "sgd, adam, adamw, ... (adam)", "NAME", "adam" },
  { "weight-decay", G_OPTION_ARG_DOUBLE, AT (weight_decay), RESULT, "weight decay (0)", "X", "0" },
  { "momentum", G_OPTION_ARG_DOUBLE, AT (momentum), RESULT, "momentum of sgd (0.9)", "X", "0.9" },
  { "schedule", G_OPTION_ARG_STRING, AT (schedule), RESULT,
    "learning rates by epoch: 'cosine T_max=50', 'step step_size=10 gamma=0.5', ... (constant)", "TEXT", NULL },
  { "clip", G_OPTION_ARG_DOUBLE, AT (clip), RESULT, "largest norm of the gradient (0: any)", "X", "0" },
  { "accumulate", G_OPTION_ARG_INT, AT (accumulate), RESULT, "batches whose gradients one step adds up (1)", "N", "1" },
  { "class-weights", G_OPTION_ARG_NONE, AT (class_weights), RESULT, "weigh classes by how rare they are", NULL, NULL },
  { "label-smoothing", G_OPTION_ARG_DOUBLE, AT (label_smoothing), RESULT, "how much of a class is spread over all (0)", "X",
    "0" },
  { "val-split", G_OPTION_ARG_DOUBLE, AT (val_split), RESULT, "the part of the rows to validate with (0.2)", "X", "0.2" },
  { "patience", G_OPTION_ARG_INT, AT (patience), RESULT, "stop after N epochs without a better validation loss (0: never)",
    "N", "0" },
  { "seed", G_OPTION_ARG_INT64, AT (seed), RESULT, "seed of everything random (0)", "N", "0" },
  { "threads", G_OPTION_ARG_INT, AT (threads), RUN, "threads (all cores); the result does not depend on it", "N", "0" },
  { "out", 'F', AT (out), RUN, "folder for the model, the metrics and the report (retrograde-run)", "DIR", NULL },
  { "resume", 'F', AT (resume), RUN, "go on with the run in this folder", "DIR", NULL },
  { "checkpoint-seconds", G_OPTION_ARG_INT, AT (checkpoint_seconds), RUN, "write a checkpoint at least this often (30)", "N",
    "30" },
  { "trace", 'F', AT (trace), RUN, "write what ran when, as Chrome's trace (the first million notes of each thread)", "FILE",
    NULL },
  { "quiet", G_OPTION_ARG_NONE, AT (quiet), RUN, "say nothing but errors", NULL, NULL },
};

static GOptionArg
arg_of (const Option *o)
{
  return o->type == (GOptionArg) 'F' ? G_OPTION_ARG_FILENAME : o->type;
}

static bool
is_text (const Option *o)
{
  return arg_of (o) == G_OPTION_ARG_STRING || arg_of (o) == G_OPTION_ARG_FILENAME;
}

GOptionEntry *
train_options_entries (TrainOptions *o)
{
  GOptionEntry *entries = g_new0 (GOptionEntry, G_N_ELEMENTS (options) + 1);
  for (size_t i = 0; i < G_N_ELEMENTS (options); i++)
    entries[i] = (GOptionEntry){ options[i].name, 0, 0, arg_of (&options[i]), (char *) o + options[i].offset,
                                 options[i].doc, options[i].value };
  return entries;
}

/* --- values and texts --- */

static bool
set (TrainOptions *o, const Option *option, const char *text)
{
  void *at = (char *) o + option->offset;
  char *end = NULL;
  switch ((int) arg_of (option))
    {
    case G_OPTION_ARG_INT:
      *(gint *) at = (gint) g_ascii_strtoll (text, &end, 10);
      return end != text && *end == '\0';
    case G_OPTION_ARG_INT64:
      *(gint64 *) at = g_ascii_strtoll (text, &end, 10);
      return end != text && *end == '\0';
    case G_OPTION_ARG_DOUBLE:
      *(double *) at = g_ascii_strtod (text, &end);
      return end != text && *end == '\0';
    case G_OPTION_ARG_NONE:
      *(gboolean *) at = strcmp (text, "true") == 0;
      return true;
    default:
      g_free (*(char **) at);
      *(char **) at = g_strdup (text);
      return true;
    }
}

static char *
get (const TrainOptions *o, const Option *option)
{
  const void *at = (const char *) o + option->offset;
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  switch ((int) arg_of (option))
    {
    case G_OPTION_ARG_INT:
      return g_strdup_printf ("%d", *(const gint *) at);
    case G_OPTION_ARG_INT64:
      return g_strdup_printf ("%" G_GINT64_FORMAT, *(const gint64 *) at);
    case G_OPTION_ARG_DOUBLE:
      return g_strdup (g_ascii_formatd (number, sizeof number, "%.17g", *(const double *) at));
    case G_OPTION_ARG_NONE:
      return g_strdup (*(const gboolean *) at ? "true" : "false");
    default:
      return g_strdup (*(char *const *) at);
    }
}

void
train_options_init (TrainOptions *o)
{
  memset (o, 0, sizeof *o);
  for (size_t i = 0; i < G_N_ELEMENTS (options); i++)
    if (options[i].otherwise && !is_text (&options[i]))
      set (o, &options[i], options[i].otherwise);
}

void
train_options_complete (TrainOptions *o)
{
  for (size_t i = 0; i < G_N_ELEMENTS (options); i++)
    if (options[i].otherwise && is_text (&options[i]) && *(char **) ((char *) o + options[i].offset) == NULL)
      set (o, &options[i], options[i].otherwise);
}

void
train_options_clear (TrainOptions *o)
{
  for (size_t i = 0; i < G_N_ELEMENTS (options); i++)
    if (is_text (&options[i]))
      g_free (*(char **) ((char *) o + options[i].offset));
  g_free (o->data);
}

char *
train_options_to_text (const TrainOptions *o)
{
  GString *s = g_string_new (NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autofree char *text = options[i].part == RESULT ? get (o, &options[i]) : NULL;
      if (text)
        g_string_append_printf (s, "%s = %s\n", options[i].name, text);
    }
  return g_string_free (s, FALSE);
}

bool
train_options_from_text (TrainOptions *o, const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line; line++)
    {
      char *equals = strstr (*line, " = ");
      bool known = **line == '\0';
      for (size_t i = 0; equals && i < G_N_ELEMENTS (options) && !known; i++)
        if (strlen (options[i].name) == (size_t) (equals - *line)
            && strncmp (options[i].name, *line, (size_t) (equals - *line)) == 0)
          known = set (o, &options[i], equals + 3);
      if (known)
        continue;
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the checkpoint's option '%s' is none that this version "
                   "knows", *line);
      return false;
    }
  return true;
}

/* --- sense --- */

Task
train_options_task (const TrainOptions *o)
{
  return strcmp (o->task, "classification") == 0 ? TASK_CLASSIFICATION
         : strcmp (o->task, "regression") == 0   ? TASK_REGRESSION
                                                 : TASK_AUTO;
}

Missing
train_options_missing (const TrainOptions *o)
{
  return strcmp (o->missing, "mean") == 0 ? MISSING_MEAN : strcmp (o->missing, "median") == 0 ? MISSING_MEDIAN : MISSING_ERROR;
}

char *
train_options_spec (const TrainOptions *o)
{
  return o->model ? g_strdup (o->model) : g_strconcat ("mlp:", o->hidden ? o->hidden : "64,64", NULL);
}

bool
train_options_check (const TrainOptions *o, GError **error)
{
  const char *wrong = NULL;
  if (o->model && o->hidden)
    wrong = "--hidden is for a perceptron: give --model mlp:WIDTHS or --hidden, not both";
  else if (strcmp (o->task, "auto") != 0 && train_options_task (o) == TASK_AUTO)
    wrong = "--task is auto, classification or regression";
  else if (strcmp (o->missing, "error") != 0 && train_options_missing (o) == MISSING_ERROR)
    wrong = "--missing is error, mean or median";
  else if (o->epochs < 1)
    wrong = "--epochs must be at least 1";
  else if (o->batch < 1)
    wrong = "--batch must be at least 1";
  else if (o->accumulate < 1)
    wrong = "--accumulate must be at least 1";
  else if (!(o->lr >= 0) || !isfinite (o->lr))
    wrong = "--lr must be a positive number";
  else if (!(o->val_split >= 0 && o->val_split < 1))
    wrong = "--val-split must be at least 0 and below 1";
  else if (!(o->clip >= 0))
    wrong = "--clip must not be negative";
  else if (!(o->label_smoothing >= 0 && o->label_smoothing <= 1))
    wrong = "--label-smoothing must be between 0 and 1";
  else if (o->patience < 0)
    wrong = "--patience must not be negative";
  else if (o->patience > 0 && o->val_split == 0)
    wrong = "--patience looks at the validation loss: it needs --val-split above 0";
  else if (o->threads < 0)
    wrong = "--threads must not be negative";
  if (wrong)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, wrong);
  return wrong == NULL;
}
