/* ones_like.c: ones of the shape of another tensor.
 *
 *     out = 1
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "making.h"

static bool
ones_like_forward (RgCall *call)
{
  const RgOnesLikeAttrs *a = call->attrs;
  const RgDType dtype = a->has_dtype ? a->dtype : rg_tensor_dtype (call->inputs[0]);
  return making_return (call, rg_full (dtype, rg_tensor_shape (call->inputs[0]), 1));
}

/* --- tables --- */

static const RgInput ones_like_inputs[] = {
  { "input", "whose shape is taken; not differentiated", RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};

static const RgOnesLikeAttrs ones_like_init = RG_ONES_LIKE_ATTRS_INIT;
static const RgAttr ones_like_attrs[] = {
  RG_ATTR_OPT (RgOnesLikeAttrs, dtype, DTYPE, .doc = "the element type; absent: as the input's"),
  { .name = NULL },
};

static const RgSample ones_like_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { "0x3", NULL, "no elements", 0 },
  { "3", "dtype=int64", NULL, 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp ones_like_op = {
  .struct_size = sizeof (RgOp),
  .name = "ones_like",
  .summary = "Ones of the shape of another tensor.",
  .formula = "out = 1",
  .gradient = "none",
  .category = "random",
  .kind = RG_KIND_GENERAL,
  .inputs = ones_like_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (ones_like, RgOnesLikeAttrs),
  .forward = ones_like_forward,
  .samples = ones_like_samples,
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (ones_like, &ones_like_op)
