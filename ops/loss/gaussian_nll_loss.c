/* gaussian_nll_loss.c: the negative logarithm of a normal density.
 *
 *     v = max (var, eps)
 *     out = (log (v) + (input - target)^2 / v) / 2, and its mean or sum
 *     with full: + log (2 pi) / 2
 *
 * The gradient passes the bound of the variance as if it were not there.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "loss.h"

static bool
gaussian_nll_loss_forward (RgCall *call)
{
  const RgGaussianNllLossAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0], *t = call->inputs[1], *var = call->inputs[2];
  const int nx = rg_tensor_ndim (x), nv = rg_tensor_ndim (var);
  /* One variance for each row. */
  if (nv > 0 && nv == nx - 1)
    var = rg_unsqueeze (var, -1);
  if (var == NULL || !loss_none_negative (call, var, "var"))
    return false;
  var = loss_at_least (var, a->eps);
  RgTensor *losses = rg_mul_scalar (rg_add (rg_log (var), rg_div (rg_square (rg_sub (x, t)), var)), 0.5);
  if (a->full)
    losses = rg_add_scalar (losses, 0.91893853320467274178);
  return rg_call_return (call, 0, loss_reduce (losses, a->reduction));
}

/* --- tables --- */

static const RgInput gaussian_nll_loss_inputs[] = {
  { "input", "means", 0 },
  { "target", "samples", 0 },
  { "var", "variances: of the shape of input, or without its last dimension, or with 1 there", RG_INPUT_FLOATING },
  { NULL, NULL, 0 },
};

static const RgGaussianNllLossAttrs gaussian_nll_loss_init = RG_GAUSSIAN_NLL_LOSS_ATTRS_INIT;
static const RgAttr gaussian_nll_loss_attrs[] = {
  RG_ATTR (RgGaussianNllLossAttrs, full, BOOL, "false", .doc = "whether to add the constant"),
  RG_ATTR (RgGaussianNllLossAttrs, eps, FLOAT, "1e-06", .min = 0, .max = INFINITY, .doc = "the least variance"),
  LOSS_REDUCTION (RgGaussianNllLossAttrs),
  { .name = NULL },
};

static const RgSample gaussian_nll_loss_samples[] = {
  { "3x4 3x4 3x4:p", NULL, NULL, 0 },
  { "3x4 3x4 3:p", "full=true reduction=none", "one variance for each row", 0 },
  { "3x4 3x4 3x1:p", "reduction=sum", NULL, 0 },
  { "2:=1,2 2:=0,0 2:=0,1", "eps=0.5", "a variance below eps", RG_SAMPLE_NO_GRAD },
  { "0x3 0x3 0x3:p", "reduction=sum", "no elements", 0 },
  { "2 2 2:=1,-1", NULL, "a negative variance", RG_SAMPLE_ERROR },
  { "3 4 3:p", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp gaussian_nll_loss_op = {
  .struct_size = sizeof (RgOp),
  .name = "gaussian_nll_loss",
  .summary = "The negative logarithm of a normal density.",
  .formula = "out = (log (v) + (input - target)^2 / v) / 2, v = max (var, eps); with full: + log (2 pi) / 2",
  .gradient = "d input = (input - target) / v d out / n; d var = (1 - (input - target)^2 / v) / (2 v) d out / n",
  .category = "loss",
  .kind = RG_KIND_COMPOSITE,
  .inputs = gaussian_nll_loss_inputs,
  .n_outputs = 1,
  .attrs = gaussian_nll_loss_attrs,
  .attrs_size = sizeof (RgGaussianNllLossAttrs),
  .attrs_init = &gaussian_nll_loss_init,
  .forward = gaussian_nll_loss_forward,
  .samples = gaussian_nll_loss_samples,
  .uses = RG_USES ("unsqueeze", "log", "div", "square", "sub", "add", "mul", "amin", "sum", "mean", "where", "lt", "rsub"),
};

RG_MODULE (gaussian_nll_loss, &gaussian_nll_loss_op)
