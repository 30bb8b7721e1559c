/* encode-feature.c: what becomes of one column of a table.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "encode-private.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A column of texts with more values than this keeps those that are most frequent. */
#define MOST_CATEGORIES 200
/* With more values than this, and most of them in one row only, it tells rows apart and
 * nothing else: names, numbers of tickets. */
#define MOST_NAMES 10

guint
feature_width (const Feature *f)
{
  return f->categories ? g_strv_length (f->categories) : 1 + 2 * cycles_n (f->cycles) + f->tells_missing;
}

char *
feature_note (const Feature *f)
{
  static const char *const warps[] = { [WARP_LOG] = "log", [WARP_ASINH] = "asinh" };
  GString *s = g_string_new (f->order ? "date" : "");
  if (f->categories)
    g_string_append_printf (s, "%u texts%s", g_strv_length (f->categories), f->has_others ? " and others" : "");
  if (f->warp)
    g_string_append (s, warps[f->warp]);
  if (f->cycles)
    g_string_append_printf (s, " with%s%s%s", f->cycles & CYCLE_YEAR ? " year" : "", f->cycles & CYCLE_WEEK ? " week" : "",
                            f->cycles & CYCLE_DAY ? " day" : "");
  if (f->tells_missing)
    g_string_append (s, s->len ? ", missing or not" : "missing or not");
  return g_string_free (s, s->len == 0);
}

/* --- making --- */

void
feature_measure (const Column *c, Missing missing, const guint *rows, guint n_rows, Feature *f)
{
  g_autofree double *kept = g_new (double, MAX (n_rows, 1));
  guint n = 0;
  for (guint i = 0; i < n_rows; i++)
    if (!isnan (c->numbers[rows[i]]))
      kept[n++] = warp_apply (f, c->numbers[rows[i]]);
  encode_measure (kept, n, missing, f);
}

static void
note (Encoder *e, const char *name, const char *what)
{
  char *before = e->notes;
  e->notes = g_strdup_printf ("%s%scolumn '%s' %s", before ? before : "", before ? "; " : "", name, what);
  g_free (before);
}

typedef struct
{
  char *text;
  guint n;
} Counted;

static int
by_count (const void *a, const void *b)
{
  const Counted *x = a, *y = b;
  return x->n != y->n ? (x->n < y->n ? 1 : -1) : strcmp (x->text, y->text);
}

/* The texts of @values that most rows have, in their old order. */
static void
keep_frequent (const Column *c, guint n_rows, GPtrArray *values)
{
  g_autofree Counted *counted = g_new0 (Counted, values->len);
  g_autoptr (GHashTable) at = g_hash_table_new (g_str_hash, g_str_equal), kept = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint k = 0; k < values->len; k++)
    {
      counted[k].text = values->pdata[k];
      g_hash_table_insert (at, values->pdata[k], &counted[k]);
    }
  for (guint row = 0; row < n_rows; row++)
    {
      Counted *found = g_hash_table_lookup (at, c->values[row]);
      if (found)
        found->n++;
    }
  qsort (counted, values->len, sizeof *counted, by_count);
  for (guint k = 0; k < MOST_CATEGORIES; k++)
    g_hash_table_add (kept, counted[k].text);
  for (guint k = values->len; k-- > 0;)
    if (!g_hash_table_contains (kept, values->pdata[k]))
      g_ptr_array_remove_index (values, k);
}

/* Whether a column counts the rows, from any number on, and has a name that says no more. */
static bool
numbers_rows (const Table *t, const Column *c)
{
  static const char *const names[] = { "id", "index", "idx", "row", "rows", "rowname", "rownames", "rowid", "row_id", "_id", "no", "nr", "no.", "nr.",
                                       "#", "unnamed: 0" };
  bool says_no_more = !c->has_name && t->has_header;
  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    says_no_more |= g_ascii_strcasecmp (c->name, names[i]) == 0;
  for (guint row = 1; row < t->n_rows && says_no_more; row++)
    says_no_more = c->numbers[row] == c->numbers[row - 1] + 1;
  return says_no_more && t->n_rows > 1;
}

static void
add_texts (Encoder *e, const Table *t, guint column, Feature *f)
{
  const Column *c = &t->columns[column];
  g_autoptr (GPtrArray) values = table_distinct (t, column);
  if (values->len > MOST_NAMES && values->len * 2 > t->n_rows - c->n_missing)
    {
      note (e, c->name, "is left out: nearly each row has another text in it");
      return;
    }
  if (values->len > MOST_CATEGORIES)
    {
      keep_frequent (c, t->n_rows, values);
      f->has_others = true;
      note (e, c->name, "has very many texts: the 200 most frequent are used");
    }
  f->name = g_strdup (c->name);
  f->categories = encode_names (values);
  e->n_features++;
  e->width += values->len;
}

/* What is told by the order of a column's values: the curve of numbers, the cycles of dates. */
static void
look (const Column *c, const EncoderWish *w, Feature *f)
{
  g_autofree double *kept = g_new (double, MAX (w->n_rows, 1));
  guint n = 0;
  for (guint i = 0; i < w->n_rows; i++)
    if (!isnan (c->numbers[w->rows[i]]))
      kept[n++] = c->numbers[w->rows[i]];
  qsort (kept, n, sizeof *kept, source_by_number);
  if (c->order)
    f->cycles = cycles_choose (kept, n);
  else
    warp_choose (kept, n, f);
  f->tells_missing = n > 0 && n < w->n_rows;
}

bool
feature_add (Encoder *e, const Table *t, guint column, const EncoderWish *w, GError **error)
{
  const Column *c = &t->columns[column];
  Feature *f = &e->features[e->n_features];
  if (w->ignore && g_strv_contains (w->ignore, c->name))
    return true;
  f->scale = 1;
  f->fill = NAN;
  if (!table_check_column (t, column, error))
    return false;
  /* A separator at the end of each line makes such a column. */
  if (c->n_missing == t->n_rows && !c->has_name)
    return true;
  if (c->n_missing && w->missing == MISSING_ERROR)
    return data_fail (error, "%s:%u: column %u (%s): the value is missing (%u of its values are): choose --missing mean or "
                 "--missing median to fill them, or --missing drop to leave such rows out", t->name, t->lines[c->first_missing], column + 1, c->name, c->n_missing);
  if (c->is_text && !c->order)
    {
      add_texts (e, t, column, f);
      return true;
    }
  if (c->n_missing == t->n_rows)
    {
      note (e, c->name, "is left out: it has no value");
      return true;
    }
  if (!c->is_text && numbers_rows (t, c))
    {
      note (e, c->name, "is left out: it numbers the rows");
      return true;
    }
  f->name = g_strdup (c->name);
  f->order = c->order;
  look (c, w, f);
  feature_measure (c, w->missing, w->rows, w->n_rows, f);
  e->n_features++;
  e->width += feature_width (f);
  return true;
}

/* --- rows --- */

static bool
fill_texts (const Encoder *e, const Feature *f, const Table *t, guint at, float *out, GError **error)
{
  const Column *c = &t->columns[at];
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint k = 0; f->categories[k]; k++)
    g_hash_table_insert (codes, f->categories[k], GUINT_TO_POINTER (k + 1));
  for (guint row = 0; row < t->n_rows; row++, out += e->width)
    {
      guint code = GPOINTER_TO_UINT (g_hash_table_lookup (codes, c->values[row]));
      if (code)
        out[code - 1] = 1;
      else if (!f->has_others && !e->takes_unknown && !table_is_missing (c->values[row]))
        return data_fail (error, "%s:%u: column %u (%s): '%s' is none of the values that the model knows%s", t->name, t->lines[row],
                          at + 1, c->name, c->values[row], e->has_choice ? "; --unknown ignore takes it for missing" : "");
    }
  return true;
}

/* A number, or days; NaN if it is missing. */
static bool
read_field (const Feature *f, const char *text, double *value)
{
  *value = NAN;
  if (f->order)
    return table_is_missing (text) || table_date (text, f->order, value);
  return table_is_blank (text) || table_number (text, value);
}

bool
feature_fill (const Encoder *e, const Feature *f, const Table *t, float *out, GError **error)
{
  int at = table_find (t, f->name);
  if (at < 0)
    return data_fail (error, "%s: column '%s', which the model was trained with, is missing", t->name, f->name);
  if (f->categories)
    return fill_texts (e, f, t, (guint) at, out, error);
  const Column *c = &t->columns[at];
  for (guint row = 0; row < t->n_rows; row++, out += e->width)
    {
      double value;
      if (!read_field (f, c->values[row], &value))
        return data_fail (error, "%s:%u: column %d (%s): '%s' is not a %s", t->name, t->lines[row], at + 1, c->name,
                     table_raw (c, row), f->order ? "date as those that the model was trained with" : "number");
      bool is_missing = isnan (value);
      if (is_missing && isnan (f->fill))
        return data_fail (error, "%s:%u: column %d (%s): the value is missing; the model was trained without missing values; "
                          "--missing mean would have taught it",
                     t->name, t->lines[row], at + 1, c->name);
      out[0] = (float) (((is_missing ? f->fill : warp_apply (f, value)) - f->mean) / f->scale);
      /* Nowhere on its cycles: in their middle. */
      if (!is_missing)
        cycles_fill (f->cycles, value, out + 1);
      if (f->tells_missing)
        out[1 + 2 * cycles_n (f->cycles)] = is_missing;
    }
  return true;
}
