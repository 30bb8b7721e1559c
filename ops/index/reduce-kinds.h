/* reduce-kinds.h: the ways in which scatter_reduce joins elements.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef REDUCE_KINDS_H
#define REDUCE_KINDS_H

#include "../shape/padding.h"
#include "along-dim.h"
#include <math.h>

typedef enum
{
  REDUCE_SUM,
  REDUCE_PROD,
  REDUCE_MEAN,
  REDUCE_AMAX,
  REDUCE_AMIN
} Reduce;

static const struct
{
  const char *name;
  WalkKind kind;
  double nothing; /* the result of no elements */
} reduces[] = {
  [REDUCE_SUM] = { "sum", WALK_ADD, 0 },
  [REDUCE_PROD] = { "prod", WALK_MUL, 1 },
  [REDUCE_MEAN] = { "mean", WALK_ADD, 0 },
  [REDUCE_AMAX] = { "amax", WALK_MAX, -HUGE_VAL },
  [REDUCE_AMIN] = { "amin", WALK_MIN, HUGE_VAL },
};

static inline Reduce
reduce_of (const char *name)
{
  int r = 0;
  while (strcmp (reduces[r].name, name) != 0)
    r++;
  return (Reduce) r;
}

/* Infinity, or the last number of an integer type. */
static inline double
nothing_of (Reduce reduce, RgDType dtype)
{
  double nothing = reduces[reduce].nothing, sign = nothing < 0 ? -1 : 1;
  if (rg_dtype_is_floating (dtype) || nothing == 0 || nothing == 1)
    return nothing;
  if (dtype == RG_U8 || dtype == RG_BOOL)
    return nothing < 0 ? 0 : dtype == RG_U8 ? 255 : 1;
  return sign * (dtype == RG_I32 ? 2147483647.0 : 9223372036854774784.0);
}

/* out /= how many were joined; integers round down. */
static inline bool
divide_by_counts (RgCall *call, const Walk *sums, RgTensor *out, bool include_self)
{
  RgTensor *counts = rg_full (RG_F64, rg_tensor_shape (out), include_self);
  double one = 1, *n = rg_tensor_data (counts);
  Walk w = *sums;
  if (counts == NULL)
    return false;
  w.dtype = RG_F64;
  w.table = n;
  w.list = &one;
  w.lm = w.lj = 0;
  memset (w.ls, 0, sizeof w.ls);
  if (!walk_run (call, &w, WALK_ADD))
    return false;
  void *data = rg_tensor_data (out);
  for (int64_t k = 0, numel = rg_tensor_numel (out); k < numel; k++)
    {
      double by = MAX (n[k], 1);
      switch (rg_tensor_dtype (out))
        {
        case RG_F32:
          ((float *) data)[k] /= (float) by;
          break;
        case RG_F64:
          ((double *) data)[k] /= by;
          break;
        case RG_I64:
          ((int64_t *) data)[k] = (int64_t) floor ((double) ((int64_t *) data)[k] / by);
          break;
        case RG_I32:
          ((int32_t *) data)[k] = (int32_t) floor (((int32_t *) data)[k] / by);
          break;
        default:
          ((uint8_t *) data)[k] = (uint8_t) (((uint8_t *) data)[k] / by);
        }
    }
  return true;
}

#endif
