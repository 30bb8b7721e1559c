/* erf.c: the error function.
 *
 *     out = 2 / sqrt (pi) * integral of e^(-t^2) for t from 0 to input
 *     d input = d out * 2 / sqrt (pi) * e^(-input^2)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (erf_f32, void, float, float, rg_erf_f32 (x))
RG_UNARY (erf_f64, void, double, double, rg_erf_f64 (x))

static const RgPointwise erf_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (erf) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 0.8,
};

/* --- gradients --- */

RG_GRADIENT (erf, void,
             RG_SAVE_INPUT (0),
             rg_mul (g, rg_mul_scalar (rg_exp (rg_neg (rg_square (x))), M_2_SQRTPI)))

/* --- tables --- */

static const RgInput erf_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample erf_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp erf_op = {
  RG_POINTWISE_OP (erf),
  RG_DIFFERENTIABLE (erf),
  .summary = "The error function of each element.",
  .formula = "out = 2 / sqrt (pi) * integral of e^(-t^2) for t from 0 to input",
  .gradient = "d input = d out * 2 / sqrt (pi) * e^(-input^2)",
  .uses = RG_USES ("mul", "exp", "neg", "square"),
};

RG_MODULE (erf, &erf_op)
