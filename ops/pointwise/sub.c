/* sub.c: the difference of two tensors, element by element.
 *
 *     out = input - alpha * other
 *     d input = d out
 *     d other = -alpha * d out
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

/* With alpha = 1 the product is exact, so one kernel serves both. */
RG_BINARY (sub_f32, RgSubAttrs, float, float, x - (float) a->alpha * y)
RG_BINARY (sub_f64, RgSubAttrs, double, double, x - a->alpha * y)
RG_BINARY (sub_i64, RgSubAttrs, int64_t, int64_t, x - (uint64_t) rg_whole_f64 (a->alpha) * y)
RG_BINARY (sub_i32, RgSubAttrs, int32_t, int32_t, x - (uint32_t) rg_whole_f64 (a->alpha) * y)
RG_BINARY (sub_u8, RgSubAttrs, uint8_t, uint8_t, x - (uint8_t) rg_whole_f64 (a->alpha) * y)

static const RgPointwise sub_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (sub), RG_KERNELS_INT (sub) },
};

/* --- what is refused --- */

/* PyTorch refuses bool beside any type, not just beside bool. */
static bool
sub_shape (RgCall *call)
{
  for (size_t i = 0; i < 2; i++)
    if (rg_tensor_dtype (call->inputs[i]) == RG_BOOL)
      return rg_call_fail (call, RG_ERROR_DTYPE, "bool inputs are not supported: use logical_xor, or logical_not for 1 - mask");
  return true;
}

/* --- gradients --- */

RG_GRADIENT_2 (sub, RgSubAttrs, 0, g, 0, a->alpha == 1 ? rg_neg (g) : rg_mul_scalar (g, -a->alpha))

/* --- tables --- */

static const RgInput sub_inputs[] = {
  { "input", "what is subtracted from", 0 },
  { "other", "what is subtracted; a number does not promote", 0 },
  { NULL, NULL, 0 },
};

static const RgSubAttrs sub_init = RG_SUB_ATTRS_INIT;
static const RgAttr sub_attrs[] = {
  RG_ATTR (RgSubAttrs, alpha, FLOAT, "1", .doc = "what `other` is multiplied by"),
  { .name = NULL },
};

static const RgSample sub_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "3x4 4", "alpha=2.5", NULL, 0 },
  { "i64*3:i5 i64*3:i5", NULL, "integers", RG_SAMPLE_NO_GRAD },
  { "3:b 3:b", NULL, "bools are refused: use logical_xor", RG_SAMPLE_ERROR },
  { "3 3:b", NULL, "also one", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp sub_op = {
  RG_POINTWISE_OP (sub),
  RG_DIFFERENTIABLE (sub),
  .shape = sub_shape,
  RG_ATTRIBUTES (sub, RgSubAttrs),
  .summary = "Subtracts one tensor from another, element by element.",
  .formula = "out = input - alpha * other",
  .gradient = "d input = d out; d other = -alpha * d out",
  .uses = RG_USES ("neg", "mul", "add", "expand"),
};

RG_MODULE (sub, &sub_op)
