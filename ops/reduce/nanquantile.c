/* nanquantile.c: the quantiles of all, or along a dimension; nan is left out.
 *
 *     out = what stands at rank q (n - 1) of input in order
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "quantile.h"

/* --- forward, in other operators --- */

static bool
nanquantile_run (RgCall *call)
{
  const RgNanquantileAttrs *a = call->attrs;
  Quantile what = { a->has_q, a->has_dim, a->keepdim, true, a->q, a->dim, a->interpolation };
  return quantile_forward (call, &what);
}

/* --- tables --- */

static const RgInput nanquantile_inputs[] = {
  { "input", "the tensor", 0 },
  { "q", "which: numbers in 0 .. 1; their dimension comes first in the result", RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgNanquantileAttrs nanquantile_init = RG_NANQUANTILE_ATTRS_INIT;
static const RgAttr nanquantile_attrs[] = {
  QUANTILE_ATTRS (RgNanquantileAttrs),
  { .name = NULL },
};

static const RgSample nanquantile_samples[] = {
  QUANTILE_SAMPLES,
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp nanquantile = {
  .struct_size = sizeof (RgOp),
  .name = "nanquantile",
  .summary = "The quantiles of all, or along a dimension; nan is left out.",
  .formula = "out = what stands at rank q * (n - 1) of input in order",
  .gradient = "d input = d out at the elements on either side, by their shares",
  .category = "reduce",
  .kind = RG_KIND_COMPOSITE,
  .inputs = nanquantile_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (nanquantile, RgNanquantileAttrs),
  .forward = nanquantile_run,
  .samples = nanquantile_samples,
  .uses = RG_USES (QUANTILE_USES),
};

RG_MODULE (nanquantile, &nanquantile)
