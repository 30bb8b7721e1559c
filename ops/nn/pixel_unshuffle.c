/* pixel_unshuffle.c: places moved into channels.
 *
 *     out[c r^2 + i r + j, h, w] = input[c, h r + i, w r + j]
 *     d input = the same elements of d out
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

static bool
pixel_unshuffle_forward (RgCall *call)
{
  const int64_t r = ((const RgPixelUnshuffleAttrs *) call->attrs)->downscale_factor;
  RgTensor *x = call->inputs[0];
  const RgInts shape = rg_tensor_shape (x);
  int64_t sizes[RG_MAX_DIMS], n = 1;
  if (shape.n < 3)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the input must be (..., channels, height, width)");
  for (int64_t d = 0; d < shape.n - 3; d++)
    n *= sizes[d] = shape.v[d];
  const int64_t high = shape.v[shape.n - 2], wide = shape.v[shape.n - 1];
  if (r < 1 || r > G_MAXINT16)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "downscale_factor must be at least 1");
  if (high % r || wide % r)
    return rg_call_fail (call, RG_ERROR_SHAPE, "height and width must be multiples of downscale_factor, %" G_GINT64_FORMAT, r);
  const int64_t c = shape.v[shape.n - 3], h = high / r, w = wide / r;
  RgTensor *t = rg_reshape (x, RG_SHAPE (n, c, h, r, w, r));
  t = rg_permute (t, RG_DIMS (0, 1, 3, 5, 2, 4));
  const int64_t last[] = { c * r * r, h, w };
  memcpy (sizes + shape.n - 3, last, sizeof last);
  return rg_call_return (call, 0, rg_reshape (t, (RgInts){ shape.n, sizes }));
}

static const RgInput pixel_unshuffle_inputs[] = { { "input", "the images (..., channels, height, width)", 0 }, { NULL, NULL, 0 } };

static const RgPixelUnshuffleAttrs pixel_unshuffle_init = RG_PIXEL_UNSHUFFLE_ATTRS_INIT;
static const RgAttr pixel_unshuffle_attrs[] = {
  RG_ATTR (RgPixelUnshuffleAttrs, downscale_factor, INT, NULL, .doc = "how many times smaller"),
  { .name = NULL },
};

static const RgSample pixel_unshuffle_samples[] = {
  { "2x1x4x6", "downscale_factor=2", NULL, 0 },
  { "1x3x6", "downscale_factor=3", "one sample", 0 },
  { "2x1x2x2x4", "downscale_factor=2", "more leading dimensions", 0 },
  { "2x3x2x3", "downscale_factor=2", "sizes that do not fit", RG_SAMPLE_ERROR },
  { "2x4x2x2", "downscale_factor=0", "no factor", RG_SAMPLE_ERROR },
  { "4x4", "downscale_factor=2", "too few dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp pixel_unshuffle = {
  .struct_size = sizeof (RgOp),
  .name = "pixel_unshuffle",
  .summary = "Moves places into channels: an image 1 / r as large with r^2 times the channels.",
  .formula = "out[c r^2 + i r + j, h, w] = input[c, h r + i, w r + j]",
  .gradient = "d input = the same elements of d out",
  .category = "nn",
  .kind = RG_KIND_COMPOSITE,
  .inputs = pixel_unshuffle_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (pixel_unshuffle, RgPixelUnshuffleAttrs),
  .forward = pixel_unshuffle_forward,
  .samples = pixel_unshuffle_samples,
  .uses = RG_USES ("reshape", "permute"),
};

RG_MODULE (pixel_unshuffle, &pixel_unshuffle)
