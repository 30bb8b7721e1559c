/* kl_div.c: the divergence of one distribution from another.
 *
 *     out = target (log (target) - input), and its mean or sum
 *     with log_target: out = exp (target) (target - input)
 *     d input = -target d out / n
 *
 * input holds logarithms. `batchmean` divides the sum by the size of dimension 0,
 * which is what the name promises; `mean` divides by the number of elements.
 *
 * S. Kullback, R. Leibler, "On information and sufficiency" (1951).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "loss.h"

static bool
kl_div_forward (RgCall *call)
{
  const RgKlDivAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0], *t = call->inputs[1];
  RgTensor *losses = a->log_target ? rg_mul (rg_exp (t), rg_sub (t, x)) : rg_sub (rg_xlogy (t, t), rg_mul (t, x));
  if (!loss_is (a->reduction, "batchmean"))
    return rg_call_return (call, 0, loss_reduce (losses, a->reduction));
  const double batch = rg_tensor_ndim (x) > 0 ? (double) rg_tensor_size (x, 0) : 1;
  return rg_call_return (call, 0, rg_div_scalar (rg_sum (losses), batch));
}

/* --- tables --- */

static const RgInput kl_div_inputs[] = {
  { "input", "logarithms of probabilities", RG_INPUT_FLOATING },
  { "target", "probabilities, or with log_target their logarithms", RG_INPUT_FLOATING },
  { NULL, NULL, 0 },
};

static const RgKlDivAttrs kl_div_init = RG_KL_DIV_ATTRS_INIT;
static const RgAttr kl_div_attrs[] = {
  RG_ATTR (RgKlDivAttrs, reduction, STRING, "mean", .choices = "none mean sum batchmean",
           .doc = "what becomes of the losses: `none` keeps them, the others give one number"),
  RG_ATTR (RgKlDivAttrs, log_target, BOOL, "false", .doc = "whether target holds logarithms, too"),
  { .name = NULL },
};

static const RgSample kl_div_samples[] = {
  { "3x4 3x4:p", NULL, NULL, 0 },
  { "3x4 3x4:p", "reduction=batchmean", NULL, 0 },
  { "3x4 3x4:p", "reduction=none", NULL, 0 },
  { "3x4 3x4", "reduction=sum log_target=true", NULL, 0 },
  { "3x4 4:p", NULL, "broadcast", 0 },
  { "0x3 0x3:p", "reduction=sum", "no elements", 0 },
  { "2:=-1,-2 2:=0,1", NULL, "0 log 0 is 0", RG_SAMPLE_NO_GRAD },
  { "3 4", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp kl_div_op = {
  .struct_size = sizeof (RgOp),
  .name = "kl_div",
  .summary = "The divergence of one distribution from another.",
  .formula = "out = target (log (target) - input); exp (target) (target - input) with log_target",
  .gradient = "d input = -target d out / n",
  .category = "loss",
  .kind = RG_KIND_COMPOSITE,
  .inputs = kl_div_inputs,
  .n_outputs = 1,
  .attrs = kl_div_attrs,
  .attrs_size = sizeof (RgKlDivAttrs),
  .attrs_init = &kl_div_init,
  .forward = kl_div_forward,
  .samples = kl_div_samples,
  .uses = RG_USES ("xlogy", "exp", "mul", "sub", "div", "sum", "mean"),
};

RG_MODULE (kl_div, &kl_div_op)
