/* cosine_similarity.c: the cosine of the angle between vectors.
 *
 *     out = sum (x1 x2) / (max (|x1|, eps) max (|x2|, eps)), along dim
 *
 * The gradient of a norm below eps is that of the norm itself.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "loss.h"

static bool
cosine_similarity_forward (RgCall *call)
{
  const RgCosineSimilarityAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0], *y = call->inputs[1];
  RgTensor *sum = loss_floating (call) ? rg_add (x, y) : NULL;
  if (sum == NULL)
    return false;
  x = rg_expand_as (rg_to (x, rg_tensor_dtype (sum)), sum);
  y = rg_expand_as (rg_to (y, rg_tensor_dtype (sum)), sum);
  RgTensor *nx = loss_at_least (rg_norm_dim (x, 2, RG_DIMS (a->dim), true), a->eps),
           *ny = loss_at_least (rg_norm_dim (y, 2, RG_DIMS (a->dim), true), a->eps);
  return rg_call_return (call, 0, rg_sum_dim (rg_mul (rg_div (x, nx), rg_div (y, ny)), RG_DIMS (a->dim), false));
}

/* --- tables --- */

static const RgInput cosine_similarity_inputs[] = {
  { "x1", "vectors along dim", 0 },
  { "x2", "vectors along dim; broadcasts", 0 },
  { NULL, NULL, 0 },
};

static const RgCosineSimilarityAttrs cosine_similarity_init = RG_COSINE_SIMILARITY_ATTRS_INIT;
static const RgAttr cosine_similarity_attrs[] = {
  RG_ATTR (RgCosineSimilarityAttrs, dim, INT, "1", .doc = "along which dimension"),
  RG_ATTR (RgCosineSimilarityAttrs, eps, FLOAT, "1e-08", .min = 0, .max = INFINITY, .doc = "the least norm"),
  { .name = NULL },
};

static const RgSample cosine_similarity_samples[] = {
  { "3x4 3x4", NULL, NULL, 0 },
  { "3x4x2 3x1x2", "dim=-1", "broadcast", 0 },
  { "4 3x4", "dim=0", "broadcast in front", 0 },
  { "0x3 0x3", NULL, "no vectors", 0 },
  { "1x2:=0,0 1x2:=1,2", NULL, "a vector of zeros", RG_SAMPLE_NO_GRAD },
  { "3x4 3x4", "dim=2", "no such dimension", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp cosine_similarity_op = {
  .struct_size = sizeof (RgOp),
  .name = "cosine_similarity",
  .summary = "The cosine of the angle between vectors.",
  .formula = "out = sum (x1 x2) / (max (|x1|, eps) max (|x2|, eps))",
  .gradient = "d x1 = (x2 / (|x1| |x2|) - out x1 / |x1|^2) d out; d x2 likewise",
  .category = "loss",
  .kind = RG_KIND_COMPOSITE,
  .inputs = cosine_similarity_inputs,
  .n_outputs = 1,
  .attrs = cosine_similarity_attrs,
  .attrs_size = sizeof (RgCosineSimilarityAttrs),
  .attrs_init = &cosine_similarity_init,
  .forward = cosine_similarity_forward,
  .samples = cosine_similarity_samples,
  .uses = RG_USES ("expand_as", "norm", "clamp_min", "div", "mul", "sum", "add", "sub"),
};

RG_MODULE (cosine_similarity, &cosine_similarity_op)
