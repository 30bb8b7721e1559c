/* max_pool.c: the largest element of each window, over one to three dimensions;
 * what max_pool2d and the like end in.
 *
 *     values = max over the window of input; indices = where it stands in the plane
 *     d input = max_pool_backward (d values, indices)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "pool-kernels.h"

/* --- forward --- */

static bool
max_pool_forward (RgCall *call)
{
  const RgMaxPoolAttrs *a = call->attrs;
  Pool p;
  return pool_begin (call, &p, rg_tensor_shape (call->inputs[0]))
         && pool_regular (call, &p, a->kernel_size, a->has_stride ? a->stride : RG_INTS (), a->padding, a->dilation,
                          a->ceil_mode)
         && pool_max_call (call, &p);
}

static bool
max_pool_backward_forward (RgCall *call)
{
  return pool_scatter_call (call, ((const RgMaxPoolBackwardAttrs *) call->attrs)->input_sizes, pool_kernels.scatter);
}

/* --- gradients --- */

RG_VJP (max_pool_input, rg_max_pool_backward (RG_G, RG_OUT (1), rg_vjp_shape (c, 0)))

static const RgVjp max_pool_vjps[] = { { 0, RG_SAVE_OUTPUT (1), max_pool_input }, { 0, 0, NULL } };

static RgTensor *
max_pool_jvp (RgJvpCall *c, size_t o)
{
  return o == 0 ? pool_pick (rg_jvp_tangent (c, 0), rg_jvp_output (c, 1)) : NULL;
}

static const char *
max_pool_name (RgCall *call)
{
  static const char *const names[] = { "SqueezeBackward1", "MaxPool2DWithIndicesBackward0", "MaxPool3DWithIndicesBackward0" };
  return pool_backward_name (call, names);
}

RG_VJP (max_pool_backward_grad_output, pool_pick (RG_G, RG_IN (1)))

static const RgVjp max_pool_backward_vjps[] = {
  { 0, RG_SAVE_INPUT (1), max_pool_backward_grad_output },
  { 0, 0, NULL },
};

static RgTensor *
max_pool_backward_jvp (RgJvpCall *c, size_t o)
{
  const RgMaxPoolBackwardAttrs *a = rg_jvp_attrs (c);
  RgTensor *t = rg_jvp_tangent (c, 0);
  (void) o;
  return t ? rg_max_pool_backward (t, rg_jvp_input (c, 1), a->input_sizes) : NULL;
}

/* --- tables --- */

static const RgInput max_pool_inputs[] = { { "input", "the planes (n, channels, ...)", 0 }, { NULL, NULL, 0 } };

static const RgMaxPoolAttrs max_pool_init = RG_MAX_POOL_ATTRS_INIT;
static const RgAttr max_pool_attrs[] = {
  RG_ATTR (RgMaxPoolAttrs, kernel_size, INTS, NULL, .doc = "the sizes of a window"),
  RG_ATTR_OPT (RgMaxPoolAttrs, stride, INTS, .doc = "how far windows lie apart; by default kernel_size"),
  RG_ATTR (RgMaxPoolAttrs, padding, INTS, "0", .doc = "how far windows reach over the sides"),
  RG_ATTR (RgMaxPoolAttrs, dilation, INTS, "1", .doc = "how far the elements of a window lie apart"),
  RG_ATTR (RgMaxPoolAttrs, ceil_mode, BOOL, "false", .doc = "whether a window may reach over the end"),
  { .name = NULL },
};

static const RgSample max_pool_samples[] = {
  { "2x3x7:s", "kernel_size=3 stride=2 padding=1", "one dimension", 0 },
  { "2x3x6x7:s", "kernel_size=3,2 stride=2 padding=1 dilation=1,2 ceil_mode=true", "two", 0 },
  { "1x2x4x5x6:s", "kernel_size=2", "three", 0 },
  { "0x3x4x4", "kernel_size=2", "no samples", 0 },
  { "1x1x1x5:=1,nan,3,2,0", "kernel_size=1,2 stride=1", "nan wins", RG_SAMPLE_NO_GRAD },
  { "2x3x4x4", "kernel_size=5", "a window that does not fit", RG_SAMPLE_ERROR },
  { "2x3x4x4", "kernel_size=2 padding=2", "too much padding", RG_SAMPLE_ERROR },
  { "i64*1x2x4x5:i9", "kernel_size=2 stride=1 padding=1", "integers", 0 },
  { "1x1x4x4:b", "kernel_size=2", "truth values", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgInput max_pool_backward_inputs[] = {
  { "grad_output", "the gradient of the values (n, channels, ...)", 0 },
  { "indices", "where each stands in its plane", RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { NULL, NULL, 0 },
};

static const RgMaxPoolBackwardAttrs max_pool_backward_init = RG_MAX_POOL_BACKWARD_ATTRS_INIT;
static const RgAttr max_pool_backward_attrs[] = {
  RG_ATTR (RgMaxPoolBackwardAttrs, input_sizes, INTS, NULL, .doc = "the sizes of the input"),
  { .name = NULL },
};

static const RgSample max_pool_backward_samples[] = {
  { "1x2x3 1x2x3:i5", "input_sizes=1,2,5", NULL, 0 },
  { "1x2x2x2 1x2x2x2:i5", "input_sizes=1,2,3,2", NULL, 0 },
  { "1x2x3 1x2x3:i5", "input_sizes=1,2,2,1", "other sizes", RG_SAMPLE_ERROR },
  { "1x1x2 i64*1x1x2:=0,7", "input_sizes=1,1,5", "an index out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp max_pool = {
  .struct_size = sizeof (RgOp),
  .name = "max_pool",
  .summary = "The largest element of each window, and where it stands.",
  .formula = "values, indices = max over the window of input",
  .gradient = "d input[indices] += d values",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = max_pool_inputs,
  .n_outputs = 2,
  .output_names = RG_OUTPUTS ("values", "indices"),
  RG_ATTRIBUTES (max_pool, RgMaxPoolAttrs),
  .forward = max_pool_forward,
  .vjp = max_pool_vjps,
  .jvp = max_pool_jvp,
  .backward_name_of = max_pool_name,
  .samples = max_pool_samples,
  .uses = RG_USES ("max_pool_backward", POOL_USES_PICK),
  .cost = pool_cost,
};

static const RgOp max_pool_backward = {
  .struct_size = sizeof (RgOp),
  .name = "max_pool_backward",
  .summary = "The gradient of max_pool: each value added where its index says.",
  .formula = "out[indices] += grad_output",
  .gradient = "d grad_output = d out[indices]",
  .category = "nn",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = max_pool_backward_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (max_pool_backward, RgMaxPoolBackwardAttrs),
  .forward = max_pool_backward_forward,
  .vjp = max_pool_backward_vjps,
  .jvp = max_pool_backward_jvp,
  .samples = max_pool_backward_samples,
  .uses = RG_USES (POOL_USES_PICK),
  .cost = pool_cost,
};

RG_MODULE (max_pool, &max_pool, &max_pool_backward)
