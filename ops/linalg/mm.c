/* mm.c: the product of two matrices.
 *
 *     out = input @ mat2
 *     d input = d out @ mat2^T        d mat2 = input^T @ d out
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "product.h"

/* --- forward --- */

static bool
mm_forward (RgCall *call)
{
  RgTensor *a = call->inputs[0] /* (m, k) */, *b = call->inputs[1] /* (k, n) */;
  if (rg_tensor_ndim (a) != 2 || rg_tensor_ndim (b) != 2)
    return rg_call_fail (call, RG_ERROR_SHAPE, "both must be matrices; matmul takes other ranks");
  if (rg_tensor_size (a, 1) != rg_tensor_size (b, 0))
    return rg_call_fail (call, RG_ERROR_SHAPE, "input has %" G_GINT64_FORMAT " columns and mat2 %"
                         G_GINT64_FORMAT " rows; they must be as many",
                         rg_tensor_size (a, 1), rg_tensor_size (b, 0));
  /* Of truth values there is a product only where nothing is multiplied. */
  const bool nothing = rg_tensor_numel (a) == 0 || rg_tensor_numel (b) == 0;
  if (nothing && rg_tensor_dtype (a) == RG_BOOL && rg_tensor_dtype (b) == RG_BOOL)
    {
      RgTensor *none = rg_call_output (call, 0, RG_BOOL, RG_SHAPE (rg_tensor_size (a, 0), rg_tensor_size (b, 1)));
      if (none && rg_tensor_numel (none))
        memset (rg_tensor_data (none), 0, (size_t) rg_tensor_numel (none));
      return none != NULL;
    }
  if (!product_dtypes (call, 0, 2))
    return false;
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (a),
                                  RG_SHAPE (rg_tensor_size (a, 0), rg_tensor_size (b, 1)));
  if (out == NULL)
    return false;
  product_into (out, a, b, 1, 0);
  return true;
}

static double
mm_cost (RgCall *call)
{
  return product_cost ((double) rg_tensor_size (call->inputs[0], 0),
                       (double) rg_tensor_size (call->inputs[1], 1),
                       (double) rg_tensor_size (call->inputs[0], 1));
}

/* --- gradients --- */

RG_VJP (mm_input, rg_mm (RG_G, rg_transpose (RG_IN (1), 0, 1)))
RG_VJP (mm_mat2, rg_mm (rg_transpose (RG_IN (0), 0, 1), RG_G))

static const RgVjp mm_vjps[] = {
  { 0, RG_SAVE_INPUT (1), mm_input },
  { 1, RG_SAVE_INPUT (0), mm_mat2 },
  { 0, 0, NULL },
};

static RgTensor *
mm_jvp (RgJvpCall *c, size_t o)
{
  (void) o;
  return product_jvp (c, 0, 1, rg_mm);
}

/* --- tables --- */

static const RgInput mm_inputs[] = {
  { "input", "the left matrix (m, k)", 0 },
  { "mat2", "the right matrix (k, n)", 0 },
  { NULL, NULL, 0 },
};

static const RgSample mm_samples[] = {
  { "3x4 4x5", NULL, NULL, 0 },
  { "1x4 4x1", NULL, "a row and a column", 0 },
  { "3x0 0x2", NULL, "a sum of nothing is zero", 0 },
  { "0x3 3x2", NULL, "no rows", 0 },
  { "i64*2x3:i5 i64*3x2:i5", NULL, "integers", RG_SAMPLE_NO_GRAD },
  { "2x0:b 0x3:b", NULL, "no truth values", RG_SAMPLE_NO_GRAD },
  { "2x3:b 3x2:b", NULL, "truth values", RG_SAMPLE_ERROR },
  { "3x4 3x4", NULL, "sizes that do not fit", RG_SAMPLE_ERROR },
  { "3x4 4", NULL, "a vector", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp mm = {
  .struct_size = sizeof (RgOp),
  .name = "mm",
  .summary = "Multiplies two matrices.",
  .formula = "out[i, j] = sum over p of input[i, p] * mat2[p, j]",
  .gradient = "d input = d out @ mat2^T; d mat2 = input^T @ d out",
  .category = "linalg",
  .kind = RG_KIND_GENERAL,
  .inputs = mm_inputs,
  .n_outputs = 1,
  .forward = mm_forward,
  .vjp = mm_vjps,
  .jvp = mm_jvp,
  .samples = mm_samples,
  .uses = RG_USES ("transpose", "add"),
  .cost = mm_cost,
};

RG_MODULE (mm, &mm)
