/* logit.c: the inverse of the logistic function.
 *
 *     out = log (x / (1 - x)), x = input, kept between eps and 1 - eps if eps is given
 *     d input = d out / (x * (1 - x))
 *     0 outside eps .. 1 - eps, NaN outside 0 .. 1 without eps
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

/* x, or the nearest number between eps and 1 - eps; NaN stays. */
#define LOGIT(S, T)                                                            \
  RG_INLINE T logit_of_##S (T x, const RgLogitAttrs *a)                        \
  {                                                                            \
    const T low = (T) a->eps, high = 1 - low;                                  \
    const T z = !a->has_eps ? x : x < low ? low : x > high ? high : x;         \
    return rg_log_##S (z / (1 - z));                                           \
  }                                                                            \
  RG_UNARY (logit_##S, RgLogitAttrs, T, T, logit_of_##S (x, a))
LOGIT (f32, float)
LOGIT (f64, double)

static const RgPointwise logit_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (logit) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 1,
};

#define LOGIT_BACKWARD(S, T)                                                   \
  RG_INLINE T logit_slope_##S (T g, T x, const RgLogitBackwardAttrs *a)        \
  {                                                                            \
    const T low = a->has_eps ? (T) a->eps : 0, high = 1 - low;                 \
    const T outside = a->has_eps ? 0 : (T) NAN;                                \
    return x >= low && x <= high ? g / (x * (1 - x)) : outside;                 \
  }                                                                            \
  RG_BINARY (logit_backward_##S, RgLogitBackwardAttrs, T, T, logit_slope_##S (x, y, a))
LOGIT_BACKWARD (f32, float)
LOGIT_BACKWARD (f64, double)

static const RgPointwise logit_backward_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (logit_backward) },
};

/* --- gradients --- */

static RgTensor *
logit_partial (RgTensor *g, RgTensor *x, const RgLogitAttrs *a)
{
  RgLogitBackwardAttrs b = RG_LOGIT_BACKWARD_ATTRS_INIT;
  b.has_eps = a->has_eps;
  b.eps = a->eps;
  return rg_logit_backward_with (g, x, &b);
}

RG_GRADIENT (logit, RgLogitAttrs, RG_SAVE_INPUT (0), logit_partial (g, x, a))

static RgTensor *
logit_again (RgTensor *g, RgTensor *x, const RgLogitBackwardAttrs *a)
{
  return rg_logit_backward_with (g, x, a);
}

/* The derivative of 1 / (x (1 - x)) is (2x - 1) / (x (1 - x))^2. */
static RgTensor *
logit_bend (RgTensor *g, RgTensor *x, const RgLogitBackwardAttrs *a)
{
  RgTensor *slope = rg_mul (x, rg_sub_from_scalar (1, x));
  return rg_mul (logit_again (g, x, a), rg_div (rg_sub_scalar (rg_mul_scalar (x, 2), 1), slope));
}

RG_GRADIENT_2 (logit_backward, RgLogitBackwardAttrs,
               RG_SAVE_INPUT (1), logit_again (g, y, a),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), logit_bend (rg_mul (g, x), y, a))

/* --- tables --- */

static const RgInput logit_inputs[] = {
  { "input", "the probabilities", 0 },
  { NULL, NULL, 0 },
};

static const RgLogitAttrs logit_init = RG_LOGIT_ATTRS_INIT;
static const RgAttr logit_attrs[] = {
  RG_ATTR_OPT (RgLogitAttrs, eps, FLOAT,
               .doc = "keeps the input between eps and 1 - eps; absent: as it is"),
  { .name = NULL },
};

static const RgSample logit_samples[] = {
  { "4:=0.1,0.4,0.6,0.93", NULL, NULL, 0 },
  { "2x1x2:=0.93,0.6,0.4,0.1", NULL, NULL, 0 },
  { ".:=0.1", NULL, "zero-dimensional", 0 },
  { "0x3", NULL, "no elements", 0 },
  { "3 3", NULL, "one input too many", RG_SAMPLE_ERROR },
  { "4:=0.1,0.3,0.7,0.9", "eps=0.2", NULL, 0 },
  { "3:=0,1,2", NULL, "infinities, and nan", RG_SAMPLE_NO_GRAD },
  { "i64*2:=0,1", "eps=0.1", "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

static const RgInput logit_backward_inputs[] = {
  { "grad_output", "the gradient of the output", 0 },
  { "input", "the input of logit", 0 },
  { NULL, NULL, 0 },
};

static const RgLogitBackwardAttrs logit_backward_init = RG_LOGIT_BACKWARD_ATTRS_INIT;
static const RgAttr logit_backward_attrs[] = {
  RG_ATTR_OPT (RgLogitBackwardAttrs, eps, FLOAT,
               .doc = "keeps the input between eps and 1 - eps; absent: as it is"),
  { .name = NULL },
};

static const RgSample logit_backward_samples[] = {
  { "4 4:=0.1,0.4,0.6,0.93", NULL, NULL, 0 },
  { "3x4 4:=0.1,0.3,0.7,0.9", "eps=0.2", "broadcast rows", 0 },
  { "0x3 3:=0.2,0.3,0.4", NULL, "no elements", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp logit_op = {
  RG_POINTWISE_OP (logit),
  RG_DIFFERENTIABLE (logit),
  RG_ATTRIBUTES (logit, RgLogitAttrs),
  .summary = "The inverse of the logistic function.",
  .formula = "out = log (x / (1 - x)), x = input, kept between eps and 1 - eps if eps is given",
  .gradient = "d input = d out / (x * (1 - x)); 0 outside eps .. 1 - eps, NaN outside 0 .. 1 "
              "without eps",
};

static const RgOp logit_backward_op = {
  RG_POINTWISE_OP (logit_backward),
  RG_DIFFERENTIABLE (logit_backward),
  RG_ATTRIBUTES (logit_backward, RgLogitBackwardAttrs),
  .summary = "The gradient of logit, in one pass.",
  .formula = "out = grad_output / (input * (1 - input)); 0 outside eps .. 1 - eps, NaN outside 0 "
             ".. 1 without eps",
  .gradient = "d grad_output = the same of d out; d input = d out * out * (2 * input - 1) / "
              "(input * (1 - input))",
  .flags = RG_OP_INTERNAL,
  .uses = RG_USES ("mul", "sub", "div", "add", "expand"),
};

RG_MODULE (logit, &logit_op, &logit_backward_op)
