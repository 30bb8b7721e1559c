/* zeros_like.c: zeros of the shape of another tensor.
 *
 *     out = 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "making.h"

static bool
zeros_like_forward (RgCall *call)
{
  const RgZerosLikeAttrs *a = call->attrs;
  const RgDType dtype = a->has_dtype ? a->dtype : rg_tensor_dtype (call->inputs[0]);
  return making_return (call, rg_full (dtype, rg_tensor_shape (call->inputs[0]), 0));
}

/* --- tables --- */

static const RgInput zeros_like_inputs[] = {
  { "input", "whose shape is taken; not differentiated", RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};

static const RgZerosLikeAttrs zeros_like_init = RG_ZEROS_LIKE_ATTRS_INIT;
static const RgAttr zeros_like_attrs[] = {
  RG_ATTR_OPT (RgZerosLikeAttrs, dtype, DTYPE, .doc = "the element type; absent: as the input's"),
  { .name = NULL },
};

static const RgSample zeros_like_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { "0x3", NULL, "no elements", 0 },
  { "3", "dtype=int64", NULL, 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp zeros_like_op = {
  .struct_size = sizeof (RgOp),
  .name = "zeros_like",
  .summary = "Zeros of the shape of another tensor.",
  .formula = "out = 0",
  .gradient = "none",
  .category = "random",
  .kind = RG_KIND_GENERAL,
  .inputs = zeros_like_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (zeros_like, RgZerosLikeAttrs),
  .forward = zeros_like_forward,
  .samples = zeros_like_samples,
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (zeros_like, &zeros_like_op)
