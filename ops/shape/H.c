/* H.c: the conjugate transpose of a matrix, as a view.
 *
 *     out[.., j, i] = input[.., i, j]
 *     d input = H (d out)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

static bool
H_forward (RgCall *call)
{
  int ndim = rg_tensor_ndim (call->inputs[0]);
  if (ndim == 0)
    return rg_call_return (call, 0, rg_view (call->inputs[0], RG_SHAPE ()));
  if (ndim != 2)
    return rg_call_fail (call, RG_ERROR_SHAPE, "takes exactly 2 dimensions");
  return rg_call_return (call, 0, rg_transpose (call->inputs[0], -2, -1));
}

/* --- tables --- */

static const RgInput H_inputs[] = {
  { "input", "a matrix", 0 },
  { NULL, NULL, 0 },
};

static const RgSample H_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { "2x3x4", NULL, "three dimensions", RG_SAMPLE_ERROR },
  { "0x3", NULL, "no elements", 0 },
  { ".", NULL, "zero-dimensional", 0 },
  { "3", NULL, "one dimension", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp H = {
  SHAPE_OP (H, COMPOSITE),
  .summary = "Transposes a matrix, conjugated if it were complex; a view.",
  .formula = "out[.., j, i] = input[.., i, j]",
  .gradient = "d input = H (d out)",
  .n_outputs = 1,
  .uses = RG_USES ("transpose", "view"),
};

RG_MODULE (H, &H)
