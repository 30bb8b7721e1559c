/* adaptive_avg_pool.c: the mean of each of output_size windows; what
 * adaptive_avg_pool2d and the like end in.
 *
 *     out = mean over the window of input
 *     d input = d out / the window's size, added to each element of the window
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "pool-kernels.h"

/* --- forward --- */

static bool
adaptive_avg_pool_forward (RgCall *call)
{
  const RgAdaptiveAvgPoolAttrs *a = call->attrs;
  Pool p;
  RgTensor *in = pool_floating (call, 0);
  int64_t sizes[RG_MAX_DIMS];
  if (in == NULL || !pool_begin (call, &p, rg_tensor_shape (in)) || !pool_adaptive (call, &p, a->output_size))
    return false;
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (in), pool_sizes (&p, rg_tensor_shape (in), sizes));
  if (out == NULL)
    return false;
  pool_run (&p, pool_kernels.mean, NULL, in, out, NULL);
  return true;
}

static bool
adaptive_avg_pool_backward_forward (RgCall *call)
{
  const RgAdaptiveAvgPoolBackwardAttrs *a = call->attrs;
  Pool p;
  RgTensor *g = pool_floating (call, 0);
  if (g == NULL || !pool_begin (call, &p, a->input_sizes))
    return false;
  const RgInts sizes = rg_tensor_shape (g);
  if (sizes.n != a->input_sizes.n || sizes.v[0] != a->input_sizes.v[0] || sizes.v[1] != a->input_sizes.v[1])
    return rg_call_fail (call, RG_ERROR_SHAPE, "grad_output must have the samples and channels of the input");
  if (!pool_adaptive (call, &p, (RgInts){ p.dims, sizes.v + 2 }))
    return false;
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (g), a->input_sizes);
  if (out == NULL)
    return false;
  pool_run (&p, pool_kernels.spread, NULL, g, out, NULL);
  return true;
}

/* --- gradients --- */

RG_VJP (adaptive_avg_pool_input, rg_adaptive_avg_pool_backward (RG_G, rg_vjp_shape (c, 0)))

static const RgVjp adaptive_avg_pool_vjps[] = { { 0, 0, adaptive_avg_pool_input }, { 0, 0, NULL } };

static RgTensor *
adaptive_avg_pool_backward_grad_output (RgVjpCall *c, size_t i)
{
  const RgInts sizes = rg_vjp_shape (c, i);
  return rg_adaptive_avg_pool (RG_G, (RgInts){ sizes.n - 2, sizes.v + 2 });
}

static const RgVjp adaptive_avg_pool_backward_vjps[] = {
  { 0, 0, adaptive_avg_pool_backward_grad_output },
  { 0, 0, NULL },
};

static const char *
adaptive_avg_pool_name (RgCall *call)
{
  static const char *const names[] = { "SqueezeBackward1", "AdaptiveAvgPool2DBackward0", "AdaptiveAvgPool3DBackward0" };
  return pool_backward_name (call, names);
}

/* --- tables --- */

static const RgInput adaptive_avg_pool_inputs[] = { { "input", "the planes (n, channels, ...)", 0 }, { NULL, NULL, 0 } };

static const RgAdaptiveAvgPoolAttrs adaptive_avg_pool_init = RG_ADAPTIVE_AVG_POOL_ATTRS_INIT;
static const RgAttr adaptive_avg_pool_attrs[] = {
  RG_ATTR (RgAdaptiveAvgPoolAttrs, output_size, INTS, NULL, .doc = "the sizes of the output; -1: that of the input"),
  { .name = NULL },
};

static const RgSample adaptive_avg_pool_samples[] = {
  { "2x3x7", "output_size=3", "one dimension", 0 },
  { "2x3x6x7", "output_size=4,-1", "two", 0 },
  { "1x2x4x5x6", "output_size=2,5,7", "three, one of them larger than the input", 0 },
  { "0x3x4x4", "output_size=2", "no samples", 0 },
  { "2x3x0", "output_size=2", "the mean of nothing", RG_SAMPLE_ERROR },
  { "2x3x4x4", "output_size=1,2,3", "too many sizes", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgInput adaptive_avg_pool_backward_inputs[] = {
  { "grad_output", "the gradient of the output (n, channels, ...)", 0 },
  { NULL, NULL, 0 },
};

static const RgAdaptiveAvgPoolBackwardAttrs adaptive_avg_pool_backward_init = RG_ADAPTIVE_AVG_POOL_BACKWARD_ATTRS_INIT;
static const RgAttr adaptive_avg_pool_backward_attrs[] = {
  RG_ATTR (RgAdaptiveAvgPoolBackwardAttrs, input_sizes, INTS, NULL, .doc = "the sizes of the input"),
  { .name = NULL },
};

static const RgSample adaptive_avg_pool_backward_samples[] = {
  { "2x3x4", "input_sizes=2,3,7", NULL, 0 },
  { "2x3x4", "input_sizes=2,2,7", "other channels", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp adaptive_avg_pool = {
  .struct_size = sizeof (RgOp),
  .name = "adaptive_avg_pool",
  .summary = "The mean of each of output_size windows.",
  .formula = "out = mean over the window of input",
  .gradient = "d input = d out / the window's size, added to each element of the window",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = adaptive_avg_pool_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (adaptive_avg_pool, RgAdaptiveAvgPoolAttrs),
  .forward = adaptive_avg_pool_forward,
  .vjp = adaptive_avg_pool_vjps,
  .jvp = RG_JVP_LINEAR,
  .backward_name_of = adaptive_avg_pool_name,
  .samples = adaptive_avg_pool_samples,
  .uses = RG_USES ("adaptive_avg_pool_backward"),
  .cost = pool_cost,
};

static const RgOp adaptive_avg_pool_backward = {
  .struct_size = sizeof (RgOp),
  .name = "adaptive_avg_pool_backward",
  .summary = "The gradient of adaptive_avg_pool.",
  .formula = "out = grad_output / the window's size, added to each element of the window",
  .gradient = "d grad_output = adaptive_avg_pool (d out)",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = adaptive_avg_pool_backward_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (adaptive_avg_pool_backward, RgAdaptiveAvgPoolBackwardAttrs),
  .forward = adaptive_avg_pool_backward_forward,
  .vjp = adaptive_avg_pool_backward_vjps,
  .jvp = RG_JVP_LINEAR,
  .samples = adaptive_avg_pool_backward_samples,
  .uses = RG_USES ("adaptive_avg_pool"),
  .cost = pool_cost,
};

RG_MODULE (adaptive_avg_pool, &adaptive_avg_pool, &adaptive_avg_pool_backward)
