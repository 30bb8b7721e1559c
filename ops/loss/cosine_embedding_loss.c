/* cosine_embedding_loss.c: a loss of angles: small for alike, beyond a margin for others.
 *
 *     c = the cosine of the angle between input1 and input2, along the last dimension
 *     out = 1 - c where target = 1, max (0, c - margin) where target = -1,
 *     and its mean or sum
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "loss.h"

static bool
cosine_embedding_loss_forward (RgCall *call)
{
  const RgCosineEmbeddingLossAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0], *y = call->inputs[1], *t = call->inputs[2];
  const int n = rg_tensor_ndim (x);
  if (n < 1 || n > 2 || rg_tensor_ndim (y) != n || rg_tensor_ndim (t) != n - 1)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the inputs are (n, size) and the target (n), or (size) and ()");
  const RgInts last = RG_DIMS (-1);
  RgTensor *xx = rg_add_scalar (rg_sum_dim (rg_square (x), last, false), 1e-12),
           *yy = rg_add_scalar (rg_sum_dim (rg_square (y), last, false), 1e-12);
  RgTensor *c = rg_div (rg_sum_dim (rg_mul (x, y), last, false), rg_sqrt (rg_mul (xx, yy)));
  RgTensor *alike = rg_where_scalar (rg_eq_scalar (t, 1), rg_rsub_scalar (c, 1), 0);
  RgTensor *other = rg_where_scalar (rg_eq_scalar (t, -1), rg_clamp_min_scalar (rg_sub_scalar (c, a->margin), 0), 0);
  return rg_call_return (call, 0, loss_reduce (rg_add (alike, other), a->reduction));
}

/* --- tables --- */

static const RgInput cosine_embedding_loss_inputs[] = {
  { "input1", "vectors: (n, size) or (size)", 0 },
  { "input2", "vectors of that shape", 0 },
  { "target", "1 or -1: (n) or ()", RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};

static const RgCosineEmbeddingLossAttrs cosine_embedding_loss_init = RG_COSINE_EMBEDDING_LOSS_ATTRS_INIT;
static const RgAttr cosine_embedding_loss_attrs[] = {
  RG_ATTR (RgCosineEmbeddingLossAttrs, margin, FLOAT, "0", .doc = "how large the cosine of others may be"),
  LOSS_REDUCTION (RgCosineEmbeddingLossAttrs),
  { .name = NULL },
};

static const RgSample cosine_embedding_loss_samples[] = {
  { "4x3 4x3 4:=1,-1,1,-1", NULL, NULL, 0 },
  { "4x3 4x3 4:=1,-1,1,-1", "margin=0.2 reduction=sum", NULL, 0 },
  { "4x3 4x3 4:=1,-1,1,-1", "reduction=none", NULL, 0 },
  { "3 3 .:=1", NULL, "one pair", 0 },
  { "0x3 0x3 0", "reduction=sum", "no vectors", 0 },
  { "4x3 4x3 3", NULL, "a target of another size", RG_SAMPLE_ERROR },
  { "4x3 4x3 4x3", NULL, "a target of two dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp cosine_embedding_loss_op = {
  .struct_size = sizeof (RgOp),
  .name = "cosine_embedding_loss",
  .summary = "A loss of angles: small for what is alike, beyond a margin for what is not.",
  .formula = "out = target = 1 ? 1 - c : max (0, c - margin), c = cos (input1, input2)",
  .gradient = "d c = -d out / n where target = 1, d out / n where target = -1 and c > margin",
  .category = "loss",
  .kind = RG_KIND_COMPOSITE,
  .inputs = cosine_embedding_loss_inputs,
  .n_outputs = 1,
  .attrs = cosine_embedding_loss_attrs,
  .attrs_size = sizeof (RgCosineEmbeddingLossAttrs),
  .attrs_init = &cosine_embedding_loss_init,
  .forward = cosine_embedding_loss_forward,
  .samples = cosine_embedding_loss_samples,
  .uses = RG_USES ("sum", "square", "mul", "div", "sqrt", "add", "sub", "rsub", "eq", "where", "clamp_min", "mean"),
};

RG_MODULE (cosine_embedding_loss, &cosine_embedding_loss_op)
