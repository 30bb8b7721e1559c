/* margin_ranking_loss.c: a loss that wants the right order, by a margin.
 *
 *     out = max (0, -target (input1 - input2) + margin), and its mean or sum
 *
 * The gradient at the margin is that of clamp_min: 1.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "loss.h"

static bool
margin_ranking_loss_forward (RgCall *call)
{
  const RgMarginRankingLossAttrs *a = call->attrs;
  const int n = rg_tensor_ndim (call->inputs[2]);
  if (rg_tensor_ndim (call->inputs[0]) != n || rg_tensor_ndim (call->inputs[1]) != n)
    return rg_call_fail (call, RG_ERROR_SHAPE, "input1, input2 and target must have as many dimensions as each other");
  RgTensor *gap = rg_mul (rg_neg (call->inputs[2]), rg_sub (call->inputs[0], call->inputs[1]));
  /* A margin is no whole number, even where it is one. */
  if (gap && !rg_dtype_is_floating (rg_tensor_dtype (gap)))
    gap = rg_to (gap, RG_F32);
  return rg_call_return (call, 0, loss_reduce (rg_clamp_min_scalar (rg_add_scalar (gap, a->margin), 0), a->reduction));
}

/* --- tables --- */

static const RgInput margin_ranking_loss_inputs[] = {
  { "input1", "one score", 0 },
  { "input2", "the other score", 0 },
  { "target", "1 if the first should be the greater, -1 if the second", 0 },
  { NULL, NULL, 0 },
};

static const RgMarginRankingLossAttrs margin_ranking_loss_init = RG_MARGIN_RANKING_LOSS_ATTRS_INIT;
static const RgAttr margin_ranking_loss_attrs[] = {
  RG_ATTR (RgMarginRankingLossAttrs, margin, FLOAT, "0", .doc = "by how much"),
  LOSS_REDUCTION (RgMarginRankingLossAttrs),
  { .name = NULL },
};

static const RgSample margin_ranking_loss_samples[] = {
  { "4 4 4:=1,-1,1,-1", NULL, NULL, 0 },
  { "3x4 1x4 1x4:=1,-1,1,-1", "margin=0.5 reduction=sum", "broadcast", 0 },
  { "4 4 4:=1,-1,1,-1", "margin=0.5 reduction=none", NULL, 0 },
  { "0 0 0", "reduction=sum", "no elements", 0 },
  { "3 4 3", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { "3x4 3x4 4", NULL, "a target of fewer dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp margin_ranking_loss_op = {
  .struct_size = sizeof (RgOp),
  .name = "margin_ranking_loss",
  .summary = "A loss that wants the right order, by a margin.",
  .formula = "out = max (0, -target (input1 - input2) + margin)",
  .gradient = "d input1 = -target d out / n where the loss is not below 0; d input2 = -d input1",
  .category = "loss",
  .kind = RG_KIND_COMPOSITE,
  .inputs = margin_ranking_loss_inputs,
  .n_outputs = 1,
  .attrs = margin_ranking_loss_attrs,
  .attrs_size = sizeof (RgMarginRankingLossAttrs),
  .attrs_init = &margin_ranking_loss_init,
  .forward = margin_ranking_loss_forward,
  .samples = margin_ranking_loss_samples,
  .uses = RG_USES ("neg", "mul", "sub", "add", "clamp_min", "sum", "mean"),
};

RG_MODULE (margin_ranking_loss, &margin_ranking_loss_op)
