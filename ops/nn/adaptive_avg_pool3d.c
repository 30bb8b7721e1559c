/* adaptive_avg_pool3d.c: the mean of each of output_size windows of volumes.
 *
 *     out = mean over the window of input
 *     d input = d out / its size, added to each element of the window
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "pool-front.h"

static bool
adaptive_avg_pool3d_forward (RgCall *call)
{
  const RgAdaptiveAvgPool3dAttrs *a = call->attrs;
  RgTensor *in = pool_front_in (call, 0, 3);
  RgAdaptiveAvgPoolAttrs m = RG_ADAPTIVE_AVG_POOL_ATTRS_INIT;
  m.output_size = a->output_size;
  return pool_front_return (call, 3, rg_adaptive_avg_pool_with (in, &m), NULL);
}

static const RgInput adaptive_avg_pool3d_inputs[] = { { "input", POOL_INPUT, 0 }, { NULL, NULL, 0 } };

static const RgAdaptiveAvgPool3dAttrs adaptive_avg_pool3d_init = RG_ADAPTIVE_AVG_POOL3D_ATTRS_INIT;
static const RgAttr adaptive_avg_pool3d_attrs[] = {
  RG_ATTR (RgAdaptiveAvgPool3dAttrs, output_size, INTS, NULL, .doc = "the sizes of the output; -1 (none): that of the input"),
  { .name = NULL },
};

static const RgSample adaptive_avg_pool3d_samples[] = {
  { "2x3x4x5x6", "output_size=3", NULL, 0 },
  { "3x4x5x6", "output_size=-1", "one sample, as large as before", 0 },
  { "1x2x4x5x6", "output_size=9", "larger than the input", 0 },
  { "0x3x4x5x6", "output_size=2", "no samples", 0 },
  { "3", "output_size=2", "too few dimensions", RG_SAMPLE_ERROR },
  { "2x3x4x5x6", "output_size=1,2,3,4", "too many sizes", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp adaptive_avg_pool3d = {
  POOL_OP (adaptive_avg_pool3d, RgAdaptiveAvgPool3dAttrs, "adaptive_avg_pool"),
  .n_outputs = 1,
  .summary = "The mean of each of output_size windows of volumes.",
  .formula = "out = mean over the window of input",
  .gradient = "d input = d out / its size, added to each element of the window",
};

RG_MODULE (adaptive_avg_pool3d, &adaptive_avg_pool3d)
