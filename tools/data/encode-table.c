/* encode-table.c: columns of a table: means, categories, classes, and rows made of them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "encode-private.h"
#include <math.h>
#include <string.h>

/* Whole numbers with no more different values than this are classes. */
#define MOST_CLASSES 30

/* --- the task --- */

static bool
find_target (const Table *t, const char *target, int *at, GError **error)
{
  *at = table_find (t, target);
  if (*at >= 0)
    return true;
  GString *names = g_string_new (NULL);
  for (guint i = 0; i < t->n_columns && i < 20; i++)
    g_string_append_printf (names, "%s%s", i ? ", " : "", t->columns[i].name);
  if (t->n_columns > 20)
    g_string_append_printf (names, ", ... %s", t->columns[t->n_columns - 1].name);
  data_fail (error, "%s: no column '%s' to predict; the columns are %s", t->name, target, names->str);
  g_string_free (names, TRUE);
  return false;
}

static int
find_task (const Source *s, const char *target, Task task, GError **error)
{
  const Table *t = s->table;
  int at;
  if (!find_target (t, target, &at, error))
    return -1;
  const Column *c = &t->columns[at];
  if (c->n_missing)
    {
      data_fail (error, "%s:%u: column %d (%s): the target is missing", t->name, t->lines[c->first_missing], at + 1, c->name);
      return -1;
    }
  if (task == TASK_REGRESSION && c->is_text)
    {
      data_fail (error, "%s: column %d (%s) holds text: a regression needs numbers", t->name, at + 1, c->name);
      return -1;
    }
  if (task != TASK_AUTO)
    return (int) task;
  if (c->is_text)
    return TASK_CLASSIFICATION;
  g_autoptr (GPtrArray) values = table_distinct (t, (guint) at);
  return c->is_integral && values->len <= MOST_CLASSES && values->len * 3 <= t->n_rows ? TASK_CLASSIFICATION
                                                                                         : TASK_REGRESSION;
}

static guint *
strata (const Source *s, const char *target, guint *n_strata)
{
  const Table *t = s->table;
  int at = table_find (t, target);
  guint *stratum = g_new0 (guint, t->n_rows);
  g_autoptr (GPtrArray) values = table_distinct (t, (guint) at);
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint k = 0; k < values->len; k++)
    g_hash_table_insert (codes, values->pdata[k], GUINT_TO_POINTER (k));
  for (guint row = 0; row < t->n_rows; row++)
    stratum[row] = GPOINTER_TO_UINT (g_hash_table_lookup (codes, t->columns[at].values[row]));
  *n_strata = MAX (values->len, 1);
  return stratum;
}

/* --- making --- */

/* The values of @rows that are there. */
static void
measure (const Column *c, Missing missing, const guint *rows, guint n_rows, Feature *f)
{
  g_autofree double *kept = g_new (double, MAX (n_rows, 1));
  guint n = 0;
  for (guint i = 0; i < n_rows; i++)
    if (!isnan (c->numbers[rows[i]]))
      kept[n++] = c->numbers[rows[i]];
  encode_measure (kept, n, missing, f);
}

static bool
add_feature (Encoder *e, const Table *t, guint column, Missing missing, const guint *rows, guint n_rows, GError **error)
{
  const Column *c = &t->columns[column];
  Feature *f = &e->features[e->n_features++];
  f->name = g_strdup (c->name);
  f->scale = 1;
  f->fill = NAN;
  if (c->n_missing && missing == MISSING_ERROR)
    return data_fail (error, "%s:%u: column %u (%s): the value is missing (%u of its values are): choose --missing mean or "
                 "--missing median to fill them", t->name, t->lines[c->first_missing], column + 1, c->name, c->n_missing);
  if (c->is_text)
    {
      g_autoptr (GPtrArray) values = table_distinct (t, column);
      f->categories = encode_names (values);
      e->width += values->len;
      return true;
    }
  measure (c, missing, rows, n_rows, f);
  e->width++;
  return true;
}

static bool
build (Encoder *e, const Source *s, const EncoderWish *w, GError **error)
{
  const Table *t = s->table;
  int at = table_find (t, w->target);
  e->target = g_strdup (w->target);
  e->features = g_new0 (Feature, t->n_columns);
  if (e->task == TASK_CLASSIFICATION)
    {
      g_autoptr (GPtrArray) values = table_distinct (t, (guint) at);
      if (values->len < 2)
        return data_fail (error, "%s: column %d (%s) has one value only: there is nothing to tell apart", t->name, at + 1,
                          w->target);
      e->classes = encode_names (values);
    }
  else
    {
      Feature f = { 0 };
      measure (&t->columns[at], MISSING_MEAN, w->rows, w->n_rows, &f);
      e->target_mean = f.mean;
      e->target_scale = f.scale;
    }
  for (guint i = 0; i < t->n_columns; i++)
    if ((int) i != at && !add_feature (e, t, i, w->missing, w->rows, w->n_rows, error))
      return false;
  if (e->width == 0)
    return data_fail (error, "%s: there is no column but the target '%s' to predict it from", t->name, w->target);
  e->ndim = 1;
  e->sizes[0] = e->width;
  return true;
}

/* --- rows --- */

static bool
fill_feature (const Encoder *e, const Feature *f, const Table *t, float *out, GError **error)
{
  int at = table_find (t, f->name);
  if (at < 0)
    return data_fail (error, "%s: column '%s', which the model was trained with, is missing", t->name, f->name);
  const Column *c = &t->columns[at];
  guint n = f->categories ? g_strv_length (f->categories) : 1;
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint k = 0; f->categories && k < n; k++)
    g_hash_table_insert (codes, f->categories[k], GUINT_TO_POINTER (k + 1));
  for (guint row = 0; row < t->n_rows; row++, out += e->width)
    {
      double value = 0;
      if (f->categories)
        {
          guint code = GPOINTER_TO_UINT (g_hash_table_lookup (codes, c->values[row]));
          if (code == 0 && !table_is_missing (c->values[row]))
            return data_fail (error, "%s:%u: column %d (%s): '%s' is none of the values that the model knows", t->name,
                         t->lines[row], at + 1, c->name, c->values[row]);
          if (code)
            out[code - 1] = 1;
          continue;
        }
      if (table_is_missing (c->values[row]))
        value = f->fill;
      else if (!table_number (c->values[row], &value))
        return data_fail (error, "%s:%u: column %d (%s): '%s' is not a number", t->name, t->lines[row], at + 1, c->name,
                     c->values[row]);
      if (isnan (value))
        return data_fail (error, "%s:%u: column %d (%s): the value is missing; the model was trained without missing values",
                     t->name, t->lines[row], at + 1, c->name);
      *out = (float) ((value - f->mean) / f->scale);
    }
  return true;
}

static RgTensor *
make_inputs (const Encoder *e, const Source *s, GError **error)
{
  const Table *t = s->table;
  RgTensor *inputs = rg_zeros (RG_F32, RG_SHAPE (t->n_rows, e->width));
  if (inputs == NULL)
    {
      rg_scope_check (NULL, error);
      return NULL;
    }
  float *out = rg_tensor_data (inputs);
  for (guint i = 0; i < e->n_features; i++)
    {
      if (!fill_feature (e, &e->features[i], t, out, error))
        return NULL;
      out += e->features[i].categories ? g_strv_length (e->features[i].categories) : 1;
    }
  return inputs;
}

static bool
fill_target (const Encoder *e, const Table *t, int at, guint row, void *out, GError **error)
{
  const char *text = t->columns[at].values[row];
  double value, known;
  bool is_number = table_number (text, &value);
  for (guint k = 0; e->classes && e->classes[k]; k++)
    if (strcmp (e->classes[k], text) == 0
        || (is_number && table_number (e->classes[k], &known) && known == value))
      {
        ((int64_t *) out)[row] = k;
        return true;
      }
  if (e->classes)
    return data_fail (error, "%s:%u: column %d (%s): '%s' is none of the classes that the model knows", t->name,
                 t->lines[row], at + 1, e->target, text);
  if (!is_number)
    return data_fail (error, "%s:%u: column %d (%s): '%s' is not a number", t->name, t->lines[row], at + 1, e->target, text);
  ((float *) out)[row] = (float) ((value - e->target_mean) / e->target_scale);
  return true;
}

static RgTensor *
make_targets (const Encoder *e, const Source *s, GError **error)
{
  const Table *t = s->table;
  int at;
  if (!find_target (t, e->target, &at, error))
    return NULL;
  RgTensor *targets = e->classes ? rg_empty (RG_I64, RG_SHAPE (t->n_rows)) : rg_empty (RG_F32, RG_SHAPE (t->n_rows, 1));
  for (guint row = 0; targets && row < t->n_rows; row++)
    if (!fill_target (e, t, at, row, rg_tensor_data (targets), error))
      return NULL;
  return targets;
}

const EncodeKind encode_table = { "a table", find_task, strata, build, make_inputs, make_targets };
