/* batch_norm.c: channels of mean 0 and variance 1, over samples and places.
 *
 *     out = (input - mean) / sqrt (var + eps) weight + bias
 *     the gradients are those of native_batch_norm
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

static bool
batch_norm_forward (RgCall *call)
{
  const RgBatchNormAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0], *in[5] = { x };
  RgNativeBatchNormAttrs n = RG_NATIVE_BATCH_NORM_ATTRS_INIT;
  static const size_t place[] = { 0, 3, 4, 1, 2 };
  for (size_t i = 1; i < call->n_inputs; i++)
    in[place[i]] = call->inputs[i];
  n.training = a->training;
  n.momentum = a->momentum;
  n.eps = a->eps;
  if ((in[3] == NULL) != (in[4] == NULL))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "give both running_mean and running_var, or neither");
  if (a->training && !(a->eps > 0))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "training needs an eps above 0");
  if (a->training && rg_tensor_ndim (x) > 1 && rg_tensor_numel (x) == rg_tensor_size (x, 1))
    return rg_call_fail (call, RG_ERROR_SHAPE, "training needs more than one value for each channel");
  if (rg_tensor_ndim (x) == 1 && rg_tensor_numel (x) == 0) /* no samples of anything */
    return rg_call_return (call, 0, rg_clone (x));
  return rg_call_return (call, 0, rg_native_batch_norm_with (in[0], in[1], in[2], in[3], in[4], &n, NULL, NULL));
}

static const RgInput batch_norm_inputs[] = {
  { "input", "the samples (n, channels, ...)", 0 },
  { "running_mean", "a mean over batches, which training changes in place", RG_INPUT_OPTIONAL | RG_INPUT_NO_GRAD },
  { "running_var", "a variance over batches, which training changes in place", RG_INPUT_OPTIONAL | RG_INPUT_NO_GRAD },
  { "weight", "what each channel is multiplied by", RG_INPUT_OPTIONAL },
  { "bias", "what is added to it", RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgBatchNormAttrs batch_norm_init = RG_BATCH_NORM_ATTRS_INIT;
static const RgAttr batch_norm_attrs[] = {
  RG_ATTR (RgBatchNormAttrs, training, BOOL, "false", .doc = "whether the batch's own statistics are used"),
  RG_ATTR (RgBatchNormAttrs, momentum, FLOAT, "0.1", .doc = "how fast the running statistics follow"),
  RG_ATTR (RgBatchNormAttrs, eps, FLOAT, "1e-05", .doc = "what is added to the variance"),
  { .name = NULL },
};

static const RgSample batch_norm_samples[] = {
  { "4x3x5 - - 3 3", "training=true", NULL, 0 },
  { "4x3x2x3 3 3:p 3 3", "eps=0.5", "running statistics", 0 },
  { "5x3", "training=true", "no places", 0 },
  { "4x3x5", NULL, "no statistics at all", RG_SAMPLE_ERROR },
  { "1x3", "training=true", "one value for each channel", RG_SAMPLE_ERROR },
  { "4x3", "training=true eps=0", "an eps of 0", RG_SAMPLE_ERROR },
  { "4x3 3", "training=true", "a running mean without a running variance", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp batch_norm = {
  .struct_size = sizeof (RgOp),
  .name = "batch_norm",
  .summary = "Channels of mean 0 and variance 1, over samples and places.",
  .formula = "out = (input - mean) / sqrt(var + eps) * weight + bias",
  .gradient = "as native_batch_norm",
  .category = "nn",
  .kind = RG_KIND_COMPOSITE,
  .inputs = batch_norm_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (batch_norm, RgBatchNormAttrs),
  .forward = batch_norm_forward,
  .samples = batch_norm_samples,
  .uses = RG_USES ("native_batch_norm"),
};

RG_MODULE (batch_norm, &batch_norm)
