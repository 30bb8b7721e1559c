/* interpolate.c: planes made larger or smaller, to a size or by a factor.
 *
 *     nearest, nearest-exact: the nearest input
 *     linear, bilinear, trilinear: between the nearest two along each axis
 *     bicubic: a cubic through the nearest four along each axis
 *     area: the mean of the inputs that an output covers
 *     the gradients are those of upsample, and of adaptive_avg_pool
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "interpolate-size.h"

/* The modes, what upsample calls them, and for which numbers of dimensions. */
static const struct
{
  const char *name, *mode;
  int least, most;
  bool corners; /* whether align_corners may be given */
} modes[] = {
  { "nearest", "nearest", 1, 3, false },  { "nearest-exact", "nearest-exact", 1, 3, false },
  { "linear", "linear", 1, 1, true },     { "bilinear", "linear", 2, 2, true },
  { "bicubic", "cubic", 2, 2, true },     { "trilinear", "linear", 3, 3, true },
  { "area", NULL, 1, 3, false },
};

static bool
interpolate_forward (RgCall *call)
{
  const RgInterpolateAttrs *a = call->attrs;
  int64_t sizes[RG_MAX_DIMS];
  RgUpsampleAttrs u = RG_UPSAMPLE_ATTRS_INIT;
  size_t m = 0;
  if (!interpolate_size (call, a->has_size ? &a->size : NULL, a->has_scale_factor ? &a->scale_factor : NULL, &u.size, sizes))
    return false;
  while (m < G_N_ELEMENTS (modes) && strcmp (modes[m].name, a->mode))
    m++;
  if (m == G_N_ELEMENTS (modes))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "there is no mode %s", a->mode);
  if (u.size.n < modes[m].least || u.size.n > modes[m].most)
    return rg_call_fail (call, RG_ERROR_SHAPE, "mode %s is for %d dimensions after (n, channels), and the input has %"
                         G_GINT64_FORMAT, a->mode, modes[m].least, u.size.n);
  if (a->has_align_corners && !modes[m].corners)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "align_corners is for linear, bilinear, bicubic and trilinear, not for %s",
                         a->mode);
  if (a->antialias && (u.size.n != 2 || !modes[m].corners))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "antialias is for bilinear and bicubic, not for %s", a->mode);
  if (modes[m].mode == NULL)
    return rg_call_return (call, 0, rg_adaptive_avg_pool (call->inputs[0], u.size));
  u.mode = modes[m].mode;
  u.align_corners = a->has_align_corners && a->align_corners;
  u.antialias = a->antialias;
  /* A factor counts as it was given, unless it shall follow from the sizes. */
  u.has_scale = a->has_scale_factor && !(a->has_recompute_scale_factor && a->recompute_scale_factor);
  u.scale = a->scale_factor;
  return rg_call_return (call, 0, rg_upsample_with (call->inputs[0], &u));
}

static const RgInput interpolate_inputs[] = { { "input", "the planes (n, channels, ...); uint8 too, nearest and as images", 0 }, { NULL, NULL, 0 } };

static const RgInterpolateAttrs interpolate_init = RG_INTERPOLATE_ATTRS_INIT;
static const RgAttr interpolate_attrs[] = {
  RG_ATTR_OPT (RgInterpolateAttrs, size, INTS, .doc = "the sizes of the output (...)"),
  RG_ATTR_OPT (RgInterpolateAttrs, scale_factor, FLOAT, .doc = "how many times larger, instead of size"),
  RG_ATTR (RgInterpolateAttrs, mode, STRING, "nearest",
           .choices = "nearest nearest-exact linear bilinear bicubic trilinear area", .doc = "which inputs count"),
  RG_ATTR_OPT (RgInterpolateAttrs, align_corners, BOOL, .doc = "whether the first and the last elements stay in place"),
  RG_ATTR_OPT (RgInterpolateAttrs, recompute_scale_factor, BOOL, .doc = "whether the factor follows from the sizes"),
  RG_ATTR (RgInterpolateAttrs, antialias, BOOL, "false", .doc = "whether a smaller output takes all its inputs into account"),
  { .name = NULL },
};

static const RgSample interpolate_samples[] = {
  { "2x3x4", "size=7", NULL, 0 },
  { "1x2x3x4", "scale_factor=1.7 mode=bilinear", "a factor", 0 },
  { "1x2x3x4", "scale_factor=1.7 mode=bilinear recompute_scale_factor=true", NULL, 0 },
  { "1x2x3x4", "size=5 mode=bicubic align_corners=true", NULL, 0 },
  { "1x1x6x7", "size=2,3 mode=bicubic antialias=true", "smaller, with all inputs", 0 },
  { "1x1x2x3x2", "size=3,2,4 mode=trilinear", NULL, 0 },
  { "2x1x5", "size=3 mode=area", NULL, 0 },
  { "2x3x4", NULL, "neither a size nor a factor", RG_SAMPLE_ERROR },
  { "2x3x4", "size=3 mode=bilinear", "a mode for another number of dimensions", RG_SAMPLE_ERROR },
  { "2x3x4", "size=3 align_corners=true", "align_corners without corners", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp interpolate = {
  .struct_size = sizeof (RgOp),
  .name = "interpolate",
  .summary = "Makes planes larger or smaller, to a size or by a factor.",
  .formula = "out = sum over the neighbours of a place of weight * input",
  .gradient = "d input = d out * weight, added to each of the neighbours",
  .category = "nn",
  .kind = RG_KIND_COMPOSITE,
  .inputs = interpolate_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (interpolate, RgInterpolateAttrs),
  .forward = interpolate_forward,
  .samples = interpolate_samples,
  .uses = RG_USES ("upsample", "adaptive_avg_pool"),
};

RG_MODULE (interpolate, &interpolate)
