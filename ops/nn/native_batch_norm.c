/* native_batch_norm.c: channels of mean 0 and variance 1, over samples and places.
 *
 *     xhat = (input - mean) invstd,  invstd = 1 / sqrt (var + eps)
 *     out = xhat weight + bias
 *     training: mean and var of the batch, and with momentum m
 *         running_mean = (1 - m) running_mean + m mean
 *         running_var = (1 - m) running_var + m var count / (count - 1)
 *     otherwise: mean and var are the running ones
 *     d input = weight invstd (d out - mean of d out - xhat mean of (d out xhat));
 *         not training: weight invstd d out
 *     d weight = sum of d out xhat      d bias = sum of d out
 *
 * A backward that is recorded is written in plain operators instead, so that every
 * derivative of it is right.
 *
 * Order: forward, backward, gradients, tables, descriptors.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "batch-channels.h"

/* --- forward --- */

/* A running statistic, which is written where it lies. */
static bool
running (RgCall *call, size_t i, const char *name, const BatchNorm *b, void **data, int64_t *step)
{
  RgTensor *t = i < call->n_inputs ? call->inputs[i] : NULL;
  *data = t ? rg_tensor_data (t) : NULL;
  if (t && (rg_tensor_ndim (t) != 1 || rg_tensor_size (t, 0) != b->channels
            || rg_tensor_dtype (t) != rg_tensor_dtype (call->inputs[0])))
    return rg_call_fail (call, RG_ERROR_SHAPE, "%s must have the input's dtype and %" G_GINT64_FORMAT " elements", name,
                         b->channels);
  *step = t ? rg_tensor_stride (t, 0) : 0;
  return true;
}

/* The running statistics are changed without a new version, as PyTorch does: a
 * backward of training does not read them, and several forwards may come before
 * it. */
static bool
native_batch_norm_forward (RgCall *call)
{
  const RgNativeBatchNormAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0], *w, *bias;
  BatchNorm b;
  if (!channels_of (call, x, &b) || !norm_optional (call, 1, "weight", RG_SHAPE (b.channels), &w)
      || !norm_optional (call, 2, "bias", RG_SHAPE (b.channels), &bias)
      || !running (call, 3, "running_mean", &b, &b.running_mean, &b.mean_step)
      || !running (call, 4, "running_var", &b, &b.running_var, &b.var_step))
    return false;
  if (!a->training && (b.running_mean == NULL || b.running_var == NULL))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "without training, running_mean and running_var must be given");
  x = rg_call_contiguous (call, 0);
  RgTensor *out = x ? rg_call_output (call, 0, rg_tensor_dtype (x), rg_tensor_shape (x)) : NULL;
  const RgInts saved = RG_SHAPE (a->training ? b.channels : 0);
  RgTensor *mean = out ? rg_call_output (call, 1, rg_tensor_dtype (x), saved) : NULL;
  RgTensor *invstd = mean ? rg_call_output (call, 2, rg_tensor_dtype (x), saved) : NULL;
  if (invstd == NULL)
    return false;
  rg_call_no_gradient (call, 1);
  rg_call_no_gradient (call, 2);
  b.training = a->training;
  b.momentum = a->momentum;
  b.eps = a->eps;
  b.x = rg_tensor_data (x);
  b.weight = norm_data (w);
  b.bias = norm_data (bias);
  b.out = rg_tensor_data (out);
  b.mean = rg_tensor_data (mean);
  b.invstd = rg_tensor_data (invstd);
  if (b.channels > 0)
    rg_parallel_for (b.channels, norm_grain (b.n * b.places), normalise_channels, &b);
  return true;
}

/* --- backward --- */

static bool
native_batch_norm_backward_forward (RgCall *call)
{
  const RgNativeBatchNormBackwardAttrs *a = call->attrs;
  RgTensor *in[4], *w, *d[3];
  BatchNorm b;
  for (size_t i = 0; i < 4; i++)
    if ((in[i] = rg_call_contiguous (call, i)) == NULL)
      return false;
  if (!channels_of (call, in[1], &b) || !norm_optional (call, 4, "weight", RG_SHAPE (b.channels), &w))
    return false;
  for (int i = 0; i < 4; i++)
    if (rg_tensor_numel (in[i]) != (i < 2 ? rg_tensor_numel (in[1]) : b.channels)
        || rg_tensor_dtype (in[i]) != rg_tensor_dtype (in[1]))
      return rg_call_fail (call, RG_ERROR_SHAPE, "grad_out and input must have one shape and dtype, mean and invstd one "
                           "element a channel");
  d[0] = rg_call_output (call, 0, rg_tensor_dtype (in[1]), rg_tensor_shape (in[1]));
  for (size_t i = 1; i < 3; i++)
    d[i] = d[i - 1] ? rg_call_output (call, i, rg_tensor_dtype (in[1]), RG_SHAPE (b.channels)) : NULL;
  if (d[2] == NULL)
    return false;
  b.training = a->training;
  b.g = rg_tensor_data (in[0]);
  b.x = rg_tensor_data (in[1]);
  b.mean = rg_tensor_data (in[2]);
  b.invstd = rg_tensor_data (in[3]);
  b.weight = norm_data (w);
  b.out = rg_tensor_data (d[0]);
  b.d_weight = rg_tensor_data (d[1]);
  b.d_bias = rg_tensor_data (d[2]);
  if (b.channels > 0)
    rg_parallel_for (b.channels, norm_grain (b.n * b.places), backward_channels, &b);
  return true;
}

/* --- gradients --- */

/* A value for each channel, so that it broadcasts over samples and places. */
static RgTensor *
by_channel (RgTensor *t, int ndim)
{
  int64_t sizes[RG_MAX_DIMS] = { 1, -1, 1, 1, 1, 1, 1, 1 };
  return t ? rg_reshape (t, (RgInts){ ndim, sizes }) : NULL;
}

/* In plain operators, for a backward that is recorded. */
static void
recorded (RgVjpCall *c, const RgNativeBatchNormAttrs *a)
{
  RgTensor *g = RG_G, *x = RG_IN (0);
  const int ndim = rg_tensor_ndim (x);
  const int64_t all[] = { 0, 2, 3, 4, 5, 6, 7 };
  const RgInts dims = { ndim - 1, all };
  RgTensor *w = by_channel (RG_IN (1), ndim), *mean, *var;
  mean = a->training ? rg_mean_dim (x, dims, true) : by_channel (RG_IN (3), ndim);
  RgTensor *centred = rg_sub (x, mean);
  var = a->training ? rg_mean_dim (rg_square (centred), dims, true) : by_channel (RG_IN (4), ndim);
  RgTensor *invstd = rg_rsqrt (rg_add_scalar (var, a->eps)), *xhat = rg_mul (centred, invstd);
  if (rg_vjp_wants (c, 0))
    {
      RgTensor *u = g;
      if (a->training)
        u = rg_sub (rg_sub (g, rg_mean_dim (g, dims, true)), rg_mul (xhat, rg_mean_dim (rg_mul (g, xhat), dims, true)));
      u = rg_mul (u, invstd);
      rg_vjp_set (c, 0, w ? rg_mul (u, w) : u);
    }
  if (rg_vjp_n_inputs (c) > 1 && rg_vjp_wants (c, 1))
    rg_vjp_set (c, 1, rg_sum_dim (rg_mul (g, xhat), dims, false));
  if (rg_vjp_n_inputs (c) > 2 && rg_vjp_wants (c, 2))
    rg_vjp_set (c, 2, rg_sum_dim (g, dims, false));
}

static RgTensor *
native_batch_norm_all (RgVjpCall *c, size_t i)
{
  const RgNativeBatchNormAttrs *a = rg_vjp_attrs (c);
  RgTensor *d[3] = { NULL };
  (void) i;
  if (rg_grad_mode ())
    {
      recorded (c, a);
      return NULL;
    }
  RgTensor *mean = a->training ? RG_OUT (1) : RG_IN (3);
  RgTensor *invstd = a->training ? RG_OUT (2) : rg_rsqrt (rg_add_scalar (RG_IN (4), a->eps));
  d[0] = rg_native_batch_norm_backward (RG_G, RG_IN (0), mean, invstd, RG_IN (1), a->training, &d[1], &d[2]);
  for (size_t k = 0; k < rg_vjp_n_inputs (c) && k < 3; k++)
    if (rg_vjp_wants (c, k))
      rg_vjp_set (c, k, d[k]);
  return NULL;
}

static const RgVjp native_batch_norm_vjps[] = {
  { RG_VJP_ALL,
    RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1) | RG_SAVE_INPUT (3) | RG_SAVE_INPUT (4) | RG_SAVE_OUTPUT (1) | RG_SAVE_OUTPUT (2),
    native_batch_norm_all },
  { 0, 0, NULL },
};

static RgTensor *
native_batch_norm_jvp (RgJvpCall *c, size_t o)
{
  const RgNativeBatchNormAttrs *a = rg_jvp_attrs (c);
  RgTensor *x = rg_jvp_input (c, 0);
  const int ndim = rg_tensor_ndim (x);
  const int64_t all[] = { 0, 2, 3, 4, 5, 6, 7 };
  RgTensor *mean = a->training ? rg_jvp_output (c, 1) : rg_jvp_input (c, 3);
  RgTensor *invstd = a->training ? rg_jvp_output (c, 2) : rg_rsqrt (rg_add_scalar (rg_jvp_input (c, 4), a->eps));
  NormTangents n = { .t = rg_jvp_tangent (c, 0), .t_weight = by_channel (norm_jvp_tangent (c, 1), ndim),
                     .t_bias = by_channel (norm_jvp_tangent (c, 2), ndim), .rstd = by_channel (invstd, ndim),
                     .weight = by_channel (norm_jvp_input (c, 1), ndim), .dims = { ndim - 1, all }, .fixed = !a->training };
  n.xhat = rg_mul (rg_sub (x, by_channel (mean, ndim)), n.rstd);
  if (o == 0)
    return norm_tangent (&n);
  RgTensor *t = norm_tangent_statistic (&n, o);
  return t ? rg_reshape (t, RG_SHAPE (rg_tensor_size (x, 1))) : NULL;
}

/* --- tables --- */

static const RgInput native_batch_norm_inputs[] = {
  { "input", "the samples (n, channels, ...)", 0 },
  { "weight", "what each channel is multiplied by", RG_INPUT_OPTIONAL },
  { "bias", "what is added to it", RG_INPUT_OPTIONAL },
  { "running_mean", "a mean over batches, which training changes in place", RG_INPUT_OPTIONAL | RG_INPUT_NO_GRAD },
  { "running_var", "a variance over batches, which training changes in place", RG_INPUT_OPTIONAL | RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};

static const RgNativeBatchNormAttrs native_batch_norm_init = RG_NATIVE_BATCH_NORM_ATTRS_INIT;
static const RgAttr native_batch_norm_attrs[] = {
  RG_ATTR (RgNativeBatchNormAttrs, training, BOOL, NULL, .doc = "whether the batch's own statistics are used"),
  RG_ATTR (RgNativeBatchNormAttrs, momentum, FLOAT, NULL, .doc = "how fast the running statistics follow"),
  RG_ATTR (RgNativeBatchNormAttrs, eps, FLOAT, NULL, .doc = "what is added to the variance"),
  { .name = NULL },
};

static const RgSample native_batch_norm_samples[] = {
  { "4x3x5 3 3", "training=true momentum=0.1 eps=1e-05", NULL, 0 },
  { "4x3x2x3 3 3 3 3:p", "training=false momentum=0.1 eps=0.5", "running statistics", 0 },
  { "5x3", "training=true momentum=0.1 eps=0.5", "no places, no weight", 0 },
  { "2x3x40 - 3", "training=true momentum=0.1 eps=0.5", "bias alone", 0 },
  { "4x3x5", "training=false momentum=0.1 eps=1e-05", "no statistics at all", RG_SAMPLE_ERROR },
  { "4x3x5 4", "training=true momentum=0.1 eps=1e-05", "a weight of another size", RG_SAMPLE_ERROR },
  { "4", "training=true momentum=0.1 eps=1e-05", "no channels", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgInput native_batch_norm_backward_inputs[] = {
  { "grad_out", "the gradient of the output", 0 },
  { "input", "the input", 0 },
  { "mean", "the means of the channels", 0 },
  { "invstd", "one over their standard deviations", 0 },
  { "weight", "the weight, if there was one", RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgNativeBatchNormBackwardAttrs native_batch_norm_backward_init = RG_NATIVE_BATCH_NORM_BACKWARD_ATTRS_INIT;
static const RgAttr native_batch_norm_backward_attrs[] = {
  RG_ATTR (RgNativeBatchNormBackwardAttrs, training, BOOL, NULL, .doc = "whether mean and invstd are the batch's own"),
  { .name = NULL },
};

static const RgSample native_batch_norm_backward_samples[] = {
  { "4x3x5 4x3x5 3 3:p 3", "training=true", NULL, 0 },
  { "4x3x5 4x3x5 4 3:p 3", "training=true", "a mean of another size", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp native_batch_norm = {
  .struct_size = sizeof (RgOp),
  .name = "native_batch_norm",
  .summary = "Channels of mean 0 and variance 1, over samples and places; with their means and deviations.",
  .formula = "out = (input - mean) / sqrt(var + eps) * weight + bias",
  .gradient = "d input = weight * invstd * (d out - mean of d out - xhat * mean of (d out * xhat)), or weight * invstd * d out "
              "without training; d weight = sum of d out * xhat; d bias = sum of d out",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .inputs = native_batch_norm_inputs,
  .n_outputs = 3,
  .output_names = RG_OUTPUTS ("out", "save_mean", "save_invstd"),
  RG_ATTRIBUTES (native_batch_norm, RgNativeBatchNormAttrs),
  .forward = native_batch_norm_forward,
  .vjp = native_batch_norm_vjps,
  .jvp = native_batch_norm_jvp,
  .samples = native_batch_norm_samples,
  .uses = RG_USES ("native_batch_norm_backward", "sub", "mean", "rsqrt", "add", "square", "mul", "sum", "reshape",
                   "neg", "expand"),
  .cost = norm_cost,
};

static const RgOp native_batch_norm_backward = {
  .struct_size = sizeof (RgOp),
  .name = "native_batch_norm_backward",
  .summary = "The gradients of native_batch_norm.",
  .formula = "grad_input = weight * invstd * (grad_out - mean of grad_out - xhat * mean of (grad_out * xhat)); "
             "grad_weight = sum of grad_out * xhat; grad_bias = sum of grad_out",
  .gradient = "none: a backward that is recorded is written in plain operators",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL | RG_OP_NO_GRAD,
  .inputs = native_batch_norm_backward_inputs,
  .n_outputs = 3,
  .output_names = RG_OUTPUTS ("grad_input", "grad_weight", "grad_bias"),
  RG_ATTRIBUTES (native_batch_norm_backward, RgNativeBatchNormBackwardAttrs),
  .forward = native_batch_norm_backward_forward,
  .samples = native_batch_norm_backward_samples,
  .cost = norm_cost,
};

RG_MODULE (native_batch_norm, &native_batch_norm, &native_batch_norm_backward)
