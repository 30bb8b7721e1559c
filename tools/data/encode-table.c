/* encode-table.c: columns of a table: means, categories, classes, and rows made of them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "encode-private.h"
#include <math.h>
#include <string.h>

/* Whole numbers with no more different values than this are classes; and with no more
 * than the second, if they count 0, 1, 2, ... or 1, 2, 3, ... without a gap. */
#define MOST_CODES 10
#define MOST_CLASSES 30
/* More classes than this must have two rows each on the average. */
#define MOST_NAMES 10

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
  if (t->n_columns == 1)
    g_string_append (names, "; it is a single one: fields are separated by commas, tabs, semicolons or bars");
  data_fail (error, "%s: no column '%s' to predict; the columns are %s", t->name, target, names->str);
  g_string_free (names, TRUE);
  return false;
}

/* Whether the sorted values of a column of whole numbers are numbers of classes. */
static bool
are_codes (const GPtrArray *values, guint n_rows)
{
  double first, value;
  if (values->len == 0 || values->len > MOST_CLASSES || values->len * 3 > n_rows)
    return false;
  if (values->len <= MOST_CODES)
    return true;
  if (!table_number (values->pdata[0], &first) || (first != 0 && first != 1))
    return false;
  for (guint i = 1; i < values->len; i++)
    if (!table_number (values->pdata[i], &value) || value != first + i)
      return false;
  return true;
}

static int
find_task (const Source *s, const char *target, Task task, GError **error)
{
  const Table *t = s->table;
  int at;
  if (!find_target (t, target, &at, error))
    return -1;
  const Column *c = &t->columns[at];
  if (!table_check_column (t, (guint) at, error))
    return -1;
  if (c->n_missing)
    {
      data_fail (error, "%s:%u: column %d (%s): the target is missing (%u of its values are); --missing drop leaves such rows out", t->name,
                 t->lines[c->first_missing], at + 1, c->name, c->n_missing);
      return -1;
    }
  if (task == TASK_REGRESSION && c->is_text)
    {
      data_fail (error, "%s: column %d (%s) holds text: a regression needs numbers", t->name, at + 1, c->name);
      return -1;
    }
  if (task == TASK_REGRESSION)
    return (int) task;
  g_autoptr (GPtrArray) values = table_distinct (t, (guint) at);
  bool few = c->is_integral && are_codes (values, t->n_rows);
  if (task == TASK_AUTO && !c->is_text && !few)
    return TASK_REGRESSION;
  if (values->len <= MOST_NAMES || values->len * 2 <= t->n_rows)
    return TASK_CLASSIFICATION;
  data_fail (error, "%s: column %d (%s) has %u classes in %u rows: too few rows of each to learn from%s", t->name, at + 1, c->name, values->len,
             t->n_rows, c->is_text ? "" : "; --task regression takes them for numbers");
  return -1;
}

/* --- classes --- */

/* From a class's text to one more than its number; and of a number from its usual form. */
static GHashTable *
class_codes (char *const *classes)
{
  GHashTable *codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  double value;
  for (guint k = 0; classes[k]; k++)
    {
      if (table_number (classes[k], &value))
        g_hash_table_insert (codes, g_strdup_printf ("=%a", value), GUINT_TO_POINTER (k + 1));
      g_hash_table_insert (codes, g_strdup (classes[k]), GUINT_TO_POINTER (k + 1));
    }
  return codes;
}

/* The number of a class, -1 if there is none; `1.0` is the class `1`. */
static int
class_find (GHashTable *codes, const char *text)
{
  guint code = GPOINTER_TO_UINT (g_hash_table_lookup (codes, text));
  double value;
  if (code == 0 && table_number (text, &value))
    {
      g_autofree char *usual = g_strdup_printf ("=%a", value);
      code = GPOINTER_TO_UINT (g_hash_table_lookup (codes, usual));
    }
  return (int) code - 1;
}

static guint *
strata (const Source *s, const char *target, guint *n_strata)
{
  const Table *t = s->table;
  int at = table_find (t, target);
  guint *stratum = g_new0 (guint, t->n_rows);
  g_autoptr (GPtrArray) values = table_distinct (t, (guint) at);
  *n_strata = MAX (values->len, 1);
  g_ptr_array_add (values, NULL);
  g_autoptr (GHashTable) codes = class_codes ((char **) values->pdata);
  for (guint row = 0; row < t->n_rows; row++)
    stratum[row] = (guint) MAX (class_find (codes, t->columns[at].values[row]), 0);
  return stratum;
}

/* --- making --- */

/* Each name of --ignore must be a column. */
static bool
check_ignored (const Table *t, const char *const *ignore, const char *target, GError **error)
{
  for (; ignore && *ignore; ignore++)
    {
      if (strcmp (*ignore, target) == 0)
        return data_fail (error, "%s: '%s' is the target; it cannot be ignored", t->name, target);
      if (table_find (t, *ignore) < 0)
        return data_fail (error, "%s: there is no column '%s' to ignore", t->name, *ignore);
    }
  return true;
}

static bool
build (Encoder *e, const Source *s, const EncoderWish *w, GError **error)
{
  const Table *t = s->table;
  int at = table_find (t, w->target);
  e->target = g_strdup (w->target);
  e->features = g_new0 (Feature, t->n_columns);
  if (!check_ignored (t, w->ignore, w->target, error))
    return false;
  if (t->n_dropped)
    e->notes = g_strdup_printf ("%u rows in which a value is missing are left out", t->n_dropped);
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
      feature_measure (&t->columns[at], MISSING_MEAN, w->rows, w->n_rows, &f);
      g_autoptr (GPtrArray) values = table_distinct (t, (guint) at);
      if (values->len < 2)
        return data_fail (error, "%s: column %d (%s) has one value only: there is nothing to predict", t->name, at + 1, w->target);
      e->target_mean = f.mean;
      e->target_scale = f.scale;
    }
  for (guint i = 0; i < t->n_columns; i++)
    if ((int) i != at && !feature_add (e, t, i, w, error))
      return false;
  if (e->width == 0)
    return data_fail (error, "%s: there is no column but the target '%s' to predict it from%s%s", t->name, w->target,
                      e->notes ? ": " : "", e->notes ? e->notes : "");
  e->ndim = 1;
  e->sizes[0] = e->width;
  return true;
}

/* --- rows --- */

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
      if (!feature_fill (e, &e->features[i], t, out, error))
        return NULL;
      out += feature_width (&e->features[i]);
    }
  return inputs;
}

static bool
fill_target (const Encoder *e, const Table *t, int at, guint row, GHashTable *codes, void *out, GError **error)
{
  const char *text = t->columns[at].values[row];
  double value;
  int class = codes ? class_find (codes, text) : -1;
  if (class >= 0)
    {
      ((int64_t *) out)[row] = class;
      return true;
    }
  if (codes)
    return data_fail (error, "%s:%u: column %d (%s): '%s' is none of the classes that the model knows", t->name,
                 t->lines[row], at + 1, e->target, text);
  if (!table_number (text, &value))
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
  g_autoptr (GHashTable) codes = e->classes ? class_codes (e->classes) : NULL;
  RgTensor *targets = e->classes ? rg_empty (RG_I64, RG_SHAPE (t->n_rows)) : rg_empty (RG_F32, RG_SHAPE (t->n_rows, 1));
  for (guint row = 0; targets && row < t->n_rows; row++)
    if (!fill_target (e, t, at, row, codes, rg_tensor_data (targets), error))
      return NULL;
  return targets;
}

const EncodeKind encode_table = { "a table", find_task, strata, build, make_inputs, make_targets };
