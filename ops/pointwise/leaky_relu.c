/* leaky_relu.c: each element, scaled where it is negative.
 *
 *     out = input > 0 ? input : negative_slope * input
 *     d input = d out * (input > 0 ? 1 : negative_slope)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

/* Both values are at hand: an attribute that is read in one branch alone would
 * keep the loop from being vectorised. */
RG_UNARY (leaky_relu_f32, RgLeakyReluAttrs, float, float,
          rg_select_f32 (x > 0, x, x * (float) a->negative_slope))
RG_UNARY (leaky_relu_f64, RgLeakyReluAttrs, double, double,
          rg_select_f64 (x > 0, x, x * a->negative_slope))

static const RgPointwise leaky_relu_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (leaky_relu) },
};

RG_BINARY (leaky_relu_backward_f32, RgLeakyReluBackwardAttrs, float, float,
           rg_select_f32 (y > 0, x, x * (float) a->negative_slope))
RG_BINARY (leaky_relu_backward_f64, RgLeakyReluBackwardAttrs, double, double,
           rg_select_f64 (y > 0, x, x * a->negative_slope))

static const RgPointwise leaky_relu_backward_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (leaky_relu_backward) },
};

/* --- gradients --- */

RG_GRADIENT (leaky_relu, RgLeakyReluAttrs,
             RG_SAVE_INPUT (0), rg_leaky_relu_backward (g, x, a->negative_slope))

static RgTensor *
leaky_relu_backward_grad_output (RgVjpCall *c, size_t i)
{
  const RgLeakyReluBackwardAttrs *a = rg_vjp_attrs (c);
  (void) i;
  return rg_leaky_relu_backward (RG_G, RG_IN (1), a->negative_slope);
}

static RgTensor *
leaky_relu_backward_jvp (RgJvpCall *c, size_t o)
{
  const RgLeakyReluBackwardAttrs *a = rg_jvp_attrs (c);
  RgTensor *t = rg_jvp_tangent (c, 0);
  (void) o;
  return t ? rg_leaky_relu_backward (t, rg_jvp_input (c, 1), a->negative_slope) : NULL;
}

static const RgVjp leaky_relu_backward_vjps[] = {
  { 0, RG_SAVE_INPUT (1), leaky_relu_backward_grad_output },
  { 0, 0, NULL },
};

/* --- tables --- */

static const RgInput leaky_relu_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgLeakyReluAttrs leaky_relu_init = RG_LEAKY_RELU_ATTRS_INIT;
static const RgAttr leaky_relu_attrs[] = {
  RG_ATTR (RgLeakyReluAttrs, negative_slope, FLOAT, "0.01", .doc = "the slope below 0"),
  { .name = NULL },
};

static const RgSample leaky_relu_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "3x4", "negative_slope=0.2", NULL, 0 },
  { "3:=-1,0,1", NULL, "the slope at 0 is negative_slope", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

static const RgInput leaky_relu_backward_inputs[] = {
  { "grad_output", "the gradient of the output", 0 },
  { "input", "the input of leaky_relu", RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};

static const RgLeakyReluBackwardAttrs leaky_relu_backward_init = RG_LEAKY_RELU_BACKWARD_ATTRS_INIT;
static const RgAttr leaky_relu_backward_attrs[] = {
  RG_ATTR (RgLeakyReluBackwardAttrs, negative_slope, FLOAT, "0.01", .doc = "the slope below 0"),
  { .name = NULL },
};

static const RgSample leaky_relu_backward_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp leaky_relu_op = {
  RG_POINTWISE_OP (leaky_relu),
  RG_DIFFERENTIABLE (leaky_relu),
  RG_ATTRIBUTES (leaky_relu, RgLeakyReluAttrs),
  .summary = "Each element, scaled where it is negative.",
  .formula = "out = input > 0 ? input : negative_slope * input",
  .gradient = "d input = d out * (input > 0 ? 1 : negative_slope)",
};

static const RgOp leaky_relu_backward_op = {
  RG_POINTWISE_OP (leaky_relu_backward),
  RG_DIFFERENTIABLE (leaky_relu_backward),
  RG_ATTRIBUTES (leaky_relu_backward, RgLeakyReluBackwardAttrs),
  .summary = "The gradient of leaky_relu, in one pass.",
  .formula = "out = grad_output * (input > 0 ? 1 : negative_slope)",
  .gradient = "d grad_output = d out * (input > 0 ? 1 : negative_slope)",
  .flags = RG_OP_INTERNAL,
};

RG_MODULE (leaky_relu, &leaky_relu_op, &leaky_relu_backward_op)
