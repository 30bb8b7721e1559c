/* rsub.c: the difference of two tensors, the other way round.
 *
 *     out = other - alpha * input
 *     d input = -alpha * d out
 *     d other = d out
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_BINARY (rsub_f32, RgRsubAttrs, float, float, y - (float) a->alpha * x)
RG_BINARY (rsub_f64, RgRsubAttrs, double, double, y - a->alpha * x)
RG_BINARY (rsub_i64, RgRsubAttrs, int64_t, int64_t, y - (uint64_t) rg_whole_f64 (a->alpha) * x)
RG_BINARY (rsub_i32, RgRsubAttrs, int32_t, int32_t, y - (uint32_t) rg_whole_f64 (a->alpha) * x)
RG_BINARY (rsub_u8, RgRsubAttrs, uint8_t, uint8_t, y - (uint8_t) rg_whole_f64 (a->alpha) * x)

static const RgPointwise rsub_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (rsub), RG_KERNELS_INT (rsub) },
};

/* --- what is refused --- */

/* PyTorch refuses bool beside any type, not just beside bool. */
static bool
rsub_shape (RgCall *call)
{
  for (size_t i = 0; i < 2; i++)
    if (rg_tensor_dtype (call->inputs[i]) == RG_BOOL)
      return rg_call_fail (call, RG_ERROR_DTYPE, "bool inputs are not supported: use logical_xor, or logical_not for 1 - mask");
  return true;
}

/* --- gradients --- */

RG_GRADIENT_2 (rsub, RgRsubAttrs, 0, a->alpha == 1 ? rg_neg (g) : rg_mul_scalar (g, -a->alpha), 0, g)

/* --- tables --- */

static const RgInput rsub_inputs[] = {
  { "input", "what is subtracted", 0 },
  { "other", "what is subtracted from; a number does not promote", 0 },
  { NULL, NULL, 0 },
};

static const RgRsubAttrs rsub_init = RG_RSUB_ATTRS_INIT;
static const RgAttr rsub_attrs[] = {
  RG_ATTR (RgRsubAttrs, alpha, FLOAT, "1", .doc = "what `input` is multiplied by"),
  { .name = NULL },
};

static const RgSample rsub_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "3x4 4", "alpha=2.5", NULL, 0 },
  { "i64*3:i5 i64*3:i5", NULL, "integers", RG_SAMPLE_NO_GRAD },
  { "3:b 3:b", NULL, "bools are refused: use logical_xor", RG_SAMPLE_ERROR },
  { "3 3:b", NULL, "also one", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp rsub_op = {
  RG_POINTWISE_OP (rsub),
  RG_DIFFERENTIABLE (rsub),
  .shape = rsub_shape,
  RG_ATTRIBUTES (rsub, RgRsubAttrs),
  .summary = "Subtracts one tensor from another, the first from the second.",
  .formula = "out = other - alpha * input",
  .gradient = "d input = -alpha * d out; d other = d out",
  .uses = RG_USES ("neg", "mul", "expand"),
};

RG_MODULE (rsub, &rsub_op)
