/* options-check.c: what options mean together.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "options.h"
#include <gio/gio.h>
#include <math.h>
#include <string.h>

static const char *const tasks[]
    = { [TASK_AUTO] = "auto", [TASK_CLASSIFICATION] = "classification", [TASK_REGRESSION] = "regression", [TASK_LANGUAGE] = "language" };
static const char *const missings[] = { [MISSING_ERROR] = "error", [MISSING_MEAN] = "mean", [MISSING_MEDIAN] = "median",
                                         [MISSING_DROP] = "drop" };

static int
find (const char *const *words, size_t n, const char *word)
{
  for (size_t i = 0; i < n; i++)
    if (strcmp (words[i], word) == 0)
      return (int) i;
  return -1;
}

Task
train_options_task (const TrainOptions *o)
{
  return train_options_is_text (o) ? TASK_LANGUAGE : (Task) find (tasks, G_N_ELEMENTS (tasks), o->task);
}

Missing
train_options_missing (const TrainOptions *o)
{
  return (Missing) find (missings, G_N_ELEMENTS (missings), o->missing);
}

bool
train_options_is_text (const TrainOptions *o)
{
  if (strcmp (o->task, "auto") != 0)
    return strcmp (o->task, "language") == 0;
  return o->target == NULL
         && ((o->model && g_str_has_prefix (o->model, "transformer"))
             || (o->data && (g_str_has_suffix (o->data, ".txt") || g_str_has_suffix (o->data, ".txt.gz"))));
}

char *
train_options_spec (const TrainOptions *o)
{
  if (o->model)
    return g_strdup (o->model);
  if (o->hidden == NULL && train_options_is_text (o))
    return g_strdup ("transformer:layers=4,heads=4,width=128,context=64");
  return g_strconcat ("mlp:", o->hidden ? o->hidden : "256,128,dropout=0.2", NULL);
}

static bool
is_lbfgs (const TrainOptions *o)
{
  return g_str_has_prefix (o->optimizer, "lbfgs");
}

bool
train_options_check (const TrainOptions *o, GError **error)
{
  const struct
  {
    bool wrong;
    const char *what;
  } rules[] = {
    { o->model && o->hidden, "--hidden is for a perceptron: give --model mlp:WIDTHS or --hidden, not both" },
    { find (tasks, G_N_ELEMENTS (tasks), o->task) < 0, "--task is auto, classification, regression or language" },
    { strcmp (o->task, "language") == 0 && o->target, "--target names a column; a text has none" },
    { o->ignore && *o->ignore == '\0', "--ignore names columns" },
    { find (missings, G_N_ELEMENTS (missings), o->missing) < 0, "--missing is error, mean, median or drop" },
    { o->epochs < 1 && o->epochs != -1, "--epochs must be at least 1, or -1 to choose by the number of rows" },
    { o->batch < 1, "--batch must be at least 1" },
    { o->accumulate < 1, "--accumulate must be at least 1" },
    { !(o->lr >= 0) || !isfinite (o->lr), "--lr must be a positive number" },
    { !(o->weight_decay >= 0 || o->weight_decay == -1) || !isfinite (o->weight_decay), "--weight-decay must not be negative" },
    { !(o->momentum >= 0 && o->momentum < 1), "--momentum must be at least 0 and below 1" },
    { o->warmup < 0, "--warmup must not be negative" },
    { !(o->val_split >= 0 && o->val_split < 1), "--val-split must be at least 0 and below 1" },
    { !(o->clip >= 0) || !isfinite (o->clip), "--clip must not be negative" },
    { !(o->label_smoothing >= 0 && o->label_smoothing <= 1), "--label-smoothing must be between 0 and 1" },
    { o->patience < 0, "--patience must not be negative" },
    { o->patience > 0 && o->val_split == 0 && !o->validation && !o->folds,
      "--patience looks at the validation loss: it needs --val-split above 0" },
    { o->folds < 0 || o->folds == 1, "--folds must be at least 2, or 0 for none" },
    { o->folds && o->validation, "--folds take the validation rows out of the data: drop --validation" },
    { !(o->search >= 0) || !isfinite (o->search), "--search is a number of minutes" },
    { o->search > 0 && o->folds, "--search and --folds do not go together" },
    { o->search > 0 && o->val_split == 0 && !o->validation, "--search looks at the validation loss: it needs --val-split above 0" },
    { o->find_lr && (o->folds || o->search > 0), "--find-lr trains nothing: drop --folds and --search" },
    { o->find_lr && is_lbfgs (o), "--find-lr tries steps along the gradient, which lbfgs does not make" },
    { is_lbfgs (o) && o->clip > 0, "--clip does not go with lbfgs, which looks along its own lines" },
    { o->checkpoint_seconds < 0, "--checkpoint-seconds must not be negative" },
    { o->threads < 0, "--threads must not be negative" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS (rules); i++)
    if (rules[i].wrong)
      {
        g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, rules[i].what);
        return false;
      }
  return true;
}
