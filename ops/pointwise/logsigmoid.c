/* logsigmoid.c: the logarithm of the logistic function.
 *
 *     out = log (sigmoid (input)) = min (input, 0) - log (1 + e^-|input|)
 *     d input = d out * sigmoid (-input)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (logsigmoid_f32, void, float, float,
          rg_select_f32 (x < 0, x, 0) - rg_log1p_f32 (rg_exp_f32 (-fabsf (x))))
RG_UNARY (logsigmoid_f64, void, double, double,
          rg_select_f64 (x < 0, x, 0) - rg_log1p_f64 (rg_exp_f64 (-fabs (x))))

static const RgPointwise logsigmoid_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (logsigmoid) },
  .cost = 1.5,
};

RG_BINARY (logsigmoid_backward_f32, void, float, float, x * rg_sigmoid_f32 (-y))
RG_BINARY (logsigmoid_backward_f64, void, double, double, x * rg_sigmoid_f64 (-y))

static const RgPointwise logsigmoid_backward_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (logsigmoid_backward) },
  .cost = 0.8,
};

/* --- gradients --- */

RG_GRADIENT (logsigmoid, void, RG_SAVE_INPUT (0), rg_logsigmoid_backward (g, x))

RG_GRADIENT_2 (logsigmoid_backward, void,
               RG_SAVE_INPUT (1), rg_logsigmoid_backward (g, y),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1),
               rg_neg (rg_sigmoid_backward (rg_mul (g, x), rg_sigmoid (y))))

/* --- tables --- */

static const RgInput logsigmoid_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample logsigmoid_samples[] = {
  RG_UNARY_SAMPLES (""),
  { NULL, NULL, NULL, 0 },
};

static const RgInput logsigmoid_backward_inputs[] = {
  { "grad_output", "the gradient of the output", 0 },
  { "input", "the input of logsigmoid", 0 },
  { NULL, NULL, 0 },
};

static const RgSample logsigmoid_backward_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp logsigmoid_op = {
  RG_POINTWISE_OP (logsigmoid),
  RG_DIFFERENTIABLE (logsigmoid),
  .summary = "The logarithm of the logistic function, exact for large inputs.",
  .formula = "out = log (sigmoid (input)) = min (input, 0) - log (1 + e^-|input|)",
  .gradient = "d input = d out * sigmoid (-input)",
  .backward_name = "LogSigmoidBackward0",
};

static const RgOp logsigmoid_backward_op = {
  RG_POINTWISE_OP (logsigmoid_backward),
  RG_DIFFERENTIABLE (logsigmoid_backward),
  .summary = "The gradient of logsigmoid, in one pass.",
  .formula = "out = grad_output * sigmoid (-input)",
  .gradient = "d grad_output = d out * sigmoid (-input); d input = -d out * grad_output * s * (1 "
              "- s), s = sigmoid (input)",
  .flags = RG_OP_INTERNAL,
  .uses = RG_USES ("neg", "sigmoid_backward", "mul", "sigmoid", "add", "expand"),
};

RG_MODULE (logsigmoid, &logsigmoid_op, &logsigmoid_backward_op)
