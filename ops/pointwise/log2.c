/* log2.c: the logarithm to base 2 of each element.
 *
 *     out = log2 (input); NaN below 0, -inf at 0
 *     d input = d out / (input * log (2))
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (log2_f32, void, float, float, rg_log2_f32 (x))
RG_UNARY (log2_f64, void, double, double, rg_log2_f64 (x))

static const RgPointwise log2_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (log2) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 0.8,
};

/* --- gradients --- */

RG_GRADIENT (log2, void, RG_SAVE_INPUT (0), rg_div (g, rg_mul_scalar (x, M_LN2)))

/* --- tables --- */

static const RgInput log2_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample log2_samples[] = {
  RG_UNARY_SAMPLES (":p"),
  { "3:=0,-1,1", NULL, "-inf, nan and 0", RG_SAMPLE_NO_GRAD },
  { "i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp log2_op = {
  RG_POINTWISE_OP (log2),
  RG_DIFFERENTIABLE (log2),
  .summary = "The logarithm to base 2 of each element.",
  .formula = "out = log2 (input); NaN below 0, -inf at 0",
  .gradient = "d input = d out / (input * log (2))",
  .uses = RG_USES ("div", "mul"),
};

RG_MODULE (log2, &log2_op)
