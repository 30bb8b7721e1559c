/* layer_norm.c: rows of mean 0 and variance 1, over the last dimensions.
 *
 *     out = (input - mean) / sqrt (var + eps) weight + bias
 *     the gradients are those of native_layer_norm
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

static bool
layer_norm_forward (RgCall *call)
{
  const RgLayerNormAttrs *a = call->attrs;
  RgNativeLayerNormAttrs n = RG_NATIVE_LAYER_NORM_ATTRS_INIT;
  RgTensor *in[3] = { NULL };
  n.normalized_shape = a->normalized_shape;
  n.eps = a->eps;
  memcpy (in, call->inputs, call->n_inputs * sizeof *in);
  return rg_call_return (call, 0, rg_native_layer_norm_with (in[0], in[1], in[2], &n, NULL, NULL));
}

static const RgInput layer_norm_inputs[] = {
  { "input", "the tensor, whose last sizes are normalized_shape", 0 },
  { "weight", "what each element is multiplied by (normalized_shape)", RG_INPUT_OPTIONAL },
  { "bias", "what is added to it (normalized_shape)", RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgLayerNormAttrs layer_norm_init = RG_LAYER_NORM_ATTRS_INIT;
static const RgAttr layer_norm_attrs[] = {
  RG_ATTR (RgLayerNormAttrs, normalized_shape, INTS, NULL, .doc = "the sizes of what is one row"),
  RG_ATTR (RgLayerNormAttrs, eps, FLOAT, "1e-05", .doc = "what is added to the variance"),
  { .name = NULL },
};

static const RgSample layer_norm_samples[] = {
  { "3x4 4 4", "normalized_shape=4", NULL, 0 },
  { "2x3x5", "normalized_shape=3,5 eps=0.5", "no weight, two dimensions", 0 },
  { "3x40 40", "normalized_shape=40", "longer than the lanes", 0 },
  { "3x4", "normalized_shape=3", "other sizes", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp layer_norm = {
  .struct_size = sizeof (RgOp),
  .name = "layer_norm",
  .summary = "Rows of mean 0 and variance 1, over the last dimensions.",
  .formula = "out = (input - mean) / sqrt(var + eps) * weight + bias",
  .gradient = "as native_layer_norm",
  .category = "nn",
  .kind = RG_KIND_COMPOSITE,
  .inputs = layer_norm_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (layer_norm, RgLayerNormAttrs),
  .forward = layer_norm_forward,
  .samples = layer_norm_samples,
  .uses = RG_USES ("native_layer_norm"),
};

RG_MODULE (layer_norm, &layer_norm)
