/* column_stack.c: vectors as columns, next to matrices.
 *
 *     out = hstack (tensors), a vector being a column
 *     d tensors[i] = the part of d out that it became
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "join.h"

/* --- the composition --- */

static bool
column_stack_forward (RgCall *call)
{
  RgTensor **list = input_list (call);
  if (list == NULL)
    return false;
  for (size_t i = 0; i < call->n_inputs; i++)
    if (list[i] && rg_tensor_ndim (list[i]) < 2)
      list[i] = rg_reshape (list[i], RG_SHAPE (rg_tensor_numel (list[i]), 1));
  return rg_call_return (call, 0, rg_cat (list, call->n_inputs, 1));
}

/* --- tables --- */

static const RgInput column_stack_inputs[] = {
  { "tensors", "the tensors", RG_INPUT_VARIADIC },
  { NULL, NULL, 0 },
};

static const RgSample column_stack_samples[] = {
  { "[3 3]", NULL, NULL, 0 },
  { "[3 3x2]", NULL, "a vector and a matrix", 0 },
  { "[. .]", NULL, "zero-dimensional", 0 },
  { "[3 4]", NULL, "sizes that do not fit", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp column_stack = {
  SHAPE_OP (column_stack, COMPOSITE),
  .summary = "Joins tensors along the second dimension, vectors being columns.",
  .formula = "out = hstack (tensors), a vector being a column",
  .gradient = "d tensors[i] = the part of d out that it became",
  .n_outputs = 1,
  .uses = RG_USES ("cat", "reshape"),
};

RG_MODULE (column_stack, &column_stack)
