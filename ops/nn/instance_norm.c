/* instance_norm.c: channels of mean 0 and variance 1, in each sample.
 *
 *     out = (input - mean) / sqrt (var + eps) weight + bias
 *     use_input_stats: mean and var over the places of a channel of a sample; the
 *         running ones follow their means over the samples
 *     otherwise: mean and var are the running ones
 *     the gradients are those of native_batch_norm
 *
 * It is native_batch_norm of one sample that has a channel for each channel of each
 * sample.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* n copies of t, or NULL. */
static RgTensor *
copies (RgTensor *t, int64_t n)
{
  return t ? rg_repeat (t, RG_DIMS (n)) : NULL;
}

/* The mean over n samples of what each made of a running statistic, in place. */
static void
gather_running (RgTensor *t, RgTensor *each, int64_t n)
{
  if (t == NULL || each == NULL || n == 0)
    return;
  RG_NO_GRAD;
  RgTensor *mean = rg_mean_dim (rg_reshape (each, RG_SHAPE (n, rg_tensor_numel (t))), RG_DIMS (0), false);
  const size_t size = rg_dtype_size (rg_tensor_dtype (t));
  const int64_t step = rg_tensor_stride (t, 0) * (int64_t) size;
  for (int64_t c = 0; mean && c < rg_tensor_numel (t); c++)
    memcpy ((char *) rg_tensor_data (t) + c * step, (char *) rg_tensor_data (mean) + (size_t) c * size, size);
}

static bool
instance_norm_forward (RgCall *call)
{
  const RgInstanceNormAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0], *given[5] = { NULL }, *in[5];
  const RgInts shape = rg_tensor_shape (x);
  if (shape.n < 2)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the input must be (n, channels, ...)");
  if (a->use_input_stats && rg_tensor_numel (x) == shape.v[0] * shape.v[1])
    return rg_call_fail (call, RG_ERROR_SHAPE, "each channel of a sample must have more than one value");
  for (size_t i = 1; i < call->n_inputs; i++)
    {
      given[i] = call->inputs[i];
      if (given[i] && (rg_tensor_ndim (given[i]) != 1 || rg_tensor_size (given[i], 0) != shape.v[1]
                       || rg_tensor_dtype (given[i]) != rg_tensor_dtype (x)))
        return rg_call_fail (call, RG_ERROR_SHAPE, "statistics, weight and bias must have the input's dtype "
                             "and %" G_GINT64_FORMAT " elements", shape.v[1]);
    }
  if (!a->use_input_stats && (given[1] == NULL || given[2] == NULL))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "without use_input_stats, running_mean and running_var must be given");
  int64_t sizes[RG_MAX_DIMS];
  for (int64_t d = 0; d < shape.n; d++)
    sizes[d] = d == 0 ? 1 : d == 1 ? shape.v[0] * shape.v[1] : shape.v[d];
  in[0] = rg_reshape (x, (RgInts){ shape.n, sizes });
  static const size_t place[] = { 0, 3, 4, 1, 2 };
  for (size_t i = 1; i < 5; i++)
    in[place[i]] = copies (given[i], shape.v[0]);
  RgNativeBatchNormAttrs n = RG_NATIVE_BATCH_NORM_ATTRS_INIT;
  n.training = a->use_input_stats;
  n.momentum = a->momentum;
  n.eps = a->eps;
  RgTensor *out = rg_native_batch_norm_with (in[0], in[1], in[2], in[3], in[4], &n, NULL, NULL);
  if (out && a->use_input_stats)
    for (size_t i = 1; i < 3; i++)
      gather_running (given[i], in[place[i]], shape.v[0]);
  return rg_call_return (call, 0, rg_reshape (out, shape));
}

static const RgInput instance_norm_inputs[] = {
  { "input", "the samples (n, channels, ...)", 0 },
  { "running_mean", "a mean over batches, which is changed in place", RG_INPUT_OPTIONAL | RG_INPUT_NO_GRAD },
  { "running_var", "a variance over batches, which is changed in place", RG_INPUT_OPTIONAL | RG_INPUT_NO_GRAD },
  { "weight", "what each channel is multiplied by", RG_INPUT_OPTIONAL },
  { "bias", "what is added to it", RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgInstanceNormAttrs instance_norm_init = RG_INSTANCE_NORM_ATTRS_INIT;
static const RgAttr instance_norm_attrs[] = {
  RG_ATTR (RgInstanceNormAttrs, use_input_stats, BOOL, "true", .doc = "whether each sample's own statistics are used"),
  RG_ATTR (RgInstanceNormAttrs, momentum, FLOAT, "0.1", .doc = "how fast the running statistics follow"),
  RG_ATTR (RgInstanceNormAttrs, eps, FLOAT, "1e-05", .doc = "what is added to the variance"),
  { .name = NULL },
};

static const RgSample instance_norm_samples[] = {
  { "2x3x5 - - 3 3", NULL, NULL, 0 },
  { "2x3x2x3 3 3:p 3 3", "use_input_stats=false eps=0.5", "running statistics", 0 },
  { "2x3x2x2", "eps=0.5", "no weight", 0 },
  { "2x3x1", NULL, "one value for each channel", RG_SAMPLE_ERROR },
  { "2x3x5", "use_input_stats=false", "no statistics at all", RG_SAMPLE_ERROR },
  { "2x3x5 - - 2", NULL, "a weight of another size", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp instance_norm = {
  .struct_size = sizeof (RgOp),
  .name = "instance_norm",
  .summary = "Channels of mean 0 and variance 1, in each sample.",
  .formula = "out = (input - mean) / sqrt(var + eps) * weight + bias",
  .gradient = "as native_batch_norm",
  .category = "nn",
  .kind = RG_KIND_COMPOSITE,
  .inputs = instance_norm_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (instance_norm, RgInstanceNormAttrs),
  .forward = instance_norm_forward,
  .samples = instance_norm_samples,
  .uses = RG_USES ("native_batch_norm", "reshape", "repeat", "mean"),
};

RG_MODULE (instance_norm, &instance_norm)
