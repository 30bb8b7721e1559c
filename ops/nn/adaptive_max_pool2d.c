/* adaptive_max_pool2d.c: the largest element of each of output_size windows of images.
 *
 *     values = max over the window of input; indices = where it stands
 *     d input[indices] += d values
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "pool-front.h"

static bool
adaptive_max_pool2d_forward (RgCall *call)
{
  const RgAdaptiveMaxPool2dAttrs *a = call->attrs;
  RgTensor *in = pool_front_in (call, 0, 2);
  RgAdaptiveMaxPoolAttrs m = RG_ADAPTIVE_MAX_POOL_ATTRS_INIT;
  m.output_size = a->output_size;
  RgTensor *indices = NULL, *values = rg_adaptive_max_pool_with (in, &m, &indices);
  return pool_front_return (call, 2, values, a->return_indices ? indices : NULL);
}

static const RgInput adaptive_max_pool2d_inputs[] = { { "input", POOL_INPUT, 0 }, { NULL, NULL, 0 } };

static const RgAdaptiveMaxPool2dAttrs adaptive_max_pool2d_init = RG_ADAPTIVE_MAX_POOL2D_ATTRS_INIT;
static const RgAttr adaptive_max_pool2d_attrs[] = {
  RG_ATTR (RgAdaptiveMaxPool2dAttrs, output_size, INTS, NULL, .doc = "the sizes of the output; -1 (none): that of the input"),
  RG_ATTR (RgAdaptiveMaxPool2dAttrs, return_indices, BOOL, "false", .doc = "whether to give the indices too"),
  { .name = NULL },
};

static const RgSample adaptive_max_pool2d_samples[] = {
  { "2x3x6x7:s", "output_size=3", NULL, 0 },
  { "3x6x7:s", "output_size=-1 return_indices=true", "one sample, as large as before", 0 },
  { "1x2x6x7:s", "output_size=9", "larger than the input", 0 },
  { "0x3x6x7", "output_size=2", "no samples", 0 },
  { "3", "output_size=2", "too few dimensions", RG_SAMPLE_ERROR },
  { "2x3x6x7", "output_size=1,2,3,4", "too many sizes", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp adaptive_max_pool2d = {
  POOL_OP (adaptive_max_pool2d, RgAdaptiveMaxPool2dAttrs, "adaptive_max_pool"),
  .n_outputs = 0,
  .output_names = RG_OUTPUTS ("values", "indices"),
  .summary = "The largest element of each of output_size windows of images, and where it stands.",
  .formula = "values, indices = max over the window of input",
  .gradient = "d input[indices] += d values",
};

RG_MODULE (adaptive_max_pool2d, &adaptive_max_pool2d)
