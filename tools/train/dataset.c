/* dataset.c: reading, splitting and batching.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "dataset.h"
#include <gio/gio.h>
#include <string.h>

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

/* The class of each row, or zero for all. */
static guint *
strata (const Table *t, const char *target, bool classes, guint *n_strata)
{
  guint *stratum = g_new0 (guint, t->n_rows);
  *n_strata = 1;
  if (!classes)
    return stratum;
  int at = table_find (t, target);
  g_autoptr (GPtrArray) values = table_distinct (t, (guint) at);
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint k = 0; k < values->len; k++)
    g_hash_table_insert (codes, values->pdata[k], GUINT_TO_POINTER (k));
  for (guint row = 0; row < t->n_rows; row++)
    stratum[row] = GPOINTER_TO_UINT (g_hash_table_lookup (codes, t->columns[at].values[row]));
  *n_strata = MAX (values->len, 1);
  return stratum;
}

/* The same part of every class goes to validation. */
static bool
split (Dataset *d, const Table *t, const guint *stratum, guint n_strata, const TrainOptions *o, GError **error)
{
  g_autofree guint *rows = g_new (guint, t->n_rows);
  d->train = g_new (guint, t->n_rows);
  d->val = g_new (guint, t->n_rows);
  for (guint k = 0; k < n_strata; k++)
    {
      guint n = 0;
      for (guint row = 0; row < t->n_rows; row++)
        if (stratum[row] == k)
          rows[n++] = row;
      dataset_shuffle (rows, n, (uint64_t) o->seed, ~(uint64_t) k);
      guint n_val = (guint) (n * o->val_split + 0.5);
      for (guint i = 0; i < n; i++)
        if (i < n_val)
          d->val[d->n_val++] = rows[i];
        else
          d->train[d->n_train++] = rows[i];
    }
  if (d->n_train > 0 && (d->n_val > 0 || o->val_split == 0))
    return true;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: %u rows leave %u to train and %u to validate with: give more "
               "rows or another --val-split", t->name, t->n_rows, d->n_train, d->n_val);
  return false;
}

/* --- loading --- */

/* n / (classes * n of the class): a mean weight of one. */
static double *
weigh_classes (const Dataset *d)
{
  guint n = encoder_n_classes (d->encoder);
  double *weights = g_new0 (double, n);
  const int64_t *targets = rg_tensor_data (d->targets);
  for (guint i = 0; i < d->n_train; i++)
    weights[targets[d->train[i]]]++;
  for (guint k = 0; k < n; k++)
    weights[k] = weights[k] > 0 ? d->n_train / (n * weights[k]) : 0;
  return weights;
}

Dataset *
dataset_load (const TrainOptions *o, GError **error)
{
  g_autoptr (Table) t = table_read (o->data, error);
  if (t == NULL)
    return NULL;
  if (o->target == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "give the column to predict: --target NAME (for example %s)", t->columns[t->n_columns - 1].name);
      return NULL;
    }
  int task = encoder_task (t, o->target, train_options_task (o), error);
  if (task < 0)
    return NULL;
  g_autoptr (Dataset) d = g_new0 (Dataset, 1);
  guint n_strata;
  g_autofree guint *stratum = strata (t, o->target, task == TASK_CLASSIFICATION, &n_strata);
  if (!split (d, t, stratum, n_strata, o, error))
    return NULL;
  d->encoder = encoder_new (t, o->target, (Task) task, train_options_missing (o), d->train, d->n_train, error);
  if (d->encoder == NULL)
    return NULL;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  d->inputs = rg_tensor_ref (encoder_inputs (d->encoder, t, error));
  d->targets = d->inputs ? rg_tensor_ref (encoder_targets (d->encoder, t, error)) : NULL;
  if (d->targets == NULL)
    return NULL;
  d->n = t->n_rows;
  d->shape = (ModelShape){ .dtype = RG_F32, .ndim = 1, .sizes = { d->encoder->width },
                           .n_outputs = encoder_n_outputs (d->encoder) };
  if (o->class_weights && task == TASK_CLASSIFICATION)
    d->class_weights = weigh_classes (d);
  return g_steal_pointer (&d);
}

void
dataset_free (Dataset *d)
{
  if (d == NULL)
    return;
  encoder_free (d->encoder);
  rg_tensor_unref (d->inputs);
  rg_tensor_unref (d->targets);
  g_free (d->train);
  g_free (d->val);
  g_free (d->class_weights);
  g_free (d);
}

/* --- batches --- */

RgTensor *
dataset_batch (RgTensor *from, const guint *rows, guint n)
{
  RgInts shape = rg_tensor_shape (from);
  int64_t sizes[RG_MAX_DIMS];
  memcpy (sizes, shape.v, (size_t) shape.n * sizeof *sizes);
  size_t bytes = rg_dtype_size (rg_tensor_dtype (from));
  for (int64_t d = 1; d < shape.n; d++)
    bytes *= (size_t) sizes[d];
  sizes[0] = n;
  RgTensor *batch = rg_empty (rg_tensor_dtype (from), (RgInts){ shape.n, sizes });
  for (guint i = 0; batch && i < n; i++)
    memcpy ((char *) rg_tensor_data (batch) + i * bytes, (const char *) rg_tensor_data (from) + rows[i] * bytes, bytes);
  return batch;
}
