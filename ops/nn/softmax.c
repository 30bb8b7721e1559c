/* softmax.c: exponentials that sum to one along a dimension.
 *
 *     out = exp (input) / sum of exp (input) over dim
 *     d input = out * (d out - sum of d out * out over dim)
 *
 * The largest element of a line is taken away first, so that nothing overflows.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#define SOFTMAX_LOG 0
#include "softmax-kernels.h"

/* --- forward --- */

static bool
softmax_forward (RgCall *call)
{
  const RgSoftmaxAttrs *a = call->attrs;
  return softmax_call (call, a->dim, a->has_dtype, a->dtype);
}

static bool
softmax_backward_forward (RgCall *call)
{
  return softmax_backward_call (call, ((const RgSoftmaxBackwardAttrs *) call->attrs)->dim);
}

/* --- gradients --- */

RG_VJP (softmax_input, rg_softmax_backward (RG_G, RG_OUT (0), RG_ATTRS (RgSoftmaxAttrs)->dim))

static const RgVjp softmax_vjps[] = { { 0, RG_SAVE_OUTPUT (0), softmax_input }, { 0, 0, NULL } };

/* The Jacobian is symmetric. */
static RgTensor *
softmax_jvp (RgJvpCall *c, size_t o)
{
  const RgSoftmaxAttrs *a = rg_jvp_attrs (c);
  RgTensor *t = rg_jvp_tangent (c, 0), *y = rg_jvp_output (c, o);
  return t ? rg_softmax_backward (rg_to (t, rg_tensor_dtype (y)), y, a->dim) : NULL;
}

/* With r = y (g - sum (g y)) and v = d r:
 *   d g = y (v - sum (v y))        d y = v (g - sum (g y)) - g sum (v y) */
RG_VJP (softmax_backward_grad_output,
        rg_softmax_backward (RG_G, RG_IN (1), RG_ATTRS (RgSoftmaxBackwardAttrs)->dim))

static RgTensor *
sum_of_product (RgTensor *a, RgTensor *b, int64_t dim)
{
  return rg_sum_dim (rg_mul (a, b), RG_DIMS (dim), true);
}

static RgTensor *
change_with_output (RgTensor *v, RgTensor *g, RgTensor *y, int64_t dim)
{
  return rg_sub (rg_mul (v, rg_sub (g, sum_of_product (g, y, dim))), rg_mul (g, sum_of_product (v, y, dim)));
}

RG_VJP (softmax_backward_output,
        change_with_output (RG_G, RG_IN (0), RG_IN (1), RG_ATTRS (RgSoftmaxBackwardAttrs)->dim))

static RgTensor *
softmax_backward_jvp (RgJvpCall *c, size_t o)
{
  int64_t dim = ((const RgSoftmaxBackwardAttrs *) rg_jvp_attrs (c))->dim;
  RgTensor *g = rg_jvp_input (c, 0), *y = rg_jvp_input (c, 1), *tg = rg_jvp_tangent (c, 0), *ty = rg_jvp_tangent (c, 1);
  RgTensor *first = tg ? rg_softmax_backward (tg, y, dim) : NULL, *second = NULL;
  (void) o;
  if (ty)
    second = rg_sub (rg_mul (ty, rg_sub (g, sum_of_product (g, y, dim))), rg_mul (y, sum_of_product (g, ty, dim)));
  return first && second ? rg_add (first, second) : first ? first : second;
}

static const RgVjp softmax_backward_vjps[] = {
  { 0, RG_SAVE_INPUT (1), softmax_backward_grad_output },
  { 1, RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), softmax_backward_output },
  { 0, 0, NULL },
};

/* --- tables --- */

static const RgInput softmax_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgSoftmaxAttrs softmax_init = RG_SOFTMAX_ATTRS_INIT;
static const RgAttr softmax_attrs[] = {
  RG_ATTR (RgSoftmaxAttrs, dim, INT, NULL, .doc = "the dimension along which the results sum to one"),
  RG_ATTR_OPT (RgSoftmaxAttrs, dtype, DTYPE, .doc = "what the input is converted to first"),
  { .name = NULL },
};

static const RgSample softmax_samples[] = {
  { "3x4", "dim=1", NULL, 0 },
  { "3x4", "dim=0", "along columns", 0 },
  { "2x37x3", "dim=1", "a dimension in the middle", 0 },
  { "2x70", "dim=-1", "longer than one block", 0 },
  { "3x1", "dim=1", "lines of one element", 0 },
  { ".", "dim=0", "zero-dimensional", 0 },
  { "0x3", "dim=1", "no lines", 0 },
  { "3x0", "dim=1", "lines of nothing", 0 },
  { "3x4", "dim=2", "a dim out of range", RG_SAMPLE_ERROR },
  { "i64*3:i5", "dim=0", "integers", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgInput softmax_backward_inputs[] = {
  { "grad_output", "the gradient of the output", 0 },
  { "output", "the output of softmax", 0 },
  { NULL, NULL, 0 },
};

static const RgSoftmaxBackwardAttrs softmax_backward_init = RG_SOFTMAX_BACKWARD_ATTRS_INIT;
static const RgAttr softmax_backward_attrs[] = {
  RG_ATTR (RgSoftmaxBackwardAttrs, dim, INT, NULL, .doc = "as in softmax"),
  { .name = NULL },
};

static const RgSample softmax_backward_samples[] = {
  { "3x4 3x4:u", "dim=1", NULL, 0 },
  { "3x4 3x4:u", "dim=0", NULL, 0 },
  { "3x4 3", "dim=0", "shapes that differ", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp softmax = {
  .struct_size = sizeof (RgOp),
  .name = "softmax",
  .summary = "Exponentials that sum to one along a dimension.",
  .formula = "out = exp(input) / sum over dim of exp(input)",
  .gradient = "d input = out * (d out - sum over dim of d out * out)",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .inputs = softmax_inputs,
  .n_outputs = 1,
  .attrs = softmax_attrs,
  .attrs_size = sizeof (RgSoftmaxAttrs),
  .attrs_init = &softmax_init,
  .forward = softmax_forward,
  .vjp = softmax_vjps,
  .jvp = softmax_jvp,
  .samples = softmax_samples,
  .uses = RG_USES ("softmax_backward"),
  .cost = softmax_cost,
};

static const RgOp softmax_backward = {
  .struct_size = sizeof (RgOp),
  .name = "softmax_backward",
  .summary = "The gradient of softmax.",
  .formula = "out = output * (grad_output - sum over dim of grad_output * output)",
  .gradient = "d grad_output = softmax_backward (d out, output); "
              "d output = d out * (grad_output - sum of grad_output * output) - grad_output * sum of d out * output",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = softmax_backward_inputs,
  .n_outputs = 1,
  .attrs = softmax_backward_attrs,
  .attrs_size = sizeof (RgSoftmaxBackwardAttrs),
  .attrs_init = &softmax_backward_init,
  .forward = softmax_backward_forward,
  .vjp = softmax_backward_vjps,
  .jvp = softmax_backward_jvp,
  .samples = softmax_backward_samples,
  .uses = RG_USES ("mul", "sub", "sum", "add"),
  .cost = softmax_cost,
};

RG_MODULE (softmax, &softmax, &softmax_backward)
