/* schedule-private.h: what a schedule is made of.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_SCHEDULE_PRIVATE_H
#define RG_SCHEDULE_PRIVATE_H

#include "rg-schedule.h"
#include <math.h>

#define RG_SCHEDULE_OPTIONS 10

typedef struct
{
  const char *name;
  double def; /* NaN: must be given */
  bool positive; /* a whole number, at least 1 */
} RgScheduleOption;

/* One of those that follow one another. */
typedef struct _RgSchedulePart RgSchedulePart;

typedef struct
{
  const char *name;
  const char *torch_name;
  RgScheduleOption options[RG_SCHEDULE_OPTIONS]; /* ends with a NULL name */
  /* OPTIONAL: NULL, or what is wrong with the options together. */
  const char *(*check) (const double *o);
  /* The rate at step t >= 0; NULL for plateau. */
  double (*value) (const RgSchedulePart *part, double base, double t);
  /* OPTIONAL: what momentum is at step t. */
  double (*momentum) (const double *o, double t);
  /* OPTIONAL: the last step there is. */
  double (*last) (const double *o);
} RgScheduleKind;

struct _RgSchedulePart
{
  const RgScheduleKind *kind;
  int64_t begin; /* the step at which it takes over */
  double option[RG_SCHEDULE_OPTIONS];
  GArray *milestones; /* of int64_t, sorted, of multistep; else NULL */
};

/* What plateau remembers. */
typedef struct
{
  double best;
  int64_t n_bad;
  int64_t n_cool; /* steps of cooldown that are left */
} RgPlateau;

struct _RgSchedule
{
  RgOptim *optim;
  GArray *parts; /* of RgSchedulePart */
  GArray *bases; /* of double, one for each group */
  int64_t count;
  RgPlateau plateau;
};

/* The options of plateau, in the order of its table. */
enum
{
  RG_PLATEAU_MAX,
  RG_PLATEAU_FACTOR,
  RG_PLATEAU_PATIENCE,
  RG_PLATEAU_THRESHOLD,
  RG_PLATEAU_ABSOLUTE,
  RG_PLATEAU_COOLDOWN,
  RG_PLATEAU_MIN_LR,
  RG_PLATEAU_EPS
};

/* schedule-kinds.c */
extern const RgScheduleKind rg_schedule_kinds[];
extern const size_t rg_schedule_n_kinds;
#define RG_SCHEDULE_CYCLES_MOMENTUM 5 /* the option of one_cycle */

/* schedule-text.c */
bool rg_schedule_parse (const char *text, GArray *parts, GError **error);

#endif
