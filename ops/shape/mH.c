/* mH.c: the conjugate transposes of matrices, as a view.
 *
 *     out[.., j, i] = input[.., i, j]
 *     d input = mH (d out)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

static bool
mH_forward (RgCall *call)
{
  int ndim = rg_tensor_ndim (call->inputs[0]);
  if (ndim == 0)
    return rg_call_return (call, 0, rg_view (call->inputs[0], RG_SHAPE ()));
  if (ndim < 2)
    return rg_call_fail (call, RG_ERROR_SHAPE, "takes at least 2 dimensions");
  return rg_call_return (call, 0, rg_transpose (call->inputs[0], -2, -1));
}

/* --- tables --- */

static const RgInput mH_inputs[] = {
  { "input", "one or more matrices", 0 },
  { NULL, NULL, 0 },
};

static const RgSample mH_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { "2x3x4", NULL, NULL, 0 },
  { "0x3", NULL, "no elements", 0 },
  { ".", NULL, "zero-dimensional", 0 },
  { "3", NULL, "one dimension", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp mH = {
  SHAPE_OP (mH, COMPOSITE),
  .summary = "Transposes the matrices in the last two dimensions, conjugated if they were complex; a view.",
  .formula = "out[.., j, i] = input[.., i, j]",
  .gradient = "d input = mH (d out)",
  .n_outputs = 1,
  .uses = RG_USES ("transpose", "view"),
};

RG_MODULE (mH, &mH)
