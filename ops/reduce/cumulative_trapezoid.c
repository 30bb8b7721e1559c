/* cumulative_trapezoid.c: the running integral of values along a dimension.
 *
 *     out[k] = (y[0] + y[1]) / 2 * (x[1] - x[0]) + .. up to y[k + 1]
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "trapezoid.h"

/* --- forward, in other operators --- */

static bool
cumulative_trapezoid_forward (RgCall *call)
{
  const RgCumulativeTrapezoidAttrs *a = call->attrs;
  RgTensor *areas = trapezoid_areas (call, a->dx, a->dim);
  return areas && rg_call_return (call, 0, rg_cumsum (areas, a->dim));
}

/* --- tables --- */

static const RgInput cumulative_trapezoid_inputs[] = {
  { "y", "the values", 0 },
  { "x", "the places where they stand", RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgCumulativeTrapezoidAttrs cumulative_trapezoid_init = RG_CUMULATIVE_TRAPEZOID_ATTRS_INIT;
static const RgAttr cumulative_trapezoid_attrs[] = {
  TRAPEZOID_ATTRS (RgCumulativeTrapezoidAttrs),
  { .name = NULL },
};

static const RgSample cumulative_trapezoid_samples[] = {
  TRAPEZOID_SAMPLES,
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp cumulative_trapezoid = {
  .struct_size = sizeof (RgOp),
  .name = "cumulative_trapezoid",
  .summary = "The running integral of values along a dimension, by the trapezoid rule.",
  .formula = "out[k] = the integral of y from 0 to k + 1",
  .gradient = "that of the running sum",
  .category = "reduce",
  .kind = RG_KIND_COMPOSITE,
  .inputs = cumulative_trapezoid_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (cumulative_trapezoid, RgCumulativeTrapezoidAttrs),
  .forward = cumulative_trapezoid_forward,
  .samples = cumulative_trapezoid_samples,
  .uses = RG_USES ("cumsum", TRAPEZOID_USES),
};

RG_MODULE (cumulative_trapezoid, &cumulative_trapezoid)
