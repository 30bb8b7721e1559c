/* table.c: reading a table and finding out what its columns hold.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "csv.h"
#include "table-private.h"
#include <math.h>
#include <string.h>

/* --- columns --- */

bool
table_is_mistake (guint n_others, guint n)
{
  return n_others > 0 && n_others < n && (n_others <= 2 || n_others <= n / 4);
}

static void
infer_numbers (Column *c, guint n_rows)
{
  guint n_numbers = 0, n_texts = 0, first_text = 0;
  double value;
  c->is_integral = true;
  c->numbers = g_new (double, MAX (n_rows, 1));
  for (guint row = 0; row < n_rows; row++)
    {
      c->numbers[row] = NAN;
      if (table_is_missing (c->values[row]))
        {
          if (c->n_missing++ == 0)
            c->first_missing = row;
        }
      else if (table_number (c->values[row], &value))
        {
          c->numbers[row] = value;
          c->is_integral &= value == floor (value) && fabs (value) < 1e15;
          n_numbers++;
        }
      else if (n_texts++ == 0)
        first_text = row;
    }
  c->stray = table_is_mistake (n_texts, n_numbers) ? first_text + 1 : 0;
  c->is_text = n_texts > 0 && !c->stray;
  c->is_integral &= !c->is_text;
}

static void
infer_values (Column *c, guint n_rows)
{
  infer_numbers (c, n_rows);
  if (c->is_text && !date_infer (c, n_rows))
    g_clear_pointer (&c->numbers, g_free);
}

static void
infer (Table *t, Column *c, bool comma_first)
{
  guint n_texts, n_blank = 0;
  NumberForm form = number_form (c, t->n_rows, comma_first, &n_texts);
  for (guint row = 0; row < t->n_rows; row++)
    n_blank += table_is_blank (c->values[row]);
  if (n_blank + n_texts < t->n_rows && (n_texts == 0 || table_is_mistake (n_texts, t->n_rows - n_blank - n_texts)))
    number_rewrite (t, c, form);
  infer_values (c, t->n_rows);
}

const char *
table_raw (const Column *c, guint row)
{
  return c->raw ? c->raw[row] : c->values[row];
}

bool
table_check_column (const Table *t, guint i, GError **error)
{
  const Column *c = &t->columns[i];
  return c->stray == 0
         || data_fail (error, "%s:%u: column %u (%s): '%s' is not a %s, as the column's other values are", t->name,
                       t->lines[c->stray - 1], i + 1, c->name, table_raw (c, c->stray - 1), c->order ? "date" : "number");
}

/* The first line names the columns if it holds no number, or a text above numbers
 * (`0,1,2,target` above `5,3,1,0`). @fields are those of the first records. */
static bool
is_header (const Table *t, const GPtrArray *fields)
{
  double value;
  bool any_number = false;
  for (guint i = 0; i < t->n_columns; i++)
    {
      const char *first = fields->pdata[i], *below = fields->len > t->n_columns ? fields->pdata[t->n_columns + i] : "";
      bool is_number = table_number (first, &value);
      any_number |= is_number;
      if (!is_number && !table_is_missing (first) && table_number (below, &value))
        return true;
    }
  return !any_number;
}

static bool
name_columns (Table *t, const GPtrArray *fields, guint line, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  t->columns = g_new0 (Column, t->n_columns);
  t->has_header = is_header (t, fields);
  for (guint i = 0; i < t->n_columns; i++)
    {
      const char *name = fields->pdata[i];
      t->columns[i].has_name = t->has_header && *name;
      t->columns[i].name = t->columns[i].has_name ? g_strdup (name) : g_strdup_printf ("column_%u", i + 1);
      if (!g_hash_table_add (seen, t->columns[i].name))
        return data_fail (error, "%s:%u: two columns are called '%s'", t->name, line, t->columns[i].name);
    }
  return true;
}

/* All records, the first one too: its fields and lines. */
static bool
read_records (Table *t, CsvReader *r, GPtrArray *fields, GArray *lines, GError **error)
{
  GError *cause = NULL;
  while (csv_reader_next (r, &cause))
    {
      guint n = csv_reader_n_fields (r);
      if (t->n_columns == 0)
        t->n_columns = n;
      if (n != t->n_columns)
        return data_fail (error, "%s:%u: %u columns, expected %u (%s%s is missing)", t->name, r->line, n, t->n_columns,
                          n < t->n_columns ? "column " : "a separator too many, or a quote",
                          n < t->n_columns ? (const char *) fields->pdata[n] : "");
      g_array_append_val (lines, r->line);
      for (guint i = 0; i < n; i++)
        g_ptr_array_add (fields, g_string_chunk_insert_const (t->texts, csv_reader_field (r, i)));
    }
  if (cause)
    g_propagate_error (error, cause);
  return cause == NULL;
}

static bool
read_rows (Table *t, CsvReader *r, GError **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));
  if (!read_records (t, r, fields, lines, error))
    return false;
  if (lines->len == 0)
    return data_fail (error, "%s: the file is empty", t->name);
  if (!name_columns (t, fields, g_array_index (lines, guint, 0), error))
    return false;
  guint first = t->has_header;
  t->n_rows = lines->len - first;
  if (t->n_rows == 0)
    return data_fail (error, "%s: it has no rows below the line of names", t->name);
  t->lines = g_memdup2 (&g_array_index (lines, guint, first), t->n_rows * sizeof (guint));
  for (guint i = 0; i < t->n_columns; i++)
    {
      t->columns[i].values = g_new (const char *, t->n_rows);
      for (guint row = 0; row < t->n_rows; row++)
        t->columns[i].values[row] = fields->pdata[(gsize) (row + first) * t->n_columns + i];
    }
  return true;
}

/* --- the table --- */

/* Texts go into the model's file, which is UTF-8. A zero byte is left to the reader. */
static bool
is_readable (const char *data, gsize n, const char *name, GError **error)
{
  const char *end, *why = "this is no text of UTF-8; 'iconv -f LATIN1 -t UTF-8' or the like makes it one";
  if (g_utf8_validate (data, (gssize) n, &end) || *end == '\0')
    return true;
  guint line = 1;
  for (const char *at = data; at < end; at++)
    line += *at == '\n';
  if (n >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0))
    why = "this is text of UTF-16; 'iconv -f UTF-16 -t UTF-8' makes it readable";
  return data_fail (error, "%s:%u: %s", name, line, why);
}

/* What begins as files of other programs do. */
static const char *
what_else (const char *data, gsize n)
{
  static const struct
  {
    const char *head, *what;
  } known[] = {
    { "{", "JSON" }, { "[{", "JSON" }, { "[\n", "JSON" }, { "<!", "HTML or XML" }, { "<html", "HTML" }, { "<?xml", "XML" },
    { "%PDF", "PDF" }, { "PAR1", "a Parquet file" }, { "\x89HDF", "an HDF5 file" }, { "\x89PNG", "a picture (PNG)" },
    { "\xff\xd8\xff", "a picture (JPEG)" }, { "\xd0\xcf\x11\xe0", "an old Excel file" }, { "SQLite format 3", "an SQLite file" },
    { "ARROW1", "an Arrow file" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS (known); i++)
    if (n >= strlen (known[i].head) && memcmp (data, known[i].head, strlen (known[i].head)) == 0)
      return known[i].what;
  return NULL;
}

/* Lines that end in CR alone, as old Macs wrote them. */
static GBytes *
with_line_ends (GBytes *bytes)
{
  gsize n;
  const char *data = g_bytes_get_data (bytes, &n);
  if (n == 0 || memchr (data, '\n', n) || !memchr (data, '\r', n))
    return g_bytes_ref (bytes);
  char *copy = g_memdup2 (data, n);
  for (gsize i = 0; i < n; i++)
    if (copy[i] == '\r')
      copy[i] = '\n';
  return g_bytes_new_take (copy, n);
}

Table *
table_parse (GBytes *given, const char *name, GError **error)
{
  g_autoptr (Table) t = g_new0 (Table, 1);
  g_autoptr (GBytes) bytes = with_line_ends (given);
  gsize n;
  const char *data = g_bytes_get_data (bytes, &n), *else_what = what_else (data, n);
  CsvReader reader;
  t->name = g_strdup (name);
  t->texts = g_string_chunk_new (4096);
  if (else_what)
    {
      data_fail (error, "%s: this is %s; a table is text, with a line for each row: write it as CSV", name, else_what);
      return NULL;
    }
  if (n && !is_readable (data, n, name, error))
    return NULL;
  csv_reader_init (&reader, t->name, data ? data : "", n);
  t->separator = reader.separator;
  bool ok = read_rows (t, &reader, error);
  csv_reader_clear (&reader);
  bool comma_first = ok && number_wants_comma (t);
  for (guint i = 0; i < t->n_columns && ok; i++)
    infer (t, &t->columns[i], comma_first);
  return ok ? g_steal_pointer (&t) : NULL;
}

void
table_free (Table *t)
{
  if (t == NULL)
    return;
  for (guint i = 0; t->columns && i < t->n_columns; i++)
    {
      g_free (t->columns[i].name);
      g_free (t->columns[i].values);
      g_free (t->columns[i].raw);
      g_free (t->columns[i].numbers);
    }
  g_free (t->columns);
  g_free (t->lines);
  g_free (t->name);
  g_string_chunk_free (t->texts);
  g_free (t);
}

static bool
has_gap (const Table *t, const bool *of, guint row)
{
  for (guint i = 0; i < t->n_columns; i++)
    if (of[i] && table_is_missing (t->columns[i].values[row]))
      return true;
  return false;
}

void
table_drop_missing (Table *t, const bool *of)
{
  guint kept = 0;
  for (guint row = 0; row < t->n_rows; row++)
    {
      if (has_gap (t, of, row))
        continue;
      for (guint i = 0; i < t->n_columns; i++)
        {
          t->columns[i].values[kept] = t->columns[i].values[row];
          if (t->columns[i].raw)
            t->columns[i].raw[kept] = t->columns[i].raw[row];
        }
      t->lines[kept++] = t->lines[row];
    }
  t->n_dropped += t->n_rows - kept;
  t->n_rows = kept;
  for (guint i = 0; i < t->n_columns; i++)
    {
      g_clear_pointer (&t->columns[i].numbers, g_free);
      t->columns[i].n_missing = 0;
      t->columns[i].order = DATE_NONE;
      infer_values (&t->columns[i], kept);
    }
}

int
table_find (const Table *t, const char *name)
{
  for (guint i = 0; i < t->n_columns; i++)
    if (strcmp (t->columns[i].name, name) == 0)
      return (int) i;
  return -1;
}
