/* T.c: all dimensions in reverse, as a view.
 *
 *     out[l, .., j, i] = input[i, j, .., l]
 *     d input = T (d out)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

static bool
T_forward (RgCall *call)
{
  int64_t dims[RG_MAX_DIMS];
  int ndim = rg_tensor_ndim (call->inputs[0]);
  for (int d = 0; d < ndim; d++)
    dims[d] = ndim - 1 - d;
  return rg_call_return (call, 0, rg_permute (call->inputs[0], (RgInts){ ndim, dims }));
}

/* --- tables --- */

static const RgInput T_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample T_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { "2x3x4", NULL, NULL, 0 },
  { ".", NULL, "zero-dimensional", 0 },
  { "0x3", NULL, "no elements", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp T = {
  SHAPE_OP (T, COMPOSITE),
  .summary = "Reverses the order of the dimensions; a view.",
  .formula = "out[l, .., j, i] = input[i, j, .., l]",
  .gradient = "d input = T (d out)",
  .n_outputs = 1,
  .uses = RG_USES ("permute"),
};

RG_MODULE (T, &T)
