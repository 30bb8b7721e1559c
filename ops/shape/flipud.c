/* flipud.c: the rows of a matrix in reverse.
 *
 *     out = flip (input, 0)
 *     d input = flipud (d out)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

static bool
flipud_forward (RgCall *call)
{
  if (rg_tensor_ndim (call->inputs[0]) < 1)
    return rg_call_fail (call, RG_ERROR_SHAPE, "takes at least 1 dimension");
  return rg_call_return (call, 0, rg_flip (call->inputs[0], RG_DIMS (0)));
}

/* --- tables --- */

static const RgInput flipud_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample flipud_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { "2x3x2", NULL, NULL, 0 },
  { "0x3", NULL, "no elements", 0 },
  { ".", NULL, "too few dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp flipud = {
  SHAPE_OP (flipud, COMPOSITE),
  .summary = "Reverses the first dimension.",
  .formula = "out = flip (input, 0)",
  .gradient = "d input = flipud (d out)",
  .n_outputs = 1,
  .uses = RG_USES ("flip"),
};

RG_MODULE (flipud, &flipud)
