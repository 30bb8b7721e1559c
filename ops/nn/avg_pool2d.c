/* avg_pool2d.c: the mean of each window of images.
 *
 *     out = sum over the window of input / its size
 *     d input = d out / its size, added to each element of the window
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "pool-front.h"

static bool
avg_pool2d_forward (RgCall *call)
{
  const RgAvgPool2dAttrs *a = call->attrs;
  RgTensor *in = pool_front_in (call, 0, 2);
  RgAvgPoolAttrs m = RG_AVG_POOL_ATTRS_INIT;
  m.kernel_size = a->kernel_size;
  m.stride = a->stride;
  m.has_stride = a->has_stride && a->stride.n > 0;
  m.padding = a->padding;
  m.ceil_mode = a->ceil_mode;
  m.count_include_pad = a->count_include_pad;
  m.divisor_override = a->divisor_override;
  m.has_divisor_override = a->has_divisor_override;
  return pool_front_return (call, 2, rg_avg_pool_with (in, &m), NULL);
}

static const RgInput avg_pool2d_inputs[] = { { "input", POOL_INPUT "; int64 too, whose mean is cut off towards 0", 0 }, { NULL, NULL, 0 } };

static const RgAvgPool2dAttrs avg_pool2d_init = RG_AVG_POOL2D_ATTRS_INIT;
static const RgAttr avg_pool2d_attrs[] = {
  POOL_WINDOW_ATTRS (RgAvgPool2dAttrs),
  RG_ATTR (RgAvgPool2dAttrs, ceil_mode, BOOL, "false", .doc = "whether a window may reach over the end"),
  RG_ATTR (RgAvgPool2dAttrs, count_include_pad, BOOL, "true", .doc = "whether the zeros around count"),
  RG_ATTR_OPT (RgAvgPool2dAttrs, divisor_override, INT, .doc = "what sums are divided by instead"),
  { .name = NULL },
};

static const RgSample avg_pool2d_samples[] = {
  { "2x3x6x7", "kernel_size=2", NULL, 0 },
  { "3x6x7", "kernel_size=3 stride=2 padding=1 count_include_pad=false", "one sample, zeros do not count", 0 },
  { "1x2x6x7", "kernel_size=2 ceil_mode=true", "a window over the end", 0 },
  { "1x2x6x7", "kernel_size=2 divisor_override=3", "another divisor", 0 },
  { "0x3x6x7", "kernel_size=2", "no samples", 0 },
  { "3", "kernel_size=2", "too few dimensions", RG_SAMPLE_ERROR },
  { "2x3x6x7", "kernel_size=9", "a window that does not fit", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp avg_pool2d = {
  POOL_OP (avg_pool2d, RgAvgPool2dAttrs, "avg_pool"),
  .n_outputs = 1,
  .summary = "The mean of each window of images.",
  .formula = "out = sum over the window of input / its size",
  .gradient = "d input = d out / its size, added to each element of the window",
};

RG_MODULE (avg_pool2d, &avg_pool2d)
