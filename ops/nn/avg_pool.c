/* avg_pool.c: the mean of each window, over one to three dimensions; what
 * avg_pool2d and the like end in.
 *
 *     out = sum over the window of input / divisor
 *     d input = d out / divisor, added to each element of the window
 *
 * The divisor is the window's size, with the padding in it or not, or a number
 * given. In int64 the quotient is cut off towards 0, as PyTorch's is.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "pool-kernels.h"

/* --- forward --- */

static bool
mean_windows (RgCall *call, Pool *p, const RgAvgPoolAttrs *a, RgInts shape)
{
  if (a->has_divisor_override && a->divisor_override == 0)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "divisor_override must not be 0");
  if (!pool_begin (call, p, shape)
      || !pool_regular (call, p, a->kernel_size, a->has_stride ? a->stride : RG_INTS (), a->padding, RG_INTS (1),
                        a->ceil_mode))
    return false;
  p->count_padding = a->count_include_pad;
  p->divisor = a->has_divisor_override ? a->divisor_override : 0;
  return true;
}

static bool
avg_pool_forward (RgCall *call)
{
  Pool p;
  RgTensor *in = pool_numbers (call, pool_integer_mean, " or int64");
  int64_t sizes[RG_MAX_DIMS];
  if (in == NULL || !mean_windows (call, &p, call->attrs, rg_tensor_shape (in)))
    return false;
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (in), pool_sizes (&p, rg_tensor_shape (in), sizes));
  if (out == NULL)
    return false;
  pool_run (&p, pool_kernels.mean, pool_integer_mean, in, out, NULL);
  return true;
}

/* The attributes of the pool whose gradient it is. */
static RgAvgPoolAttrs
forward_attrs (const RgAvgPoolBackwardAttrs *a)
{
  RgAvgPoolAttrs f = RG_AVG_POOL_ATTRS_INIT;
  f.kernel_size = a->kernel_size;
  f.stride = a->stride;
  f.has_stride = a->stride.n > 0;
  f.padding = a->padding;
  f.ceil_mode = a->ceil_mode;
  f.count_include_pad = a->count_include_pad;
  f.divisor_override = a->divisor_override;
  f.has_divisor_override = a->has_divisor_override;
  return f;
}

static bool
avg_pool_backward_forward (RgCall *call)
{
  const RgAvgPoolBackwardAttrs *a = call->attrs;
  const RgAvgPoolAttrs f = forward_attrs (a);
  Pool p;
  RgTensor *g = pool_floating (call, 0);
  int64_t sizes[RG_MAX_DIMS];
  if (g == NULL || !mean_windows (call, &p, &f, a->input_sizes))
    return false;
  if (!pool_same_sizes (rg_tensor_shape (g), pool_sizes (&p, a->input_sizes, sizes)))
    return rg_call_fail (call, RG_ERROR_SHAPE, "grad_output must have the sizes of the pool's output");
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (g), a->input_sizes);
  if (out == NULL)
    return false;
  pool_run (&p, pool_kernels.spread, NULL, g, out, NULL);
  return true;
}

/* --- gradients --- */

static RgTensor *
call_backward (RgTensor *g, RgInts sizes, const RgAvgPoolAttrs *f)
{
  RgAvgPoolBackwardAttrs a = RG_AVG_POOL_BACKWARD_ATTRS_INIT;
  a.input_sizes = sizes;
  a.kernel_size = f->kernel_size;
  a.stride = f->has_stride ? f->stride : (RgInts){ 0, NULL };
  a.padding = f->padding;
  a.ceil_mode = f->ceil_mode;
  a.count_include_pad = f->count_include_pad;
  a.divisor_override = f->divisor_override;
  a.has_divisor_override = f->has_divisor_override;
  return rg_avg_pool_backward_with (g, &a);
}

RG_VJP (avg_pool_input, call_backward (RG_G, rg_vjp_shape (c, 0), rg_vjp_attrs (c)))

static const RgVjp avg_pool_vjps[] = { { 0, 0, avg_pool_input }, { 0, 0, NULL } };

static RgTensor *
avg_pool_backward_grad_output (RgVjpCall *c, size_t i)
{
  const RgAvgPoolAttrs f = forward_attrs (rg_vjp_attrs (c));
  (void) i;
  return rg_avg_pool_with (RG_G, &f);
}

static const RgVjp avg_pool_backward_vjps[] = { { 0, 0, avg_pool_backward_grad_output }, { 0, 0, NULL } };

static const char *
avg_pool_name (RgCall *call)
{
  static const char *const names[] = { "SqueezeBackward1", "AvgPool2DBackward0", "AvgPool3DBackward0" };
  return pool_backward_name (call, names);
}

/* --- tables --- */

static const RgInput avg_pool_inputs[] = { { "input", "the planes (n, channels, ...)", 0 }, { NULL, NULL, 0 } };

static const RgAvgPoolAttrs avg_pool_init = RG_AVG_POOL_ATTRS_INIT;
static const RgAttr avg_pool_attrs[] = {
  RG_ATTR (RgAvgPoolAttrs, kernel_size, INTS, NULL, .doc = "the sizes of a window"),
  RG_ATTR_OPT (RgAvgPoolAttrs, stride, INTS, .doc = "how far windows lie apart; by default kernel_size"),
  RG_ATTR (RgAvgPoolAttrs, padding, INTS, "0", .doc = "zeros around the input"),
  RG_ATTR (RgAvgPoolAttrs, ceil_mode, BOOL, "false", .doc = "whether a window may reach over the end"),
  RG_ATTR (RgAvgPoolAttrs, count_include_pad, BOOL, "true", .doc = "whether the zeros count"),
  RG_ATTR_OPT (RgAvgPoolAttrs, divisor_override, INT, .doc = "what sums are divided by instead"),
  { .name = NULL },
};

static const RgSample avg_pool_samples[] = {
  { "2x3x7", "kernel_size=3 stride=2 padding=1", "one dimension", 0 },
  { "2x3x6x7", "kernel_size=3,2 stride=2 padding=1 ceil_mode=true count_include_pad=false", "two", 0 },
  { "2x2x4x4", "kernel_size=3 stride=1 divisor_override=-2", NULL, 0 },
  { "1x2x4x5x6", "kernel_size=2", "three", 0 },
  { "0x3x4x4", "kernel_size=2", "no samples", 0 },
  { "1x2x4x5:i9", "kernel_size=2 stride=1 padding=1", "integers", 0 },
  { "1x2x4x5:b", "kernel_size=2", "a type without a mean", RG_SAMPLE_ERROR },
  { "2x3x4x4", "kernel_size=5", "a window that does not fit", RG_SAMPLE_ERROR },
  { "2x3x4x4", "kernel_size=2 divisor_override=0", "division by nothing", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgInput avg_pool_backward_inputs[] = {
  { "grad_output", "the gradient of the output (n, channels, ...)", 0 },
  { NULL, NULL, 0 },
};

static const RgAvgPoolBackwardAttrs avg_pool_backward_init = RG_AVG_POOL_BACKWARD_ATTRS_INIT;
static const RgAttr avg_pool_backward_attrs[] = {
  RG_ATTR (RgAvgPoolBackwardAttrs, input_sizes, INTS, NULL, .doc = "the sizes of the input"),
  RG_ATTR (RgAvgPoolBackwardAttrs, kernel_size, INTS, NULL, .doc = "as in avg_pool"),
  RG_ATTR (RgAvgPoolBackwardAttrs, stride, INTS, NULL, .doc = "as in avg_pool; empty: kernel_size"),
  RG_ATTR (RgAvgPoolBackwardAttrs, padding, INTS, NULL, .doc = "as in avg_pool"),
  RG_ATTR (RgAvgPoolBackwardAttrs, ceil_mode, BOOL, NULL, .doc = "as in avg_pool"),
  RG_ATTR (RgAvgPoolBackwardAttrs, count_include_pad, BOOL, NULL, .doc = "as in avg_pool"),
  RG_ATTR_OPT (RgAvgPoolBackwardAttrs, divisor_override, INT, .doc = "as in avg_pool"),
  { .name = NULL },
};

static const RgSample avg_pool_backward_samples[] = {
  { "2x3x4", "input_sizes=2,3,7 kernel_size=3 stride=2 padding=1 ceil_mode=false count_include_pad=true", NULL, 0 },
  { "2x3x5", "input_sizes=2,3,7 kernel_size=3 stride=2 padding=1 ceil_mode=false count_include_pad=true", "other sizes",
    RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp avg_pool = {
  .struct_size = sizeof (RgOp),
  .name = "avg_pool",
  .summary = "The mean of each window.",
  .formula = "out = sum over the window of input / divisor",
  .gradient = "d input = d out / divisor, added to each element of the window",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = avg_pool_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (avg_pool, RgAvgPoolAttrs),
  .forward = avg_pool_forward,
  .vjp = avg_pool_vjps,
  .jvp = RG_JVP_LINEAR,
  .backward_name_of = avg_pool_name,
  .samples = avg_pool_samples,
  .uses = RG_USES ("avg_pool_backward"),
  .cost = pool_cost,
};

static const RgOp avg_pool_backward = {
  .struct_size = sizeof (RgOp),
  .name = "avg_pool_backward",
  .summary = "The gradient of avg_pool.",
  .formula = "out = grad_output / divisor, added to each element of the window",
  .gradient = "d grad_output = avg_pool (d out)",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = avg_pool_backward_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (avg_pool_backward, RgAvgPoolBackwardAttrs),
  .forward = avg_pool_backward_forward,
  .vjp = avg_pool_backward_vjps,
  .jvp = RG_JVP_LINEAR,
  .samples = avg_pool_backward_samples,
  .uses = RG_USES ("avg_pool"),
  .cost = pool_cost,
};

RG_MODULE (avg_pool, &avg_pool, &avg_pool_backward)
