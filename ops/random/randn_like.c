/* randn_like.c: standard normal numbers, of the shape of another tensor.
 *
 *     out = standard normal, independent
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "making.h"

static bool
randn_like_forward (RgCall *call)
{
  const RgRandnLikeAttrs *a = call->attrs;
  const RgDType dtype = a->has_dtype ? a->dtype : rg_tensor_dtype (call->inputs[0]);
  if (!making_floating (call, dtype))
    return false;
  return making_return (call, rg_randn (dtype, rg_tensor_shape (call->inputs[0])));
}

/* --- tables --- */

static const RgInput randn_like_inputs[] = {
  { "input", "whose shape is taken; not differentiated", RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};

static const RgRandnLikeAttrs randn_like_init = RG_RANDN_LIKE_ATTRS_INIT;
static const RgAttr randn_like_attrs[] = {
  RG_ATTR_OPT (RgRandnLikeAttrs, dtype, DTYPE, .doc = "the element type; absent: as the input's"),
  { .name = NULL },
};

static const RgSample randn_like_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { "0x3", NULL, "no elements", 0 },
  { "i64*3:i5", "dtype=float32", NULL, 0 },
  { "i64*3:i5", NULL, "integers", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp randn_like_op = {
  .struct_size = sizeof (RgOp),
  .name = "randn_like",
  .summary = "Standard normal numbers, of the shape of another tensor.",
  .formula = "out = standard normal, independent",
  .gradient = "none",
  .category = "random",
  .kind = RG_KIND_GENERAL,
  .inputs = randn_like_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (randn_like, RgRandnLikeAttrs),
  .forward = randn_like_forward,
  .samples = randn_like_samples,
  .flags = RG_OP_NO_GRAD | RG_OP_RANDOM,
};

RG_MODULE (randn_like, &randn_like_op)
