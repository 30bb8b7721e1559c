/* softmin.c: softmax of the negative.
 *
 *     out = softmax (-input)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- forward, in other operators --- */

static bool
softmin_forward (RgCall *call)
{
  const RgSoftminAttrs *a = call->attrs;
  RgSoftmaxAttrs softmax = RG_SOFTMAX_ATTRS_INIT;
  softmax.dim = a->dim;
  softmax.has_dtype = a->has_dtype;
  softmax.dtype = a->dtype;
  return rg_call_return (call, 0, rg_softmax_with (rg_neg (call->inputs[0]), &softmax));
}

/* --- tables --- */

static const RgInput softmin_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSoftminAttrs softmin_init = RG_SOFTMIN_ATTRS_INIT;
static const RgAttr softmin_attrs[] = {
  RG_ATTR (RgSoftminAttrs, dim, INT, NULL, .doc = "the dimension along which the results sum to one"),
  RG_ATTR_OPT (RgSoftminAttrs, dtype, DTYPE, .doc = "the element type of the result"),
  { .name = NULL },
};

static const RgSample softmin_samples[] = {
  { "3x4", "dim=1", NULL, 0 },
  { "3x4", "dim=0", "along columns", 0 },
  { ".", "dim=0", "zero-dimensional", 0 },
  { "0x3", "dim=1", "no lines", 0 },
  { "3x4", "dim=2", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp softmin = {
  .struct_size = sizeof (RgOp),
  .name = "softmin",
  .summary = "Exponentials of the negative that sum to one along a dimension.",
  .formula = "out = softmax(-input)",
  .gradient = "d input = -softmax_backward(d out, out)",
  .category = "nn",
  .kind = RG_KIND_COMPOSITE,
  .inputs = softmin_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (softmin, RgSoftminAttrs),
  .forward = softmin_forward,
  .samples = softmin_samples,
  .uses = RG_USES ("neg", "softmax"),
};

RG_MODULE (softmin, &softmin)
