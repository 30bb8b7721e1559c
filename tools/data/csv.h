/* csv.h: records of comma or tab separated text (RFC 4180: quotes, quotes doubled
 * inside quotes, line ends inside quotes; LF or CRLF).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef DATA_CSV_H
#define DATA_CSV_H

#include <glib.h>
#include <stdbool.h>

typedef struct
{
  const char *at, *end;
  const char *name; /* of the file, for errors */
  char separator;
  guint line;       /* on which the last record began */
  guint next_line;
  GString *text;    /* the fields of the last record, each ended by NUL */
  GArray *starts;   /* (n_fields) of gsize: where they begin */
} CsvReader;

/** csv_reader_init: reads @n bytes at @data, which must stay; the separator is tab, comma, semicolon or bar, as in the first line. */
void csv_reader_init (CsvReader *r, const char *name, const char *data, gsize n);
void csv_reader_clear (CsvReader *r);

/** csv_reader_next: the next record that is not an empty line. False at the end, or with @error set. */
bool csv_reader_next (CsvReader *r, GError **error);
guint csv_reader_n_fields (const CsvReader *r);
/** csv_reader_field: (transfer none): field @i of the last record, until the next. */
const char *csv_reader_field (const CsvReader *r, guint i);

/** csv_quote: (transfer full): @text as a field, whichever separator is used. */
char *csv_quote (const char *text);

#endif
