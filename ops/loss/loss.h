/* loss.h: what losses share: the attribute `reduction`, and reducing by it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_OPS_LOSS_H
#define RG_OPS_LOSS_H

#include <retrograde-op.h>
#include <string.h>

#define LOSS_REDUCTION(Struct)                                                 \
  RG_ATTR (Struct, reduction, STRING, "mean", .choices = "none mean sum",      \
           .doc = "what becomes of the losses: `none` keeps them, `mean` and `sum` give one number")

static inline bool
loss_is (const char *reduction, const char *what)
{
  return strcmp (reduction, what) == 0;
}

/* The losses, their mean, or their sum. */
static inline RgTensor *
loss_reduce (RgTensor *losses, const char *reduction)
{
  return loss_is (reduction, "none") ? losses
         : loss_is (reduction, "sum") ? rg_sum (losses)
                                      : rg_mean (losses);
}

#endif
