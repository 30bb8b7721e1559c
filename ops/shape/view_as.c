/* view_as.c: a tensor with the sizes of another tensor, as a view.
 *
 *     out = view (input, sizes of other)
 *     d input = reshape (d out, sizes of input)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

static bool
view_as_forward (RgCall *call)
{
  return rg_call_return (call, 0, rg_view (call->inputs[0], input_sizes (call, 1)));
}

/* --- tables --- */

static const RgInput view_as_inputs[] = {
  { "input", "the tensor", 0 },
  { "other", "what has the sizes", RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};

static const RgSample view_as_samples[] = {
  { "3x4 3x2x2", NULL, NULL, 0 },
  { ". 1", NULL, "zero-dimensional", 0 },
  { "0x3 0x3", NULL, "no elements", 0 },
  { "3x4 5", NULL, "sizes that do not fit", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp view_as = {
  SHAPE_OP (view_as, COMPOSITE),
  .summary = "Gives a view with the sizes of another tensor.",
  .formula = "out = view (input, sizes of other)",
  .gradient = "d input = reshape (d out, sizes of input)",
  .n_outputs = 1,
  .uses = RG_USES ("view"),
};

RG_MODULE (view_as, &view_as)
