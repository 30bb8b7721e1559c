/* number.c: the ways in which tables write numbers, and making them plain.
 *
 *   3.14, 1e5        plain
 *   3,14, 1.234,5    a decimal comma, and points between groups of three digits
 *   1,234.5          commas between groups of three digits
 *   $12.50, 12,5 %   either, with a unit before or behind, which is left away
 *
 * A column is taken as whatever leaves the fewest texts in it. Where another column of
 * a file that commas do not separate needs the decimal comma, it is tried first, so
 * that 1.234 beside 3,14 is what its writer meant.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "table-private.h"
#include <math.h>
#include <string.h>

bool
table_number (const char *text, double *value)
{
  char *end;
  *value = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (*value);
}

bool
table_is_missing (const char *text)
{
  static const char *const words[] = { "", "na", "n/a", "n.a.", "#n/a", "<na>", "nan", "null", "none", "?" };
  for (size_t i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      return true;
  return false;
}

bool
table_is_blank (const char *text)
{
  static const char *const words[] = { "-", "--", "---", ".", "..", "*", "\xe2\x80\x93", "\xe2\x80\x94" };
  for (size_t i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (text, words[i]) == 0)
      return true;
  return table_is_missing (text);
}

/* --- forms --- */

static const struct
{
  char group, point;
} marks[] = {
  [NUMBER_COMMA] = { '.', ',' },
  [NUMBER_GROUPS] = { ',', '.' },
};

static const char *
take_digits (const char *text, GString *out)
{
  for (; g_ascii_isdigit (*text); text++)
    g_string_append_c (out, *text);
  return text;
}

/* Groups of three digits behind the first one to three, which are no bare 0: `0.123`
 * is no group. */
static const char *
take_groups (const char *text, char group, GString *out)
{
  while (*text == group && g_ascii_isdigit (text[1]) && g_ascii_isdigit (text[2]) && g_ascii_isdigit (text[3]) && !g_ascii_isdigit (text[4]))
    {
      g_string_append_len (out, text + 1, 3);
      text += 4;
    }
  return text;
}

/* Behind a unit, if one is there. */
static const char *
skip_unit (const char *text)
{
  static const char *const units[] = { "%", "$", "\xe2\x82\xac", "\xc2\xa3", "\xc2\xa5" }; /* euro, pound, yen */
  const char *from = text + strspn (text, " ");
  for (size_t i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (from, units[i]))
      {
        from += strlen (units[i]);
        return from + strspn (from, " ");
      }
  return text;
}

/* @text as a plain number into @out; false if it is none of that form. */
static bool
to_plain (const char *text, NumberForm form, GString *out)
{
  double value;
  g_string_truncate (out, 0);
  if (form == NUMBER_PLAIN)
    {
      g_string_append (out, text);
      return table_number (text, &value);
    }
  if (*text == '-' || *text == '+')
    g_string_append_c (out, *text++);
  const char *from = text = skip_unit (text);
  text = take_digits (text, out);
  if (text > from && text - from <= 3 && *from != '0')
    text = take_groups (text, marks[form].group, out);
  if (*text == marks[form].point)
    {
      g_string_append_c (out, '.');
      text = take_digits (text + 1, out);
    }
  if (*text == 'e' || *text == 'E')
    g_string_append (out, text);
  else if (*skip_unit (text))
    return false;
  return table_number (out->str, &value);
}

guint
number_texts (const Column *c, guint n_rows, NumberForm form)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint n = 0;
  for (guint row = 0; row < n_rows; row++)
    n += !table_is_blank (c->values[row]) && !to_plain (c->values[row], form, out);
  return n;
}

NumberForm
number_form (const Column *c, guint n_rows, bool comma_first, guint *n_texts)
{
  static const NumberForm orders[][3]
      = { { NUMBER_PLAIN, NUMBER_GROUPS, NUMBER_COMMA }, { NUMBER_COMMA, NUMBER_PLAIN, NUMBER_GROUPS } };
  NumberForm best = NUMBER_PLAIN;
  *n_texts = G_MAXUINT;
  for (guint i = 0; i < 3 && *n_texts > 0; i++)
    {
      guint n = number_texts (c, n_rows, orders[comma_first][i]);
      if (n < *n_texts)
        {
          best = orders[comma_first][i];
          *n_texts = n;
        }
    }
  return best;
}

bool
number_wants_comma (const Table *t)
{
  bool wants = false;
  for (guint i = 0; i < t->n_columns && t->separator != ','; i++)
    {
      const Column *c = &t->columns[i];
      if (number_texts (c, t->n_rows, NUMBER_PLAIN) == 0)
        continue;
      bool comma = number_texts (c, t->n_rows, NUMBER_COMMA) == 0, groups = number_texts (c, t->n_rows, NUMBER_GROUPS) == 0;
      if (groups && !comma)
        return false;
      /* 1,234 can be either: a semicolon is there because the comma was taken. */
      wants |= comma && (!groups || t->separator == ';');
    }
  return wants;
}

void
number_rewrite (Table *t, Column *c, NumberForm form)
{
  g_autoptr (GString) out = g_string_new (NULL);
  for (guint row = 0; row < t->n_rows; row++)
    {
      const char *text = c->values[row];
      bool is_blank = table_is_blank (text);
      if (is_blank ? table_is_missing (text) : form == NUMBER_PLAIN || !to_plain (text, form, out))
        continue;
      if (c->raw == NULL)
        c->raw = g_memdup2 (c->values, t->n_rows * sizeof *c->values);
      c->values[row] = is_blank ? "" : g_string_chunk_insert_const (t->texts, out->str);
    }
}
