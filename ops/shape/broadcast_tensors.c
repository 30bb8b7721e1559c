/* broadcast_tensors.c: tensors expanded to a common shape, as views.
 *
 *     out[i] = expand (tensors[i], the common shape)
 *     d tensors[i] = d out[i], summed over what was repeated
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

static bool
broadcast_tensors_forward (RgCall *call)
{
  int ndim;
  int64_t sizes[RG_MAX_DIMS];
  if (!rg_call_broadcast (call, 0, call->n_inputs, &ndim, sizes))
    return false;
  for (size_t i = 0; i < call->n_inputs; i++)
    if (!rg_call_return (call, i, rg_expand (call->inputs[i], (RgInts){ ndim, sizes })))
      return false;
  return true;
}

/* --- tables --- */

static const RgInput broadcast_tensors_inputs[] = {
  { "tensors", "the tensors", RG_INPUT_VARIADIC },
  { NULL, NULL, 0 },
};

static const RgSample broadcast_tensors_samples[] = {
  { "[3x1 1x4]", NULL, NULL, 0 },
  { "[2 . 3x2]", NULL, NULL, 0 },
  { "[3]", NULL, "one tensor", 0 },
  { "[0x1 3]", NULL, "no elements", 0 },
  { "[3 4]", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp broadcast_tensors = {
  SHAPE_OP (broadcast_tensors, COMPOSITE),
  .summary = "Expands tensors to the shape that they broadcast to; views.",
  .formula = "out[i] = expand (tensors[i], the common shape)",
  .gradient = "d tensors[i] = d out[i], summed over what was repeated",
  .n_outputs = 0,
  .uses = RG_USES ("expand"),
};

RG_MODULE (broadcast_tensors, &broadcast_tensors)
