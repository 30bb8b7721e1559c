/* describe.c: what a table holds, for people.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "encode-private.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Numbers in their order, texts after them in theirs. */
static int
by_value (gconstpointer a, gconstpointer b)
{
  const char *x = *(const char *const *) a, *y = *(const char *const *) b;
  double p, q;
  bool has_p = table_number (x, &p), has_q = table_number (y, &q);
  if (has_p && has_q && p != q)
    return p < q ? -1 : 1;
  return has_p != has_q ? (has_p ? -1 : 1) : strcmp (x, y);
}

GPtrArray *
table_distinct (const Table *t, guint column)
{
  const Column *c = &t->columns[column];
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *values = g_ptr_array_new ();
  for (guint row = 0; row < t->n_rows; row++)
    if (!table_is_missing (c->values[row]) && g_hash_table_add (seen, (char *) c->values[row]))
      g_ptr_array_add (values, (char *) c->values[row]);
  g_ptr_array_sort (values, by_value);
  /* `1` and `1.0` are one number. */
  double last, value;
  for (guint i = values->len; i-- > 1 && !c->is_text;)
    if (table_number (values->pdata[i - 1], &last) && table_number (values->pdata[i], &value) && last == value)
      g_ptr_array_remove_index (values, i);
  return values;
}

static void
describe_numbers (const Table *t, const Column *c, GString *s)
{
  double least = INFINITY, most = -INFINITY, sum = 0;
  char a[G_ASCII_DTOSTR_BUF_SIZE], b[G_ASCII_DTOSTR_BUF_SIZE], m[G_ASCII_DTOSTR_BUF_SIZE];
  guint n = 0;
  g_autofree double *kept = g_new (double, MAX (t->n_rows, 1));
  for (guint row = 0; row < t->n_rows; row++)
    if (!isnan (c->numbers[row]))
      {
        kept[n] = c->numbers[row];
        least = fmin (least, c->numbers[row]);
        most = fmax (most, c->numbers[row]);
        sum += c->numbers[row];
        n++;
      }
  if (n == 0)
    g_string_append (s, "no value");
  else
    g_string_append_printf (s, "%s .. %s, mean %s", g_ascii_formatd (a, sizeof a, "%.6g", least),
                            g_ascii_formatd (b, sizeof b, "%.6g", most), g_ascii_formatd (m, sizeof m, "%.6g", sum / n));
  Feature f = { 0 };
  qsort (kept, n, sizeof *kept, source_by_number);
  warp_choose (kept, n, &f);
  if (f.warp)
    g_string_append_printf (s, ", heavy tails (as an input: %s)", f.warp == WARP_LOG ? "log" : "asinh");
}

/* The first day and the last. */
static void
describe_dates (const Table *t, const Column *c, GString *s)
{
  guint first = G_MAXUINT, last = 0;
  for (guint row = 0; row < t->n_rows; row++)
    if (!isnan (c->numbers[row]))
      {
        first = first == G_MAXUINT || c->numbers[row] < c->numbers[first] ? row : first;
        last = isnan (c->numbers[last]) || c->numbers[row] > c->numbers[last] ? row : last;
      }
  g_string_append_printf (s, "%s .. %s, %s first", table_raw (c, first), table_raw (c, last),
                          c->order == DATE_YMD ? "year" : c->order == DATE_DMY ? "day" : "month");
}

static void
describe_texts (const GPtrArray *values, GString *s)
{
  g_string_append_printf (s, "%u values:", values->len);
  for (guint i = 0; i < values->len && i < 8; i++)
    g_string_append_printf (s, "%s %s", i ? "," : "", (const char *) values->pdata[i]);
  if (values->len > 8)
    g_string_append (s, ", ...");
}

char *
table_describe (const Table *t)
{
  GString *s = g_string_new (NULL);
  int width = 6;
  for (guint i = 0; i < t->n_columns; i++)
    width = MAX (width, (int) g_utf8_strlen (t->columns[i].name, -1));
  g_string_append_printf (s, "%s: %u rows, %u columns%s\n\n%-*s  %-8s  %8s  %8s  %s\n", t->name, t->n_rows, t->n_columns,
                          t->has_header ? "" : " (without a line of names)", width, "column", "type", "missing", "distinct",
                          "values");
  for (guint i = 0; i < t->n_columns; i++)
    {
      const Column *c = &t->columns[i];
      g_autoptr (GPtrArray) values = table_distinct (t, i);
      g_string_append_printf (s, "%-*s  %-8s  %8u  %8u  ", width, c->name,
                              c->order ? "date" : c->is_text ? "text" : c->is_integral ? "integer" : "number", c->n_missing, values->len);
      if (c->order)
        describe_dates (t, c, s);
      else if (c->is_text)
        describe_texts (values, s);
      else
        describe_numbers (t, c, s);
      g_string_append_c (s, '\n');
    }
  return g_string_free (s, FALSE);
}
