/* tanh.c: the hyperbolic tangent of each element.
 *
 *     out = tanh (input)
 *     d input = d out * (1 - out^2)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include <rg-vecmath-v4.h>

/* --- kernels --- */

RG_UNARY_V4 (tanh_f32, rg_tanh_f32 (x), rg_tanh_f32x16)
RG_UNARY (tanh_f64, void, double, double, rg_tanh_f64 (x))

static const RgPointwise tanh_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (tanh) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 0.8,
};

RG_BINARY (tanh_backward_f32, void, float, float, x * (1 - y * y))
RG_BINARY (tanh_backward_f64, void, double, double, x * (1 - y * y))

static const RgPointwise tanh_backward_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (tanh_backward) },
};

/* --- gradients --- */

RG_GRADIENT (tanh, void, RG_SAVE_OUTPUT (0), rg_tanh_backward (g, out))

RG_GRADIENT_2 (tanh_backward, void,
               RG_SAVE_INPUT (1), rg_tanh_backward (g, y),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), rg_mul (g, rg_mul_scalar (rg_mul (x, y), -2)))

/* --- tables --- */

static const RgInput tanh_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample tanh_samples[] = {
  RG_UNARY_SAMPLES (""),
  { NULL, NULL, NULL, 0 },
};

static const RgInput tanh_backward_inputs[] = {
  { "grad_output", "the gradient of the output", 0 },
  { "output", "the output of tanh", 0 },
  { NULL, NULL, 0 },
};

static const RgSample tanh_backward_samples[] = {
  RG_BINARY_SAMPLES ("", ":m"),
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp tanh_op = {
  RG_POINTWISE_OP (tanh),
  RG_DIFFERENTIABLE (tanh),
  .summary = "The hyperbolic tangent of each element.",
  .formula = "out = tanh (input)",
  .gradient = "d input = d out * (1 - out^2)",
};

static const RgOp tanh_backward_op = {
  RG_POINTWISE_OP (tanh_backward),
  RG_DIFFERENTIABLE (tanh_backward),
  .summary = "The gradient of tanh, in one pass.",
  .formula = "out = grad_output * (1 - output^2)",
  .gradient = "d grad_output = d out * (1 - output^2); d output = -2 * d out * grad_output * "
              "output",
  .flags = RG_OP_INTERNAL,
  .uses = RG_USES ("mul", "add", "expand"),
};

RG_MODULE (tanh, &tanh_op, &tanh_backward_op)
