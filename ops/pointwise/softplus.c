/* softplus.c: a smooth relu.
 *
 *     out = input * beta > threshold ? input : log (1 + e^(input * beta)) / beta
 *     d input = d out * (input * beta > threshold ? 1 : sigmoid (input * beta))
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_INLINE float
softplus_of_f32 (float x, float beta, float threshold)
{
  const float z = x * beta;
  return rg_select_f32 (z > threshold, x, rg_log1p_f32 (rg_exp_f32 (z)) / beta);
}

RG_INLINE double
softplus_of_f64 (double x, double beta, double threshold)
{
  const double z = x * beta;
  return rg_select_f64 (z > threshold, x, rg_log1p_f64 (rg_exp_f64 (z)) / beta);
}

RG_UNARY (softplus_f32, RgSoftplusAttrs, float, float,
          softplus_of_f32 (x, (float) a->beta, (float) a->threshold))
RG_UNARY (softplus_f64, RgSoftplusAttrs, double, double, softplus_of_f64 (x, a->beta, a->threshold))

static const RgPointwise softplus_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (softplus) },
  .cost = 1.5,
};

RG_INLINE float
softplus_slope_f32 (float g, float x, float beta, float threshold)
{
  const float z = x * beta;
  return rg_select_f32 (z > threshold, g, g * rg_sigmoid_f32 (z));
}

RG_INLINE double
softplus_slope_f64 (double g, double x, double beta, double threshold)
{
  const double z = x * beta;
  return rg_select_f64 (z > threshold, g, g * rg_sigmoid_f64 (z));
}

RG_BINARY (softplus_backward_f32, RgSoftplusBackwardAttrs, float, float,
           softplus_slope_f32 (x, y, (float) a->beta, (float) a->threshold))
RG_BINARY (softplus_backward_f64, RgSoftplusBackwardAttrs, double, double,
           softplus_slope_f64 (x, y, a->beta, a->threshold))

static const RgPointwise softplus_backward_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (softplus_backward) },
  .cost = 0.8,
};

/* --- gradients --- */

RG_GRADIENT (softplus, RgSoftplusAttrs,
             RG_SAVE_INPUT (0), rg_softplus_backward (g, x, a->beta, a->threshold))

/* g times the second derivative at x, which is 0 beyond the threshold. */
static RgTensor *
softplus_bend (RgTensor *g, RgTensor *x, const RgSoftplusBackwardAttrs *a)
{
  RgTensor *z = rg_mul_scalar (x, a->beta);
  RgTensor *bent = rg_mul_scalar (rg_sigmoid_backward (g, rg_sigmoid (z)), a->beta);
  return rg_where (rg_gt_scalar (z, a->threshold), rg_wrapped_number (0), bent);
}

RG_GRADIENT_2 (softplus_backward, RgSoftplusBackwardAttrs,
               RG_SAVE_INPUT (1), rg_softplus_backward (g, y, a->beta, a->threshold),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), softplus_bend (rg_mul (g, x), y, a))

/* --- tables --- */

static const RgInput softplus_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSoftplusAttrs softplus_init = RG_SOFTPLUS_ATTRS_INIT;
static const RgAttr softplus_attrs[] = {
  RG_ATTR (RgSoftplusAttrs, beta, FLOAT, "1", .doc = "how sharp the bend is"),
  RG_ATTR (RgSoftplusAttrs, threshold, FLOAT, "20",
           .doc = "where input * beta is larger, the result is the input"),
  { .name = NULL },
};

static const RgSample softplus_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "3x4", "beta=3 threshold=0.2", NULL, 0 },
  { "3x4", "beta=0.5", NULL, 0 },
  { NULL, NULL, NULL, 0 },
};

static const RgInput softplus_backward_inputs[] = {
  { "grad_output", "the gradient of the output", 0 },
  { "input", "the input of softplus", 0 },
  { NULL, NULL, 0 },
};

static const RgSoftplusBackwardAttrs softplus_backward_init = RG_SOFTPLUS_BACKWARD_ATTRS_INIT;
static const RgAttr softplus_backward_attrs[] = {
  RG_ATTR (RgSoftplusBackwardAttrs, beta, FLOAT, "1", .doc = "how sharp the bend is"),
  RG_ATTR (RgSoftplusBackwardAttrs, threshold, FLOAT, "20",
           .doc = "where input * beta is larger, the result is the input"),
  { .name = NULL },
};

static const RgSample softplus_backward_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp softplus_op = {
  RG_POINTWISE_OP (softplus),
  RG_DIFFERENTIABLE (softplus),
  RG_ATTRIBUTES (softplus, RgSoftplusAttrs),
  .summary = "A smooth relu, with a sharpness of beta.",
  .formula = "out = input * beta > threshold ? input : log (1 + e^(input * beta)) / beta",
  .gradient = "d input = d out * (input * beta > threshold ? 1 : sigmoid (input * beta))",
};

static const RgOp softplus_backward_op = {
  RG_POINTWISE_OP (softplus_backward),
  RG_DIFFERENTIABLE (softplus_backward),
  RG_ATTRIBUTES (softplus_backward, RgSoftplusBackwardAttrs),
  .summary = "The gradient of softplus, in one pass.",
  .formula = "out = grad_output * (input * beta > threshold ? 1 : sigmoid (input * beta))",
  .gradient = "d grad_output = the same of d out; d input = d out * grad_output * beta * s * (1 "
              "- s), s = sigmoid (input * beta), 0 where input * beta > threshold",
  .flags = RG_OP_INTERNAL,
  .uses = RG_USES ("mul", "add", "expand", "sigmoid_backward", "sigmoid", "where", "gt"),
};

RG_MODULE (softplus, &softplus_op, &softplus_backward_op)
