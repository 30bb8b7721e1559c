/* ravel.c: all elements in one dimension.
 *
 *     out = reshape (input, -1)
 *     d input = reshape (d out, sizes of input)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

static bool
ravel_forward (RgCall *call)
{
  return rg_call_return (call, 0, rg_reshape (call->inputs[0], RG_SHAPE (rg_tensor_numel (call->inputs[0]))));
}

/* --- tables --- */

static const RgInput ravel_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample ravel_samples[] = {
  { "2x3x4", NULL, NULL, 0 },
  { ".", NULL, "zero-dimensional", 0 },
  { "0x3", NULL, "no elements", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp ravel = {
  SHAPE_OP (ravel, COMPOSITE),
  .summary = "Flattens to one dimension; a view where it can be.",
  .formula = "out = reshape (input, -1)",
  .gradient = "d input = reshape (d out, sizes of input)",
  .n_outputs = 1,
  .uses = RG_USES ("reshape"),
};

RG_MODULE (ravel, &ravel)
