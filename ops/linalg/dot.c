/* dot.c: the product of two vectors.
 *
 *     out = sum of input * tensor
 *     d input = d out * tensor        d tensor = d out * input
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "product.h"

/* --- forward --- */

static bool
dot_forward (RgCall *call)
{
  RgTensor *a = call->inputs[0] /* (k) */, *b = call->inputs[1] /* (k) */;
  if (rg_tensor_ndim (a) != 1 || rg_tensor_ndim (b) != 1 || rg_tensor_size (a, 0) != rg_tensor_size (b, 0))
    return rg_call_fail (call, RG_ERROR_SHAPE, "both must be vectors of one size");
  if (!product_dtypes (call, 0, 2))
    return false;
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (a), RG_SHAPE ());
  if (out == NULL)
    return false;
  int64_t sa = rg_tensor_stride (a, 0), sb = rg_tensor_stride (b, 0);
  RgGemm g = {
    .m = 1, .n = 1, .k = rg_tensor_size (a, 0), .batch = 1, .alpha = 1,
    .a = rg_tensor_data (a), .a_row = sa, .a_col = sa,
    .b = rg_tensor_data (b), .b_row = sb, .b_col = sb,
    .c = rg_tensor_data (out), .c_row = 1,
  };
  product_run (rg_tensor_dtype (a), &g);
  return true;
}

/* --- gradients --- */

RG_VJP (dot_input, rg_mul (RG_G, RG_IN (1)))
RG_VJP (dot_tensor, rg_mul (RG_G, RG_IN (0)))

static const RgVjp dot_vjps[] = {
  { 0, RG_SAVE_INPUT (1), dot_input },
  { 1, RG_SAVE_INPUT (0), dot_tensor },
  { 0, 0, NULL },
};

static RgTensor *
dot_jvp (RgJvpCall *c, size_t o)
{
  (void) o;
  return product_jvp (c, 0, 1, rg_dot);
}

/* --- tables --- */

static const RgInput dot_inputs[] = {
  { "input", "one vector", 0 },
  { "tensor", "another of the same size", 0 },
  { NULL, NULL, 0 },
};

static const RgSample dot_samples[] = {
  { "4 4", NULL, NULL, 0 },
  { "1 1", NULL, NULL, 0 },
  { "0 0", NULL, "a sum of nothing is zero", 0 },
  { "i64*3:i5 i64*3:i5", NULL, "integers", RG_SAMPLE_NO_GRAD },
  { "3 4", NULL, "sizes that differ", RG_SAMPLE_ERROR },
  { "3x4 4", NULL, "a matrix", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp dot = {
  .struct_size = sizeof (RgOp),
  .name = "dot",
  .summary = "The dot product of two vectors.",
  .formula = "out = sum over i of input[i] * tensor[i]",
  .gradient = "d input = d out * tensor; d tensor = d out * input",
  .category = "linalg",
  .kind = RG_KIND_GENERAL,
  .inputs = dot_inputs,
  .n_outputs = 1,
  .forward = dot_forward,
  .vjp = dot_vjps,
  .jvp = dot_jvp,
  .samples = dot_samples,
  .uses = RG_USES ("mul", "add"),
};

RG_MODULE (dot, &dot)
