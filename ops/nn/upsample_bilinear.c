/* upsample_bilinear.c: planes made larger or smaller: between the nearest two along each axis, corners in place.
 *
 *     out = interpolate (input, mode = bilinear, align_corners = true)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "interpolate-size.h"

static bool
upsample_bilinear_forward (RgCall *call)
{
  const RgUpsampleBilinearAttrs *a = call->attrs;
  int64_t sizes[RG_MAX_DIMS];
  RgUpsampleAttrs u = RG_UPSAMPLE_ATTRS_INIT;
  if (rg_tensor_ndim (call->inputs[0]) != 4)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the input must be (n, channels, height, width)");
  if (!interpolate_size (call, a->has_size ? &a->size : NULL, a->has_scale_factor ? &a->scale_factor : NULL, &u.size, sizes))
    return false;
  u.mode = "linear";
  u.align_corners = true;
  u.has_scale = a->has_scale_factor;
  u.scale = a->scale_factor;
  return rg_call_return (call, 0, rg_upsample_with (call->inputs[0], &u));
}

static const RgInput upsample_bilinear_inputs[] = { { "input", "the planes (n, channels, ...); uint8 too", 0 }, { NULL, NULL, 0 } };

static const RgUpsampleBilinearAttrs upsample_bilinear_init = RG_UPSAMPLE_BILINEAR_ATTRS_INIT;
static const RgAttr upsample_bilinear_attrs[] = {
  RG_ATTR_OPT (RgUpsampleBilinearAttrs, size, INTS, .doc = "the sizes of the output (...)"),
  RG_ATTR_OPT (RgUpsampleBilinearAttrs, scale_factor, FLOAT, .doc = "how many times larger, instead of size"),
  { .name = NULL },
};

static const RgSample upsample_bilinear_samples[] = {
  { "1x2x3x4", "size=5", NULL, 0 },
  { "1x2x3x4", "scale_factor=1.7", "a factor", 0 },
  { "1x2x3x4", "size=5 scale_factor=2", "both a size and a factor", RG_SAMPLE_ERROR },
  { "2x3x4", "size=7", "too few dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp upsample_bilinear = {
  .struct_size = sizeof (RgOp),
  .name = "upsample_bilinear",
  .summary = "Makes planes larger or smaller: between the nearest two along each axis, corners in place.",
  .formula = "out = sum over the neighbours of a place of weight * input",
  .gradient = "d input = d out * weight, added to each of the neighbours",
  .category = "nn",
  .kind = RG_KIND_COMPOSITE,
  .inputs = upsample_bilinear_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (upsample_bilinear, RgUpsampleBilinearAttrs),
  .forward = upsample_bilinear_forward,
  .samples = upsample_bilinear_samples,
  .uses = RG_USES ("upsample"),
};

RG_MODULE (upsample_bilinear, &upsample_bilinear)
