/* optim.c: making optimisers, their groups and options.
 *
 * Order: ranges of options; options as a row of numbers; groups; kinds; the
 * public functions.
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

/* --- options --- */

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
static void
read_options (const RgOptimKind *kind, const void *options, double *to)
{
  const size_t size = options ? *(const size_t *) options : 0;
  for (size_t i = 0; kind->options[i].name; i++)
    {
      const RgOption *o = &kind->options[i];
      const char *at = (const char *) options + o->offset;
      const size_t bytes = o->range == RG_RANGE_FLAG ? sizeof (bool) : sizeof (double);
      to[i] = o->def;
      if (o->offset + bytes > size)
        continue;
      if (o->range == RG_RANGE_FLAG)
        to[i] = *(const bool *) at;
      else if (is_count (o))
        to[i] = (double) *(const int64_t *) (const void *) at;
      else
        memcpy (&to[i], at, sizeof (double));
    }
}

/* `lr=0.1 nesterov=true` into a row of numbers. */
static bool
parse_options (const RgOptimKind *kind, const char *text, double *to, GError **error)
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
          g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "%s has no option \"%s\"", kind->name,
                       *word);
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
          g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "%s: %s is \"%s\"; it must be %s",
                       kind->name, *word, value, range_texts[kind->options[i].range]);
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

/* --- groups --- */

static bool
param_usable (const RgOptim *optim, RgTensor *param, size_t i, GHashTable *seen, GError **error)
{
  const char *what = NULL;
  if (param == NULL)
    what = "is missing (NULL)";
  else if (!rg_dtype_is_floating (rg_tensor_dtype (param)))
    what = "must be float32 or float64";
  else if (!rg_is_leaf (param))
    what = "was made by an operator; only leaves can be optimised";
  else if (!rg_tensor_is_contiguous (param))
    what = "must be contiguous";
  else if (!g_hash_table_add (seen, param))
    what = "is given more than once";
  if (what)
    g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "%s: parameter %" G_GSIZE_FORMAT " %s",
                 optim->kind->name, i, what);
  return what == NULL;
}

static bool
add_group (RgOptim *optim, RgTensor *const *params, size_t n, const double *option, GError **error)
{
  if (!rg_optim_options_check (optim->kind, option, error))
    return false;
  if (n == 0 || params == NULL)
    {
      g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "%s got an empty list of parameters",
                   optim->kind->name);
      return false;
    }
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < optim->slots->len; i++)
    g_hash_table_add (seen, rg_optim_slot (optim, i)->param);
  for (size_t i = 0; i < n; i++)
    if (!param_usable (optim, params[i], i, seen, error))
      return false;

  RgGroup group = { .begin = optim->slots->len, .n = n };
  memcpy (group.option, option, sizeof group.option);
  for (size_t i = 0; i < n; i++)
    {
      RgSlot slot = { .param = rg_tensor_ref (params[i]) };
      memcpy (slot.scalar, optim->kind->scalar_start, sizeof slot.scalar);
      g_array_append_val (optim->slots, slot);
    }
  g_array_append_val (optim->groups, group);
  optim->jobs = g_renew (RgOptimJob, optim->jobs, optim->slots->len);
  return true;
}

static RgOptim *
make (const RgOptimKind *kind, RgTensor *const *params, size_t n, const double *option,
      GError **error)
{
  RgOptim *optim = g_new0 (RgOptim, 1);
  optim->kind = kind;
  optim->groups = g_array_new (false, true, sizeof (RgGroup));
  optim->slots = g_array_new (false, true, sizeof (RgSlot));
  if (!add_group (optim, params, n, option, error))
    g_clear_pointer (&optim, rg_optim_free);
  return optim;
}

RgOptim *
rg_optim_make (const RgOptimKind *kind, RgTensor *const *params, size_t n, const void *options,
               GError **error)
{
  double option[RG_OPTIM_OPTIONS] = { 0 };
  read_options (kind, options, option);
  return make (kind, params, n, option, error);
}

/* --- kinds --- */

static const RgOptimKind *const kinds[] = {
  &rg_optim_kind_sgd,
  &rg_optim_kind_adam,
  &rg_optim_kind_adamw,
  &rg_optim_kind_rmsprop,
  &rg_optim_kind_adagrad,
  &rg_optim_kind_adadelta,
  &rg_optim_kind_adamax,
  &rg_optim_kind_nadam,
  &rg_optim_kind_radam,
  &rg_optim_kind_rprop,
  &rg_optim_kind_asgd,
  &rg_optim_kind_lbfgs,
};

RgOptim *
rg_optim_new (const char *name, RgTensor *const *params, size_t n, const char *options,
              GError **error)
{
  for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (name && g_str_equal (kinds[i]->name, name))
      {
        double option[RG_OPTIM_OPTIONS] = { 0 };
        read_options (kinds[i], NULL, option);
        if (options && !parse_options (kinds[i], options, option, error))
          return NULL;
        return make (kinds[i], params, n, option, error);
      }
  g_autofree char *known = g_strjoinv (", ", (char **) rg_optim_names ());
  g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "there is no optimiser \"%s\"; there are %s",
               name ? name : "(null)", known);
  return NULL;
}

const char *const *
rg_optim_names (void)
{
  static const char *names[G_N_ELEMENTS (kinds) + 1];
  static gsize done;
  if (g_once_init_enter (&done))
    {
      for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++)
        names[i] = kinds[i]->name;
      g_once_init_leave (&done, 1);
    }
  return names;
}

void
rg_optim_free (RgOptim *optim)
{
  if (optim == NULL)
    return;
  if (optim->kind->free)
    optim->kind->free (optim);
  for (guint i = 0; i < optim->slots->len; i++)
    {
      RgSlot *slot = rg_optim_slot (optim, i);
      rg_tensor_unref (slot->param);
      for (int k = 0; k < RG_OPTIM_STATES; k++)
        rg_tensor_unref (slot->state[k]);
    }
  g_array_unref (optim->groups);
  g_array_unref (optim->slots);
  g_free (optim->jobs);
  g_free (optim);
}

/* --- public functions --- */

const char *
rg_optim_name (const RgOptim *optim)
{
  return optim ? optim->kind->name : NULL;
}

bool
rg_optim_add_group (RgOptim *optim, RgTensor *const *params, size_t n, const void *options,
                    GError **error)
{
  double option[RG_OPTIM_OPTIONS] = { 0 };
  if (optim->kind->step)
    {
      g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "%s takes one group of parameters only",
                   optim->kind->name);
      return false;
    }
  if (options)
    read_options (optim->kind, options, option);
  else
    memcpy (option, rg_optim_group (optim, 0)->option, sizeof option);
  return add_group (optim, params, n, option, error);
}

size_t
rg_optim_n_groups (const RgOptim *optim)
{
  return optim ? optim->groups->len : 0;
}

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
  const int i = rg_optim_option_index (optim->kind, name);
  if (i < 0 || (group != RG_ALL_GROUPS && group >= optim->groups->len))
    {
      if (i < 0)
        g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "%s has no option \"%s\"",
                     optim->kind->name, name);
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
