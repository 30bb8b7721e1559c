/* options.c: the options of optimisers, a row of numbers for each group.
 *
 * Order: ranges; reading structs and text; the public functions.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "optim-private.h"

/* --- ranges --- */

static const char *const range_texts[] = {
  [RG_RANGE_ANY] = "a number",
  [RG_RANGE_NOT_NEGATIVE] = "at least 0",
  [RG_RANGE_POSITIVE] = "above 0",
  [RG_RANGE_BELOW_1] = "at least 0 and below 1",
  [RG_RANGE_UP_TO_1] = "from 0 to 1",
  [RG_RANGE_INSIDE_1] = "above 0 and below 1",
  [RG_RANGE_ABOVE_1] = "above 1",
  [RG_RANGE_COUNT] = "a whole number, at least 1",
  [RG_RANGE_COUNT_OR_0] = "a whole number, at least 0",
  [RG_RANGE_FLAG] = "0 or 1",
};

static bool
in_range (RgRange range, double x)
{
  switch (range)
    {
    case RG_RANGE_ANY:
      return !isnan (x);
    case RG_RANGE_NOT_NEGATIVE:
      return x >= 0;
    case RG_RANGE_POSITIVE:
      return x > 0;
    case RG_RANGE_BELOW_1:
      return x >= 0 && x < 1;
    case RG_RANGE_UP_TO_1:
      return x >= 0 && x <= 1;
    case RG_RANGE_INSIDE_1:
      return x > 0 && x < 1;
    case RG_RANGE_ABOVE_1:
      return x > 1;
    case RG_RANGE_COUNT:
      return x >= 1 && x <= 1e9 && x == floor (x);
    case RG_RANGE_COUNT_OR_0:
      return x >= 0 && x <= 1e9 && x == floor (x);
    case RG_RANGE_FLAG:
      return x == 0 || x == 1;
    default:
      return false;
    }
}

/* --- reading --- */

int
rg_optim_option_index (const RgOptimKind *kind, const char *name)
{
  for (int i = 0; kind->options[i].name; i++)
    if (g_str_equal (kind->options[i].name, name))
      return i;
  return -1;
}

bool
rg_optim_options_check (const RgOptimKind *kind, const double *option, GError **error)
{
  for (size_t i = 0; kind->options[i].name; i++)
    if (!in_range (kind->options[i].range, option[i]))
      {
        char text[G_ASCII_DTOSTR_BUF_SIZE];
        g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "%s: %s is %s; it must be %s", kind->name,
                     kind->options[i].name,
                     g_ascii_formatd (text, sizeof text, "%g", option[i]),
                     range_texts[kind->options[i].range]);
        return false;
      }
  const char *rule = kind->check ? kind->check (option) : NULL;
  if (rule)
    g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "%s: %s", kind->name, rule);
  return rule == NULL;
}

static bool
is_count (const RgOption *option)
{
  return option->range == RG_RANGE_COUNT || option->range == RG_RANGE_COUNT_OR_0;
}

/* A caller's struct as a row of numbers; what an older one lacks keeps its
 * default. */
void
rg_optim_options_read (const RgOptimKind *kind, const void *options, double *to)
{
  const size_t size = options ? *(const size_t *) options : 0;
  for (size_t i = 0; kind->options[i].name; i++)
    {
      const RgOption *o = &kind->options[i];
      const size_t bytes = o->range == RG_RANGE_FLAG ? sizeof (bool) : sizeof (double);
      to[i] = o->def;
      if (o->offset + bytes > size)
        continue;
      const char *at = (const char *) options + o->offset;
      if (o->range == RG_RANGE_FLAG)
        to[i] = *(const bool *) at;
      else if (is_count (o))
        to[i] = (double) *(const int64_t *) (const void *) at;
      else
        memcpy (&to[i], at, sizeof (double));
    }
}

/* `lr=0.1 nesterov=true` into a row of numbers. */
bool
rg_optim_options_parse (const RgOptimKind *kind, const char *text, double *to, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (text, " ,\t\n", -1);
  for (char **word = words; *word; word++)
    {
      if (**word == '\0')
        continue;
      char *equals = strchr (*word, '=');
      if (equals)
        *equals = '\0';
      const int i = rg_optim_option_index (kind, *word);
      if (i < 0)
        {
          g_autofree char *name = rg_line (*word);
          g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "%s has no option \"%s\"", kind->name, name);
          return false;
        }
      const char *value = equals ? equals + 1 : "";
      char *end;
      to[i] = g_ascii_strtod (value, &end);
      if (kind->options[i].range == RG_RANGE_FLAG && g_str_equal (value, "true"))
        to[i] = 1;
      else if (kind->options[i].range == RG_RANGE_FLAG && g_str_equal (value, "false"))
        to[i] = 0;
      else if (end == value || *end != '\0')
        {
          g_autofree char *shown = rg_line (value);
          g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "%s: %s is \"%s\"; it must be %s",
                       kind->name, *word, shown, range_texts[kind->options[i].range]);
          return false;
        }
    }
  return true;
}

unsigned
rg_optim_states_used (const RgOptimKind *kind, const double *option)
{
  return kind->uses ? kind->uses (option) : ~0u;
}

/* --- the public functions --- */

double
rg_optim_get (const RgOptim *optim, size_t group, const char *name)
{
  if (optim == NULL || name == NULL || group >= optim->groups->len)
    return (double) NAN;
  const int i = rg_optim_option_index (optim->kind, name);
  return i < 0 ? (double) NAN : rg_optim_group (optim, group)->option[i];
}

bool
rg_optim_set (RgOptim *optim, size_t group, const char *name, double value, GError **error)
{
  if (!rg_optim_given (optim, "rg_optim_set", error))
    return false;
  const int i = name ? rg_optim_option_index (optim->kind, name) : -1;
  if (i < 0 || (group != RG_ALL_GROUPS && group >= optim->groups->len))
    {
      if (i < 0)
        g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "%s has no option \"%s\"",
                     optim->kind->name, name ? name : "(null)");
      else
        g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT,
                     "%s has no group %" G_GSIZE_FORMAT "; it has %u", optim->kind->name, group,
                     optim->groups->len);
      return false;
    }
  const size_t first = group == RG_ALL_GROUPS ? 0 : group;
  const size_t end = group == RG_ALL_GROUPS ? optim->groups->len : group + 1;
  for (size_t g = first; g < end; g++)
    {
      double option[RG_OPTIM_OPTIONS];
      memcpy (option, rg_optim_group (optim, g)->option, sizeof option);
      option[i] = value;
      if (!rg_optim_options_check (optim->kind, option, error))
        return false;
    }
  for (size_t g = first; g < end; g++)
    rg_optim_group (optim, g)->option[i] = value;
  return true;
}

double
rg_optim_get_lr (const RgOptim *optim, size_t group)
{
  return rg_optim_get (optim, group, "lr");
}

bool
rg_optim_set_lr (RgOptim *optim, size_t group, double lr, GError **error)
{
  return rg_optim_set (optim, group, "lr", lr, error);
}
