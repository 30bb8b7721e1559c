/* trapezoid.c: the integral of values along a dimension, by the trapezoid rule.
 *
 *     out = sum over k of (y[k] + y[k + 1]) / 2 * (x[k + 1] - x[k])
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "trapezoid.h"

/* --- forward, in other operators --- */

static bool
trapezoid_forward (RgCall *call)
{
  const RgTrapezoidAttrs *a = call->attrs;
  RgTensor *sum = trapezoid_sum (call, a->dx, a->dim);
  return sum && rg_call_return (call, 0, sum);
}

/* --- tables --- */

static const RgInput trapezoid_inputs[] = {
  { "y", "the values", 0 },
  { "x", "the places where they stand", RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgTrapezoidAttrs trapezoid_init = RG_TRAPEZOID_ATTRS_INIT;
static const RgAttr trapezoid_attrs[] = {
  TRAPEZOID_ATTRS (RgTrapezoidAttrs),
  { .name = NULL },
};

static const RgSample trapezoid_samples[] = {
  TRAPEZOID_SAMPLES,
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp trapezoid = {
  .struct_size = sizeof (RgOp),
  .name = "trapezoid",
  .summary = "The integral of values along a dimension, by the trapezoid rule.",
  .formula = "out = sum over k of (y[k] + y[k + 1]) / 2 * (x[k + 1] - x[k])",
  .gradient = "that of the sum",
  .category = "reduce",
  .kind = RG_KIND_COMPOSITE,
  .inputs = trapezoid_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (trapezoid, RgTrapezoidAttrs),
  .forward = trapezoid_forward,
  .samples = trapezoid_samples,
  .uses = RG_USES (TRAPEZOID_USES),
};

RG_MODULE (trapezoid, &trapezoid)
