/* addcmul.c: a product of two tensors, added to a third.
 *
 *     out = input + value * tensor1 * tensor2
 *     d input = d out
 *     d tensor1 = d out * value * tensor2
 *     d tensor2 = d out * value * tensor1
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_TERNARY (addcmul_f32, RgAddcmulAttrs, float, float, x + (float) a->value * y * z)
RG_TERNARY (addcmul_f64, RgAddcmulAttrs, double, double, x + a->value * y * z)
RG_TERNARY (addcmul_i64, RgAddcmulAttrs, int64_t, int64_t, x + (uint64_t) rg_whole_f64 (a->value) * y * z)
RG_TERNARY (addcmul_i32, RgAddcmulAttrs, int32_t, int32_t, x + (uint32_t) rg_whole_f64 (a->value) * y * z)
RG_TERNARY (addcmul_u8, RgAddcmulAttrs, uint8_t, uint8_t, x + (uint8_t) rg_whole_f64 (a->value) * y * z)

static const RgPointwise addcmul_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (addcmul), RG_KERNELS_INT (addcmul) },
  .flags = RG_POINTWISE_NO_BOOL,
};

/* --- gradients --- */

static RgTensor *
addcmul_scaled (RgTensor *t, const RgAddcmulAttrs *a)
{
  return a->value == 1 ? t : rg_mul_scalar (t, a->value);
}

RG_GRADIENT_3 (addcmul, RgAddcmulAttrs, 0, g, RG_SAVE_INPUT (2), rg_mul (g, addcmul_scaled (z, a)),
               RG_SAVE_INPUT (1), rg_mul (g, addcmul_scaled (y, a)))

/* --- tables --- */

static const RgInput addcmul_inputs[] = {
  { "input", "what is added to", 0 },
  { "tensor1", "one factor", 0 },
  { "tensor2", "the other factor", 0 },
  { NULL, NULL, 0 },
};

static const RgAddcmulAttrs addcmul_init = RG_ADDCMUL_ATTRS_INIT;
static const RgAttr addcmul_attrs[] = {
  RG_ATTR (RgAddcmulAttrs, value, FLOAT, "1", .doc = "what the product is multiplied by"),
  { .name = NULL },
};

static const RgSample addcmul_samples[] = {
  { "3x4 3x4 3x4", NULL, NULL, 0 },
  { "3x4 4 3x1", NULL, "broadcast", 0 },
  { "4 3x4 .", NULL, "the first broadcasts", 0 },
  { "0x3 3 3", NULL, "no elements", 0 },
  { "3 3 4", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { "3x4 4 4", "value=2.5", NULL, 0 },
  { "i64*3:i5 i64*3:i5 i64*3:i5", "value=2", "integers", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp addcmul_op = {
  RG_POINTWISE_OP (addcmul),
  RG_DIFFERENTIABLE (addcmul),
  RG_ATTRIBUTES (addcmul, RgAddcmulAttrs),
  .summary = "Adds a product of two tensors to a third.",
  .formula = "out = input + value * tensor1 * tensor2",
  .gradient = "d input = d out; d tensor1 = d out * value * tensor2; d tensor2 = d out * value * tensor1",
  .uses = RG_USES ("mul", "expand"),
};

RG_MODULE (addcmul, &addcmul_op)
