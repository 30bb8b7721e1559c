/* smooth_l1_loss.c: an error that is square near 0 and linear beyond.
 *
 *     e = input - target
 *     out = |e| < beta ? e^2 / (2 beta) : |e| - beta / 2, and its mean or sum
 *     d input = clamp (e / beta, -1, 1) d out / n       d target = -d input
 *
 * n is the number of elements for the mean, else one. beta = 0 is l1_loss.
 *
 * R. Girshick, "Fast R-CNN" (2015).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "loss.h"
#include <math.h>

static bool
smooth_l1_loss_forward (RgCall *call)
{
  const RgSmoothL1LossAttrs *a = call->attrs;
  if (!loss_floating (call))
    return false;
  RgTensor *e = loss_error (call->inputs[0], call->inputs[1]);
  RgTensor *losses = a->beta > 0 ? loss_huber (e, a->beta, 1 / a->beta) : rg_abs (e);
  return rg_call_return (call, 0, loss_reduce (losses, a->reduction));
}

/* --- tables --- */

static const RgInput smooth_l1_loss_inputs[] = {
  { "input", "the predictions", 0 },
  { "target", "what they should be; broadcasts with input", 0 },
  { NULL, NULL, 0 },
};

static const RgSmoothL1LossAttrs smooth_l1_loss_init = RG_SMOOTH_L1_LOSS_ATTRS_INIT;
static const RgAttr smooth_l1_loss_attrs[] = {
  LOSS_REDUCTION (RgSmoothL1LossAttrs),
  RG_ATTR (RgSmoothL1LossAttrs, beta, FLOAT, "1", .min = 0, .max = INFINITY, .doc = "where the square ends; 0: there is none"),
  { .name = NULL },
};

static const RgSample smooth_l1_loss_samples[] = {
  { "3x4 3x4", NULL, NULL, 0 },
  { "3x4 3x4", "reduction=sum", NULL, 0 },
  { "3x4 3x4", "reduction=none", NULL, 0 },
  { "3x4 4", "beta=0.3", "broadcast", 0 },
  { "3x4 3x4", "beta=0", "linear throughout", 0 },
  { "3:=-1,0,1 3:=0,0,0", NULL, "at the joints", RG_SAMPLE_NO_GRAD },
  { "3 3", "beta=-1", "a negative beta", RG_SAMPLE_ERROR },
  { ". .", NULL, "zero-dimensional", 0 },
  { "3x4 3x4:i5", NULL, "an integer target", RG_SAMPLE_NO_GRAD },
  { "3:i5 3:i5", NULL, "integers alone", RG_SAMPLE_ERROR },
  { "0x3 0x3", "reduction=sum", "no elements", 0 },
  { "3 4", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp smooth_l1_loss_op = {
  .struct_size = sizeof (RgOp),
  .name = "smooth_l1_loss",
  .summary = "An error that is square near 0 and linear beyond.",
  .formula = "out = |e| < beta ? e^2 / (2 beta) : |e| - beta / 2, e = input - target",
  .gradient = "d input = clamp (e / beta, -1, 1) d out / n; d target = -d input",
  .category = "loss",
  .kind = RG_KIND_COMPOSITE,
  .inputs = smooth_l1_loss_inputs,
  .n_outputs = 1,
  .attrs = smooth_l1_loss_attrs,
  .attrs_size = sizeof (RgSmoothL1LossAttrs),
  .attrs_init = &smooth_l1_loss_init,
  .forward = smooth_l1_loss_forward,
  .samples = smooth_l1_loss_samples,
  .uses = RG_USES ("sub", "abs", "huber_loss", "sum", "mean"),
};

RG_MODULE (smooth_l1_loss, &smooth_l1_loss_op)
