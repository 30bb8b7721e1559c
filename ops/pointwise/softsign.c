/* softsign.c: each element over one plus its size.
 *
 *     out = input / (1 + |input|)
 *     d input = d out / (1 + |input|)^2
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (softsign_f32, void, float, float, x / (1 + fabsf (x)))
RG_UNARY (softsign_f64, void, double, double, x / (1 + fabs (x)))

static const RgPointwise softsign_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (softsign) },
  .flags = RG_POINTWISE_FLOAT | RG_POINTWISE_NO_BOOL,
};

RG_BINARY (softsign_backward_f32, void, float, float, x / ((1 + fabsf (y)) * (1 + fabsf (y))))
RG_BINARY (softsign_backward_f64, void, double, double, x / ((1 + fabs (y)) * (1 + fabs (y))))

static const RgPointwise softsign_backward_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (softsign_backward) },
};

/* --- gradients --- */

RG_GRADIENT (softsign, void, RG_SAVE_INPUT (0), rg_softsign_backward (g, x))

/* g times the second derivative at x. */
static RgTensor *
softsign_bend (RgTensor *g, RgTensor *x)
{
  RgTensor *bent = rg_div (rg_softsign_backward (g, x), rg_add_scalar (rg_abs (x), 1));
  return rg_mul (bent, rg_mul_scalar (rg_sign (x), -2));
}

RG_GRADIENT_2 (softsign_backward, void,
               RG_SAVE_INPUT (1), rg_softsign_backward (g, y),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), softsign_bend (rg_mul (g, x), y))

/* --- tables --- */

static const RgInput softsign_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample softsign_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "3:=-1,0,1", NULL, "the slope at 0 is 1", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

static const RgInput softsign_backward_inputs[] = {
  { "grad_output", "the gradient of the output", 0 },
  { "input", "the input of softsign", 0 },
  { NULL, NULL, 0 },
};

static const RgSample softsign_backward_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp softsign_op = {
  RG_POINTWISE_OP (softsign),
  RG_DIFFERENTIABLE (softsign),
  .summary = "Each element over one plus its size.",
  .formula = "out = input / (1 + |input|)",
  .gradient = "d input = d out / (1 + |input|)^2",
  .backward_name = "DivBackward0",
};

static const RgOp softsign_backward_op = {
  RG_POINTWISE_OP (softsign_backward),
  RG_DIFFERENTIABLE (softsign_backward),
  .summary = "The gradient of softsign, in one pass.",
  .formula = "out = grad_output / (1 + |input|)^2",
  .gradient = "d grad_output = d out / (1 + |input|)^2; d input = -2 * d out * grad_output * "
              "sign (input) / (1 + |input|)^3",
  .flags = RG_OP_INTERNAL,
  .uses = RG_USES ("mul", "add", "expand", "div", "abs", "sign"),
};

RG_MODULE (softsign, &softsign_op, &softsign_backward_op)
