/* reciprocal.c: one over each element.
 *
 *     out = 1 / input
 *     d input = -d out * out^2
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (reciprocal_f32, void, float, float, 1 / x)
RG_UNARY (reciprocal_f64, void, double, double, 1 / x)

static const RgPointwise reciprocal_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (reciprocal) },
  .flags = RG_POINTWISE_FLOAT,
};

/* --- gradients --- */

RG_GRADIENT (reciprocal, void, RG_SAVE_OUTPUT (0), rg_neg (rg_mul (g, rg_mul (out, out))))

/* --- tables --- */

static const RgInput reciprocal_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample reciprocal_samples[] = {
  RG_UNARY_SAMPLES (":p"),
  { "2:=0,4", NULL, "inf at 0", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp reciprocal_op = {
  RG_POINTWISE_OP (reciprocal),
  RG_DIFFERENTIABLE (reciprocal),
  .summary = "One over each element.",
  .formula = "out = 1 / input",
  .gradient = "d input = -d out * out^2",
  .uses = RG_USES ("neg", "mul"),
};

RG_MODULE (reciprocal, &reciprocal_op)
