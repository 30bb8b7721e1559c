/* addcdiv.c: a quotient of two tensors, added to a third.
 *
 *     out = input + value * tensor1 / tensor2
 *     d input = d out
 *     d tensor1 = d out * value / tensor2
 *     d tensor2 = -d out * value * tensor1 / tensor2^2
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_TERNARY (addcdiv_f32, RgAddcdivAttrs, float, float, x + (float) a->value * y / z)
RG_TERNARY (addcdiv_f64, RgAddcdivAttrs, double, double, x + a->value * y / z)

static const RgPointwise addcdiv_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (addcdiv) },
};

/* --- gradients --- */

static RgTensor *
addcdiv_scaled (RgTensor *t, double value)
{
  return value == 1 ? t : rg_mul_scalar (t, value);
}

RG_GRADIENT_3 (addcdiv, RgAddcdivAttrs, 0, g, RG_SAVE_INPUT (2), rg_div (addcdiv_scaled (g, a->value), z),
               RG_SAVE_INPUT (1) | RG_SAVE_INPUT (2),
               rg_mul (g, addcdiv_scaled (rg_div (y, rg_square (z)), -a->value)))

/* --- tables --- */

static const RgInput addcdiv_inputs[] = {
  { "input", "what is added to", 0 },
  { "tensor1", "the dividend", 0 },
  { "tensor2", "the divisor", 0 },
  { NULL, NULL, 0 },
};

static const RgAddcdivAttrs addcdiv_init = RG_ADDCDIV_ATTRS_INIT;
static const RgAttr addcdiv_attrs[] = {
  RG_ATTR (RgAddcdivAttrs, value, FLOAT, "1", .doc = "what the quotient is multiplied by"),
  { .name = NULL },
};

static const RgSample addcdiv_samples[] = {
  { "3x4 3x4 3x4:p", NULL, NULL, 0 },
  { "3x4 4 3x1:p", NULL, "broadcast", 0 },
  { "4 3x4 .:p", NULL, "the first broadcasts", 0 },
  { "0x3 3 3", NULL, "no elements", 0 },
  { "3 3 4", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { "3x4 4 4:p", "value=2.5", NULL, 0 },
  { "i64*3:i5 i64*3:i5 i64*3:=1,2,3", NULL, "integers are refused", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp addcdiv_op = {
  RG_POINTWISE_OP (addcdiv),
  RG_DIFFERENTIABLE (addcdiv),
  RG_ATTRIBUTES (addcdiv, RgAddcdivAttrs),
  .summary = "Adds a quotient of two tensors to a third.",
  .formula = "out = input + value * tensor1 / tensor2",
  .gradient = "d input = d out; d tensor1 = d out * value / tensor2; d tensor2 = -d out * value * tensor1 / tensor2^2",
  .uses = RG_USES ("mul", "div", "square", "expand"),
};

RG_MODULE (addcdiv, &addcdiv_op)
