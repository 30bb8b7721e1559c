/* upsample_nearest.c: planes made larger or smaller: the nearest input.
 *
 *     out = interpolate (input, mode = nearest)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "interpolate-size.h"

static bool
upsample_nearest_forward (RgCall *call)
{
  const RgUpsampleNearestAttrs *a = call->attrs;
  int64_t sizes[RG_MAX_DIMS];
  RgUpsampleAttrs u = RG_UPSAMPLE_ATTRS_INIT;
  if (!interpolate_size (call, a->has_size ? &a->size : NULL, a->has_scale_factor ? &a->scale_factor : NULL, &u.size, sizes))
    return false;
  u.mode = "nearest";
  u.align_corners = false;
  u.has_scale = a->has_scale_factor;
  u.scale = a->scale_factor;
  return rg_call_return (call, 0, rg_upsample_with (call->inputs[0], &u));
}

static const RgInput upsample_nearest_inputs[] = { { "input", "the planes (n, channels, ...); uint8 too", 0 }, { NULL, NULL, 0 } };

static const RgUpsampleNearestAttrs upsample_nearest_init = RG_UPSAMPLE_NEAREST_ATTRS_INIT;
static const RgAttr upsample_nearest_attrs[] = {
  RG_ATTR_OPT (RgUpsampleNearestAttrs, size, INTS, .doc = "the sizes of the output (...)"),
  RG_ATTR_OPT (RgUpsampleNearestAttrs, scale_factor, FLOAT, .doc = "how many times larger, instead of size"),
  { .name = NULL },
};

static const RgSample upsample_nearest_samples[] = {
  { "2x3x4", "size=7", NULL, 0 },
  { "1x2x3x4", "scale_factor=0.6", "a factor", 0 },
  { "1x1x2x3x2", "size=3,2,4", "three dimensions", 0 },
  { "2x3x4", NULL, "neither a size nor a factor", RG_SAMPLE_ERROR },
  { "2x3", "size=3", "too few dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp upsample_nearest = {
  .struct_size = sizeof (RgOp),
  .name = "upsample_nearest",
  .summary = "Makes planes larger or smaller: the nearest input.",
  .formula = "out = sum over the neighbours of a place of weight * input",
  .gradient = "d input = d out * weight, added to each of the neighbours",
  .category = "nn",
  .kind = RG_KIND_COMPOSITE,
  .inputs = upsample_nearest_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (upsample_nearest, RgUpsampleNearestAttrs),
  .forward = upsample_nearest_forward,
  .samples = upsample_nearest_samples,
  .uses = RG_USES ("upsample"),
};

RG_MODULE (upsample_nearest, &upsample_nearest)
