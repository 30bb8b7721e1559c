/* optim.c: making optimisers, and their groups.
 *
 * Order: groups; kinds; the public functions.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "optim-private.h"

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
  rg_optim_options_read (kind, options, option);
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
        rg_optim_options_read (kinds[i], NULL, option);
        if (options && !rg_optim_options_parse (kinds[i], options, option, error))
          return NULL;
        return make (kinds[i], params, n, option, error);
      }
  g_autofree char *known = g_strjoinv (", ", (char **) rg_optim_names ());
  g_autofree char *shown = rg_line (name ? name : "(null)");
  g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "there is no optimiser \"%s\"; there are %s", shown,
               known);
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
  if (!rg_optim_given (optim, "rg_optim_add_group", error))
    return false;
  if (optim->kind->step)
    {
      g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "%s takes one group of parameters only",
                   optim->kind->name);
      return false;
    }
  if (options)
    rg_optim_options_read (optim->kind, options, option);
  else
    memcpy (option, rg_optim_group (optim, 0)->option, sizeof option);
  return add_group (optim, params, n, option, error);
}

size_t
rg_optim_n_groups (const RgOptim *optim)
{
  return optim ? optim->groups->len : 0;
}
