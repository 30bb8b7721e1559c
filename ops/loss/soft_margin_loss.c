/* soft_margin_loss.c: the logistic loss of labels 1 and -1.
 *
 *     out = log (1 + exp (-target input)), and its mean or sum
 *     d input = -target sigmoid (-target input) d out / n
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "loss.h"

static bool
soft_margin_loss_forward (RgCall *call)
{
  const RgSoftMarginLossAttrs *a = call->attrs;
  RgTensor *losses = rg_neg (rg_logsigmoid (rg_mul (call->inputs[0], call->inputs[1])));
  return rg_call_return (call, 0, loss_reduce (losses, a->reduction));
}

/* --- tables --- */

static const RgInput soft_margin_loss_inputs[] = {
  { "input", "the predictions", RG_INPUT_FLOATING },
  { "target", "1 or -1", 0 },
  { NULL, NULL, 0 },
};

static const RgSoftMarginLossAttrs soft_margin_loss_init = RG_SOFT_MARGIN_LOSS_ATTRS_INIT;
static const RgAttr soft_margin_loss_attrs[] = {
  LOSS_REDUCTION (RgSoftMarginLossAttrs),
  { .name = NULL },
};

static const RgSample soft_margin_loss_samples[] = {
  { "3x4 3x4", NULL, NULL, 0 },
  { "3x4 3x4", "reduction=sum", NULL, 0 },
  { "3x4 3x4", "reduction=none", NULL, 0 },
  { "3x4 4", NULL, "broadcast", 0 },
  { "2:=1000,-1000 2:=1,1", NULL, "far from 0", RG_SAMPLE_NO_GRAD },
  { ". .", NULL, "zero-dimensional", 0 },
  { "0x3 0x3", "reduction=sum", "no elements", 0 },
  { "3 4", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp soft_margin_loss_op = {
  .struct_size = sizeof (RgOp),
  .name = "soft_margin_loss",
  .summary = "The logistic loss of labels 1 and -1.",
  .formula = "out = log (1 + exp (-target input))",
  .gradient = "d input = -target sigmoid (-target input) d out / n",
  .category = "loss",
  .kind = RG_KIND_COMPOSITE,
  .inputs = soft_margin_loss_inputs,
  .n_outputs = 1,
  .attrs = soft_margin_loss_attrs,
  .attrs_size = sizeof (RgSoftMarginLossAttrs),
  .attrs_init = &soft_margin_loss_init,
  .forward = soft_margin_loss_forward,
  .samples = soft_margin_loss_samples,
  .uses = RG_USES ("mul", "logsigmoid", "neg", "sum", "mean"),
};

RG_MODULE (soft_margin_loss, &soft_margin_loss_op)
