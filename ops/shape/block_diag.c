/* block_diag.c: matrices on the diagonal of a matrix.
 *
 *     out = zeros, with tensors[i] on the diagonal of blocks
 *     d tensors[i] = the part of d out that it became
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "join.h"

/* --- the composition --- */

static bool
block_diag_forward (RgCall *call)
{
  RgTensor **list = input_list (call);
  if (list == NULL)
    return false;
  int64_t columns = 0, before = 0;
  for (size_t i = 0; i < call->n_inputs; i++)
    {
      int ndim = list[i] ? rg_tensor_ndim (list[i]) : 0;
      if (ndim > 2)
        return rg_call_fail (call, RG_ERROR_SHAPE, "tensor %" G_GSIZE_FORMAT " has more than 2 dimensions", i);
      if (list[i] && ndim < 2)
        list[i] = rg_reshape (list[i], RG_SHAPE (1, rg_tensor_numel (list[i])));
      columns += list[i] ? rg_tensor_size (list[i], 1) : 0;
    }
  for (size_t i = 0; i < call->n_inputs; i++)
    {
      int64_t own = list[i] ? rg_tensor_size (list[i], 1) : 0;
      list[i] = rg_constant_pad_nd (list[i], RG_INTS (before, columns - before - own), 0);
      before += own;
    }
  return rg_call_return (call, 0, rg_cat (list, call->n_inputs, 0));
}

/* --- tables --- */

static const RgInput block_diag_inputs[] = {
  { "tensors", "the tensors", RG_INPUT_VARIADIC },
  { NULL, NULL, 0 },
};

static const RgSample block_diag_samples[] = {
  { "[2x3 1x2]", NULL, NULL, 0 },
  { "[3 . 2x1]", NULL, "vectors are rows", 0 },
  { "[0x2 2x0 1x1]", NULL, "no elements", 0 },
  { "[2x3x4]", NULL, "three dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp block_diag = {
  SHAPE_OP (block_diag, COMPOSITE),
  .summary = "Puts matrices on the diagonal of a matrix.",
  .formula = "out = zeros, with tensors[i] on the diagonal of blocks",
  .gradient = "d tensors[i] = the part of d out that it became",
  .n_outputs = 1,
  .uses = RG_USES ("cat", "reshape", "constant_pad_nd"),
};

RG_MODULE (block_diag, &block_diag)
