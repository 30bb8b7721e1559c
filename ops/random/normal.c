/* normal.c: normal numbers with given means and deviations.
 *
 *     out = mean + std * z, z standard normal, independent
 *
 * Either may be a tensor or a number; without tensors `size` gives the shape.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "making.h"
#include <math.h>

static bool
normal_forward (RgCall *call)
{
  const RgNormalAttrs *a = call->attrs;
  RgTensor *mean = call->n_inputs > 0 ? call->inputs[0] : NULL, *std = call->n_inputs > 1 ? call->inputs[1] : NULL;
  if (std && !making_within (call, std, 0, INFINITY))
    return false;
  RgTensor *shape = mean && std ? rg_add (rg_detach (mean), rg_detach (std)) : mean ? mean : std;
  if ((mean && std && shape == NULL) || (shape == NULL && !a->has_size))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "mean or std must be a tensor, or size be given");
  const bool plain = shape == NULL || rg_tensor_ndim (shape) == 0;
  const RgDType dtype = shape && rg_dtype_is_floating (rg_tensor_dtype (shape)) && !rg_tensor_is_number (shape) ? rg_tensor_dtype (shape) : a->dtype;
  if (!making_floating (call, dtype))
    return false;
  RgTensor *z = rg_randn (dtype, plain && a->has_size ? a->size : rg_tensor_shape (shape));
  z = std ? rg_mul (z, rg_detach (std)) : z;
  return making_return (call, mean ? rg_add (z, rg_detach (mean)) : z);
}

/* --- tables --- */

static const RgInput normal_inputs[] = {
  { "mean", "the means; absent: 0", RG_INPUT_OPTIONAL | RG_INPUT_NO_GRAD },
  { "std", "the standard deviations, at least 0; absent: 1", RG_INPUT_OPTIONAL | RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};

static const RgNormalAttrs normal_init = RG_NORMAL_ATTRS_INIT;
static const RgAttr normal_attrs[] = {
  RG_ATTR_OPT (RgNormalAttrs, size, INTS, .doc = "the sizes, where no tensor has any"),
  RG_ATTR (RgNormalAttrs, dtype, DTYPE, "float32", .doc = "the element type"),
  { .name = NULL },
};

static const RgSample normal_samples[] = {
  { "3x4 3x4:p", NULL, NULL, 0 },
  { "3x4 4:p", NULL, "broadcast", 0 },
  { "3x4", NULL, "means alone", 0 },
  { "- 3:p", NULL, "deviations alone", 0 },
  { "- -", "size=2,3", "neither", 0 },
  { "0x3 0x3", NULL, "no elements", 0 },
  { "2 2:=1,-1", NULL, "a negative deviation", RG_SAMPLE_ERROR },
  { "3 4", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp normal_op = {
  .struct_size = sizeof (RgOp),
  .name = "normal",
  .summary = "Normal numbers with given means and deviations.",
  .formula = "out = mean + std * z, z standard normal",
  .gradient = "none",
  .category = "random",
  .kind = RG_KIND_GENERAL,
  .inputs = normal_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (normal, RgNormalAttrs),
  .forward = normal_forward,
  .samples = normal_samples,
  .flags = RG_OP_NO_GRAD | RG_OP_RANDOM,
  .uses = RG_USES ("add", "mul"),
};

RG_MODULE (normal, &normal_op)
