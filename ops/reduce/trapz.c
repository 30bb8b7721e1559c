/* trapz.c: another name for trapezoid.
 *
 *     out = trapezoid (y, x)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "trapezoid.h"

/* --- forward, in other operators --- */

static bool
trapz_forward (RgCall *call)
{
  const RgTrapzAttrs *a = call->attrs;
  RgTrapezoidAttrs same = RG_TRAPEZOID_ATTRS_INIT;
  same.dx = a->dx;
  same.dim = a->dim;
  return rg_call_return (call, 0, rg_trapezoid_with (call->inputs[0], call->n_inputs > 1 ? call->inputs[1] : NULL,
                                                     &same));
}

/* --- tables --- */

static const RgInput trapz_inputs[] = {
  { "y", "the values", 0 },
  { "x", "the places where they stand", RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgTrapzAttrs trapz_init = RG_TRAPZ_ATTRS_INIT;
static const RgAttr trapz_attrs[] = {
  TRAPEZOID_ATTRS (RgTrapzAttrs),
  { .name = NULL },
};

static const RgSample trapz_samples[] = {
  TRAPEZOID_SAMPLES,
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp trapz = {
  .struct_size = sizeof (RgOp),
  .name = "trapz",
  .summary = "The integral of values along a dimension, by the trapezoid rule.",
  .formula = "out = trapezoid(y, x)",
  .gradient = "as trapezoid",
  .category = "reduce",
  .kind = RG_KIND_COMPOSITE,
  .inputs = trapz_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (trapz, RgTrapzAttrs),
  .forward = trapz_forward,
  .samples = trapz_samples,
  .uses = RG_USES ("trapezoid"),
};

RG_MODULE (trapz, &trapz)
