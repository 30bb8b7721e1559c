/* hardsigmoid.c: a logistic function of straight lines.
 *
 *     out = min (max (input + 3, 0), 6) / 6
 *     d input = d out / 6 where -3 < input < 3, else 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (hardsigmoid_f32, void, float, float, (x + 3 < 0 ? 0 : x + 3 > 6 ? 6 : x + 3) / 6)
RG_UNARY (hardsigmoid_f64, void, double, double, (x + 3 < 0 ? 0 : x + 3 > 6 ? 6 : x + 3) / 6)

static const RgPointwise hardsigmoid_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (hardsigmoid) },
};

RG_BINARY (hardsigmoid_backward_f32, void, float, float, y > -3 && y < 3 ? x / 6 : 0)
RG_BINARY (hardsigmoid_backward_f64, void, double, double, y > -3 && y < 3 ? x / 6 : 0)

static const RgPointwise hardsigmoid_backward_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (hardsigmoid_backward) },
};

/* --- gradients --- */

RG_GRADIENT (hardsigmoid, void, RG_SAVE_INPUT (0), rg_hardsigmoid_backward (g, x))

static RgTensor *
hardsigmoid_backward_grad_output (RgVjpCall *c, size_t i)
{
  (void) i;
  return rg_hardsigmoid_backward (RG_G, RG_IN (1));
}

static RgTensor *
hardsigmoid_backward_jvp (RgJvpCall *c, size_t o)
{
  RgTensor *t = rg_jvp_tangent (c, 0);
  (void) o;
  return t ? rg_hardsigmoid_backward (t, rg_jvp_input (c, 1)) : NULL;
}

static const RgVjp hardsigmoid_backward_vjps[] = {
  { 0, RG_SAVE_INPUT (1), hardsigmoid_backward_grad_output },
  { 0, 0, NULL },
};

/* --- tables --- */

static const RgInput hardsigmoid_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample hardsigmoid_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "5:=-4,-3,0,3,4", NULL, "the slope at the bounds is 0", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

static const RgInput hardsigmoid_backward_inputs[] = {
  { "grad_output", "the gradient of the output", 0 },
  { "input", "the input of hardsigmoid", RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};

static const RgSample hardsigmoid_backward_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp hardsigmoid_op = {
  RG_POINTWISE_OP (hardsigmoid),
  RG_DIFFERENTIABLE (hardsigmoid),
  .summary = "A logistic function made of straight lines.",
  .formula = "out = min (max (input + 3, 0), 6) / 6",
  .gradient = "d input = d out / 6 where -3 < input < 3, else 0",
};

static const RgOp hardsigmoid_backward_op = {
  RG_POINTWISE_OP (hardsigmoid_backward),
  RG_DIFFERENTIABLE (hardsigmoid_backward),
  .summary = "The gradient of hardsigmoid, in one pass.",
  .formula = "out = grad_output / 6 where -3 < input < 3, else 0",
  .gradient = "d grad_output = d out / 6 where -3 < input < 3, else 0",
  .flags = RG_OP_INTERNAL,
};

RG_MODULE (hardsigmoid, &hardsigmoid_op, &hardsigmoid_backward_op)
