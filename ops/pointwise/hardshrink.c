/* hardshrink.c: each element, or 0 where it is small.
 *
 *     out = |input| <= lambd ? 0 : input
 *     d input = d out where |input| > lambd, else 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (hardshrink_f32, RgHardshrinkAttrs, float, float,
          x >= (float) -a->lambd && x <= (float) a->lambd ? 0 : x)
RG_UNARY (hardshrink_f64, RgHardshrinkAttrs, double, double,
          x >= -a->lambd && x <= a->lambd ? 0 : x)

static const RgPointwise hardshrink_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (hardshrink) },
};

RG_BINARY (hardshrink_backward_f32, RgHardshrinkBackwardAttrs, float, float,
           fabsf (y) > (float) a->lambd ? x : 0)
RG_BINARY (hardshrink_backward_f64, RgHardshrinkBackwardAttrs, double, double,
           fabs (y) > a->lambd ? x : 0)

static const RgPointwise hardshrink_backward_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (hardshrink_backward) },
};

/* --- gradients --- */

RG_GRADIENT (hardshrink, RgHardshrinkAttrs,
             RG_SAVE_INPUT (0), rg_hardshrink_backward (g, x, a->lambd))

static RgTensor *
hardshrink_backward_grad_output (RgVjpCall *c, size_t i)
{
  const RgHardshrinkBackwardAttrs *a = rg_vjp_attrs (c);
  (void) i;
  return rg_hardshrink_backward (RG_G, RG_IN (1), a->lambd);
}

static RgTensor *
hardshrink_backward_jvp (RgJvpCall *c, size_t o)
{
  const RgHardshrinkBackwardAttrs *a = rg_jvp_attrs (c);
  RgTensor *t = rg_jvp_tangent (c, 0);
  (void) o;
  return t ? rg_hardshrink_backward (t, rg_jvp_input (c, 1), a->lambd) : NULL;
}

static const RgVjp hardshrink_backward_vjps[] = {
  { 0, RG_SAVE_INPUT (1), hardshrink_backward_grad_output },
  { 0, 0, NULL },
};

/* --- tables --- */

static const RgInput hardshrink_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgHardshrinkAttrs hardshrink_init = RG_HARDSHRINK_ATTRS_INIT;
static const RgAttr hardshrink_attrs[] = {
  RG_ATTR (RgHardshrinkAttrs, lambd, FLOAT, "0.5",
           .doc = "half the width of the part that becomes 0"),
  { .name = NULL },
};

static const RgSample hardshrink_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "3x4", "lambd=0.2", NULL, 0 },
  { "5:=-1,-0.5,0,0.5,1", NULL, "kinks", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

static const RgInput hardshrink_backward_inputs[] = {
  { "grad_output", "the gradient of the output", 0 },
  { "input", "the input of hardshrink", RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};

static const RgHardshrinkBackwardAttrs hardshrink_backward_init = RG_HARDSHRINK_BACKWARD_ATTRS_INIT;
static const RgAttr hardshrink_backward_attrs[] = {
  RG_ATTR (RgHardshrinkBackwardAttrs, lambd, FLOAT, "0.5",
           .doc = "half the width of the part that becomes 0"),
  { .name = NULL },
};

static const RgSample hardshrink_backward_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp hardshrink_op = {
  RG_POINTWISE_OP (hardshrink),
  RG_DIFFERENTIABLE (hardshrink),
  RG_ATTRIBUTES (hardshrink, RgHardshrinkAttrs),
  .summary = "Each element, or 0 where its size is at most lambd.",
  .formula = "out = |input| <= lambd ? 0 : input",
  .gradient = "d input = d out where |input| > lambd, else 0",
};

static const RgOp hardshrink_backward_op = {
  RG_POINTWISE_OP (hardshrink_backward),
  RG_DIFFERENTIABLE (hardshrink_backward),
  RG_ATTRIBUTES (hardshrink_backward, RgHardshrinkBackwardAttrs),
  .summary = "The gradient of hardshrink, in one pass.",
  .formula = "out = grad_output where |input| > lambd, else 0",
  .gradient = "d grad_output = d out where |input| > lambd, else 0",
  .flags = RG_OP_INTERNAL,
};

RG_MODULE (hardshrink, &hardshrink_op, &hardshrink_backward_op)
