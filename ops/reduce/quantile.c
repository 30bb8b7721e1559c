/* quantile.c: the quantiles of all, or along a dimension; a nan in a line makes its quantiles nan.
 *
 *     out = what stands at rank q (n - 1) of input in order
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "quantile.h"

/* --- forward, in other operators --- */

static bool
quantile_run (RgCall *call)
{
  const RgQuantileAttrs *a = call->attrs;
  Quantile what = { a->has_q, a->has_dim, a->keepdim, false, a->q, a->dim, a->interpolation };
  return quantile_forward (call, &what);
}

/* --- tables --- */

static const RgInput quantile_inputs[] = {
  { "input", "the tensor", 0 },
  { "q", "which: numbers in 0 .. 1; their dimension comes first in the result", RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgQuantileAttrs quantile_init = RG_QUANTILE_ATTRS_INIT;
static const RgAttr quantile_attrs[] = {
  QUANTILE_ATTRS (RgQuantileAttrs),
  { .name = NULL },
};

static const RgSample quantile_samples[] = {
  QUANTILE_SAMPLES,
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp quantile = {
  .struct_size = sizeof (RgOp),
  .name = "quantile",
  .summary = "The quantiles of all, or along a dimension; a nan in a line makes its quantiles nan.",
  .formula = "out = what stands at rank q * (n - 1) of input in order",
  .gradient = "d input = d out at the elements on either side, by their shares",
  .category = "reduce",
  .kind = RG_KIND_COMPOSITE,
  .inputs = quantile_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (quantile, RgQuantileAttrs),
  .forward = quantile_run,
  .samples = quantile_samples,
  .uses = RG_USES (QUANTILE_USES),
};

RG_MODULE (quantile, &quantile)
