/* rg-schedule.h: learning rates that change from step to step.
 *
 * The formulas, names and defaults are those of torch.optim.lr_scheduler, in
 * closed form: a rate depends on the first rate and on the number of the step
 * alone (but for `plateau`, which follows a measure).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_SCHEDULE_H
#define RG_SCHEDULE_H

#include "rg-optim.h"

G_BEGIN_DECLS

/**
 * RgSchedule:
 *
 * A schedule, and how far it is.
 */
typedef struct _RgSchedule RgSchedule;

/**
 * rg_schedule_new:
 * @text: which schedule, and its options; see below
 * @optim: (nullable): the optimiser whose learning rates it sets; it must
 * outlive the schedule. %NULL: rg_schedule_value() only
 * @error: return location for an error
 *
 * A name, then `key=value` pairs, separated by spaces. An option without a
 * default must be given.
 *
 * - `constant`: the first rate, always
 * - `constant_factor`: factor=1/3 total_iters=5 (torch's ConstantLR)
 * - `step`: step_size gamma=0.1
 * - `multistep`: milestones gamma=0.1
 * - `exponential`: gamma
 * - `linear`: start_factor=1/3 end_factor=1 total_iters=5
 * - `polynomial`: total_iters=5 power=1
 * - `cosine`: T_max eta_min=0
 * - `cosine_restarts`: T_0 T_mult=1 eta_min=0
 * - `one_cycle`: max_lr total_steps pct_start=0.3 div_factor=25
 *   final_div_factor=1e4 cycle_momentum=true base_momentum=0.85
 *   max_momentum=0.95 linear=false three_phase=false
 * - `plateau`: max=false factor=0.1 patience=10 threshold=1e-4 absolute=false
 *   cooldown=0 min_lr=0 eps=1e-8
 *
 * PyTorch's own names (`StepLR`, `CosineAnnealingLR`) stand for the same.
 * Several follow one another when `; STEP:` comes between them, as in
 * `linear start_factor=0.1 total_iters=5; 5: cosine T_max=95`: each counts from
 * the step at which it begins.
 *
 * The learning rates that @optim has now are the first ones; step 0 is set at
 * once.
 *
 * Returns: (transfer full) (nullable): a schedule
 */
RG_API RgSchedule *rg_schedule_new (const char *text, RgOptim *optim, GError **error);
RG_API void rg_schedule_free (RgSchedule *schedule);

/** rg_schedule_names: (skip): (transfer none) (array zero-terminated=1): what rg_schedule_new() knows. */
RG_API const char *const *rg_schedule_names (void);

/**
 * rg_schedule_step:
 * @schedule: a schedule with an optimiser
 * @error: return location for an error
 *
 * Goes on to the next step, and sets its learning rates.
 *
 * Returns: false if the schedule has come to its end (`one_cycle`), or needs a
 * measure (`plateau`)
 */
RG_API bool rg_schedule_step (RgSchedule *schedule, GError **error);

/** rg_schedule_step_measure: (skip): the same with a measure such as the validation loss, for `plateau`; others ignore it. */
RG_API bool rg_schedule_step_measure (RgSchedule *schedule, double measure, GError **error);

/** rg_schedule_wants_measure: (skip): whether rg_schedule_step_measure() must be used. */
RG_API bool rg_schedule_wants_measure (const RgSchedule *schedule);

/** rg_schedule_count: (skip): the number of the step whose learning rates are set; the first is 0. */
RG_API int64_t rg_schedule_count (const RgSchedule *schedule);

/** rg_schedule_value: (skip): the learning rate at step @count of a schedule that begins with @base; NaN for `plateau`. */
RG_API double rg_schedule_value (const RgSchedule *schedule, double base, int64_t count);

/**
 * rg_schedule_save:
 * @schedule: a schedule
 * @map: where to
 * @prefix: what each name begins with
 * @error: return location for an error
 *
 * Adds `count`, `base_lrs` and what `plateau` remembers. The learning rates of
 * now are the optimiser's.
 */
RG_API bool rg_schedule_save (const RgSchedule *schedule, RgTensorMap *map, const char *prefix,
                              GError **error);

/** rg_schedule_load: (skip): takes over what rg_schedule_save() added to @map; changes no learning rate. */
RG_API bool rg_schedule_load (RgSchedule *schedule, const RgTensorMap *map, const char *prefix,
                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSchedule, rg_schedule_free)

G_END_DECLS

#endif
