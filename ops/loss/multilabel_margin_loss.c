/* multilabel_margin_loss.c: a loss of several classes at once, by margins.
 *
 *     out = sum over labels y and classes j that are no label of
 *           max (0, 1 - input[y] + input[j]) / C, and its mean or sum
 *
 * A row of the target lists labels, up to the first -1.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "loss.h"

static bool
multilabel_margin_loss_forward (RgCall *call)
{
  const RgMultilabelMarginLossAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0] /* (n, C) or (C) */, *t = call->inputs[1];
  const bool one = rg_tensor_ndim (x) < 2;
  if (rg_tensor_ndim (x) > 2 || rg_tensor_dtype (t) != RG_I64)
    return rg_call_fail (call, RG_ERROR_SHAPE, "input is (n, classes), (classes) or (), with an int64 target");
  if (!loss_same_shape (call, x, t))
    return false;
  const int64_t classes = rg_tensor_ndim (x) ? rg_tensor_size (x, -1) : 1;
  if (!loss_labels (call, t, -1, classes))
    return false;
  x = rg_reshape (x, RG_SHAPE (-1, classes));
  t = rg_reshape (t, RG_SHAPE (-1, classes));
  /* 1 for what stands before the first -1. */
  RgTensor *listed = rg_cumprod (rg_to (rg_ge_scalar (t, 0), RG_I64), 1), *label = rg_mul (t, listed);
  RgTensor *is_label = rg_ne_scalar (rg_scatter_add (rg_zeros_like (t), 1, label, listed), 0) /* (n, C) */;
  RgTensor *wanted = rg_gather (x, 1, label) /* (n, labels) */;
  RgTensor *gap = rg_add_scalar (rg_sub (rg_unsqueeze (x, 1), rg_unsqueeze (wanted, 2)), 1) /* (n, labels, C) */;
  RgTensor *counts = rg_logical_and (rg_unsqueeze (rg_ne_scalar (listed, 0), 2), rg_unsqueeze (rg_logical_not (is_label), 1));
  RgTensor *sum = rg_sum_dim (rg_where_scalar (counts, rg_relu (gap), 0), RG_DIMS (1, 2), false);
  RgTensor *losses = rg_div_scalar (sum, (double) classes);
  if (one && losses)
    losses = rg_reshape (losses, (RgInts){ 0, NULL });
  return rg_call_return (call, 0, loss_reduce (losses, a->reduction));
}

/* --- tables --- */

static const RgInput multilabel_margin_loss_inputs[] = {
  { "input", "scores: (n, classes) or (classes)", RG_INPUT_FLOATING },
  { "target", "labels, then -1: of that shape", RG_INPUT_NO_GRAD | RG_INPUT_NO_PROMOTE },
  { NULL, NULL, 0 },
};

static const RgMultilabelMarginLossAttrs multilabel_margin_loss_init = RG_MULTILABEL_MARGIN_LOSS_ATTRS_INIT;
static const RgAttr multilabel_margin_loss_attrs[] = {
  LOSS_REDUCTION (RgMultilabelMarginLossAttrs),
  { .name = NULL },
};

static const RgSample multilabel_margin_loss_samples[] = {
  { "2x4 i64*2x4:=1,3,-1,0,0,-1,-1,-1", NULL, NULL, 0 },
  { "2x4 i64*2x4:=1,3,-1,0,0,-1,-1,-1", "reduction=none", NULL, 0 },
  { ". i64*.:=0", NULL, "one class", 0 },
  { "4 i64*4:=2,0,-1,1", "reduction=sum", "one sample", 0 },
  { "0x4 i64*0x4", "reduction=sum", "no samples", 0 },
  { "4 i64*4:=2,4,-1,1", NULL, "a label of no class", RG_SAMPLE_ERROR },
  { "4 i64*4:=2,-2,-1,1", NULL, "a negative label", RG_SAMPLE_ERROR },
  { "2x4 i64*2x3:=1,2,-1,0,-1,-1", NULL, "a target of another shape", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp multilabel_margin_loss_op = {
  .struct_size = sizeof (RgOp),
  .name = "multilabel_margin_loss",
  .summary = "A loss of several classes at once, by margins.",
  .formula = "out = sum over labels y and other classes j of max (0, 1 - input[y] + input[j]) / C",
  .gradient = "by those of its parts",
  .category = "loss",
  .kind = RG_KIND_COMPOSITE,
  .inputs = multilabel_margin_loss_inputs,
  .n_outputs = 1,
  .attrs = multilabel_margin_loss_attrs,
  .attrs_size = sizeof (RgMultilabelMarginLossAttrs),
  .attrs_init = &multilabel_margin_loss_init,
  .forward = multilabel_margin_loss_forward,
  .samples = multilabel_margin_loss_samples,
  .uses = RG_USES ("reshape", "ge", "cumprod", "mul", "scatter_add", "gather", "unsqueeze", "sub", "add", "ne", "logical_and", "logical_not", "where", "sum", "div", "mean", "relu", "aminmax"),
};

RG_MODULE (multilabel_margin_loss, &multilabel_margin_loss_op)
