/* triplet_margin_loss.c: a loss that wants one vector nearer than another, by a margin.
 *
 *     d (x, y) = |x - y + eps|_p, along the last dimension
 *     out = max (0, d (anchor, positive) - d (anchor, negative) + margin),
 *     and its mean or sum
 *     with swap: the lesser of d (anchor, negative) and d (positive, negative)
 *
 * V. Balntas and others, "Learning shallow convolutional feature descriptors with
 * triplet losses" (2016).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "loss.h"

static RgTensor *
distance (RgTensor *x, RgTensor *y, const RgTripletMarginLossAttrs *a)
{
  return rg_norm_dim (rg_add_scalar (rg_sub (x, y), a->eps), a->p, RG_DIMS (-1), false);
}

static bool
triplet_margin_loss_forward (RgCall *call)
{
  const RgTripletMarginLossAttrs *a = call->attrs;
  RgTensor *anchor = call->inputs[0], *positive = call->inputs[1], *negative = call->inputs[2];
  if (!(a->margin > 0))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "margin=%g must be above 0", a->margin);
  RgTensor *near = distance (anchor, positive, a), *far = distance (anchor, negative, a);
  if (a->swap)
    far = rg_minimum (far, distance (positive, negative, a));
  RgTensor *losses = rg_clamp_min_scalar (rg_add_scalar (rg_sub (near, far), a->margin), 0);
  return rg_call_return (call, 0, loss_reduce (losses, a->reduction));
}

/* --- tables --- */

static const RgInput triplet_margin_loss_inputs[] = {
  { "anchor", "vectors", 0 },
  { "positive", "what should be near them", 0 },
  { "negative", "what should be far", 0 },
  { NULL, NULL, 0 },
};

static const RgTripletMarginLossAttrs triplet_margin_loss_init = RG_TRIPLET_MARGIN_LOSS_ATTRS_INIT;
static const RgAttr triplet_margin_loss_attrs[] = {
  RG_ATTR (RgTripletMarginLossAttrs, margin, FLOAT, "1", .doc = "by how much"),
  RG_ATTR (RgTripletMarginLossAttrs, p, FLOAT, "2", .doc = "the norm's exponent"),
  RG_ATTR (RgTripletMarginLossAttrs, eps, FLOAT, "1e-06", .doc = "keeps the gradient of equal vectors finite"),
  RG_ATTR (RgTripletMarginLossAttrs, swap, BOOL, "false", .doc = "whether the negative may be compared with the positive, too"),
  LOSS_REDUCTION (RgTripletMarginLossAttrs),
  { .name = NULL },
};

static const RgSample triplet_margin_loss_samples[] = {
  { "3x4 3x4 3x4", NULL, NULL, 0 },
  { "3x4 3x4 3x4", "margin=2 swap=true reduction=sum", NULL, 0 },
  { "3x4 3x4 3x4", "p=1 margin=5 reduction=none", NULL, 0 },
  { "0x4 0x4 0x4", "reduction=sum", "no vectors", 0 },
  { "3x4 3x4 3x5", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp triplet_margin_loss_op = {
  .struct_size = sizeof (RgOp),
  .name = "triplet_margin_loss",
  .summary = "A loss that wants one vector nearer than another, by a margin.",
  .formula = "out = max (0, d (anchor, positive) - d (anchor, negative) + margin)",
  .gradient = "by those of pairwise_distance, where the loss is above 0",
  .category = "loss",
  .kind = RG_KIND_COMPOSITE,
  .inputs = triplet_margin_loss_inputs,
  .n_outputs = 1,
  .attrs = triplet_margin_loss_attrs,
  .attrs_size = sizeof (RgTripletMarginLossAttrs),
  .attrs_init = &triplet_margin_loss_init,
  .forward = triplet_margin_loss_forward,
  .samples = triplet_margin_loss_samples,
  .uses = RG_USES ("minimum", "clamp_min", "sub", "add", "sum", "mean", "norm"),
};

RG_MODULE (triplet_margin_loss, &triplet_margin_loss_op)
