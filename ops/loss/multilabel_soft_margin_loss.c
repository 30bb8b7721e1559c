/* multilabel_soft_margin_loss.c: binary cross entropy over classes, of which several may hold.
 *
 *     out = -weight (target log (sigmoid (input)) + (1 - target) log (sigmoid (-input))),
 *     its mean over the classes, and of that the mean or sum
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "loss.h"

static bool
multilabel_soft_margin_loss_forward (RgCall *call)
{
  const RgMultilabelSoftMarginLossAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0], *t = call->inputs[1], *weight = call->n_inputs > 2 ? call->inputs[2] : NULL;
  if (rg_tensor_ndim (x) < 1)
    return rg_call_fail (call, RG_ERROR_SHAPE, "input must have a dimension of classes");
  RgTensor *yes = rg_mul (t, rg_logsigmoid (x)), *no = rg_mul (rg_rsub_scalar (t, 1), rg_logsigmoid (rg_neg (x)));
  RgTensor *losses = rg_neg (rg_add (yes, no));
  losses = rg_mean_dim (weight ? rg_mul (losses, weight) : losses, RG_DIMS (-1), false);
  return rg_call_return (call, 0, loss_reduce (losses, a->reduction));
}

/* --- tables --- */

static const RgInput multilabel_soft_margin_loss_inputs[] = {
  { "input", "scores, classes last", RG_INPUT_FLOATING },
  { "target", "0 to 1 for each class", 0 },
  { "weight", "of each class", RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgMultilabelSoftMarginLossAttrs multilabel_soft_margin_loss_init = RG_MULTILABEL_SOFT_MARGIN_LOSS_ATTRS_INIT;
static const RgAttr multilabel_soft_margin_loss_attrs[] = {
  LOSS_REDUCTION (RgMultilabelSoftMarginLossAttrs),
  { .name = NULL },
};

static const RgSample multilabel_soft_margin_loss_samples[] = {
  { "3x4 3x4:u", NULL, NULL, 0 },
  { "3x4 3x4:u 4:p", "reduction=none", "weights", 0 },
  { "3x4 3x4:u", "reduction=sum", NULL, 0 },
  { "4 4:u", NULL, "one sample", 0 },
  { "0x3 0x3:u", "reduction=sum", "no samples", 0 },
  { "3x4 3x5:u", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { ". .:u", NULL, "no classes", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp multilabel_soft_margin_loss_op = {
  .struct_size = sizeof (RgOp),
  .name = "multilabel_soft_margin_loss",
  .summary = "Binary cross entropy over classes, of which several may hold.",
  .formula = "out = mean over classes of -weight (target log (sigmoid (input)) + (1 - target) log (sigmoid (-input)))",
  .gradient = "d input = weight (sigmoid (input) - target) d out / (n C)",
  .category = "loss",
  .kind = RG_KIND_COMPOSITE,
  .inputs = multilabel_soft_margin_loss_inputs,
  .n_outputs = 1,
  .attrs = multilabel_soft_margin_loss_attrs,
  .attrs_size = sizeof (RgMultilabelSoftMarginLossAttrs),
  .attrs_init = &multilabel_soft_margin_loss_init,
  .forward = multilabel_soft_margin_loss_forward,
  .samples = multilabel_soft_margin_loss_samples,
  .uses = RG_USES ("logsigmoid", "mul", "rsub", "neg", "add", "mean", "sum"),
};

RG_MODULE (multilabel_soft_margin_loss, &multilabel_soft_margin_loss_op)
