/* fliplr.c: the columns of a matrix in reverse.
 *
 *     out = flip (input, 1)
 *     d input = fliplr (d out)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

static bool
fliplr_forward (RgCall *call)
{
  if (rg_tensor_ndim (call->inputs[0]) < 2)
    return rg_call_fail (call, RG_ERROR_SHAPE, "takes at least 2 dimensions");
  return rg_call_return (call, 0, rg_flip (call->inputs[0], RG_DIMS (1)));
}

/* --- tables --- */

static const RgInput fliplr_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample fliplr_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { "2x3x2", NULL, NULL, 0 },
  { "0x3", NULL, "no elements", 0 },
  { "3", NULL, "too few dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp fliplr = {
  SHAPE_OP (fliplr, COMPOSITE),
  .summary = "Reverses the second dimension.",
  .formula = "out = flip (input, 1)",
  .gradient = "d input = fliplr (d out)",
  .n_outputs = 1,
  .uses = RG_USES ("flip"),
};

RG_MODULE (fliplr, &fliplr)
