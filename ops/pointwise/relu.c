/* relu.c: each element, or 0 where it is negative.
 *
 *     out = max (input, 0)
 *     d input = d out where out > 0, else 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

/* NaN stays NaN: it is not below 0. */
RG_UNARY (relu_f32, void, float, float, x < 0 ? 0 : x)
RG_UNARY (relu_f64, void, double, double, x < 0 ? 0 : x)
RG_UNARY (relu_i64, void, int64_t, int64_t, x < 0 ? 0 : x)
RG_UNARY (relu_i32, void, int32_t, int32_t, x < 0 ? 0 : x)
RG_UNARY (relu_u8, void, uint8_t, uint8_t, x)

static const RgPointwise relu_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (relu), RG_KERNELS_INT (relu) },
  .flags = RG_POINTWISE_NO_BOOL,
};

RG_BINARY (relu_backward_f32, void, float, float, y <= 0 ? 0 : x)
RG_BINARY (relu_backward_f64, void, double, double, y <= 0 ? 0 : x)

static const RgPointwise relu_backward_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (relu_backward) },
};

/* --- gradients --- */

RG_GRADIENT (relu, void, RG_SAVE_OUTPUT (0), rg_relu_backward (g, out))

static RgTensor *
relu_backward_grad_output (RgVjpCall *c, size_t i)
{
  (void) i;
  return rg_relu_backward (rg_vjp_grad (c, 0), rg_vjp_input (c, 1));
}

static RgTensor *
relu_backward_jvp (RgJvpCall *c, size_t o)
{
  RgTensor *t = rg_jvp_tangent (c, 0);
  (void) o;
  return t ? rg_relu_backward (t, rg_jvp_input (c, 1)) : NULL;
}

static const RgVjp relu_backward_vjps[] = {
  { 0, RG_SAVE_INPUT (1), relu_backward_grad_output },
  { 0, 0, NULL },
};

/* --- tables --- */

static const RgInput relu_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample relu_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "3:=-1,0,1", NULL, "the slope at 0 is 0", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

static const RgInput relu_backward_inputs[] = {
  { "grad_output", "the gradient of the output", 0 },
  { "output", "the output of relu", RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};

static const RgSample relu_backward_samples[] = {
  RG_BINARY_SAMPLES ("", ":m"),
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp relu_op = {
  RG_POINTWISE_OP (relu),
  RG_DIFFERENTIABLE (relu),
  .summary = "Each element, or 0 where it is negative.",
  .formula = "out = max (input, 0)",
  .gradient = "d input = d out where out > 0, else 0",
};

static const RgOp relu_backward_op = {
  RG_POINTWISE_OP (relu_backward),
  RG_DIFFERENTIABLE (relu_backward),
  .summary = "The gradient of relu, in one pass.",
  .formula = "out = grad_output where output > 0, else 0",
  .gradient = "d grad_output = d out where output > 0, else 0",
  .flags = RG_OP_INTERNAL,
};

RG_MODULE (relu, &relu_op, &relu_backward_op)
