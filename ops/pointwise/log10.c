/* log10.c: the logarithm to base 10 of each element.
 *
 *     out = log10 (input); NaN below 0, -inf at 0
 *     d input = d out / (input * log (10))
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (log10_f32, void, float, float, rg_log10_f32 (x))
RG_UNARY (log10_f64, void, double, double, rg_log10_f64 (x))

static const RgPointwise log10_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (log10) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 0.8,
};

/* --- gradients --- */

RG_GRADIENT (log10, void, RG_SAVE_INPUT (0), rg_div (g, rg_mul_scalar (x, M_LN10)))

/* --- tables --- */

static const RgInput log10_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample log10_samples[] = {
  RG_UNARY_SAMPLES (":p"),
  { "3:=0,-1,1", NULL, "-inf, nan and 0", RG_SAMPLE_NO_GRAD },
  { "i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp log10_op = {
  RG_POINTWISE_OP (log10),
  RG_DIFFERENTIABLE (log10),
  .summary = "The logarithm to base 10 of each element.",
  .formula = "out = log10 (input); NaN below 0, -inf at 0",
  .gradient = "d input = d out / (input * log (10))",
  .uses = RG_USES ("div", "mul"),
};

RG_MODULE (log10, &log10_op)
