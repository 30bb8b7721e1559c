/* tanhshrink.c: each element less its hyperbolic tangent.
 *
 *     out = input - tanh (input)
 *     d input = d out * tanh (input)^2
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (tanhshrink_f32, void, float, float, x - rg_tanh_f32 (x))
RG_UNARY (tanhshrink_f64, void, double, double, x - rg_tanh_f64 (x))

static const RgPointwise tanhshrink_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (tanhshrink) },
  .flags = RG_POINTWISE_FLOAT | RG_POINTWISE_NO_BOOL,
  .cost = 0.8,
};

/* --- gradients --- */

RG_GRADIENT (tanhshrink, void, RG_SAVE_INPUT (0), rg_mul (g, rg_square (rg_tanh (x))))

/* --- tables --- */

static const RgInput tanhshrink_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample tanhshrink_samples[] = {
  RG_UNARY_SAMPLES (""),
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp tanhshrink_op = {
  RG_POINTWISE_OP (tanhshrink),
  RG_DIFFERENTIABLE (tanhshrink),
  .summary = "Each element less its hyperbolic tangent.",
  .formula = "out = input - tanh (input)",
  .gradient = "d input = d out * tanh (input)^2",
  .backward_name = "SubBackward0",
  .uses = RG_USES ("mul", "square", "tanh"),
};

RG_MODULE (tanhshrink, &tanhshrink_op)
