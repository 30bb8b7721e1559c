/* sigmoid.c: the logistic function of each element.
 *
 *     out = 1 / (1 + e^-input)
 *     d input = d out * out * (1 - out)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include <rg-vecmath-v4.h>

/* --- kernels --- */

RG_UNARY_V4 (sigmoid_f32, rg_sigmoid_f32 (x), rg_sigmoid_f32x16)
RG_UNARY (sigmoid_f64, void, double, double, rg_sigmoid_f64 (x))

static const RgPointwise sigmoid_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (sigmoid) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 0.8,
};

RG_BINARY (sigmoid_backward_f32, void, float, float, x * (1 - y) * y)
RG_BINARY (sigmoid_backward_f64, void, double, double, x * (1 - y) * y)

static const RgPointwise sigmoid_backward_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (sigmoid_backward) },
};

/* --- gradients --- */

RG_GRADIENT (sigmoid, void, RG_SAVE_OUTPUT (0), rg_sigmoid_backward (g, out))

RG_GRADIENT_2 (sigmoid_backward, void,
               RG_SAVE_INPUT (1), rg_sigmoid_backward (g, y),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1),
               rg_mul (rg_mul (g, x), rg_sub_from_scalar (1, rg_mul_scalar (y, 2))))

/* --- tables --- */

static const RgInput sigmoid_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample sigmoid_samples[] = {
  RG_UNARY_SAMPLES (""),
  { NULL, NULL, NULL, 0 },
};

static const RgInput sigmoid_backward_inputs[] = {
  { "grad_output", "the gradient of the output", 0 },
  { "output", "the output of sigmoid", 0 },
  { NULL, NULL, 0 },
};

static const RgSample sigmoid_backward_samples[] = {
  RG_BINARY_SAMPLES ("", ":m"),
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp sigmoid_op = {
  RG_POINTWISE_OP (sigmoid),
  RG_DIFFERENTIABLE (sigmoid),
  .summary = "The logistic function of each element.",
  .formula = "out = 1 / (1 + e^-input)",
  .gradient = "d input = d out * out * (1 - out)",
};

static const RgOp sigmoid_backward_op = {
  RG_POINTWISE_OP (sigmoid_backward),
  RG_DIFFERENTIABLE (sigmoid_backward),
  .summary = "The gradient of sigmoid, in one pass.",
  .formula = "out = grad_output * (1 - output) * output",
  .gradient = "d grad_output = d out * (1 - output) * output; d output = d out * grad_output * "
              "(1 - 2 * output)",
  .flags = RG_OP_INTERNAL,
  .uses = RG_USES ("mul", "sub", "add", "expand"),
};

RG_MODULE (sigmoid, &sigmoid_op, &sigmoid_backward_op)
