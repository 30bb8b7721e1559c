/* elu.c: each element, bent towards -alpha where it is negative.
 *
 *     out = input > 0 ? input : alpha * (e^input - 1)
 *     d input = d out * (input > 0 ? 1 : alpha * e^input)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

/* Selected, not branched over: see leaky_relu.c. */
RG_UNARY (elu_f32, RgEluAttrs, float, float,
          rg_select_f32 (x > 0, x, (float) a->alpha * rg_expm1_f32 (x)))
RG_UNARY (elu_f64, RgEluAttrs, double, double,
          rg_select_f64 (x > 0, x, a->alpha * rg_expm1_f64 (x)))

static const RgPointwise elu_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (elu) },
  .cost = 0.8,
};

#define ELU_BACKWARD(S, T)                                                     \
  RG_INLINE T elu_slope_##S (T x, T scale, T input_scale, T weight)            \
  {                                                                            \
    return rg_select_##S (x <= 0, weight * rg_exp_##S (x * input_scale), scale); \
  }                                                                            \
  RG_BINARY (elu_backward_##S, RgEluBackwardAttrs, T, T,                       \
             x * elu_slope_##S (y, (T) a->scale, (T) a->input_scale,           \
                                (T) (a->alpha * a->scale * a->input_scale)))
ELU_BACKWARD (f32, float)
ELU_BACKWARD (f64, double)

static const RgPointwise elu_backward_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (elu_backward) },
  .cost = 0.8,
};

/* --- gradients --- */

RG_GRADIENT (elu, RgEluAttrs, RG_SAVE_INPUT (0), rg_elu_backward (g, x, a->alpha, 1, 1))

/* The second derivative is 0 from 0 on, and below it the first times input_scale. */
static RgTensor *
elu_bend (RgTensor *g, RgTensor *x, RgTensor *y, const RgEluBackwardAttrs *a)
{
  RgTensor *bent = rg_elu_backward (rg_mul (g, x), y, a->alpha, a->scale, a->input_scale);
  return rg_where_scalar (rg_lt_scalar (y, 0), rg_mul_scalar (bent, a->input_scale), 0);
}

RG_GRADIENT_2 (elu_backward, RgEluBackwardAttrs,
               RG_SAVE_INPUT (1), rg_elu_backward (g, y, a->alpha, a->scale, a->input_scale),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), elu_bend (g, x, y, a))

/* --- tables --- */

static const RgInput elu_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgEluAttrs elu_init = RG_ELU_ATTRS_INIT;
static const RgAttr elu_attrs[] = {
  RG_ATTR (RgEluAttrs, alpha, FLOAT, "1",
           .doc = "what large negative elements tend to, with its sign turned"),
  { .name = NULL },
};

static const RgSample elu_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "3x4", "alpha=2", NULL, 0 },
  { "3:=-1,0,1", NULL, "the slope at 0 is alpha", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

static const RgInput elu_backward_inputs[] = {
  { "grad_output", "the gradient of the output", 0 },
  { "input", "the input", 0 },
  { NULL, NULL, 0 },
};

static const RgEluBackwardAttrs elu_backward_init = RG_ELU_BACKWARD_ATTRS_INIT;
static const RgAttr elu_backward_attrs[] = {
  RG_ATTR (RgEluBackwardAttrs, alpha, FLOAT, "1", .doc = "the weight of the exponential"),
  RG_ATTR (RgEluBackwardAttrs, scale, FLOAT, "1", .doc = "what everything is multiplied by"),
  RG_ATTR (RgEluBackwardAttrs, input_scale, FLOAT, "1", .doc = "what the input is multiplied by"),
  { .name = NULL },
};

static const RgSample elu_backward_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "3x4 3x4", "alpha=2 scale=1.5 input_scale=0.5", NULL, 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp elu_op = {
  RG_POINTWISE_OP (elu),
  RG_DIFFERENTIABLE (elu),
  RG_ATTRIBUTES (elu, RgEluAttrs),
  .summary = "Each element, bent towards -alpha where it is negative.",
  .formula = "out = input > 0 ? input : alpha * (e^input - 1)",
  .gradient = "d input = d out * (input > 0 ? 1 : alpha * e^input)",
};

static const RgOp elu_backward_op = {
  RG_POINTWISE_OP (elu_backward),
  RG_DIFFERENTIABLE (elu_backward),
  RG_ATTRIBUTES (elu_backward, RgEluBackwardAttrs),
  .summary = "The gradient of elu, selu and celu, in one pass.",
  .formula = "out = grad_output * scale * (input > 0 ? 1 : alpha * input_scale * e^(input * "
             "input_scale))",
  .gradient = "d grad_output = the same of d out; d input = d out * grad_output * scale * alpha "
              "* input_scale^2 * e^(input * input_scale) where input < 0, else 0",
  .flags = RG_OP_INTERNAL,
  .uses = RG_USES ("mul", "where", "lt", "add", "expand"),
};

RG_MODULE (elu, &elu_op, &elu_backward_op)
