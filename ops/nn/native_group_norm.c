/* native_group_norm.c: groups of channels of mean 0 and variance 1, in each sample.
 *
 *     xhat = (input - mean) rstd,  rstd = 1 / sqrt (var + eps), over a group
 *     out = xhat weight + bias, by channel
 *     d input = rstd (u - mean of u - xhat mean of (u xhat)),  u = d out weight
 *     d weight = sum of d out xhat      d bias = sum of d out
 *
 * A backward that is recorded is written in plain operators instead, so that every
 * derivative of it is right.
 *
 * Order: forward, backward, gradients, tables, descriptors.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "group-parts.h"

/* --- forward --- */

/* PyTorch says N, C, HxW and group; num_groups alone, as group_norm has it, will do. */
static int64_t
group_count (const RgNativeGroupNormAttrs *a)
{
  return a->has_group ? a->group : a->num_groups;
}

/* The sizes that were given are those of the input. */
static bool
sizes_fit (RgCall *call, const RgNativeGroupNormAttrs *a, const GroupNorm *p)
{
  const int64_t channels = p->groups * p->channels;
  if ((a->has_N && a->N != p->n) || (a->has_C && a->C != channels) || (a->has_HxW && a->HxW != p->places))
    return rg_call_fail (call, RG_ERROR_SHAPE, "the input has N=%" G_GINT64_FORMAT " C=%" G_GINT64_FORMAT " HxW=%"
                         G_GINT64_FORMAT, p->n, channels, p->places);
  return true;
}

static bool
native_group_norm_forward (RgCall *call)
{
  const RgNativeGroupNormAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0], *w, *b;
  GroupNorm p;
  if (!groups_of (call, x, group_count (a), &p) || !sizes_fit (call, a, &p)
      || !norm_optional (call, 1, "weight", RG_SHAPE (p.groups * p.channels), &w)
      || !norm_optional (call, 2, "bias", RG_SHAPE (p.groups * p.channels), &b))
    return false;
  x = rg_call_contiguous (call, 0);
  RgTensor *out = x ? rg_call_output (call, 0, rg_tensor_dtype (x), rg_tensor_shape (x)) : NULL;
  RgTensor *mean = out ? rg_call_output (call, 1, rg_tensor_dtype (x), RG_SHAPE (p.n, p.groups)) : NULL;
  RgTensor *rstd = mean ? rg_call_output (call, 2, rg_tensor_dtype (x), RG_SHAPE (p.n, p.groups)) : NULL;
  if (rstd == NULL)
    return false;
  rg_call_no_gradient (call, 1);
  rg_call_no_gradient (call, 2);
  p.x = rg_tensor_data (x);
  p.weight = norm_data (w);
  p.bias = norm_data (b);
  p.out = rg_tensor_data (out);
  p.mean = rg_tensor_data (mean);
  p.rstd = rg_tensor_data (rstd);
  p.eps = a->eps;
  if (p.n * p.groups > 0)
    rg_parallel_for (p.n * p.groups, norm_grain (p.channels * p.places), normalise_groups, &p);
  return true;
}

/* --- backward --- */

static bool
native_group_norm_backward_forward (RgCall *call)
{
  const RgNativeGroupNormBackwardAttrs *a = call->attrs;
  RgTensor *in[4], *w, *d[3];
  GroupNorm p;
  for (size_t i = 0; i < 4; i++)
    if ((in[i] = rg_call_contiguous (call, i)) == NULL)
      return false;
  if (!groups_of (call, in[1], a->num_groups, &p)
      || !norm_optional (call, 4, "weight", RG_SHAPE (p.groups * p.channels), &w))
    return false;
  const int64_t channels = p.groups * p.channels;
  for (int i = 0; i < 4; i++)
    if (rg_tensor_numel (in[i]) != (i < 2 ? rg_tensor_numel (in[1]) : p.n * p.groups)
        || rg_tensor_dtype (in[i]) != rg_tensor_dtype (in[1]))
      return rg_call_fail (call, RG_ERROR_SHAPE, "grad_out and input must have one shape and dtype, mean and rstd one "
                           "element a group and sample");
  d[0] = rg_call_output (call, 0, rg_tensor_dtype (in[1]), rg_tensor_shape (in[1]));
  for (size_t i = 1; i < 3; i++)
    d[i] = d[i - 1] ? rg_call_output (call, i, rg_tensor_dtype (in[1]), RG_SHAPE (channels)) : NULL;
  p.sums = d[2] ? rg_call_temp (call, 2 * sizeof (double) * (size_t) (p.n * channels) + 1) : NULL;
  if (p.sums == NULL)
    return false;
  p.g = rg_tensor_data (in[0]);
  p.x = rg_tensor_data (in[1]);
  p.mean = rg_tensor_data (in[2]);
  p.rstd = rg_tensor_data (in[3]);
  p.weight = norm_data (w);
  p.out = rg_tensor_data (d[0]);
  if (p.n * p.groups > 0)
    rg_parallel_for (p.n * p.groups, norm_grain (p.channels * p.places), backward_groups, &p);
  for (int64_t c = 0; c < channels; c++)
    {
      double sums[2] = { 0, 0 };
      for (int64_t i = 0; i < p.n; i++)
        for (int k = 0; k < 2; k++)
          sums[k] += p.sums[2 * (i * channels + c) + k];
      norm_write (rg_tensor_data (d[1]), c, p.wide, sums[1]);
      norm_write (rg_tensor_data (d[2]), c, p.wide, sums[0]);
    }
  return true;
}

/* --- gradients --- */

/* In plain operators, for a backward that is recorded: as (n, groups, channels of a
 * group, places). */
static void
recorded (RgVjpCall *c, const RgNativeGroupNormAttrs *a)
{
  RgTensor *g = RG_G, *x = RG_IN (0), *w = RG_IN (1);
  const int64_t groups = group_count (a);
  const int64_t n = rg_tensor_size (x, 0), channels = rg_tensor_size (x, 1) / groups;
  const int64_t places = rg_tensor_numel (x) / MAX (1, n * channels * groups);
  const RgInts shape = RG_SHAPE (n, groups, channels, places), dims = RG_DIMS (2, 3), sum = RG_DIMS (0, 3);
  const RgInts all = RG_SHAPE (groups * channels), sizes = rg_tensor_shape (x);
  x = rg_reshape (x, shape);
  g = rg_reshape (g, shape);
  RgTensor *centred = rg_sub (x, rg_mean_dim (x, dims, true));
  RgTensor *rstd = rg_rsqrt (rg_add_scalar (rg_mean_dim (rg_square (centred), dims, true), a->eps));
  RgTensor *xhat = rg_mul (centred, rstd);
  if (rg_vjp_wants (c, 0))
    {
      RgTensor *u = w ? rg_mul (g, rg_reshape (w, RG_SHAPE (groups, channels, 1))) : g;
      RgTensor *along = rg_mul (xhat, rg_mean_dim (rg_mul (u, xhat), dims, true));
      u = rg_mul (rstd, rg_sub (rg_sub (u, rg_mean_dim (u, dims, true)), along));
      rg_vjp_set (c, 0, rg_reshape (u, sizes));
    }
  if (rg_vjp_n_inputs (c) > 1 && rg_vjp_wants (c, 1))
    rg_vjp_set (c, 1, rg_reshape (rg_sum_dim (rg_mul (g, xhat), sum, false), all));
  if (rg_vjp_n_inputs (c) > 2 && rg_vjp_wants (c, 2))
    rg_vjp_set (c, 2, rg_reshape (rg_sum_dim (g, sum, false), all));
}

static RgTensor *
native_group_norm_all (RgVjpCall *c, size_t i)
{
  const RgNativeGroupNormAttrs *a = rg_vjp_attrs (c);
  RgTensor *d[3] = { NULL };
  (void) i;
  if (rg_grad_mode ())
    {
      recorded (c, a);
      return NULL;
    }
  d[0] = rg_native_group_norm_backward (RG_G, RG_IN (0), RG_OUT (1), RG_OUT (2), RG_IN (1), group_count (a), &d[1], &d[2]);
  for (size_t k = 0; k < rg_vjp_n_inputs (c) && k < 3; k++)
    if (rg_vjp_wants (c, k))
      rg_vjp_set (c, k, d[k]);
  return NULL;
}

static const RgVjp native_group_norm_vjps[] = {
  { RG_VJP_ALL, RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1) | RG_SAVE_OUTPUT (1) | RG_SAVE_OUTPUT (2), native_group_norm_all },
  { 0, 0, NULL },
};

/* A value for each channel as (groups, channels of a group, 1). */
static RgTensor *
by_group (RgTensor *t, int64_t groups)
{
  return t ? rg_reshape (t, RG_SHAPE (groups, rg_tensor_numel (t) / groups, 1)) : NULL;
}

static RgTensor *
native_group_norm_jvp (RgJvpCall *c, size_t o)
{
  const RgNativeGroupNormAttrs *a = rg_jvp_attrs (c);
  RgTensor *x = rg_jvp_input (c, 0), *t = rg_jvp_tangent (c, 0);
  const int64_t groups = group_count (a);
  const int64_t n = rg_tensor_size (x, 0), channels = rg_tensor_size (x, 1) / groups;
  const int64_t places = rg_tensor_numel (x) / MAX (1, n * channels * groups);
  const RgInts shape = RG_SHAPE (n, groups, channels, places), ones = RG_SHAPE (n, groups, 1, 1);
  NormTangents p = { .t = t ? rg_reshape (t, shape) : NULL, .t_weight = by_group (norm_jvp_tangent (c, 1), groups),
                     .t_bias = by_group (norm_jvp_tangent (c, 2), groups),
                     .rstd = rg_reshape (rg_jvp_output (c, 2), ones),
                     .weight = by_group (norm_jvp_input (c, 1), groups), .dims = RG_DIMS (2, 3) };
  p.xhat = rg_mul (rg_sub (rg_reshape (x, shape), rg_reshape (rg_jvp_output (c, 1), ones)), p.rstd);
  t = o == 0 ? norm_tangent (&p) : norm_tangent_statistic (&p, o);
  return t ? rg_reshape (t, rg_tensor_shape (rg_jvp_output (c, o))) : NULL;
}

/* --- tables --- */

static const RgInput native_group_norm_inputs[] = {
  { "input", "the samples (n, channels, ...)", 0 },
  { "weight", "what each channel is multiplied by", RG_INPUT_OPTIONAL },
  { "bias", "what is added to it", RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgNativeGroupNormAttrs native_group_norm_init = RG_NATIVE_GROUP_NORM_ATTRS_INIT;
static const RgAttr native_group_norm_attrs[] = {
  RG_ATTR (RgNativeGroupNormAttrs, num_groups, INT, "0", .doc = "as group, which goes first"),
  RG_ATTR (RgNativeGroupNormAttrs, eps, FLOAT, NULL, .doc = "what is added to the variance"),
  RG_ATTR_OPT (RgNativeGroupNormAttrs, N, INT, .doc = "how many samples: what the input has"),
  RG_ATTR_OPT (RgNativeGroupNormAttrs, C, INT, .doc = "how many channels: what the input has"),
  RG_ATTR_OPT (RgNativeGroupNormAttrs, HxW, INT, .doc = "how many places a channel: what the input has"),
  RG_ATTR_OPT (RgNativeGroupNormAttrs, group, INT, .doc = "how many groups the channels are cut into"),
  { .name = NULL },
};

static const RgSample native_group_norm_samples[] = {
  { "3x4x5 4 4", "num_groups=2 eps=0.5", NULL, 0 },
  { "2x6x3x2", "num_groups=3 eps=1e-05", "no weight", 0 },
  { "2x4 - 4", "num_groups=1 eps=0.5", "no places, bias alone", 0 },
  { "2x4x3 4 4", "N=2 C=4 HxW=3 group=2 eps=0.5", "by PyTorch's names", 0 },
  { "2x4x3", "eps=0.5", "no number of groups", RG_SAMPLE_ERROR },
  { "2x4x3", "N=2 C=4 HxW=2 group=2 eps=0.5", "sizes of another input", RG_SAMPLE_ERROR },
  { "2x4x3", "num_groups=3 eps=0.5", "groups that do not divide the channels", RG_SAMPLE_ERROR },
  { "2x4x3 3", "num_groups=2 eps=0.5", "a weight of another size", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgInput native_group_norm_backward_inputs[] = {
  { "grad_out", "the gradient of the output", 0 },
  { "input", "the input", 0 },
  { "mean", "the means of the groups (n, groups)", 0 },
  { "rstd", "one over their standard deviations (n, groups)", 0 },
  { "weight", "the weight, if there was one", RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgNativeGroupNormBackwardAttrs native_group_norm_backward_init = RG_NATIVE_GROUP_NORM_BACKWARD_ATTRS_INIT;
static const RgAttr native_group_norm_backward_attrs[] = {
  RG_ATTR (RgNativeGroupNormBackwardAttrs, num_groups, INT, NULL, .doc = "as in native_group_norm"),
  { .name = NULL },
};

static const RgSample native_group_norm_backward_samples[] = {
  { "3x4x5 3x4x5 3x2 3x2:p 4", "num_groups=2", NULL, 0 },
  { "3x4x5 3x4x5 3x4 3x2:p 4", "num_groups=2", "a mean of another size", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp native_group_norm = {
  .struct_size = sizeof (RgOp),
  .name = "native_group_norm",
  .summary = "Groups of channels of mean 0 and variance 1, in each sample; with their means and deviations.",
  .formula = "out = (input - mean) / sqrt(var + eps) * weight + bias",
  .gradient = "d input = rstd * (u - mean of u - xhat * mean of (u * xhat)), u = d out * weight; "
              "d weight = sum of d out * xhat; d bias = sum of d out",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .inputs = native_group_norm_inputs,
  .n_outputs = 3,
  .output_names = RG_OUTPUTS ("out", "mean", "rstd"),
  RG_ATTRIBUTES (native_group_norm, RgNativeGroupNormAttrs),
  .forward = native_group_norm_forward,
  .vjp = native_group_norm_vjps,
  .jvp = native_group_norm_jvp,
  .samples = native_group_norm_samples,
  .uses = RG_USES ("native_group_norm_backward", "sub", "mean", "rsqrt", "add", "square", "mul", "sum", "reshape",
                   "neg", "expand"),
  .cost = norm_cost,
};

static const RgOp native_group_norm_backward = {
  .struct_size = sizeof (RgOp),
  .name = "native_group_norm_backward",
  .summary = "The gradients of native_group_norm.",
  .formula = "grad_input = rstd * (u - mean of u - xhat * mean of (u * xhat)), u = grad_out * weight; "
             "grad_weight = sum of grad_out * xhat; grad_bias = sum of grad_out",
  .gradient = "none: a backward that is recorded is written in plain operators",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL | RG_OP_NO_GRAD,
  .inputs = native_group_norm_backward_inputs,
  .n_outputs = 3,
  .output_names = RG_OUTPUTS ("grad_input", "grad_weight", "grad_bias"),
  RG_ATTRIBUTES (native_group_norm_backward, RgNativeGroupNormBackwardAttrs),
  .forward = native_group_norm_backward_forward,
  .samples = native_group_norm_backward_samples,
  .cost = norm_cost,
};

RG_MODULE (native_group_norm, &native_group_norm, &native_group_norm_backward)
