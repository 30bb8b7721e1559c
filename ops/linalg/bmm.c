/* bmm.c: the products of two batches of matrices.
 *
 *     out[b] = input[b] @ mat2[b]
 *     d input[b] = d out[b] @ mat2[b]^T        d mat2[b] = input[b]^T @ d out[b]
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "product.h"

/* --- forward --- */

static bool
bmm_forward (RgCall *call)
{
  RgTensor *a = call->inputs[0] /* (b, m, k) */, *b = call->inputs[1] /* (b, k, n) */;
  if (rg_tensor_ndim (a) != 3 || rg_tensor_ndim (b) != 3)
    return rg_call_fail (call, RG_ERROR_SHAPE, "both must have 3 dimensions; matmul takes other ranks");
  if (rg_tensor_size (a, 0) != rg_tensor_size (b, 0) || rg_tensor_size (a, 2) != rg_tensor_size (b, 1))
    return rg_call_fail (call, RG_ERROR_SHAPE,
                         "the sizes must be (b, m, k) and (b, k, n); here mat2 would be [%" G_GINT64_FORMAT
                         ", %" G_GINT64_FORMAT ", n]", rg_tensor_size (a, 0), rg_tensor_size (a, 2));
  if (!product_dtypes (call, 0, 2))
    return false;
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (a),
                                  RG_SHAPE (rg_tensor_size (a, 0), rg_tensor_size (a, 1), rg_tensor_size (b, 2)));
  if (out == NULL)
    return false;
  product_into (out, a, b, 1, 0);
  return true;
}

static double
bmm_cost (RgCall *call)
{
  return product_cost ((double) rg_tensor_size (call->inputs[0], 0) * (double) rg_tensor_size (call->inputs[0], 1),
                       (double) rg_tensor_size (call->inputs[1], 2),
                       (double) rg_tensor_size (call->inputs[0], 2));
}

/* --- gradients --- */

RG_VJP (bmm_input, rg_bmm (RG_G, rg_transpose (RG_IN (1), 1, 2)))
RG_VJP (bmm_mat2, rg_bmm (rg_transpose (RG_IN (0), 1, 2), RG_G))

static const RgVjp bmm_vjps[] = {
  { 0, RG_SAVE_INPUT (1), bmm_input },
  { 1, RG_SAVE_INPUT (0), bmm_mat2 },
  { 0, 0, NULL },
};

static RgTensor *
bmm_jvp (RgJvpCall *c, size_t o)
{
  (void) o;
  return product_jvp (c, 0, 1, rg_bmm);
}

/* --- tables --- */

static const RgInput bmm_inputs[] = {
  { "input", "the left matrices (b, m, k)", 0 },
  { "mat2", "the right matrices (b, k, n)", 0 },
  { NULL, NULL, 0 },
};

static const RgSample bmm_samples[] = {
  { "2x3x4 2x4x5", NULL, NULL, 0 },
  { "1x1x3 1x3x1", NULL, "one dot product", 0 },
  { "2x3x0 2x0x2", NULL, "a sum of nothing is zero", 0 },
  { "0x3x4 0x4x2", NULL, "no matrices", 0 },
  { "2x3x4 3x4x5", NULL, "batches that differ", RG_SAMPLE_ERROR },
  { "2x3x4 2x3x4", NULL, "sizes that do not fit", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp bmm = {
  .struct_size = sizeof (RgOp),
  .name = "bmm",
  .summary = "Multiplies two batches of matrices, one by one.",
  .formula = "out[b, i, j] = sum over p of input[b, i, p] * mat2[b, p, j]",
  .gradient = "d input = d out @ mat2^T; d mat2 = input^T @ d out",
  .category = "linalg",
  .kind = RG_KIND_GENERAL,
  .inputs = bmm_inputs,
  .n_outputs = 1,
  .forward = bmm_forward,
  .vjp = bmm_vjps,
  .jvp = bmm_jvp,
  .samples = bmm_samples,
  .uses = RG_USES ("transpose", "add"),
  .cost = bmm_cost,
};

RG_MODULE (bmm, &bmm)
