/* rand_like.c: numbers uniform in [0, 1), of the shape of another tensor.
 *
 *     out = uniform in [0, 1), independent
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "making.h"

static bool
rand_like_forward (RgCall *call)
{
  const RgRandLikeAttrs *a = call->attrs;
  const RgDType dtype = a->has_dtype ? a->dtype : rg_tensor_dtype (call->inputs[0]);
  if (!making_floating (call, dtype))
    return false;
  return making_return (call, rg_rand (dtype, rg_tensor_shape (call->inputs[0])));
}

/* --- tables --- */

static const RgInput rand_like_inputs[] = {
  { "input", "whose shape is taken; not differentiated", RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};

static const RgRandLikeAttrs rand_like_init = RG_RAND_LIKE_ATTRS_INIT;
static const RgAttr rand_like_attrs[] = {
  RG_ATTR_OPT (RgRandLikeAttrs, dtype, DTYPE, .doc = "the element type; absent: as the input's"),
  { .name = NULL },
};

static const RgSample rand_like_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { "0x3", NULL, "no elements", 0 },
  { "i64*3:i5", "dtype=float32", NULL, 0 },
  { "i64*3:i5", NULL, "integers", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp rand_like_op = {
  .struct_size = sizeof (RgOp),
  .name = "rand_like",
  .summary = "Numbers uniform in [0, 1), of the shape of another tensor.",
  .formula = "out = uniform in [0, 1), independent",
  .gradient = "none",
  .category = "random",
  .kind = RG_KIND_GENERAL,
  .inputs = rand_like_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (rand_like, RgRandLikeAttrs),
  .forward = rand_like_forward,
  .samples = rand_like_samples,
  .flags = RG_OP_NO_GRAD | RG_OP_RANDOM,
};

RG_MODULE (rand_like, &rand_like_op)
