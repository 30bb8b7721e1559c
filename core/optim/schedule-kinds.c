/* schedule-kinds.c: the formulas of learning-rate schedules.
 *
 * t is the number of the step, the first being 0; b the first learning rate.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "optim-math-private.h"
#include "schedule-private.h"

#define NEEDED ((double) NAN)

/* --- formulas --- */

static double
same_value (const RgSchedulePart *p, double b, double t)
{
  (void) p;
  (void) t;
  return b;
}

/* b factor until total_iters, then b */
static double
constant_value (const RgSchedulePart *p, double b, double t)
{
  return t < p->option[1] ? b * p->option[0] : b;
}

/* b gamma^(t / step_size), rounded down */
static double
step_value (const RgSchedulePart *p, double b, double t)
{
  return b * rg_power (p->option[1], floor (t / p->option[0]));
}

/* b gamma^(how many milestones t has reached) */
static double
multistep_value (const RgSchedulePart *p, double b, double t)
{
  guint n = 0;
  while (n < p->milestones->len && (double) g_array_index (p->milestones, int64_t, n) <= t)
    n++;
  return b * rg_power (p->option[0], n);
}

/* b gamma^t */
static double
exponential_value (const RgSchedulePart *p, double b, double t)
{
  return b * rg_power (p->option[0], t);
}

/* b (start + (end - start) t / total), at most the end */
static double
linear_value (const RgSchedulePart *p, double b, double t)
{
  const double *o = p->option;
  return b * (o[0] + (o[1] - o[0]) * MIN (t, o[2]) / o[2]);
}

/* b (1 - t / total)^power */
static double
polynomial_value (const RgSchedulePart *p, double b, double t)
{
  const double *o = p->option;
  return t >= o[0] ? 0 : b * rg_power (1 - t / o[0], o[1]);
}

/* from `high` at 0 to `low` at 1, as half a cosine */
static double
half_cosine (double high, double low, double at)
{
  return low + (high - low) * (1 + rg_cosine (G_PI * at)) / 2;
}

static double
cosine_value (const RgSchedulePart *p, double b, double t)
{
  return half_cosine (b, p->option[1], t / p->option[0]);
}

/* I. Loshchilov, F. Hutter, "SGDR" (2017): periods T_0, T_0 T_mult, ... */
static double
restarts_value (const RgSchedulePart *p, double b, double t)
{
  const double *o = p->option;
  double period = o[0];
  if (o[1] == 1)
    t = fmod (t, period);
  else
    for (; t >= period; period *= o[1])
      t -= period;
  return half_cosine (b, o[2], t / period);
}

/* L. N. Smith, N. Topin, "Super-convergence" (2018): up to `most` until pct_start
 * of all steps, then down to `last`; with three phases first back to `first`. */
static double
one_cycle (const double *o, double t, double first, double most, double last)
{
  const double total = o[1] - 1, top = o[2] * o[1] - 1;
  const bool three = o[9] != 0;
  const double ends[3] = { top, three ? 2 * o[2] * o[1] - 2 : total, total };
  const double values[4] = { first, most, three ? first : last, last };
  const int n = three ? 3 : 2;
  double begin = 0;
  for (int i = 0; i < n; i++)
    {
      if (t <= ends[i] || i == n - 1)
        {
          const double at = (t - begin) / (ends[i] - begin);
          return o[8] != 0 ? values[i] + (values[i + 1] - values[i]) * at
                           : half_cosine (values[i], values[i + 1], at);
        }
      begin = ends[i];
    }
  return last;
}

static double
one_cycle_value (const RgSchedulePart *p, double b, double t)
{
  const double *o = p->option, first = o[0] / o[3];
  (void) b;
  return one_cycle (o, t, first, o[0], first / o[4]);
}

static double
one_cycle_momentum (const double *o, double t)
{
  return one_cycle (o, t, o[7], o[6], o[7]);
}

static double
one_cycle_last (const double *o)
{
  return o[1];
}

/* --- what options ask of each other --- */

static const char *
linear_check (const double *o)
{
  return o[0] > 0 && o[0] <= 1 && o[1] >= 0 && o[1] <= 1
             ? NULL
             : "start_factor must be above 0, end_factor at least 0, and both at most 1";
}

static const char *
restarts_check (const double *o)
{
  return o[1] == floor (o[1]) ? NULL : "T_mult must be a whole number";
}

static const char *
one_cycle_check (const double *o)
{
  if (!(o[0] > 0) || !(o[3] > 0) || !(o[4] > 0))
    return "max_lr, div_factor and final_div_factor must be above 0";
  return o[2] >= 0 && o[2] <= 1 ? NULL : "pct_start must be from 0 to 1";
}

static const char *
plateau_check (const double *o)
{
  const bool fine = o[RG_PLATEAU_FACTOR] >= 0 && o[RG_PLATEAU_FACTOR] < 1;
  return fine ? NULL : "factor must be at least 0 and below 1";
}

/* --- the table --- */

const RgScheduleKind rg_schedule_kinds[] = {
  { .name = "constant", .torch_name = "constant", .value = same_value },
  { .name = "constant_factor", .torch_name = "ConstantLR",
    .options = { { "factor", 1.0 / 3, false }, { "total_iters", 5, false } },
    .value = constant_value },
  { .name = "step", .torch_name = "StepLR",
    .options = { { "step_size", NEEDED, true }, { "gamma", 0.1, false } },
    .value = step_value },
  { .name = "multistep", .torch_name = "MultiStepLR",
    .options = { { "gamma", 0.1, false } },
    .value = multistep_value },
  { .name = "exponential", .torch_name = "ExponentialLR",
    .options = { { "gamma", NEEDED, false } },
    .value = exponential_value },
  { .name = "linear", .torch_name = "LinearLR",
    .options = { { "start_factor", 1.0 / 3, false }, { "end_factor", 1, false },
                 { "total_iters", 5, true } },
    .check = linear_check, .value = linear_value },
  { .name = "polynomial", .torch_name = "PolynomialLR",
    .options = { { "total_iters", 5, true }, { "power", 1, false } },
    .value = polynomial_value },
  { .name = "cosine", .torch_name = "CosineAnnealingLR",
    .options = { { "T_max", NEEDED, true }, { "eta_min", 0, false } },
    .value = cosine_value },
  { .name = "cosine_restarts", .torch_name = "CosineAnnealingWarmRestarts",
    .options = { { "T_0", NEEDED, true }, { "T_mult", 1, true }, { "eta_min", 0, false } },
    .check = restarts_check, .value = restarts_value },
  { .name = "one_cycle", .torch_name = "OneCycleLR",
    .options = { { "max_lr", NEEDED, false }, { "total_steps", NEEDED, true },
                 { "pct_start", 0.3, false }, { "div_factor", 25, false },
                 { "final_div_factor", 1e4, false }, { "cycle_momentum", 1, false },
                 { "base_momentum", 0.85, false }, { "max_momentum", 0.95, false },
                 { "linear", 0, false }, { "three_phase", 0, false } },
    .check = one_cycle_check, .value = one_cycle_value, .momentum = one_cycle_momentum,
    .last = one_cycle_last },
  { .name = "plateau", .torch_name = "ReduceLROnPlateau",
    .options = { { "max", 0, false }, { "factor", 0.1, false }, { "patience", 10, false },
                 { "threshold", 1e-4, false }, { "absolute", 0, false }, { "cooldown", 0, false },
                 { "min_lr", 0, false }, { "eps", 1e-8, false } },
    .check = plateau_check },
};
const size_t rg_schedule_n_kinds = G_N_ELEMENTS (rg_schedule_kinds);
