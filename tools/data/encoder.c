/* encoder.c: means, categories and classes of a table, and rows made of them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "encoder.h"
#include <gio/gio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Whole numbers with no more different values than this are classes. */
#define MOST_CLASSES 30

static bool
fail (GError **error, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, text);
  return false;
}

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
  fail (error, "%s: no column '%s' to predict; the columns are %s", t->name, target, names->str);
  g_string_free (names, TRUE);
  return false;
}

int
encoder_task (const Table *t, const char *target, Task task, GError **error)
{
  int at;
  if (!find_target (t, target, &at, error))
    return -1;
  const Column *c = &t->columns[at];
  if (c->n_missing)
    {
      fail (error, "%s:%u: column %d (%s): the target is missing", t->name, t->lines[c->first_missing], at + 1, c->name);
      return -1;
    }
  if (task == TASK_REGRESSION && c->is_text)
    {
      fail (error, "%s: column %d (%s) holds text: a regression needs numbers", t->name, at + 1, c->name);
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

/* --- making --- */

static int
by_number (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

static void
measure (const Column *c, Missing missing, const guint *rows, guint n_rows, Feature *f)
{
  g_autofree double *kept = g_new (double, MAX (n_rows, 1));
  guint n = 0;
  double sum = 0, squares = 0;
  for (guint i = 0; i < n_rows; i++)
    if (!isnan (c->numbers[rows[i]]))
      sum += kept[n++] = c->numbers[rows[i]];
  f->mean = n ? sum / n : 0;
  for (guint i = 0; i < n; i++)
    squares += (kept[i] - f->mean) * (kept[i] - f->mean);
  f->scale = n ? sqrt (squares / n) : 0;
  if (!(f->scale > 1e-12 * fabs (f->mean)))
    f->scale = 1; /* a constant column */
  f->fill = missing == MISSING_ERROR ? NAN : f->mean;
  if (missing == MISSING_MEDIAN && n)
    {
      qsort (kept, n, sizeof *kept, by_number);
      f->fill = n % 2 ? kept[n / 2] : (kept[n / 2 - 1] + kept[n / 2]) / 2;
    }
}

static char **
names_of (GPtrArray *values)
{
  char **names = g_new0 (char *, values->len + 1);
  for (guint i = 0; i < values->len; i++)
    names[i] = g_strdup (values->pdata[i]);
  return names;
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
    return fail (error, "%s:%u: column %u (%s): the value is missing (%u of its values are): choose --missing mean or "
                 "--missing median to fill them", t->name, t->lines[c->first_missing], column + 1, c->name, c->n_missing);
  if (c->is_text)
    {
      g_autoptr (GPtrArray) values = table_distinct (t, column);
      f->categories = names_of (values);
      e->width += values->len;
      return true;
    }
  measure (c, missing, rows, n_rows, f);
  e->width++;
  return true;
}

Encoder *
encoder_new (const Table *t, const char *target, Task task, Missing missing, const guint *rows, guint n_rows,
             GError **error)
{
  int found = encoder_task (t, target, task, error), at = table_find (t, target);
  if (found < 0)
    return NULL;
  g_autoptr (Encoder) e = g_new0 (Encoder, 1);
  e->task = (Task) found;
  e->target = g_strdup (target);
  e->target_scale = 1;
  e->features = g_new0 (Feature, t->n_columns);
  if (e->task == TASK_CLASSIFICATION)
    {
      g_autoptr (GPtrArray) values = table_distinct (t, (guint) at);
      if (values->len < 2)
        {
          fail (error, "%s: column %d (%s) has one value only: there is nothing to tell apart", t->name, at + 1, target);
          return NULL;
        }
      e->classes = names_of (values);
    }
  else
    {
      Feature f = { 0 };
      measure (&t->columns[at], MISSING_MEAN, rows, n_rows, &f);
      e->target_mean = f.mean;
      e->target_scale = f.scale;
    }
  for (guint i = 0; i < t->n_columns; i++)
    if ((int) i != at && !add_feature (e, t, i, missing, rows, n_rows, error))
      return NULL;
  if (e->width == 0)
    {
      fail (error, "%s: there is no column but the target '%s' to predict it from", t->name, target);
      return NULL;
    }
  return g_steal_pointer (&e);
}

void
encoder_free (Encoder *e)
{
  if (e == NULL)
    return;
  for (guint i = 0; i < e->n_features; i++)
    {
      g_free (e->features[i].name);
      g_strfreev (e->features[i].categories);
    }
  g_free (e->features);
  g_strfreev (e->classes);
  g_free (e->target);
  g_free (e);
}

guint
encoder_n_classes (const Encoder *e)
{
  return e->classes ? g_strv_length (e->classes) : 0;
}

int64_t
encoder_n_outputs (const Encoder *e)
{
  return e->classes ? encoder_n_classes (e) : 1;
}

/* --- rows --- */

static bool
fill_feature (const Encoder *e, const Feature *f, const Table *t, float *out, GError **error)
{
  int at = table_find (t, f->name);
  if (at < 0)
    return fail (error, "%s: column '%s', which the model was trained with, is missing", t->name, f->name);
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
            return fail (error, "%s:%u: column %d (%s): '%s' is none of the values that the model knows", t->name,
                         t->lines[row], at + 1, c->name, c->values[row]);
          if (code)
            out[code - 1] = 1;
          continue;
        }
      if (table_is_missing (c->values[row]))
        value = f->fill;
      else if (!table_number (c->values[row], &value))
        return fail (error, "%s:%u: column %d (%s): '%s' is not a number", t->name, t->lines[row], at + 1, c->name,
                     c->values[row]);
      if (isnan (value))
        return fail (error, "%s:%u: column %d (%s): the value is missing; the model was trained without missing values",
                     t->name, t->lines[row], at + 1, c->name);
      *out = (float) ((value - f->mean) / f->scale);
    }
  return true;
}

RgTensor *
encoder_inputs (const Encoder *e, const Table *t, GError **error)
{
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
    return fail (error, "%s:%u: column %d (%s): '%s' is none of the classes that the model knows", t->name,
                 t->lines[row], at + 1, e->target, text);
  if (!is_number)
    return fail (error, "%s:%u: column %d (%s): '%s' is not a number", t->name, t->lines[row], at + 1, e->target, text);
  ((float *) out)[row] = (float) ((value - e->target_mean) / e->target_scale);
  return true;
}

RgTensor *
encoder_targets (const Encoder *e, const Table *t, GError **error)
{
  int at;
  if (!find_target (t, e->target, &at, error))
    return NULL;
  RgTensor *targets = e->classes ? rg_empty (RG_I64, RG_SHAPE (t->n_rows)) : rg_empty (RG_F32, RG_SHAPE (t->n_rows, 1));
  for (guint row = 0; targets && row < t->n_rows; row++)
    if (!fill_target (e, t, at, row, rg_tensor_data (targets), error))
      return NULL;
  return targets;
}
