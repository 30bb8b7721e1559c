/* exp2.c: two to the power of each element.
 *
 *     out = 2^input
 *     d input = d out * out * log (2)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (exp2_f32, void, float, float, rg_exp2_f32 (x))
RG_UNARY (exp2_f64, void, double, double, rg_exp2_f64 (x))

static const RgPointwise exp2_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (exp2) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 0.8,
};

/* --- gradients --- */

RG_GRADIENT (exp2, void, RG_SAVE_OUTPUT (0), rg_mul (g, rg_mul_scalar (out, M_LN2)))

/* --- tables --- */

static const RgInput exp2_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample exp2_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp exp2_op = {
  RG_POINTWISE_OP (exp2),
  RG_DIFFERENTIABLE (exp2),
  .summary = "2 to the power of each element.",
  .formula = "out = 2^input",
  .gradient = "d input = d out * out * log (2)",
  .uses = RG_USES ("mul"),
};

RG_MODULE (exp2, &exp2_op)
