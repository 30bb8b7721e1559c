/* hardswish.c: silu of straight lines.
 *
 *     out = input * min (max (input + 3, 0), 6) / 6
 *     d input = d out * (input <= -3 ? 0 : input < 3 ? input / 3 + 1 / 2 : 1)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (hardswish_f32, void, float, float, x * (x + 3 < 0 ? 0 : x + 3 > 6 ? 6 : x + 3) / 6)
RG_UNARY (hardswish_f64, void, double, double, x * (x + 3 < 0 ? 0 : x + 3 > 6 ? 6 : x + 3) / 6)

static const RgPointwise hardswish_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (hardswish) },
};

RG_BINARY (hardswish_backward_f32, void, float, float,
           y <= -3 ? 0 : y >= 3 ? x : x * (y / 3 + 0.5f))
RG_BINARY (hardswish_backward_f64, void, double, double,
           y <= -3 ? 0 : y >= 3 ? x : x * (y / 3 + 0.5))

static const RgPointwise hardswish_backward_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (hardswish_backward) },
};

/* --- gradients --- */

RG_GRADIENT (hardswish, void, RG_SAVE_INPUT (0), rg_hardswish_backward (g, x))

RG_GRADIENT_2 (hardswish_backward, void,
               RG_SAVE_INPUT (1), rg_hardswish_backward (g, y),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1),
               rg_mul_scalar (rg_hardtanh_backward (rg_mul (g, x), y, -3, 3), 1.0 / 3))

/* --- tables --- */

static const RgInput hardswish_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample hardswish_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "5:=-4,-3,0,3,4", NULL, "kinks", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

static const RgInput hardswish_backward_inputs[] = {
  { "grad_output", "the gradient of the output", 0 },
  { "input", "the input of hardswish", 0 },
  { NULL, NULL, 0 },
};

static const RgSample hardswish_backward_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp hardswish_op = {
  RG_POINTWISE_OP (hardswish),
  RG_DIFFERENTIABLE (hardswish),
  .summary = "Each element times its hardsigmoid.",
  .formula = "out = input * min (max (input + 3, 0), 6) / 6",
  .gradient = "d input = d out * (input <= -3 ? 0 : input < 3 ? input / 3 + 1 / 2 : 1)",
};

static const RgOp hardswish_backward_op = {
  RG_POINTWISE_OP (hardswish_backward),
  RG_DIFFERENTIABLE (hardswish_backward),
  .summary = "The gradient of hardswish, in one pass.",
  .formula = "out = grad_output * (input <= -3 ? 0 : input < 3 ? input / 3 + 1 / 2 : 1)",
  .gradient = "d grad_output = the same of d out; d input = d out * grad_output / 3 where -3 < "
              "input < 3, else 0",
  .flags = RG_OP_INTERNAL,
  .uses = RG_USES ("mul", "hardtanh_backward", "add", "expand"),
};

RG_MODULE (hardswish, &hardswish_op, &hardswish_backward_op)
