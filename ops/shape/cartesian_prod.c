/* cartesian_prod.c: all combinations of the elements of vectors.
 *
 *     out[row] = one element of each, in lexicographic order
 *     d tensors[i] = the part of d out that it became
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "join.h"

/* --- the composition --- */

static bool
cartesian_prod_forward (RgCall *call)
{
  RgTensor **list = input_list (call);
  if (list == NULL)
    return false;
  size_t n = call->n_inputs, m = 0;
  for (size_t i = 0; i < n; i++)
    if (list[i] == NULL || rg_tensor_ndim (list[i]) != 1)
      return rg_call_fail (call, RG_ERROR_SHAPE, "expected vectors");
  if (n == 1)
    return rg_call_return (call, 0, list[0]);
  RgTensor **grid = rg_meshgrid (list, n, "ij", &m);
  for (size_t i = 0; grid && i < m; i++)
    list[i] = rg_reshape (grid[i], RG_SHAPE (rg_tensor_numel (grid[i])));
  return rg_call_return (call, 0, grid ? rg_stack (list, n, 1) : NULL);
}

/* --- tables --- */

static const RgInput cartesian_prod_inputs[] = {
  { "tensors", "the tensors", RG_INPUT_VARIADIC },
  { NULL, NULL, 0 },
};

static const RgSample cartesian_prod_samples[] = {
  { "[2 3]", NULL, NULL, 0 },
  { "[2 3 2]", NULL, NULL, 0 },
  { "[3]", NULL, "one vector", 0 },
  { "[0 3]", NULL, "no elements", 0 },
  { "[2x3 2]", NULL, "a matrix", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp cartesian_prod = {
  SHAPE_OP (cartesian_prod, COMPOSITE),
  .summary = "Gives every combination of the elements of vectors, a row each.",
  .formula = "out[row] = one element of each, in lexicographic order",
  .gradient = "d tensors[i] = the part of d out that it became",
  .n_outputs = 1,
  .uses = RG_USES ("meshgrid", "reshape", "stack"),
};

RG_MODULE (cartesian_prod, &cartesian_prod)
