/* poisson_nll_loss.c: the negative logarithm of a Poisson probability.
 *
 *     out = exp (input) - target input, and its mean or sum
 *     without log_input: out = input - target log (input + eps)
 *     with full: + target log (target) - target + log (2 pi target) / 2 where target > 1
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "loss.h"

static bool
poisson_nll_loss_forward (RgCall *call)
{
  const RgPoissonNllLossAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0], *t = call->inputs[1];
  RgTensor *losses = a->log_input ? rg_sub (rg_exp (x), rg_mul (t, x)) : rg_sub (x, rg_mul (t, rg_log (rg_add_scalar (x, a->eps))));
  if (a->full)
    {
      /* Stirling's formula for log (target!). */
      RgTensor *half = rg_mul_scalar (rg_log (rg_mul_scalar (t, 6.28318530717958647693)), 0.5);
      RgTensor *stirling = rg_add (rg_sub (rg_mul (t, rg_log (t)), t), half);
      losses = rg_add (losses, rg_where_scalar (rg_gt_scalar (t, 1), stirling, 0));
    }
  return rg_call_return (call, 0, loss_reduce (losses, a->reduction));
}

/* --- tables --- */

static const RgInput poisson_nll_loss_inputs[] = {
  { "input", "rates, or with log_input their logarithms", 0 },
  { "target", "counts", 0 },
  { NULL, NULL, 0 },
};

static const RgPoissonNllLossAttrs poisson_nll_loss_init = RG_POISSON_NLL_LOSS_ATTRS_INIT;
static const RgAttr poisson_nll_loss_attrs[] = {
  RG_ATTR (RgPoissonNllLossAttrs, log_input, BOOL, "true", .doc = "whether input holds logarithms"),
  RG_ATTR (RgPoissonNllLossAttrs, full, BOOL, "false", .doc = "whether to add the logarithm of the factorial, by Stirling's formula"),
  RG_ATTR (RgPoissonNllLossAttrs, eps, FLOAT, "1e-08", .min = 0, .max = INFINITY, .doc = "what keeps the logarithm from 0"),
  LOSS_REDUCTION (RgPoissonNllLossAttrs),
  { .name = NULL },
};

static const RgSample poisson_nll_loss_samples[] = {
  { "3x4 3x4:p", NULL, NULL, 0 },
  { "3x4:p 3x4:p", "log_input=false reduction=none", NULL, 0 },
  { "4 4:=0.5,1.5,2,7", "full=true reduction=sum", NULL, RG_SAMPLE_NO_GRAD },
  { "3x4 4:p", NULL, "broadcast", 0 },
  { "0x3 0x3:p", "reduction=sum", "no elements", 0 },
  { "3 4:p", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp poisson_nll_loss_op = {
  .struct_size = sizeof (RgOp),
  .name = "poisson_nll_loss",
  .summary = "The negative logarithm of a Poisson probability.",
  .formula = "out = exp (input) - target input; input - target log (input + eps) without log_input",
  .gradient = "d input = (exp (input) - target) d out / n; (1 - target / (input + eps)) d out / n without log_input",
  .category = "loss",
  .kind = RG_KIND_COMPOSITE,
  .inputs = poisson_nll_loss_inputs,
  .n_outputs = 1,
  .attrs = poisson_nll_loss_attrs,
  .attrs_size = sizeof (RgPoissonNllLossAttrs),
  .attrs_init = &poisson_nll_loss_init,
  .forward = poisson_nll_loss_forward,
  .samples = poisson_nll_loss_samples,
  .uses = RG_USES ("exp", "log", "mul", "sub", "add", "gt", "where", "sum", "mean"),
};

RG_MODULE (poisson_nll_loss, &poisson_nll_loss_op)
