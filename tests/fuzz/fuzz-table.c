/* fuzz-table.c: comma, tab and semicolon separated values: records are written and
 * read again; a table is described and encoded.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "csv.h"
#include "encode.h"
#include <string.h>

/* All fields of all records; NULL where one cannot be read. */
static GPtrArray *
read_fields (const char *data, size_t n, char *separator, GString *written)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *fields = g_ptr_array_new_with_free_func (g_free);
  CsvReader r;
  csv_reader_init (&r, "fuzz.csv", data, n);
  *separator = r.separator;
  while (csv_reader_next (&r, &error))
    for (guint i = 0; i < csv_reader_n_fields (&r); i++)
      {
        const char *field = csv_reader_field (&r, i);
        const bool last = i + 1 == csv_reader_n_fields (&r);
        /* A record of one empty field is an empty line, which is none. */
        g_autofree char *quoted = i == 0 && last && *field == '\0' ? g_strdup ("\"\"") : csv_quote (field);
        g_string_append (written, quoted);
        g_string_append_c (written, last ? '\n' : r.separator);
        g_ptr_array_add (fields, g_strdup (field));
      }
  csv_reader_clear (&r);
  if (error == NULL)
    return fields;
  fuzz_refused (&error, "fuzz.csv:");
  g_ptr_array_unref (fields);
  return NULL;
}

static void
write_again (const char *data, size_t n)
{
  g_autoptr (GString) first = g_string_new (NULL), second = g_string_new (NULL);
  char separator, other;
  g_autoptr (GPtrArray) fields = read_fields (data, n, &separator, first);
  g_autoptr (GPtrArray) again = fields ? read_fields (first->str, first->len, &other, second) : NULL;
  /* A mark of byte order behind empty lines is text; without them it is none. */
  if (fields == NULL || g_str_has_prefix (first->str, "\xef\xbb\xbf"))
    return;
  bool same = again && fields->len == again->len && separator == other;
  for (guint i = 0; same && i < fields->len; i++)
    same = strcmp (fields->pdata[i], again->pdata[i]) == 0;
  fuzz_check (same, "records read back the same");
}

void
fuzz_one (const uint8_t *data, size_t n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, n);
  write_again ((const char *) data, n);
  g_autoptr (Table) table = table_parse (bytes, "fuzz.csv", &error);
  if (table == NULL)
    {
      fuzz_refused (&error, "fuzz.csv");
      return;
    }
  g_autofree char *text = table_describe (table);
  fuzz_check (g_utf8_validate (text, -1, NULL), "a table is described in UTF-8");
  const Source source = { .kind = SOURCE_TABLE, .name = table->name, .n = table->n_rows, .table = table };
  for (Missing missing = MISSING_ERROR; missing <= MISSING_MEDIAN; missing++)
    fuzz_build_encoder (&source, table->columns[table->n_columns - 1].name, missing);
}
