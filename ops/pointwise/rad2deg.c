/* rad2deg.c: angles in radians, as degrees.
 *
 *     out = input * 180 / pi
 *     d input = d out * 180 / pi
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (rad2deg_f32, void, float, float, x * (float) (180 / M_PI))
RG_UNARY (rad2deg_f64, void, double, double, x * (180 / M_PI))

static const RgPointwise rad2deg_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (rad2deg) },
  .flags = RG_POINTWISE_FLOAT,
};

/* --- gradients --- */

RG_GRADIENT (rad2deg, void, 0, rg_mul_scalar (g, 180 / M_PI))

/* --- tables --- */

static const RgInput rad2deg_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample rad2deg_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp rad2deg_op = {
  RG_POINTWISE_OP (rad2deg),
  RG_DIFFERENTIABLE (rad2deg),
  .summary = "Turns radians into degrees.",
  .formula = "out = input * 180 / pi",
  .gradient = "d input = d out * 180 / pi",
  .backward_name = "Rad2DegBackward0",
  .uses = RG_USES ("mul"),
};

RG_MODULE (rad2deg, &rad2deg_op)
