/* date.c: dates and times in a table.
 *
 *   2024-01-31, 2024/1/31, 2024-01          year, month, day
 *   31.01.2024, 31/1/2024, 31-Jan-2024      day, month, year
 *   1/31/2024, Jan 31, 2024                 month, day, year
 *
 * A time may follow: 2024-01-31T14:30:00, 31.1.2024 14:30, 1/31/2024 2:30 PM; of a zone
 * only Z and +01:00 are read, and what they say is not added: a cycle of days is one of
 * local days.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "table-private.h"
#include <math.h>
#include <string.h>

#define FIRST_DAY 719163 /* of 1970, as GDate counts */

static bool
take_number (const char **text, guint most_digits, guint *value, guint *n_digits)
{
  *value = 0;
  for (*n_digits = 0; g_ascii_isdigit (**text) && *n_digits < most_digits; ++*n_digits)
    *value = *value * 10 + (guint) (*(*text)++ - '0');
  return *n_digits > 0 && !g_ascii_isdigit (**text);
}

/* `Jan`, `January`: 1 */
static bool
take_month (const char **text, guint *month)
{
  static const char *const names[] = { "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                                       "november", "december" };
  size_t n = 0;
  while (g_ascii_isalpha ((*text)[n]))
    n++;
  for (guint i = 0; i < G_N_ELEMENTS (names) && n >= 3; i++)
    if (n <= strlen (names[i]) && g_ascii_strncasecmp (*text, names[i], n) == 0)
      {
        *month = i + 1;
        *text += n;
        return true;
      }
  return false;
}

static void
skip_mark (const char **text)
{
  if (**text && strchr ("-/.", **text))
    ++*text;
  else
    while (**text == ',' || **text == ' ')
      ++*text;
}

/* Z, +01, +0100, +01:00, and nothing */
static bool
is_zone (const char *text)
{
  if (*text == 'Z' || *text == 'z')
    return text[1] == '\0';
  if (*text == '+' || *text == '-')
    return strlen (text) <= 6 && text[1 + strspn (text + 1, "0123456789:")] == '\0';
  return *text == '\0';
}

/* The part of a day that the rest of a date says. */
static bool
take_time (const char *text, double *part)
{
  guint hour, minute, second = 0, n;
  char *end = NULL;
  double fraction = 0;
  *part = 0;
  if (*text == '\0')
    return true;
  if (*text != ' ' && *text != 'T' && *text != 't')
    return false;
  text++;
  if (!take_number (&text, 2, &hour, &n) || *text++ != ':' || !take_number (&text, 2, &minute, &n))
    return false;
  if (*text == ':')
    {
      text++;
      if (!take_number (&text, 2, &second, &n))
        return false;
      if (*text == '.')
        {
          fraction = g_ascii_strtod (text, &end);
          text = end;
        }
    }
  const char *half = text + (*text == ' ');
  if (g_ascii_strcasecmp (half, "am") == 0 || g_ascii_strcasecmp (half, "pm") == 0)
    {
      hour = hour % 12 + (*half == 'p' || *half == 'P' ? 12 : 0);
      text = "";
    }
  *part = (hour + (minute + (second + fraction) / 60) / 60) / 24;
  return hour < 24 && minute < 60 && second <= 60 && is_zone (text);
}

bool
table_date (const char *text, DateOrder order, double *days)
{
  guint year, month, day = 1, n;
  bool ok;
  double part;
  if (order == DATE_YMD)
    {
      ok = take_number (&text, 4, &year, &n) && n == 4 && *text && strchr ("-/.", *text);
      skip_mark (&text);
      ok = ok && take_number (&text, 2, &month, &n);
      if (ok && *text && strchr ("-/.", *text))
        {
          skip_mark (&text);
          ok = take_number (&text, 2, &day, &n);
        }
    }
  else
    {
      bool named = false;
      guint first, second;
      if (order == DATE_MDY && take_month (&text, &first))
        named = true;
      else if (!take_number (&text, 2, &first, &n))
        return false;
      skip_mark (&text);
      if (order == DATE_DMY && take_month (&text, &second))
        named = true;
      else if (!take_number (&text, 2, &second, &n))
        return false;
      const char *mark = text;
      skip_mark (&text);
      /* 3.14.2024 is none, but 3/14/2024 is: an American point is no date. */
      ok = text > mark && (order == DATE_DMY || named || *mark == '/' || *mark == '-') && take_number (&text, 4, &year, &n) && n == 4;
      day = order == DATE_DMY ? first : second;
      month = order == DATE_DMY ? second : first;
    }
  if (!ok || year < 1 || month < 1 || month > 12 || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year)
      || !take_time (text, &part))
    return false;
  GDate date;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  *days = (double) g_date_get_julian (&date) - FIRST_DAY + part;
  return true;
}

/* How many values are no dates of that order; in *first one more than the first such row. */
static guint
count_others (const Column *c, guint n_rows, DateOrder order, guint *first)
{
  double days;
  guint n = 0;
  *first = 0;
  for (guint row = 0; row < n_rows; row++)
    if (!table_is_missing (c->values[row]) && !table_date (c->values[row], order, &days) && n++ == 0)
      *first = row + 1;
  return n;
}

static bool
has_stroke (const Column *c, guint n_rows)
{
  guint row = 0;
  while (row < n_rows && strchr (c->values[row], '/') == NULL)
    row++;
  return row < n_rows;
}

bool
date_infer (Column *c, guint n_rows)
{
  const guint n = n_rows - c->n_missing;
  guint least = n, first;
  c->order = DATE_NONE;
  for (DateOrder order = DATE_YMD; order <= DATE_MDY; order++)
    {
      guint others = count_others (c, n_rows, order, &first);
      /* 1/2/2024 throughout: with strokes America's order is the commoner one. */
      bool american = order == DATE_MDY && others == least && has_stroke (c, n_rows);
      if (others < least || (others < n && american))
        {
          least = others;
          c->order = order;
        }
    }
  if (c->order && least > 0)
    {
      count_others (c, n_rows, c->order, &first);
      if (table_is_mistake (least, n - least))
        c->stray = first;
      else
        c->order = DATE_NONE;
    }
  for (guint row = 0; row < n_rows && c->order; row++)
    if (!table_date (c->values[row], c->order, &c->numbers[row]))
      c->numbers[row] = NAN;
  return c->order != DATE_NONE;
}
