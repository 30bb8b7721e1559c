/* deg2rad.c: angles in degrees, as radians.
 *
 *     out = input * pi / 180
 *     d input = d out * pi / 180
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (deg2rad_f32, void, float, float, x * (float) (M_PI / 180))
RG_UNARY (deg2rad_f64, void, double, double, x * (M_PI / 180))

static const RgPointwise deg2rad_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (deg2rad) },
  .flags = RG_POINTWISE_FLOAT,
};

/* --- gradients --- */

RG_GRADIENT (deg2rad, void, 0, rg_mul_scalar (g, M_PI / 180))

/* --- tables --- */

static const RgInput deg2rad_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample deg2rad_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp deg2rad_op = {
  RG_POINTWISE_OP (deg2rad),
  RG_DIFFERENTIABLE (deg2rad),
  .summary = "Turns degrees into radians.",
  .formula = "out = input * pi / 180",
  .gradient = "d input = d out * pi / 180",
  .backward_name = "Deg2RadBackward0",
  .uses = RG_USES ("mul"),
};

RG_MODULE (deg2rad, &deg2rad_op)
