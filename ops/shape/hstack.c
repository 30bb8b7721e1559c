/* hstack.c: tensors side by side.
 *
 *     out = cat (tensors, 1), of vectors cat (tensors, 0)
 *     d tensors[i] = the part of d out that it became
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "join.h"

/* --- the composition --- */

static bool
hstack_forward (RgCall *call)
{
  RgTensor **list = input_list (call);
  if (list == NULL)
    return false;
  size_t n = call->n_inputs;
  for (size_t i = 0; i < n; i++)
    if (list[i] && rg_tensor_ndim (list[i]) == 0)
      list[i] = rg_reshape (list[i], RG_SHAPE (1));
  return rg_call_return (call, 0, rg_cat (list, n, n && rg_tensor_ndim (list[0]) == 1 ? 0 : 1));
}

/* --- tables --- */

static const RgInput hstack_inputs[] = {
  { "tensors", "the tensors", RG_INPUT_VARIADIC },
  { NULL, NULL, 0 },
};

static const RgSample hstack_samples[] = {
  { "[2x3 2x1]", NULL, NULL, 0 },
  { "[2 3]", NULL, "vectors", 0 },
  { "[. .]", NULL, "zero-dimensional", 0 },
  { "[2x3 3x2]", NULL, "sizes that do not fit", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp hstack = {
  SHAPE_OP (hstack, COMPOSITE),
  .summary = "Joins tensors along the second dimension, vectors along the first.",
  .formula = "out = cat (tensors, 1), of vectors cat (tensors, 0)",
  .gradient = "d tensors[i] = the part of d out that it became",
  .n_outputs = 1,
  .uses = RG_USES ("cat", "reshape"),
};

RG_MODULE (hstack, &hstack)
