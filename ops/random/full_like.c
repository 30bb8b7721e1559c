/* full_like.c: one number throughout, of the shape of another tensor.
 *
 *     out = fill_value, converted to dtype
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "making.h"

static bool
full_like_forward (RgCall *call)
{
  const RgFullLikeAttrs *a = call->attrs;
  const RgDType dtype = a->has_dtype ? a->dtype : rg_tensor_dtype (call->inputs[0]);
  return making_return (call, rg_full (dtype, rg_tensor_shape (call->inputs[0]), a->fill_value));
}

/* --- tables --- */

static const RgInput full_like_inputs[] = {
  { "input", "whose shape is taken; not differentiated", RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};

static const RgFullLikeAttrs full_like_init = RG_FULL_LIKE_ATTRS_INIT;
static const RgAttr full_like_attrs[] = {
  RG_ATTR (RgFullLikeAttrs, fill_value, FLOAT, NULL, .doc = "the number"),
  RG_ATTR_OPT (RgFullLikeAttrs, dtype, DTYPE, .doc = "the element type; absent: as the input's"),
  { .name = NULL },
};

static const RgSample full_like_samples[] = {
  { "3x4", "fill_value=2.5", NULL, 0 },
  { "0x3", "fill_value=1", "no elements", 0 },
  { "3", "fill_value=7 dtype=int64", NULL, 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp full_like_op = {
  .struct_size = sizeof (RgOp),
  .name = "full_like",
  .summary = "One number throughout, of the shape of another tensor.",
  .formula = "out = fill_value",
  .gradient = "none",
  .category = "random",
  .kind = RG_KIND_GENERAL,
  .inputs = full_like_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (full_like, RgFullLikeAttrs),
  .forward = full_like_forward,
  .samples = full_like_samples,
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (full_like, &full_like_op)
