/* mv.c: the product of a matrix and a vector.
 *
 *     out = input @ vec
 *     d input = d out, as a column, times vec, as a row
 *     d vec = input^T @ d out
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "product.h"

/* --- forward --- */

static bool
mv_forward (RgCall *call)
{
  RgTensor *a = call->inputs[0] /* (m, k) */, *x = call->inputs[1] /* (k) */;
  if (rg_tensor_ndim (a) != 2 || rg_tensor_ndim (x) != 1 || rg_tensor_size (a, 1) != rg_tensor_size (x, 0))
    return rg_call_fail (call, RG_ERROR_SHAPE, "the sizes must be (m, k) and (k)");
  if (!product_dtypes (call, 0, 2))
    return false;
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (a), RG_SHAPE (rg_tensor_size (a, 0)));
  if (out == NULL)
    return false;
  int64_t sx = rg_tensor_stride (x, 0);
  RgGemm g = {
    .m = rg_tensor_size (a, 0), .n = 1, .k = rg_tensor_size (a, 1), .batch = 1, .alpha = 1,
    .a = rg_tensor_data (a), .a_row = rg_tensor_stride (a, 0), .a_col = rg_tensor_stride (a, 1),
    .b = rg_tensor_data (x), .b_row = sx, .b_col = sx,
    .c = rg_tensor_data (out), .c_row = 1,
  };
  if (g.m)
    product_run (rg_tensor_dtype (a), &g);
  return true;
}

/* --- gradients --- */

RG_VJP (mv_input, rg_mul (rg_unsqueeze (RG_G, 1), RG_IN (1)))
RG_VJP (mv_vec, rg_mv (rg_transpose (RG_IN (0), 0, 1), RG_G))

static const RgVjp mv_vjps[] = {
  { 0, RG_SAVE_INPUT (1), mv_input },
  { 1, RG_SAVE_INPUT (0), mv_vec },
  { 0, 0, NULL },
};

static RgTensor *
mv_jvp (RgJvpCall *c, size_t o)
{
  (void) o;
  return product_jvp (c, 0, 1, rg_mv);
}

/* --- tables --- */

static const RgInput mv_inputs[] = {
  { "input", "the matrix (m, k)", 0 },
  { "vec", "the vector (k)", 0 },
  { NULL, NULL, 0 },
};

static const RgSample mv_samples[] = {
  { "3x4 4", NULL, NULL, 0 },
  { "1x4 4", NULL, "one row", 0 },
  { "3x0 0", NULL, "a sum of nothing is zero", 0 },
  { "0x3 3", NULL, "no rows", 0 },
  { "3x4 3", NULL, "sizes that do not fit", RG_SAMPLE_ERROR },
  { "3 3", NULL, "a vector for the matrix", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp mv = {
  .struct_size = sizeof (RgOp),
  .name = "mv",
  .summary = "Multiplies a matrix and a vector.",
  .formula = "out[i] = sum over p of input[i, p] * vec[p]",
  .gradient = "d input[i, p] = d out[i] * vec[p]; d vec = input^T @ d out",
  .category = "linalg",
  .kind = RG_KIND_GENERAL,
  .inputs = mv_inputs,
  .n_outputs = 1,
  .forward = mv_forward,
  .vjp = mv_vjps,
  .jvp = mv_jvp,
  .samples = mv_samples,
  .uses = RG_USES ("mul", "unsqueeze", "transpose", "add"),
};

RG_MODULE (mv, &mv)
