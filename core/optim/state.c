/* state.c: what a later step depends on, as named tensors.
 *
 *   group.G.OPTION    float64, one number
 *   state.P.step      int64, one number
 *   state.P.NAME      a state of parameter P, or float64 for a number
 *
 * Parameters are counted through all groups, as in torch.optim's state_dict().
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "optim-private.h"

/* --- saving --- */

static bool
add (RgTensorMap *map, RgTensor *tensor, const char *prefix, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

static bool
add (RgTensorMap *map, RgTensor *tensor, const char *prefix, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *rest = g_strdup_vprintf (format, args);
  va_end (args);
  g_autofree char *name = g_strconcat (prefix, rest, NULL);
  return rg_tensor_map_add (map, name, tensor);
}

static bool
save (RgOptim *optim, RgTensorMap *map, const char *prefix)
{
  const RgOptimKind *kind = optim->kind;
  bool fine = true;
  for (guint g = 0; g < optim->groups->len; g++)
    for (size_t i = 0; kind->options[i].name; i++)
      fine &= add (map, rg_scalar (RG_F64, rg_optim_group (optim, g)->option[i]), prefix,
                   "group.%u.%s", g, kind->options[i].name);
  for (guint p = 0; p < optim->slots->len; p++)
    {
      const RgSlot *slot = rg_optim_slot (optim, p);
      RgTensor *step = rg_from_data (RG_I64, RG_SHAPE (), &slot->step);
      fine &= add (map, step, prefix, "state.%u.step", p);
      for (size_t k = 0; kind->scalars && kind->scalars[k]; k++)
        fine &= add (map, rg_scalar (RG_F64, slot->scalar[k]), prefix, "state.%u.%s", p,
                     kind->scalars[k]);
      for (size_t k = 0; kind->states[k]; k++)
        if (slot->state[k])
          fine &= add (map, rg_clone (slot->state[k]), prefix, "state.%u.%s", p, kind->states[k]);
    }
  return fine;
}

bool
rg_optim_save (RgOptim *optim, RgTensorMap *map, const char *prefix, GError **error)
{
  if (optim == NULL || map == NULL)
    {
      g_set_error_literal (error, RG_ERROR, RG_ERROR_ARGUMENT,
                           "rg_optim_save needs an optimiser and a map");
      return false;
    }
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RG_NO_GRAD;
  const char *before = prefix ? prefix : "";
  if (!save (optim, map, before))
    return rg_scope_check (scope, error);
  return optim->kind->save == NULL || optim->kind->save (optim, map, before, error);
}

/* --- loading --- */

RgTensor *
rg_optim_find (const RgTensorMap *map, const char *prefix, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *rest = g_strdup_vprintf (format, args);
  va_end (args);
  g_autofree char *name = g_strconcat (prefix, rest, NULL);
  return rg_tensor_map_get (map, name);
}

static bool
fails (GError **error, const RgOptim *optim, const char *what, guint i, const char *name,
       const char *problem)
{
  g_set_error (error, RG_ERROR, RG_ERROR_FORMAT, "state of %s: %s.%u.%s %s", optim->kind->name,
               what, i, name, problem);
  return false;
}

static bool
is_number (const RgTensor *t, RgDType dtype)
{
  return t && rg_tensor_dtype (t) == dtype && rg_tensor_numel (t) == 1;
}

static bool
load_group (RgOptim *optim, guint g, const RgTensorMap *map, const char *prefix, RgGroup *to,
            GError **error)
{
  const RgOption *options = optim->kind->options;
  for (size_t i = 0; options[i].name; i++)
    {
      const RgTensor *t = rg_optim_find (map, prefix, "group.%u.%s", g, options[i].name);
      if (!is_number (t, RG_F64))
        return fails (error, optim, "group", g, options[i].name,
                      t ? "is not one float64" : "is missing");
      to->option[i] = *(const double *) rg_tensor_data (t);
    }
  return rg_optim_options_check (optim->kind, to->option, error);
}

static bool
fits (const RgTensor *state, const RgTensor *param)
{
  if (rg_tensor_dtype (state) != rg_tensor_dtype (param)
      || rg_tensor_ndim (state) != rg_tensor_ndim (param))
    return false;
  for (int d = 0; d < rg_tensor_ndim (param); d++)
    if (rg_tensor_size (state, d) != rg_tensor_size (param, d))
      return false;
  return true;
}

/* `to` holds no references: its states are borrowed from the map. */
static bool
load_slot (RgOptim *optim, guint p, const RgTensorMap *map, const char *prefix, RgSlot *to,
           GError **error)
{
  const RgOptimKind *kind = optim->kind;
  const RgTensor *step = rg_optim_find (map, prefix, "state.%u.step", p);
  if (!is_number (step, RG_I64))
    return fails (error, optim, "state", p, "step", step ? "is not one int64" : "is missing");
  to->step = *(const int64_t *) rg_tensor_data (step);
  if (to->step < 0)
    return fails (error, optim, "state", p, "step", "is negative");
  for (size_t k = 0; kind->scalars && kind->scalars[k]; k++)
    {
      const RgTensor *t = rg_optim_find (map, prefix, "state.%u.%s", p, kind->scalars[k]);
      if (!is_number (t, RG_F64))
        return fails (error, optim, "state", p, kind->scalars[k],
                      t ? "is not one float64" : "is missing");
      to->scalar[k] = *(const double *) rg_tensor_data (t);
    }
  for (size_t k = 0; kind->states[k]; k++)
    {
      RgTensor *t = rg_optim_find (map, prefix, "state.%u.%s", p, kind->states[k]);
      if (t && !fits (t, to->param))
        return fails (error, optim, "state", p, kind->states[k],
                      "differs from its parameter in shape or dtype");
      to->state[k] = t;
    }
  to->fresh = false;
  return true;
}

/* Own copies in place of what the map holds. */
static bool
copy_states (RgSlot *slots, guint n)
{
  bool fine = true;
  for (guint p = 0; p < n; p++)
    for (int k = 0; k < RG_OPTIM_STATES; k++)
      if (slots[p].state[k])
        {
          slots[p].state[k] = rg_tensor_ref (rg_clone (slots[p].state[k]));
          fine &= slots[p].state[k] != NULL;
        }
  return fine;
}

static void
drop_states (const RgSlot *slots, guint n)
{
  for (guint p = 0; p < n; p++)
    for (int k = 0; k < RG_OPTIM_STATES; k++)
      rg_tensor_unref (slots[p].state[k]);
}

bool
rg_optim_load (RgOptim *optim, const RgTensorMap *map, const char *prefix, GError **error)
{
  if (optim == NULL || map == NULL)
    {
      g_set_error_literal (error, RG_ERROR, RG_ERROR_ARGUMENT,
                           "rg_optim_load needs an optimiser and a map");
      return false;
    }
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RG_NO_GRAD;
  const char *before = prefix ? prefix : "";
  const guint n_groups = optim->groups->len, n_slots = optim->slots->len;
  g_autofree RgGroup *groups = g_memdup2 (optim->groups->data, n_groups * sizeof (RgGroup));
  g_autofree RgSlot *slots = g_memdup2 (optim->slots->data, n_slots * sizeof (RgSlot));
  for (guint g = 0; g < n_groups; g++)
    if (!load_group (optim, g, map, before, &groups[g], error))
      return false;
  for (guint p = 0; p < n_slots; p++)
    if (!load_slot (optim, p, map, before, &slots[p], error))
      return false;
  if (rg_optim_find (map, before, "group.%u.%s", n_groups, optim->kind->options[0].name)
      || rg_optim_find (map, before, "state.%u.step", n_slots))
    {
      g_set_error (error, RG_ERROR, RG_ERROR_FORMAT,
                   "state of %s: it is of more groups or parameters than the optimiser's %u and %u",
                   optim->kind->name, n_groups, n_slots);
      return false;
    }
  if (!copy_states (slots, n_slots)
      || (optim->kind->load && !optim->kind->load (optim, map, before, error)))
    {
      drop_states (slots, n_slots);
      if (error && *error == NULL)
        rg_scope_check (scope, error);
      return false;
    }
  drop_states ((const RgSlot *) (const void *) optim->slots->data, n_slots);
  memcpy (optim->slots->data, slots, n_slots * sizeof (RgSlot));
  memcpy (optim->groups->data, groups, n_groups * sizeof (RgGroup));
  return true;
}
