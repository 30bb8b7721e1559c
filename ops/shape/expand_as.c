/* expand_as.c: a tensor repeated to the sizes of another tensor, as a view.
 *
 *     out = expand (input, sizes of other)
 *     d input = d out, summed over what was repeated
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

static bool
expand_as_forward (RgCall *call)
{
  return rg_call_return (call, 0, rg_expand (call->inputs[0], input_sizes (call, 1)));
}

/* --- tables --- */

static const RgInput expand_as_inputs[] = {
  { "input", "the tensor", 0 },
  { "other", "what has the sizes", RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};

static const RgSample expand_as_samples[] = {
  { "3x1 2x3x4", NULL, NULL, 0 },
  { ". 1x1", NULL, "zero-dimensional", 0 },
  { "0x3 0x3", NULL, "no elements", 0 },
  { "3 4", NULL, "sizes that do not fit", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp expand_as = {
  SHAPE_OP (expand_as, COMPOSITE),
  .summary = "Repeats sizes of 1 to the sizes of another tensor; a view.",
  .formula = "out = expand (input, sizes of other)",
  .gradient = "d input = d out, summed over what was repeated",
  .n_outputs = 1,
  .uses = RG_USES ("expand"),
};

RG_MODULE (expand_as, &expand_as)
