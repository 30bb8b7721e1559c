/* mish.c: each element times tanh (softplus (element)).
 *
 *     out = input * t, t = tanh (log (1 + e^input))
 *     d input = d out * (t + input * sigmoid (input) * (1 - t^2))
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

/* tanh (log (1 + e^x)) is n / (n + 2) with n = e^x (e^x + 2), and 1 from 20 on
 * as far as the type can tell. */
RG_INLINE float
mish_tanh_f32 (float x)
{
  const float e = rg_exp_f32 (rg_select_f32 (x > 20, 20, x)), n = e * (e + 2);
  return n / (n + 2);
}

RG_INLINE double
mish_tanh_f64 (double x)
{
  const double e = rg_exp_f64 (rg_select_f64 (x > 20, 20, x)), n = e * (e + 2);
  return n / (n + 2);
}

RG_UNARY (mish_f32, void, float, float, x * mish_tanh_f32 (x))
RG_UNARY (mish_f64, void, double, double, x * mish_tanh_f64 (x))

static const RgPointwise mish_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (mish) },
  .cost = 1,
};

RG_INLINE float
mish_slope_f32 (float g, float x)
{
  const float t = mish_tanh_f32 (x);
  return g * (t + x * rg_sigmoid_f32 (x) * (1 - t * t));
}

RG_INLINE double
mish_slope_f64 (double g, double x)
{
  const double t = mish_tanh_f64 (x);
  return g * (t + x * rg_sigmoid_f64 (x) * (1 - t * t));
}

RG_BINARY (mish_backward_f32, void, float, float, mish_slope_f32 (x, y))
RG_BINARY (mish_backward_f64, void, double, double, mish_slope_f64 (x, y))

static const RgPointwise mish_backward_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (mish_backward) },
  .cost = 1.2,
};

/* --- gradients --- */

RG_GRADIENT (mish, void, RG_SAVE_INPUT (0), rg_mish_backward (g, x))

/* g times the second derivative at x; t is tanh (softplus (x)), and t' = s (1 - t^2). */
static RgTensor *
mish_bend (RgTensor *g, RgTensor *x)
{
  RgTensor *s = rg_sigmoid (x), *t = rg_tanh (rg_softplus (x));
  RgTensor *slope = rg_mul (s, rg_sub_from_scalar (1, rg_square (t)));
  RgTensor *turn = rg_sub (rg_sub_from_scalar (1, s), rg_mul_scalar (rg_mul (t, s), 2));
  return rg_mul (rg_mul (g, slope), rg_add_scalar (rg_mul (x, turn), 2));
}

RG_GRADIENT_2 (mish_backward, void,
               RG_SAVE_INPUT (1), rg_mish_backward (g, y),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), mish_bend (rg_mul (g, x), y))

/* --- tables --- */

static const RgInput mish_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample mish_samples[] = {
  RG_UNARY_SAMPLES (""),
  { NULL, NULL, NULL, 0 },
};

static const RgInput mish_backward_inputs[] = {
  { "grad_output", "the gradient of the output", 0 },
  { "input", "the input of mish", 0 },
  { NULL, NULL, 0 },
};

static const RgSample mish_backward_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp mish_op = {
  RG_POINTWISE_OP (mish),
  RG_DIFFERENTIABLE (mish),
  .summary = "Each element times the hyperbolic tangent of its softplus.",
  .formula = "out = input * t, t = tanh (log (1 + e^input))",
  .gradient = "d input = d out * (t + input * sigmoid (input) * (1 - t^2))",
};

static const RgOp mish_backward_op = {
  RG_POINTWISE_OP (mish_backward),
  RG_DIFFERENTIABLE (mish_backward),
  .summary = "The gradient of mish, in one pass.",
  .formula = "out = grad_output * (t + input * s * (1 - t^2)), t = tanh (log (1 + e^input)), s = "
             "sigmoid (input)",
  .gradient = "d grad_output = the same of d out; d input = d out * grad_output * t' * (2 + "
              "input * (1 - s - 2 t s)), t' = s * (1 - t^2)",
  .flags = RG_OP_INTERNAL,
  .uses = RG_USES ("mul", "add", "expand", "sigmoid", "tanh", "softplus", "sub", "square"),
};

RG_MODULE (mish, &mish_op, &mish_backward_op)
