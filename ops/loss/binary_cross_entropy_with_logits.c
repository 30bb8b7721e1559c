/* binary_cross_entropy_with_logits.c: binary cross entropy of numbers before their sigmoid.
 *
 *     w = 1 + (pos_weight - 1) target, or 1
 *     out = weight ((1 - target) input - w log (sigmoid (input))), and its mean or sum
 *     d input = weight (sigmoid (input) (1 - target + w) - w) d out / n
 *
 * By the logarithm of the sigmoid in one piece, which does not overflow.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "loss.h"

static bool
binary_cross_entropy_with_logits_forward (RgCall *call)
{
  const RgBinaryCrossEntropyWithLogitsAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0], *t = call->inputs[1], *weight = call->n_inputs > 2 ? call->inputs[2] : NULL,
           *positive = call->n_inputs > 3 ? call->inputs[3] : NULL;
  if (!loss_same_shape (call, x, t))
    return false;
  RgTensor *rest = rg_mul (rg_rsub_scalar (t, 1), x), *log = rg_logsigmoid (x);
  if (positive)
    log = rg_mul (log, rg_add_scalar (rg_mul (rg_sub_scalar (positive, 1), t), 1));
  RgTensor *losses = rg_sub (rest, log);
  return rg_call_return (call, 0, loss_reduce (weight ? rg_mul (losses, weight) : losses, a->reduction));
}

/* --- tables --- */

static const RgInput binary_cross_entropy_with_logits_inputs[] = {
  { "input", "numbers before their sigmoid", RG_INPUT_FLOATING },
  { "target", "0 to 1; of the shape of input", RG_INPUT_FLOATING },
  { "weight", "of each loss; broadcasts", RG_INPUT_FLOATING | RG_INPUT_OPTIONAL },
  { "pos_weight", "of what is positive; broadcasts", RG_INPUT_FLOATING | RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgBinaryCrossEntropyWithLogitsAttrs binary_cross_entropy_with_logits_init = RG_BINARY_CROSS_ENTROPY_WITH_LOGITS_ATTRS_INIT;
static const RgAttr binary_cross_entropy_with_logits_attrs[] = {
  LOSS_REDUCTION (RgBinaryCrossEntropyWithLogitsAttrs),
  { .name = NULL },
};

static const RgSample binary_cross_entropy_with_logits_samples[] = {
  { "3x4 3x4:u", NULL, NULL, 0 },
  { "3x4 3x4:u", "reduction=sum", NULL, 0 },
  { "3x4 3x4:u 4:p", "reduction=none", "weights", 0 },
  { "3x4 3x4:u - 4:p", NULL, "weights of what is positive", 0 },
  { "3x4 3x4:u 3x1:p 4:p", NULL, "both", 0 },
  { ". .:u", NULL, "zero-dimensional", 0 },
  { "0x3 0x3:u", "reduction=sum", "no elements", 0 },
  { "4:=-1000,-5,5,1000 4:=0,1,0,1", NULL, "far from 0", RG_SAMPLE_NO_GRAD },
  { "3x4 4:u", NULL, "a target of another shape", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp binary_cross_entropy_with_logits_op = {
  .struct_size = sizeof (RgOp),
  .name = "binary_cross_entropy_with_logits",
  .summary = "Binary cross entropy of numbers before their sigmoid.",
  .formula = "out = weight ((1 - target) input - w log (sigmoid (input))), w = 1 + (pos_weight - 1) target",
  .gradient = "d input = weight (sigmoid (input) (1 - target + w) - w) d out / n",
  .category = "loss",
  .kind = RG_KIND_COMPOSITE,
  .inputs = binary_cross_entropy_with_logits_inputs,
  .n_outputs = 1,
  .attrs = binary_cross_entropy_with_logits_attrs,
  .attrs_size = sizeof (RgBinaryCrossEntropyWithLogitsAttrs),
  .attrs_init = &binary_cross_entropy_with_logits_init,
  .forward = binary_cross_entropy_with_logits_forward,
  .samples = binary_cross_entropy_with_logits_samples,
  .uses = RG_USES ("rsub", "mul", "logsigmoid", "sub", "add", "sum", "mean"),
};

RG_MODULE (binary_cross_entropy_with_logits, &binary_cross_entropy_with_logits_op)
