/* swapaxes.c: two dimensions exchanged, as a view: NumPy's name for transpose.
 *
 *     out = transpose (input, axis0, axis1)
 *     d input = transpose (d out, axis0, axis1)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

static bool
swapaxes_forward (RgCall *call)
{
  const RgSwapaxesAttrs *a = call->attrs;
  return rg_call_return (call, 0, rg_transpose (call->inputs[0], a->axis0, a->axis1));
}

/* --- tables --- */

static const RgInput swapaxes_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSwapaxesAttrs swapaxes_init = RG_SWAPAXES_ATTRS_INIT;
static const RgAttr swapaxes_attrs[] = {
  RG_ATTR (RgSwapaxesAttrs, axis0, INT, NULL, .doc = "one dimension"),
  RG_ATTR (RgSwapaxesAttrs, axis1, INT, NULL, .doc = "the other"),
  { .name = NULL },
};

static const RgSample swapaxes_samples[] = {
  { "2x3x4", "axis0=0 axis1=2", NULL, 0 },
  { ".", "axis0=0 axis1=-1", "zero-dimensional", 0 },
  { "2x3", "axis0=0 axis1=2", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp swapaxes = {
  SHAPE_OP (swapaxes, COMPOSITE),
  .summary = "Exchanges two dimensions; a view.",
  .formula = "out = transpose (input, axis0, axis1)",
  .gradient = "d input = transpose (d out, axis0, axis1)",
  .n_outputs = 1,
  RG_ATTRIBUTES (swapaxes, RgSwapaxesAttrs),
  .uses = RG_USES ("transpose"),
};

RG_MODULE (swapaxes, &swapaxes)
