/* pairwise_distance.c: the distance of vectors, pair by pair.
 *
 *     out = |x1 - x2 + eps|_p, along the last dimension
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "loss.h"

static bool
pairwise_distance_forward (RgCall *call)
{
  const RgPairwiseDistanceAttrs *a = call->attrs;
  RgTensor *gap = rg_sub (call->inputs[0], call->inputs[1]);
  if (gap && !rg_dtype_is_floating (rg_tensor_dtype (gap)))
    gap = rg_to (gap, RG_F32);
  gap = rg_add_scalar (gap, a->eps);
  return rg_call_return (call, 0, rg_norm_dim (gap, a->p, RG_DIMS (-1), a->keepdim));
}

/* --- tables --- */

static const RgInput pairwise_distance_inputs[] = {
  { "x1", "vectors", 0 },
  { "x2", "vectors; broadcasts", 0 },
  { NULL, NULL, 0 },
};

static const RgPairwiseDistanceAttrs pairwise_distance_init = RG_PAIRWISE_DISTANCE_ATTRS_INIT;
static const RgAttr pairwise_distance_attrs[] = {
  RG_ATTR (RgPairwiseDistanceAttrs, p, FLOAT, "2", .doc = "the norm's exponent"),
  RG_ATTR (RgPairwiseDistanceAttrs, eps, FLOAT, "1e-06", .doc = "keeps the gradient of equal vectors finite"),
  RG_ATTR (RgPairwiseDistanceAttrs, keepdim, BOOL, "false", .doc = "whether the last dimension stays, of size 1"),
  { .name = NULL },
};

static const RgSample pairwise_distance_samples[] = {
  { "3x4 3x4", NULL, NULL, 0 },
  { "3x4 4", "p=1 keepdim=true", "broadcast", 0 },
  { "3x4 3x4", "p=3", NULL, 0 },
  { "3x4 3x4", "p=inf", NULL, 0 },
  { "4 4", NULL, "one pair", 0 },
  { "0x3 0x3", NULL, "no vectors", 0 },
  { "3x4 3x5", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp pairwise_distance_op = {
  .struct_size = sizeof (RgOp),
  .name = "pairwise_distance",
  .summary = "The distance of vectors, pair by pair.",
  .formula = "out = |x1 - x2 + eps|_p",
  .gradient = "d x1 = that of the p-norm; d x2 = -d x1",
  .category = "loss",
  .kind = RG_KIND_COMPOSITE,
  .inputs = pairwise_distance_inputs,
  .n_outputs = 1,
  .attrs = pairwise_distance_attrs,
  .attrs_size = sizeof (RgPairwiseDistanceAttrs),
  .attrs_init = &pairwise_distance_init,
  .forward = pairwise_distance_forward,
  .samples = pairwise_distance_samples,
  .uses = RG_USES ("sub", "add", "norm"),
};

RG_MODULE (pairwise_distance, &pairwise_distance_op)
