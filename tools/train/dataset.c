/* dataset.c: reading, splitting, encoding.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "dataset.h"
#include <string.h>

#define CONTEXT 64 /* characters of a sample, if the model does not say */

/* --- files --- */

static char **
ignored_columns (const TrainOptions *o)
{
  char **names = o->ignore ? g_strsplit (o->ignore, ",", -1) : NULL;
  for (char **name = names; name && *name; name++)
    g_strstrip (*name);
  return names;
}

/* Rows without a target serve nothing once gaps are filled; --missing drop leaves out all
 * that have a gap in a column that is used. */
static bool
drop_rows (Source *s, const TrainOptions *o, GError **error)
{
  const Missing missing = train_options_missing (o);
  if (missing == MISSING_ERROR)
    return true;
  if (s->table == NULL)
    return missing != MISSING_DROP || data_fail (error, "%s: --missing drop is for tables", s->name);
  g_auto (GStrv) ignore = ignored_columns (o);
  g_autofree bool *of = g_new0 (bool, s->table->n_columns);
  for (guint i = 0; i < s->table->n_columns; i++)
    {
      const Column *c = &s->table->columns[i];
      bool is_target = g_strcmp0 (c->name, o->target) == 0, is_ignored = ignore && g_strv_contains ((const char *const *) ignore, c->name);
      of[i] = is_target || (missing == MISSING_DROP && !is_ignored && c->n_missing < s->n);
    }
  table_drop_missing (s->table, of);
  s->n = s->table->n_rows;
  return s->n > 0 || data_fail (error, "%s: a value is missing in each of its rows", s->name);
}

DataFiles *
data_files_read (const TrainOptions *o, GError **error)
{
  g_autoptr (DataFiles) f = g_new0 (DataFiles, 1);
  SourceWish wish = { o->data, o->labels, o->inputs, o->target, train_options_is_text (o) };
  f->source = source_read (&wish, error);
  if (f->source == NULL || !drop_rows (f->source, o, error))
    return NULL;
  if (o->validation)
    {
      wish.path = o->validation;
      wish.labels = NULL;
      f->validation = source_read (&wish, error);
      if (f->validation == NULL || !drop_rows (f->validation, o, error))
        return NULL;
    }
  return g_steal_pointer (&f);
}

void
data_files_free (DataFiles *f)
{
  if (f == NULL)
    return;
  g_clear_pointer (&f->source, source_free);
  g_clear_pointer (&f->validation, source_free);
  g_free (f);
}

/* --- orders --- */

void
dataset_shuffle (guint *rows, guint n, uint64_t seed, uint64_t epoch)
{
  /* Fisher and Yates, from the counter-based generator: draw i of the epoch's seed. */
  uint64_t key = rg_random_bits (seed, epoch + 1);
  for (guint i = n; i > 1; i--)
    {
      guint j = (guint) (rg_random_uniform (key, i) * i);
      guint row = rows[j];
      rows[j] = rows[i - 1];
      rows[i - 1] = row;
    }
}

guint
dataset_shift (const Dataset *d, uint64_t seed, uint64_t epoch)
{
  return d->samples->context ? (guint) (rg_random_bits (seed ^ 0x5348494654u, epoch + 1) % d->samples->context) : 0;
}

/* --- splitting --- */

/* Each class goes to training and validation in the same parts; with folds every row
 * is in the validation part of just one. */
static void
split_rows (Dataset *d, const Source *s, const guint *stratum, guint n_strata, const TrainOptions *o, guint fold)
{
  g_autofree guint *rows = g_new (guint, s->n);
  guint turn = 0;
  d->train = g_new (guint, s->n);
  d->val = g_new (guint, s->n);
  for (guint k = 0; k < n_strata; k++)
    {
      guint n = 0;
      for (guint row = 0; row < s->n; row++)
        if (stratum == NULL || stratum[row] == k)
          rows[n++] = row;
      dataset_shuffle (rows, n, (uint64_t) o->seed, ~(uint64_t) k);
      guint n_val = o->validation ? 0 : (guint) (n * o->val_split + 0.5);
      for (guint i = 0; i < n; i++)
        if (fold ? turn++ % (guint) o->folds == fold - 1 : i < n_val)
          d->val[d->n_val++] = rows[i];
        else
          d->train[d->n_train++] = rows[i];
    }
}

/* The samples of characters @from to @to, without the last so that they can be shifted. */
static void
add_windows (guint *rows, guint *n, guint from, guint to, guint context)
{
  for (guint at = from; at + 2 * context <= to; at += context)
    rows[(*n)++] = at;
}

/* A text is cut into pieces: the last one, or the fold's, is for validation. */
static void
split_text (Dataset *d, const Source *s, guint context, const TrainOptions *o, guint fold)
{
  guint from = s->n, to = s->n;
  if (fold)
    {
      from = (guint) ((guint64) s->n * (fold - 1) / (guint) o->folds);
      to = (guint) ((guint64) s->n * fold / (guint) o->folds);
    }
  else if (o->validation == NULL)
    from = s->n - (guint) (s->n * o->val_split);
  d->train = g_new (guint, s->n / context + 1);
  d->val = g_new (guint, s->n / context + 1);
  add_windows (d->train, &d->n_train, 0, from, context);
  add_windows (d->train, &d->n_train, to, s->n, context);
  for (guint at = from; at + context + 1 <= to; at += context)
    d->val[d->n_val++] = at;
}

static bool
split (Dataset *d, const Source *s, guint context, Task task, const TrainOptions *o, guint fold, GError **error)
{
  guint n_strata = 1;
  if (s->kind == SOURCE_TEXT)
    split_text (d, s, context, o, fold);
  else
    {
      g_autofree guint *stratum = task == TASK_CLASSIFICATION ? encoder_strata (s, o->target, &n_strata) : NULL;
      split_rows (d, s, stratum, n_strata, o, fold);
    }
  bool wants_val = fold || (o->validation == NULL && o->val_split > 0);
  if (d->n_train > 0 && (d->n_val > 0 || !wants_val))
    return true;
  const char *what = fold ? ", or fewer --folds" : ", or another --val-split";
  if (s->kind == SOURCE_TEXT)
    return data_fail (error, "%s: %u characters leave %u samples to train and %u to validate with, of %u characters each: give more of "
                      "them, a smaller context (--model transformer:context=16)%s", s->name, s->n, d->n_train, d->n_val, context, what);
  return data_fail (error, "%s: %u rows leave %u samples to train and %u to validate with: give more of them%s", s->name, s->n, d->n_train,
                    d->n_val, what);
}

/* --- encoding --- */

/* n / (classes * n of the class): a mean weight of one. */
static double *
weigh_classes (const Dataset *d)
{
  guint n = encoder_n_classes (d->encoder);
  double *weights = g_new0 (double, n);
  const int64_t *targets = rg_tensor_data (d->samples->targets);
  for (guint i = 0; i < d->n_train; i++)
    weights[targets[d->train[i]]]++;
  for (guint k = 0; k < n; k++)
    weights[k] = weights[k] > 0 ? d->n_train / (n * weights[k]) : 0;
  return weights;
}

/* Fowler, Noll and Vo's hash, by words of eight bytes. */
static guint64
mark_of (const RgTensor *t, guint64 mark)
{
  const guint8 *data = rg_tensor_data ((RgTensor *) t);
  size_t n = (size_t) rg_tensor_numel (t) * rg_dtype_size (rg_tensor_dtype (t)), at = 0;
  for (guint64 word; at + sizeof word <= n; at += sizeof word)
    {
      memcpy (&word, data + at, sizeof word);
      mark = (mark ^ word) * G_GUINT64_CONSTANT (0x100000001b3);
      mark ^= mark >> 29;
    }
  for (; at < n; at++)
    mark = (mark ^ data[at]) * G_GUINT64_CONSTANT (0x100000001b3);
  return mark;
}

static bool
encode (Dataset *d, const DataFiles *f, GError **error)
{
  d->samples = samples_new (d->encoder, f->source, true, error);
  if (d->samples == NULL)
    return false;
  if (f->validation == NULL)
    {
      d->val_samples = d->samples;
      return true;
    }
  d->val_samples = samples_new (d->encoder, f->validation, true, error);
  if (d->val_samples == NULL)
    return false;
  g_free (d->val);
  d->val = samples_rows (d->val_samples, 0, &d->n_val);
  return d->n_val > 0
         || data_fail (error, "%s: it is too short to validate with: a sample has %u characters", f->validation->name,
                       d->samples->context);
}

Dataset *
dataset_new (const DataFiles *f, const TrainOptions *o, guint fold, GError **error)
{
  const Source *s = f->source;
  if (s->kind == SOURCE_TABLE && o->target == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "give the column to predict: --target NAME (for example %s)",
                   s->table->columns[s->table->n_columns - 1].name);
      return NULL;
    }
  int task = encoder_task (s, o->target, train_options_task (o), error);
  if (task < 0)
    return NULL;
  g_autofree char *spec = train_options_spec (o);
  int64_t context = model_wanted_context (spec);
  g_autoptr (Dataset) d = g_new0 (Dataset, 1);
  context = context ? context : CONTEXT;
  if (!split (d, s, (guint) MIN (context, G_MAXINT / 4), (Task) task, o, fold, error))
    return NULL;
  g_auto (GStrv) ignore = ignored_columns (o);
  const EncoderWish wish = { .target = o->target, .task = (Task) task, .missing = train_options_missing (o), .rows = d->train,
                             .n_rows = d->n_train, .context = context, .ignore = (const char *const *) ignore };
  d->encoder = encoder_new (s, &wish, error);
  if (d->encoder == NULL || !encode (d, f, error))
    return NULL;
  d->mark = mark_of (d->val_samples->targets, mark_of (d->samples->targets, mark_of (d->samples->inputs, G_GUINT64_CONSTANT (0xcbf29ce484222325))));
  d->shape = (ModelShape){ .dtype = RG_F32, .ndim = d->encoder->ndim, .n_outputs = encoder_n_outputs (d->encoder),
                           .n_tokens = s->kind == SOURCE_TEXT ? encoder_n_outputs (d->encoder) : 0 };
  memcpy (d->shape.sizes, d->encoder->sizes, sizeof d->shape.sizes);
  if (o->class_weights && task == TASK_CLASSIFICATION)
    d->class_weights = weigh_classes (d);
  return g_steal_pointer (&d);
}

void
dataset_free (Dataset *d)
{
  if (d == NULL)
    return;
  if (d->val_samples != d->samples)
    samples_free (d->val_samples);
  samples_free (d->samples);
  encoder_free (d->encoder);
  g_free (d->train);
  g_free (d->val);
  g_free (d->class_weights);
  g_free (d);
}
