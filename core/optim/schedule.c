/* schedule.c: a schedule and its optimiser.
 *
 * Order: making; rates; plateau; the public functions; checkpoints.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "optim-private.h"
#include "schedule-private.h"

/* --- making --- */

static void
clear_part (void *part)
{
  g_clear_pointer (&((RgSchedulePart *) part)->milestones, g_array_unref);
}

void
rg_schedule_free (RgSchedule *s)
{
  if (s == NULL)
    return;
  g_array_unref (s->parts);
  g_array_unref (s->bases);
  g_free (s);
}

const char *const *
rg_schedule_names (void)
{
  static const char **names;
  static gsize done;
  if (g_once_init_enter (&done))
    {
      names = g_new0 (const char *, rg_schedule_n_kinds + 1);
      for (size_t i = 0; i < rg_schedule_n_kinds; i++)
        names[i] = rg_schedule_kinds[i].name;
      g_once_init_leave (&done, 1);
    }
  return names;
}

/* --- rates --- */

static const RgSchedulePart *
part_at (const RgSchedule *s, int64_t count)
{
  guint i = s->parts->len - 1;
  while (i > 0 && g_array_index (s->parts, RgSchedulePart, i).begin > count)
    i--;
  return &g_array_index (s->parts, RgSchedulePart, i);
}

double
rg_schedule_value (const RgSchedule *s, double base, int64_t count)
{
  const RgSchedulePart *part = s ? part_at (s, count) : NULL;
  return part && part->kind->value ? part->kind->value (part, base, (double) (count - part->begin))
                                   : (double) NAN;
}

/* The option that a cycle of momentum moves: NULL if there is none. */
static const char *
momentum_of (const RgOptim *optim)
{
  static const char *const names[] = { "momentum", "beta1" };
  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    if (!isnan (rg_optim_get (optim, 0, names[i])))
      return names[i];
  return NULL;
}

static bool
cycles_momentum (const RgSchedulePart *part)
{
  return part->kind->momentum && part->option[RG_SCHEDULE_CYCLES_MOMENTUM] != 0;
}

static bool
set_rates (RgSchedule *s, int64_t count, GError **error)
{
  const RgSchedulePart *part = part_at (s, count);
  const double t = (double) (count - part->begin);
  if (part->kind->last && t > part->kind->last (part->option))
    {
      g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT,
                   "schedule: step %" G_GINT64_FORMAT " of %s, which has %g steps", count,
                   part->kind->name, part->kind->last (part->option));
      return false;
    }
  for (guint g = 0; g < s->bases->len; g++)
    if (!rg_optim_set_lr (s->optim, g,
                          part->kind->value (part, g_array_index (s->bases, double, g), t), error))
      return false;
  return !cycles_momentum (part)
         || rg_optim_set (s->optim, RG_ALL_GROUPS, momentum_of (s->optim),
                          part->kind->momentum (part->option, t), error);
}

RgSchedule *
rg_schedule_new (const char *text, RgOptim *optim, GError **error)
{
  g_autoptr (RgSchedule) s = g_new0 (RgSchedule, 1);
  s->optim = optim;
  s->parts = g_array_new (false, true, sizeof (RgSchedulePart));
  g_array_set_clear_func (s->parts, clear_part);
  s->bases = g_array_new (false, true, sizeof (double));
  if (!rg_schedule_parse (text ? text : "", s->parts, error))
    return NULL;
  for (size_t g = 0; g < rg_optim_n_groups (optim); g++)
    {
      const double lr = rg_optim_get_lr (optim, g);
      g_array_append_val (s->bases, lr);
    }
  for (guint i = 0; optim && i < s->parts->len; i++)
    if (cycles_momentum (&g_array_index (s->parts, RgSchedulePart, i)) && !momentum_of (optim))
      {
        g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT,
                     "schedule: %s has no momentum to cycle; say cycle_momentum=false",
                     rg_optim_name (optim));
        return NULL;
      }
  const RgSchedulePart *first = part_at (s, 0);
  const bool up = !first->kind->value && first->option[RG_PLATEAU_MAX] != 0;
  s->plateau.best = up ? -(double) INFINITY : (double) INFINITY;
  if (optim && first->kind->value && !set_rates (s, 0, error))
    return NULL;
  return g_steal_pointer (&s);
}

/* --- plateau --- */

static bool
is_better (const double *o, double measure, double best)
{
  const double threshold = o[RG_PLATEAU_THRESHOLD];
  const bool up = o[RG_PLATEAU_MAX] != 0;
  if (o[RG_PLATEAU_ABSOLUTE] != 0)
    return up ? measure > best + threshold : measure < best - threshold;
  return up ? measure > best * (1 + threshold) : measure < best * (1 - threshold);
}

static bool
plateau_step (RgSchedule *s, double measure, GError **error)
{
  const double *o = part_at (s, 0)->option;
  RgPlateau *p = &s->plateau;
  s->count++;
  if (is_better (o, measure, p->best))
    {
      p->best = measure;
      p->n_bad = 0;
    }
  else
    p->n_bad++;
  if (p->n_cool > 0)
    {
      p->n_cool--;
      p->n_bad = 0;
    }
  if ((double) p->n_bad <= o[RG_PLATEAU_PATIENCE])
    return true;
  p->n_cool = (int64_t) o[RG_PLATEAU_COOLDOWN];
  p->n_bad = 0;
  for (size_t g = 0; g < rg_optim_n_groups (s->optim); g++)
    {
      const double lr = rg_optim_get_lr (s->optim, g);
      const double lower = MAX (lr * o[RG_PLATEAU_FACTOR], o[RG_PLATEAU_MIN_LR]);
      if (lr - lower > o[RG_PLATEAU_EPS] && !rg_optim_set_lr (s->optim, g, lower, error))
        return false;
    }
  return true;
}

/* --- the public functions --- */

bool
rg_schedule_wants_measure (const RgSchedule *s)
{
  return s && part_at (s, 0)->kind->value == NULL;
}

bool
rg_schedule_step_measure (RgSchedule *s, double measure, GError **error)
{
  if (s == NULL || s->optim == NULL)
    {
      g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "schedule: %s",
                   s ? "it has no optimiser" : "there is none (NULL)");
      return false;
    }
  if (rg_schedule_wants_measure (s))
    return plateau_step (s, measure, error);
  if (!set_rates (s, s->count + 1, error))
    return false;
  s->count++;
  return true;
}

bool
rg_schedule_step (RgSchedule *s, GError **error)
{
  if (rg_schedule_wants_measure (s))
    {
      g_set_error_literal (error, RG_ERROR, RG_ERROR_ARGUMENT,
                           "schedule: plateau needs a measure: use rg_schedule_step_measure");
      return false;
    }
  return rg_schedule_step_measure (s, 0, error);
}

int64_t
rg_schedule_count (const RgSchedule *s)
{
  return s ? s->count : 0;
}

/* --- checkpoints --- */

static bool
put (RgTensorMap *map, const char *prefix, const char *name, RgTensor *tensor)
{
  g_autofree char *full = g_strconcat (prefix, name, NULL);
  return rg_tensor_map_add (map, full, tensor);
}

bool
rg_schedule_save (const RgSchedule *s, RgTensorMap *map, const char *prefix, GError **error)
{
  if (s == NULL || map == NULL)
    {
      g_set_error_literal (error, RG_ERROR, RG_ERROR_ARGUMENT,
                           "rg_schedule_save needs a schedule and a map");
      return false;
    }
  g_autoptr (RgScope) scope = rg_scope_begin ();
  const int64_t counts[3] = { s->count, s->plateau.n_bad, s->plateau.n_cool };
  return (put (map, prefix, "count", rg_from_data (RG_I64, RG_SHAPE (3), counts))
          && put (map, prefix, "best", rg_scalar (RG_F64, s->plateau.best))
          && put (map, prefix, "base_lrs",
                  rg_from_data (RG_F64, RG_SHAPE ((int64_t) s->bases->len), s->bases->data)))
         || rg_scope_check (scope, error);
}

bool
rg_schedule_load (RgSchedule *s, const RgTensorMap *map, const char *prefix, GError **error)
{
  if (s == NULL || map == NULL)
    {
      g_set_error_literal (error, RG_ERROR, RG_ERROR_ARGUMENT,
                           "rg_schedule_load needs a schedule and a map");
      return false;
    }
  G_GNUC_UNUSED g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *count = rg_contiguous (rg_optim_find (map, prefix, "count"));
  RgTensor *best = rg_optim_find (map, prefix, "best");
  RgTensor *bases = rg_contiguous (rg_optim_find (map, prefix, "base_lrs"));
  if (!count || rg_tensor_dtype (count) != RG_I64 || rg_tensor_numel (count) != 3 || !best
      || rg_tensor_dtype (best) != RG_F64 || rg_tensor_numel (best) != 1 || !bases
      || rg_tensor_dtype (bases) != RG_F64 || rg_tensor_numel (bases) != (int64_t) s->bases->len)
    {
      g_set_error (error, RG_ERROR, RG_ERROR_FORMAT,
                   "state of a schedule: %scount, %sbest or %sbase_lrs is missing or of another "
                   "kind",
                   prefix, prefix, prefix);
      return false;
    }
  const int64_t *counts = rg_tensor_data (count);
  if (counts[0] < 0 || counts[1] < 0 || counts[2] < 0)
    {
      g_set_error (error, RG_ERROR, RG_ERROR_FORMAT, "state of a schedule: %scount is negative",
                   prefix);
      return false;
    }
  s->count = counts[0];
  s->plateau = (RgPlateau){ *(const double *) rg_tensor_data (best), counts[1], counts[2] };
  memcpy (s->bases->data, rg_tensor_data (bases), s->bases->len * sizeof (double));
  return true;
}
