/* silu.c: each element times its logistic function.
 *
 *     out = input * s, s = sigmoid (input)
 *     d input = d out * s * (1 + input * (1 - s))
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (silu_f32, void, float, float, x * rg_sigmoid_f32 (x))
RG_UNARY (silu_f64, void, double, double, x * rg_sigmoid_f64 (x))

static const RgPointwise silu_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (silu) },
  .cost = 0.8,
};

RG_INLINE float
silu_slope_f32 (float g, float x)
{
  const float s = rg_sigmoid_f32 (x);
  return g * s * (1 + x * (1 - s));
}

RG_INLINE double
silu_slope_f64 (double g, double x)
{
  const double s = rg_sigmoid_f64 (x);
  return g * s * (1 + x * (1 - s));
}

RG_BINARY (silu_backward_f32, void, float, float, silu_slope_f32 (x, y))
RG_BINARY (silu_backward_f64, void, double, double, silu_slope_f64 (x, y))

static const RgPointwise silu_backward_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (silu_backward) },
  .cost = 0.8,
};

/* --- gradients --- */

RG_GRADIENT (silu, void, RG_SAVE_INPUT (0), rg_silu_backward (g, x))

/* g times the second derivative at x. */
static RgTensor *
silu_bend (RgTensor *g, RgTensor *x)
{
  RgTensor *s = rg_sigmoid (x), *c = rg_sub_from_scalar (1, rg_mul_scalar (s, 2));
  return rg_mul (rg_sigmoid_backward (g, s), rg_add_scalar (rg_mul (x, c), 2));
}

RG_GRADIENT_2 (silu_backward, void,
               RG_SAVE_INPUT (1), rg_silu_backward (g, y),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), silu_bend (rg_mul (g, x), y))

/* --- tables --- */

static const RgInput silu_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample silu_samples[] = {
  RG_UNARY_SAMPLES (""),
  { NULL, NULL, NULL, 0 },
};

static const RgInput silu_backward_inputs[] = {
  { "grad_output", "the gradient of the output", 0 },
  { "input", "the input of silu", 0 },
  { NULL, NULL, 0 },
};

static const RgSample silu_backward_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp silu_op = {
  RG_POINTWISE_OP (silu),
  RG_DIFFERENTIABLE (silu),
  .summary = "Each element times its logistic function; also called swish.",
  .formula = "out = input * s, s = sigmoid (input)",
  .gradient = "d input = d out * s * (1 + input * (1 - s))",
};

static const RgOp silu_backward_op = {
  RG_POINTWISE_OP (silu_backward),
  RG_DIFFERENTIABLE (silu_backward),
  .summary = "The gradient of silu, in one pass.",
  .formula = "out = grad_output * s * (1 + input * (1 - s)), s = sigmoid (input)",
  .gradient = "d grad_output = the same of d out; d input = d out * grad_output * s * (1 - s) * "
              "(2 + input * (1 - 2 s))",
  .flags = RG_OP_INTERNAL,
  .uses = RG_USES ("mul", "add", "expand", "sigmoid", "sub", "sigmoid_backward"),
};

RG_MODULE (silu, &silu_op, &silu_backward_op)
