/* l1_loss.c: the absolute error.
 *
 *     out = |input - target|, and its mean or sum
 *     d input = sign (input - target) d out / n       d target = -d input
 *
 * n is the number of elements for the mean, else one; 0 where they are equal.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "loss.h"

static bool
l1_loss_forward (RgCall *call)
{
  const RgL1LossAttrs *a = call->attrs;
  return rg_call_return (call, 0, loss_reduce (rg_abs (rg_sub (call->inputs[0], call->inputs[1])), a->reduction));
}

/* --- tables --- */

static const RgInput l1_loss_inputs[] = {
  { "input", "the predictions", 0 },
  { "target", "what they should be; broadcasts with input", 0 },
  { NULL, NULL, 0 },
};

static const RgL1LossAttrs l1_loss_init = RG_L1_LOSS_ATTRS_INIT;
static const RgAttr l1_loss_attrs[] = {
  LOSS_REDUCTION (RgL1LossAttrs),
  { .name = NULL },
};

static const RgSample l1_loss_samples[] = {
  { "3x4 3x4", NULL, NULL, 0 },
  { "3x4 3x4", "reduction=sum", NULL, 0 },
  { "3x4 3x4", "reduction=none", NULL, 0 },
  { "3x4 4", NULL, "broadcast", 0 },
  { ". .", NULL, "zero-dimensional", 0 },
  { "3x4 3x4:i5", NULL, "an integer target", RG_SAMPLE_NO_GRAD },
  { "3:i5 3:i5", "reduction=sum", "integers", RG_SAMPLE_NO_GRAD },
  { "0x3 0x3", "reduction=sum", "no elements", 0 },
  { "3 4", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp l1_loss_op = {
  .struct_size = sizeof (RgOp),
  .name = "l1_loss",
  .summary = "The mean absolute error.",
  .formula = "out = mean(|input - target|)",
  .gradient = "d input = sign (input - target) d out / n; d target = -d input",
  .category = "loss",
  .kind = RG_KIND_COMPOSITE,
  .inputs = l1_loss_inputs,
  .n_outputs = 1,
  .attrs = l1_loss_attrs,
  .attrs_size = sizeof (RgL1LossAttrs),
  .attrs_init = &l1_loss_init,
  .forward = l1_loss_forward,
  .samples = l1_loss_samples,
  .uses = RG_USES ("sub", "abs", "sum", "mean"),
};

RG_MODULE (l1_loss, &l1_loss_op)
