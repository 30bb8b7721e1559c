/* log_softmax.c: the logarithm of softmax along a dimension.
 *
 *     out = input - log (sum of exp (input) over dim)
 *     d input = d out - exp (out) * sum of d out over dim
 *
 * The largest element of a line is taken away first, so that nothing overflows.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#define SOFTMAX_LOG 1
#include "softmax-kernels.h"

/* --- forward --- */

static bool
log_softmax_forward (RgCall *call)
{
  const RgLogSoftmaxAttrs *a = call->attrs;
  return softmax_call (call, a->dim, a->has_dtype, a->dtype);
}

static bool
log_softmax_backward_forward (RgCall *call)
{
  return softmax_backward_call (call, ((const RgLogSoftmaxBackwardAttrs *) call->attrs)->dim);
}

/* --- gradients --- */

RG_VJP (log_softmax_input, rg_log_softmax_backward (RG_G, RG_OUT (0), RG_ATTRS (RgLogSoftmaxAttrs)->dim))

static const RgVjp log_softmax_vjps[] = { { 0, RG_SAVE_OUTPUT (0), log_softmax_input }, { 0, 0, NULL } };

static RgTensor *
log_softmax_jvp (RgJvpCall *c, size_t o)
{
  const RgLogSoftmaxAttrs *a = rg_jvp_attrs (c);
  RgTensor *t = rg_jvp_tangent (c, 0), *y = rg_jvp_output (c, o);
  if (t == NULL)
    return NULL;
  t = rg_to (t, rg_tensor_dtype (y));
  return rg_sub (t, rg_sum_dim (rg_mul (t, rg_exp (y)), RG_DIMS (a->dim), true));
}

/* With r = g - exp (y) sum (g) and v = d r:
 *   d g = v - sum (v exp (y))        d y = -v exp (y) sum (g) */
static RgTensor *
change_with_grad (RgTensor *v, RgTensor *y, int64_t dim)
{
  return rg_sub (v, rg_sum_dim (rg_mul (v, rg_exp (y)), RG_DIMS (dim), true));
}

static RgTensor *
change_with_output (RgTensor *v, RgTensor *g, RgTensor *y, int64_t dim)
{
  return rg_neg (rg_mul (rg_mul (v, rg_exp (y)), rg_sum_dim (g, RG_DIMS (dim), true)));
}

RG_VJP (log_softmax_backward_grad_output,
        change_with_grad (RG_G, RG_IN (1), RG_ATTRS (RgLogSoftmaxBackwardAttrs)->dim))
RG_VJP (log_softmax_backward_output,
        change_with_output (RG_G, RG_IN (0), RG_IN (1), RG_ATTRS (RgLogSoftmaxBackwardAttrs)->dim))

static RgTensor *
log_softmax_backward_jvp (RgJvpCall *c, size_t o)
{
  int64_t dim = ((const RgLogSoftmaxBackwardAttrs *) rg_jvp_attrs (c))->dim;
  RgTensor *g = rg_jvp_input (c, 0), *y = rg_jvp_input (c, 1), *tg = rg_jvp_tangent (c, 0), *ty = rg_jvp_tangent (c, 1);
  RgTensor *first = tg ? rg_log_softmax_backward (tg, y, dim) : NULL;
  RgTensor *second = ty ? change_with_output (ty, g, y, dim) : NULL;
  (void) o;
  return first && second ? rg_add (first, second) : first ? first : second;
}

static const RgVjp log_softmax_backward_vjps[] = {
  { 0, RG_SAVE_INPUT (1), log_softmax_backward_grad_output },
  { 1, RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), log_softmax_backward_output },
  { 0, 0, NULL },
};

/* --- tables --- */

static const RgInput log_softmax_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgLogSoftmaxAttrs log_softmax_init = RG_LOG_SOFTMAX_ATTRS_INIT;
static const RgAttr log_softmax_attrs[] = {
  RG_ATTR (RgLogSoftmaxAttrs, dim, INT, NULL, .doc = "the dimension along which the exponentials of the results sum to one"),
  RG_ATTR_OPT (RgLogSoftmaxAttrs, dtype, DTYPE, .doc = "what the input is converted to first"),
  { .name = NULL },
};

static const RgSample log_softmax_samples[] = {
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

static const RgInput log_softmax_backward_inputs[] = {
  { "grad_output", "the gradient of the output", 0 },
  { "output", "the output of log_softmax", 0 },
  { NULL, NULL, 0 },
};

static const RgLogSoftmaxBackwardAttrs log_softmax_backward_init = RG_LOG_SOFTMAX_BACKWARD_ATTRS_INIT;
static const RgAttr log_softmax_backward_attrs[] = {
  RG_ATTR (RgLogSoftmaxBackwardAttrs, dim, INT, NULL, .doc = "as in log_softmax"),
  { .name = NULL },
};

static const RgSample log_softmax_backward_samples[] = {
  { "3x4 3x4:u", "dim=1", NULL, 0 },
  { "3x4 3x4:u", "dim=0", NULL, 0 },
  { "3x4 3", "dim=0", "shapes that differ", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp log_softmax = {
  .struct_size = sizeof (RgOp),
  .name = "log_softmax",
  .summary = "The logarithm of softmax along a dimension.",
  .formula = "out = input - log(sum over dim of exp(input))",
  .gradient = "d input = d out - exp(out) * sum over dim of d out",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .inputs = log_softmax_inputs,
  .n_outputs = 1,
  .attrs = log_softmax_attrs,
  .attrs_size = sizeof (RgLogSoftmaxAttrs),
  .attrs_init = &log_softmax_init,
  .forward = log_softmax_forward,
  .vjp = log_softmax_vjps,
  .jvp = log_softmax_jvp,
  .samples = log_softmax_samples,
  .uses = RG_USES ("log_softmax_backward", "sub", "sum", "mul", "exp"),
  .cost = softmax_cost,
};

static const RgOp log_softmax_backward = {
  .struct_size = sizeof (RgOp),
  .name = "log_softmax_backward",
  .summary = "The gradient of log_softmax.",
  .formula = "out = grad_output - exp(output) * sum over dim of grad_output",
  .gradient = "d grad_output = d out - sum of d out * exp(output); "
              "d output = -d out * exp(output) * sum of grad_output",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = log_softmax_backward_inputs,
  .n_outputs = 1,
  .attrs = log_softmax_backward_attrs,
  .attrs_size = sizeof (RgLogSoftmaxBackwardAttrs),
  .attrs_init = &log_softmax_backward_init,
  .forward = log_softmax_backward_forward,
  .vjp = log_softmax_backward_vjps,
  .jvp = log_softmax_backward_jvp,
  .samples = log_softmax_backward_samples,
  .uses = RG_USES ("mul", "sub", "sum", "exp", "neg", "add"),
  .cost = softmax_cost,
};

RG_MODULE (log_softmax, &log_softmax, &log_softmax_backward)
