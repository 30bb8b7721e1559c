/* hinge_embedding_loss.c: a loss of distances: small for alike, beyond a margin for others.
 *
 *     out = input where target = 1, max (0, margin - input) where target = -1,
 *     and its mean or sum
 *
 * As PyTorch has it: where target is neither, both are added.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "loss.h"
#include <math.h>

static bool
hinge_embedding_loss_forward (RgCall *call)
{
  const RgHingeEmbeddingLossAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0], *t = call->inputs[1];
  const RgDType dtype = rg_tensor_dtype (x);
  if (!rg_dtype_is_floating (dtype) && !(fabs (a->margin) < 0x1p53))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "margin=%g must be smaller for integers", a->margin);
  /* For integers the margin is cut off to one, as PyTorch does it. */
  RgTensor *room = rg_dtype_is_floating (dtype) ? rg_rsub_scalar (x, a->margin) : rg_sub (rg_scalar (dtype, trunc (a->margin)), x);
  RgTensor *margin = rg_where_scalar (rg_ne_scalar (t, 1), rg_clamp_min_scalar (room, 0), 0);
  RgTensor *alike = rg_where_scalar (rg_ne_scalar (t, -1), x, 0);
  return rg_call_return (call, 0, loss_reduce (rg_add (margin, alike), a->reduction));
}

/* --- tables --- */

static const RgInput hinge_embedding_loss_inputs[] = {
  { "input", "distances", 0 },
  { "target", "1 or -1", RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};

static const RgHingeEmbeddingLossAttrs hinge_embedding_loss_init = RG_HINGE_EMBEDDING_LOSS_ATTRS_INIT;
static const RgAttr hinge_embedding_loss_attrs[] = {
  RG_ATTR (RgHingeEmbeddingLossAttrs, margin, FLOAT, "1", .doc = "how far apart others should be"),
  LOSS_REDUCTION (RgHingeEmbeddingLossAttrs),
  { .name = NULL },
};

static const RgSample hinge_embedding_loss_samples[] = {
  { "4 4:=1,-1,1,-1", NULL, NULL, 0 },
  { "3x4 4:=1,-1,1,-1", "margin=0.3 reduction=sum", "broadcast", 0 },
  { "4 4:=1,-1,1,-1", "reduction=none", NULL, 0 },
  { "0 0", "reduction=sum", "no elements", 0 },
  { "3 4", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp hinge_embedding_loss_op = {
  .struct_size = sizeof (RgOp),
  .name = "hinge_embedding_loss",
  .summary = "A loss of distances: small for what is alike, beyond a margin for what is not.",
  .formula = "out = target = 1 ? input : max (0, margin - input)",
  .gradient = "d input = d out / n where target = 1, -d out / n where target = -1 and input < margin",
  .category = "loss",
  .kind = RG_KIND_COMPOSITE,
  .inputs = hinge_embedding_loss_inputs,
  .n_outputs = 1,
  .attrs = hinge_embedding_loss_attrs,
  .attrs_size = sizeof (RgHingeEmbeddingLossAttrs),
  .attrs_init = &hinge_embedding_loss_init,
  .forward = hinge_embedding_loss_forward,
  .samples = hinge_embedding_loss_samples,
  .uses = RG_USES ("ne", "clamp_min", "rsub", "sub", "where", "add", "sum", "mean"),
};

RG_MODULE (hinge_embedding_loss, &hinge_embedding_loss_op)
