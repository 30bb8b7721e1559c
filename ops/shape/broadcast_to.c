/* broadcast_to.c: repeated to larger sizes, as a view.
 *
 *     out = expand (input, size)
 *     d input = d out, summed over what was repeated
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

static bool
broadcast_to_forward (RgCall *call)
{
  const RgBroadcastToAttrs *a = call->attrs;
  return rg_call_return (call, 0, rg_expand (call->inputs[0], a->size));
}

/* --- tables --- */

static const RgInput broadcast_to_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgBroadcastToAttrs broadcast_to_init = RG_BROADCAST_TO_ATTRS_INIT;
static const RgAttr broadcast_to_attrs[] = {
  RG_ATTR (RgBroadcastToAttrs, size, INTS, NULL, .doc = "the new sizes; -1 keeps one"),
  { .name = NULL },
};

static const RgSample broadcast_to_samples[] = {
  { "3x1", "size=3,4", NULL, 0 },
  { "4", "size=2,3,4", "leading dimensions", 0 },
  { ".", "size=2", "zero-dimensional", 0 },
  { "3", "size=4", "a size that is not 1", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp broadcast_to = {
  SHAPE_OP (broadcast_to, COMPOSITE),
  .summary = "Repeats sizes of 1 to larger ones; a view.",
  .formula = "out = expand (input, size)",
  .gradient = "d input = d out, summed over what was repeated",
  .n_outputs = 1,
  RG_ATTRIBUTES (broadcast_to, RgBroadcastToAttrs),
  .uses = RG_USES ("expand"),
};

RG_MODULE (broadcast_to, &broadcast_to)
