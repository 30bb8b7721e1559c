/* multi_margin_loss.c: a loss of classes by margins.
 *
 *     out = sum over j != y of weight[y] max (0, margin - input[y] + input[j])^p / C,
 *     and its mean or sum; y is the target, C the number of classes
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "loss.h"

static bool
multi_margin_loss_forward (RgCall *call)
{
  const RgMultiMarginLossAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0] /* (n, C) or (C) */, *t = call->inputs[1], *weight = call->n_inputs > 2 ? call->inputs[2] : NULL;
  const bool one = rg_tensor_ndim (x) < 2;
  if (rg_tensor_ndim (x) > 2 || rg_tensor_dtype (t) != RG_I64
      || rg_tensor_numel (t) != (one ? 1 : rg_tensor_size (x, 0)))
    return rg_call_fail (call, RG_ERROR_SHAPE, "input is (n, classes) with an int64 target (n), or (classes) or () with one number");
  const int64_t classes = rg_tensor_ndim (x) ? rg_tensor_size (x, -1) : 1;
  if (weight && (rg_tensor_ndim (weight) != 1 || rg_tensor_size (weight, 0) != classes))
    return rg_call_fail (call, RG_ERROR_SHAPE, "weight must have one number for each of the %" G_GINT64_FORMAT " classes", classes);
  x = rg_reshape (x, RG_SHAPE (-1, classes));
  t = rg_reshape (t, RG_SHAPE (-1, 1));
  RgTensor *z = rg_relu (rg_add_scalar (rg_sub (x, rg_gather (x, 1, t)), a->margin));
  z = a->p == 1 ? z : rg_square (z);
  if (weight)
    z = rg_mul (z, rg_reshape (rg_index_select (weight, 0, rg_reshape (t, RG_SHAPE (-1))), RG_SHAPE (-1, 1)));
  RgTensor *own = rg_reshape (rg_ne_scalar (rg_one_hot (rg_reshape (t, RG_SHAPE (-1)), classes), 0), RG_SHAPE (-1, classes));
  RgTensor *others = rg_where_scalar (rg_logical_not (own), z, 0);
  RgTensor *losses = rg_mean_dim (others, RG_DIMS (1), false);
  if (one && losses)
    losses = rg_reshape (losses, (RgInts){ 0, NULL });
  return rg_call_return (call, 0, loss_reduce (losses, a->reduction));
}

/* --- tables --- */

static const RgInput multi_margin_loss_inputs[] = {
  { "input", "scores: (n, classes) or (classes)", RG_INPUT_FLOATING },
  { "target", "the classes: (n) or one number", RG_INPUT_NO_GRAD | RG_INPUT_NO_PROMOTE },
  { "weight", "of each class", RG_INPUT_FLOATING | RG_INPUT_OPTIONAL | RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};

static const RgMultiMarginLossAttrs multi_margin_loss_init = RG_MULTI_MARGIN_LOSS_ATTRS_INIT;
static const RgAttr multi_margin_loss_attrs[] = {
  RG_ATTR (RgMultiMarginLossAttrs, p, INT, "1", .min = 1, .max = 2, .doc = "1 or 2"),
  RG_ATTR (RgMultiMarginLossAttrs, margin, FLOAT, "1", .doc = "by how much"),
  LOSS_REDUCTION (RgMultiMarginLossAttrs),
  { .name = NULL },
};

static const RgSample multi_margin_loss_samples[] = {
  { "3x4 i64*3:i4", NULL, NULL, 0 },
  { "3x4 i64*3:i4 4:p", "p=2 reduction=sum", "weights", 0 },
  { "3x4 i64*3:i4", "margin=0.5 reduction=none", NULL, 0 },
  { ". i64*.:=0", NULL, "one class", 0 },
  { "4 i64*.:i4", NULL, "one sample", 0 },
  { "0x4 i64*0", "reduction=sum", "no samples", 0 },
  { "3x4 i64*2:i4", NULL, "targets for other samples", RG_SAMPLE_ERROR },
  { "3x4 i64*3:i4 3:p", NULL, "not one weight for each class", RG_SAMPLE_ERROR },
  { "3x4 i64*3:i4", "p=3", "a third power", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp multi_margin_loss_op = {
  .struct_size = sizeof (RgOp),
  .name = "multi_margin_loss",
  .summary = "A loss of classes by margins.",
  .formula = "out = sum over j != y of weight[y] max (0, margin - input[y] + input[j])^p / C",
  .gradient = "by those of its parts",
  .category = "loss",
  .kind = RG_KIND_COMPOSITE,
  .inputs = multi_margin_loss_inputs,
  .n_outputs = 1,
  .attrs = multi_margin_loss_attrs,
  .attrs_size = sizeof (RgMultiMarginLossAttrs),
  .attrs_init = &multi_margin_loss_init,
  .forward = multi_margin_loss_forward,
  .samples = multi_margin_loss_samples,
  .uses = RG_USES ("reshape", "gather", "sub", "add", "square", "mul", "index_select", "one_hot", "ne", "logical_not", "where", "mean", "sum", "relu"),
};

RG_MODULE (multi_margin_loss, &multi_margin_loss_op)
