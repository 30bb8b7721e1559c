/* avg_pool3d.c: the mean of each window of volumes.
 *
 *     out = sum over the window of input / its size
 *     d input = d out / its size, added to each element of the window
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "pool-front.h"

static bool
avg_pool3d_forward (RgCall *call)
{
  const RgAvgPool3dAttrs *a = call->attrs;
  RgTensor *in = pool_front_in (call, 0, 3);
  RgAvgPoolAttrs m = RG_AVG_POOL_ATTRS_INIT;
  m.kernel_size = a->kernel_size;
  m.stride = a->stride;
  m.has_stride = a->has_stride && a->stride.n > 0;
  m.padding = a->padding;
  m.ceil_mode = a->ceil_mode;
  m.count_include_pad = a->count_include_pad;
  m.divisor_override = a->divisor_override;
  m.has_divisor_override = a->has_divisor_override;
  return pool_front_return (call, 3, rg_avg_pool_with (in, &m), NULL);
}

static const RgInput avg_pool3d_inputs[] = { { "input", POOL_INPUT "; int64 too, whose mean is cut off towards 0", 0 }, { NULL, NULL, 0 } };

static const RgAvgPool3dAttrs avg_pool3d_init = RG_AVG_POOL3D_ATTRS_INIT;
static const RgAttr avg_pool3d_attrs[] = {
  POOL_WINDOW_ATTRS (RgAvgPool3dAttrs),
  RG_ATTR (RgAvgPool3dAttrs, ceil_mode, BOOL, "false", .doc = "whether a window may reach over the end"),
  RG_ATTR (RgAvgPool3dAttrs, count_include_pad, BOOL, "true", .doc = "whether the zeros around count"),
  RG_ATTR_OPT (RgAvgPool3dAttrs, divisor_override, INT, .doc = "what sums are divided by instead"),
  { .name = NULL },
};

static const RgSample avg_pool3d_samples[] = {
  { "2x3x4x5x6", "kernel_size=2", NULL, 0 },
  { "3x4x5x6", "kernel_size=3 stride=2 padding=1 count_include_pad=false", "one sample, zeros do not count", 0 },
  { "1x2x4x5x6", "kernel_size=2 ceil_mode=true", "a window over the end", 0 },
  { "1x2x4x5x6", "kernel_size=2 divisor_override=3", "another divisor", 0 },
  { "0x3x4x5x6", "kernel_size=2", "no samples", 0 },
  { "3", "kernel_size=2", "too few dimensions", RG_SAMPLE_ERROR },
  { "2x3x4x5x6", "kernel_size=9", "a window that does not fit", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp avg_pool3d = {
  POOL_OP (avg_pool3d, RgAvgPool3dAttrs, "avg_pool"),
  .n_outputs = 1,
  .summary = "The mean of each window of volumes.",
  .formula = "out = sum over the window of input / its size",
  .gradient = "d input = d out / its size, added to each element of the window",
};

RG_MODULE (avg_pool3d, &avg_pool3d)
