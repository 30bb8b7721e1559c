/* group_norm.c: groups of channels of mean 0 and variance 1, in each sample.
 *
 *     out = (input - mean) / sqrt (var + eps) weight + bias
 *     the gradients are those of native_group_norm
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

static bool
group_norm_forward (RgCall *call)
{
  const RgGroupNormAttrs *a = call->attrs;
  RgNativeGroupNormAttrs n = RG_NATIVE_GROUP_NORM_ATTRS_INIT;
  RgTensor *in[3] = { NULL };
  n.num_groups = a->num_groups;
  n.eps = a->eps;
  memcpy (in, call->inputs, call->n_inputs * sizeof *in);
  /* PyTorch counts the values of all samples. */
  if (rg_tensor_numel (in[0]) > 0 && rg_tensor_numel (in[0]) == n.num_groups)
    return rg_call_fail (call, RG_ERROR_SHAPE, "a group needs more than one value");
  return rg_call_return (call, 0, rg_native_group_norm_with (in[0], in[1], in[2], &n, NULL, NULL));
}

static const RgInput group_norm_inputs[] = {
  { "input", "the samples (n, channels, ...)", 0 },
  { "weight", "what each channel is multiplied by", RG_INPUT_OPTIONAL },
  { "bias", "what is added to it", RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgGroupNormAttrs group_norm_init = RG_GROUP_NORM_ATTRS_INIT;
static const RgAttr group_norm_attrs[] = {
  RG_ATTR (RgGroupNormAttrs, num_groups, INT, NULL, .doc = "how many groups the channels are cut into"),
  RG_ATTR (RgGroupNormAttrs, eps, FLOAT, "1e-05", .doc = "what is added to the variance"),
  { .name = NULL },
};

static const RgSample group_norm_samples[] = {
  { "3x4x5 4 4", "num_groups=2 eps=0.5", NULL, 0 },
  { "2x6x3x2", "num_groups=3", "no weight", 0 },
  { "1x2", "num_groups=2", "one value for each group", RG_SAMPLE_ERROR },
  { "2x4x3", "num_groups=3", "groups that do not divide the channels", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp group_norm = {
  .struct_size = sizeof (RgOp),
  .name = "group_norm",
  .summary = "Groups of channels of mean 0 and variance 1, in each sample.",
  .formula = "out = (input - mean) / sqrt(var + eps) * weight + bias",
  .gradient = "as native_group_norm",
  .category = "nn",
  .kind = RG_KIND_COMPOSITE,
  .inputs = group_norm_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (group_norm, RgGroupNormAttrs),
  .forward = group_norm_forward,
  .samples = group_norm_samples,
  .uses = RG_USES ("native_group_norm"),
};

RG_MODULE (group_norm, &group_norm)
