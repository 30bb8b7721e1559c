/* csv.c: one record at a time.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "csv.h"
#include <gio/gio.h>
#include <string.h>

/* What may stand between fields; the first line says which of them does. */
static const char separators[] = "\t,;|";

/* How often `separator` stands in the first line, outside of quotes. A quote opens where a
 * field begins, behind one of `before`, and is a letter elsewhere: 15" is a size. */
static guint
count (const char *at, const char *end, char separator, const char *before)
{
  guint n = 0;
  bool quoted = false, begins = true;
  for (; at < end && (quoted || *at != '\n'); at++)
    {
      if (quoted)
        {
          const bool is_doubled = *at == '"' && at + 1 < end && at[1] == '"';
          quoted = *at != '"' || is_doubled;
          at += is_doubled;
          continue;
        }
      n += *at == separator;
      quoted = begins && *at == '"';
      begins = (*at && strchr (before, *at)) || (begins && (*at == ' ' || *at == '\t'));
    }
  return n;
}

/* What stands between the fields of the first line: a tab if there is one, else the more
 * frequent of comma and semicolon, else a bar. Each must also be there if it is the only
 * one: the line may then end sooner. */
static char
find_separator (const char *at, const char *end)
{
  guint n[G_N_ELEMENTS (separators)] = { 0 };
  for (guint i = 0; separators[i]; i++)
    {
      const char alone[2] = { separators[i], '\0' };
      n[i] = count (at, end, separators[i], alone) ? count (at, end, separators[i], separators) : 0;
    }
  return n[0] ? '\t' : n[2] > n[1] ? ';' : n[1] == 0 && n[3] ? '|' : ',';
}

static const char *
next_line (const char *at, const char *end)
{
  const char *found = at < end ? memchr (at, '\n', (size_t) (end - at)) : NULL;
  return found ? found + 1 : end;
}

/* Lines above the table that begin with # are remarks, unless one has as many fields as
 * what follows: then it names the columns. */
static void
skip_remarks (CsvReader *r)
{
  const char *table = r->at;
  while (table < r->end && (*table == '#' || *table == '\n' || *table == '\r'))
    table = next_line (table, r->end);
  if (table == r->at || table == r->end)
    return;
  char separator = find_separator (table, r->end);
  guint n = count (table, r->end, separator, separators);
  while (r->at < table && !(*r->at == '#' && count (r->at, r->end, separator, separators) == n && n > 0))
    {
      r->at = next_line (r->at, r->end);
      r->next_line++;
    }
}

void
csv_reader_init (CsvReader *r, const char *name, const char *data, gsize n)
{
  static const char bom[] = "\xef\xbb\xbf";
  *r = (CsvReader){ data, data + n, name, ',', 0, 1, g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (gsize)) };
  if (n >= 3 && memcmp (data, bom, 3) == 0)
    r->at += 3;
  /* An empty line says nothing of the separator. */
  while (r->at < r->end && (*r->at == '\n' || *r->at == '\r'))
    r->next_line += *r->at++ == '\n';
  skip_remarks (r);
  r->separator = find_separator (r->at, r->end);
}

void
csv_reader_clear (CsvReader *r)
{
  g_string_free (r->text, TRUE);
  g_array_free (r->starts, TRUE);
}

static bool
fail (const CsvReader *r, GError **error, const char *what)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s:%u: %s", r->name, r->line, what);
  return false;
}

static void
skip_blanks (CsvReader *r)
{
  while (r->at < r->end && (*r->at == ' ' || *r->at == '\t') && *r->at != r->separator)
    r->at++;
}

/* A quoted field, from behind its first quote. */
static bool
read_quoted (CsvReader *r, GError **error)
{
  for (; r->at < r->end; r->at++)
    {
      if (*r->at == '"' && r->at + 1 < r->end && r->at[1] == '"')
        r->at++;
      else if (*r->at == '"')
        {
          r->at++;
          skip_blanks (r);
          if (r->at == r->end || *r->at == r->separator || *r->at == '\n' || *r->at == '\r')
            return true;
          return fail (r, error, "text follows a closing quote; a quote inside a quoted field is doubled");
        }
      else if (*r->at == '\0')
        return fail (r, error, "a zero byte: this is no text file");
      r->next_line += *r->at == '\n';
      g_string_append_c (r->text, *r->at);
    }
  return fail (r, error, "a quoted field is not closed");
}

static bool
read_plain (CsvReader *r, GError **error)
{
  const char *from = r->at;
  while (r->at < r->end && *r->at != r->separator && *r->at != '\n' && *r->at != '\0')
    r->at++;
  if (r->at < r->end && *r->at == '\0')
    return fail (r, error, "a zero byte: this is no text file");
  const char *to = r->at;
  if (to > from && to[-1] == '\r' && (r->at == r->end || *r->at == '\n'))
    to--;
  while (to > from && g_ascii_isspace (to[-1]))
    to--;
  while (from < to && g_ascii_isspace (*from))
    from++;
  g_string_append_len (r->text, from, to - from);
  return true;
}

bool
csv_reader_next (CsvReader *r, GError **error)
{
  while (r->at < r->end && (*r->at == '\n' || (*r->at == '\r' && r->at + 1 < r->end && r->at[1] == '\n')))
    r->next_line += *r->at++ == '\n';
  if (r->at >= r->end)
    return false;
  g_string_truncate (r->text, 0);
  g_array_set_size (r->starts, 0);
  r->line = r->next_line;
  for (;;)
    {
      gsize start = r->text->len;
      g_array_append_val (r->starts, start);
      skip_blanks (r);
      bool quoted = r->at < r->end && *r->at == '"';
      r->at += quoted;
      if (!(quoted ? read_quoted (r, error) : read_plain (r, error)))
        return false;
      g_string_append_c (r->text, '\0');
      if (r->at < r->end && *r->at == '\r')
        r->at++;
      if (r->at >= r->end)
        return true;
      if (*r->at++ == '\n')
        {
          r->next_line++;
          return true;
        }
    }
}

guint
csv_reader_n_fields (const CsvReader *r)
{
  return r->starts->len;
}

const char *
csv_reader_field (const CsvReader *r, guint i)
{
  return r->text->str + g_array_index (r->starts, gsize, i);
}

char *
csv_quote (const char *text)
{
  const size_t n = strlen (text);
  /* Space around a field that is not quoted is not read, a first # begins a remark; and who
   * reads the file may take another separator for that of the first line. */
  const bool odd = n && (g_ascii_isspace (text[0]) || g_ascii_isspace (text[n - 1]) || text[0] == '#');
  if (!odd && strpbrk (text, "\"\r\n") == NULL && strpbrk (text, separators) == NULL)
    return g_strdup (text);
  GString *s = g_string_new ("\"");
  for (; *text; text++)
    {
      if (*text == '"')
        g_string_append_c (s, '"');
      g_string_append_c (s, *text);
    }
  g_string_append_c (s, '"');
  return g_string_free (s, FALSE);
}
