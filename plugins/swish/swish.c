/* swish.c: each element times the logistic function of beta times itself.
 *
 *     out = input * s,  s = sigmoid (beta * input)
 *     d input = d out * s * (1 + beta * input * (1 - s))
 *
 * An operator from first line to last, in the order that all have: attributes,
 * kernels, gradients, tables, descriptor, module. Copy it, or let `retrograde
 * new-op` write one like it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- attributes: a plain struct that begins with its size, and its defaults --- */
typedef struct
{
  size_t struct_size;
  double beta;
} SwishAttrs;
static const SwishAttrs swish_init = { sizeof (SwishAttrs), 1.0 };
static const RgAttr swish_attrs[] = {
  RG_ATTR (SwishAttrs, beta, FLOAT, "1", .doc = "how steep the step is"),
  { .name = NULL },
};

/* --- kernels: what happens to one element x; core owns the loops, strides, threads --- */
RG_UNARY (swish_f32, SwishAttrs, float, float, x * rg_sigmoid_f32 ((float) a->beta * x))
RG_UNARY (swish_f64, SwishAttrs, double, double, x * rg_sigmoid_f64 (a->beta * x))
static const RgPointwise swish_pointwise = { .kernels = { RG_KERNELS_FLOAT (swish) },
                                             .flags = RG_POINTWISE_FLOAT };

/* --- gradients: in differentiable operators, so that they have gradients themselves --- */
static RgTensor *
slope (RgTensor *x, double beta)
{
  RgTensor *bx = rg_mul_scalar (x, beta), *s = rg_sigmoid (bx);
  return rg_mul (s, rg_add_scalar (rg_mul (bx, rg_sub_from_scalar (1, s)), 1));
}
RG_GRADIENT (swish, SwishAttrs, RG_SAVE_INPUT (0), rg_mul (g, slope (x, a->beta)))

/* --- tables: the inputs, and the calls that `retrograde check` tries --- */
static const RgInput swish_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };
static const RgSample swish_samples[] = { RG_UNARY_SAMPLES (""), { "3x4", "beta=-2.5", NULL, 0 },
                                          { NULL, NULL, NULL, 0 } };

/* --- the descriptor --- */
static const RgOp swish_op = {
  RG_POINTWISE_OP (swish), RG_ATTRIBUTES (swish, SwishAttrs), RG_DIFFERENTIABLE (swish),
  .summary = "Each element times the logistic function of beta times itself.",
  .formula = "out = input * s, s = sigmoid (beta * input)",
  .gradient = "d input = d out * s * (1 + beta * input * (1 - s))",
  .uses = RG_USES ("mul", "add", "sub", "sigmoid", "expand"),
};
RG_MODULE (swish, &swish_op)
