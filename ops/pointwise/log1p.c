/* log1p.c: the logarithm of one plus each element.
 *
 *     out = log (1 + input); NaN below -1, -inf at -1
 *     d input = d out / (1 + input)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (log1p_f32, void, float, float, rg_log1p_f32 (x))
RG_UNARY (log1p_f64, void, double, double, rg_log1p_f64 (x))

static const RgPointwise log1p_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (log1p) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 0.8,
};

/* --- gradients --- */

RG_GRADIENT (log1p, void, RG_SAVE_INPUT (0), rg_div (g, rg_add_scalar (x, 1)))

/* --- tables --- */

static const RgInput log1p_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample log1p_samples[] = {
  RG_UNARY_SAMPLES (":m"),
  { "3:=-1,-2,0", NULL, "-inf, nan and 0", RG_SAMPLE_NO_GRAD },
  { "i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp log1p_op = {
  RG_POINTWISE_OP (log1p),
  RG_DIFFERENTIABLE (log1p),
  .summary = "The natural logarithm of 1 + input, exact for small inputs.",
  .formula = "out = log (1 + input); NaN below -1, -inf at -1",
  .gradient = "d input = d out / (1 + input)",
  .backward_name = "Log1PBackward0",
  .uses = RG_USES ("div", "add"),
};

RG_MODULE (log1p, &log1p_op)
