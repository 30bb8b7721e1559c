/* schedule-text.c: reading what rg_schedule_new() is given.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "line-private.h"
#include "schedule-private.h"
#include <string.h>

static bool
fails (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static bool
fails (GError **error, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args), *what = rg_line (text);
  va_end (args);
  g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "schedule: %s", what);
  return false;
}

/* `0.5`, `1/3`, `true`, `false` */
static bool
read_number (const char *text, double *value)
{
  char *end;
  if (g_str_equal (text, "true") || g_str_equal (text, "false"))
    {
      *value = g_str_equal (text, "true");
      return true;
    }
  *value = g_ascii_strtod (text, &end);
  if (end == text || isnan (*value))
    return false;
  if (*end == '/')
    {
      const char *divisor = end + 1;
      *value /= g_ascii_strtod (divisor, &end);
      return end != divisor && *end == '\0' && isfinite (*value);
    }
  return *end == '\0' && isfinite (*value);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const int64_t x = *(const int64_t *) a, y = *(const int64_t *) b;
  return (x > y) - (x < y);
}

static bool
read_milestones (const char *text, GArray *to, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  for (char **word = words; *word; word++)
    {
      int64_t n;
      if (!g_ascii_string_to_signed (*word, 10, 0, G_MAXINT64, &n, NULL))
        return fails (error, "milestones is \"%s\"; it must be whole numbers such as 30,80", text);
      g_array_append_val (to, n);
    }
  g_array_sort (to, compare);
  return true;
}

static bool
read_option (RgSchedulePart *part, const char *key, const char *value, GError **error)
{
  const RgScheduleKind *kind = part->kind;
  if (part->milestones && g_str_equal (key, "milestones"))
    return read_milestones (value, part->milestones, error);
  for (size_t i = 0; i < RG_SCHEDULE_OPTIONS && kind->options[i].name; i++)
    if (g_str_equal (kind->options[i].name, key))
      {
        double *to = &part->option[i];
        if (!read_number (value, to)
            || (kind->options[i].positive && (*to < 1 || *to > 1e15 || *to != floor (*to))))
          return fails (error, "%s of %s is \"%s\"; it must be a %s", key, kind->name, value,
                        kind->options[i].positive ? "whole number, at least 1" : "number");
        return true;
      }
  return fails (error, "%s has no option \"%s\"", kind->name, key);
}

static const RgScheduleKind *
find_kind (const char *name)
{
  for (size_t i = 0; i < rg_schedule_n_kinds; i++)
    if (g_str_equal (rg_schedule_kinds[i].name, name)
        || g_str_equal (rg_schedule_kinds[i].torch_name, name))
      return &rg_schedule_kinds[i];
  return NULL;
}

static bool
read_part (const char *text, RgSchedulePart *part, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\n", -1);
  for (char **word = words; *word; word++)
    {
      if (**word == '\0')
        continue;
      if (part->kind == NULL)
        {
          part->kind = find_kind (*word);
          if (part->kind == NULL)
            {
              g_autofree char *known = g_strjoinv (", ", (char **) rg_schedule_names ());
              return fails (error, "there is no schedule \"%s\"; there are %s", *word, known);
            }
          for (size_t i = 0; i < RG_SCHEDULE_OPTIONS && part->kind->options[i].name; i++)
            part->option[i] = part->kind->options[i].def;
          if (g_str_equal (part->kind->name, "multistep"))
            part->milestones = g_array_new (false, false, sizeof (int64_t));
          continue;
        }
      char *equals = strchr (*word, '=');
      if (equals)
        *equals = '\0';
      if (!read_option (part, *word, equals ? equals + 1 : "", error))
        return false;
    }
  if (part->kind == NULL)
    return fails (error, "the text is empty; it must be a name such as cosine, and its options");
  for (size_t i = 0; i < RG_SCHEDULE_OPTIONS && part->kind->options[i].name; i++)
    if (isnan (part->option[i]))
      return fails (error, "%s needs %s", part->kind->name, part->kind->options[i].name);
  if (part->milestones && part->milestones->len == 0)
    return fails (error, "multistep needs milestones");
  const char *rule = part->kind->check ? part->kind->check (part->option) : NULL;
  return rule == NULL || fails (error, "%s: %s", part->kind->name, rule);
}

bool
rg_schedule_parse (const char *text, GArray *parts, GError **error)
{
  g_auto (GStrv) texts = g_strsplit (*text ? text : " ", ";", -1);
  for (guint i = 0; texts[i]; i++)
    {
      const char *rest = texts[i];
      int64_t begin = 0;
      if (i > 0)
        {
          const char *colon = strchr (rest, ':');
          g_autofree char *number = g_strndup (rest, colon ? (size_t) (colon - rest) : 0);
          const int64_t before = g_array_index (parts, RgSchedulePart, i - 1).begin;
          if (!g_ascii_string_to_signed (g_strstrip (number), 10, before + 1, G_MAXINT64, &begin,
                                         NULL))
            return fails (error, "\"%s\" does not begin with a later step and a colon", rest);
          rest = colon + 1;
        }
      g_array_append_val (parts, ((RgSchedulePart){ .begin = begin }));
      RgSchedulePart *part = &g_array_index (parts, RgSchedulePart, i);
      if (!read_part (rest, part, error))
        return false;
      if (part->kind->value == NULL && (i > 0 || texts[1]))
        return fails (error, "plateau stands alone");
    }
  return true;
}
