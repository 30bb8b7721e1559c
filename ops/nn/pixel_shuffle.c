/* pixel_shuffle.c: channels moved into places.
 *
 *     out[c, h r + i, w r + j] = input[c r^2 + i r + j, h, w]
 *     d input = the same elements of d out
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

static bool
pixel_shuffle_forward (RgCall *call)
{
  const int64_t r = ((const RgPixelShuffleAttrs *) call->attrs)->upscale_factor;
  RgTensor *x = call->inputs[0];
  const RgInts shape = rg_tensor_shape (x);
  int64_t sizes[RG_MAX_DIMS], n = 1;
  if (shape.n < 3)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the input must be (..., channels, height, width)");
  for (int64_t d = 0; d < shape.n - 3; d++)
    n *= sizes[d] = shape.v[d];
  const int64_t channels = r > 0 ? shape.v[shape.n - 3] : 0;
  if (r < 1 || r > G_MAXINT16)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "upscale_factor must be at least 1");
  if (channels % (r * r))
    return rg_call_fail (call, RG_ERROR_SHAPE, "the channels, %" G_GINT64_FORMAT ", must be a multiple of upscale_factor "
                         "squared, %" G_GINT64_FORMAT, channels, r * r);
  const int64_t c = channels / (r * r), h = shape.v[shape.n - 2], w = shape.v[shape.n - 1];
  RgTensor *t = rg_reshape (x, RG_SHAPE (n, c, r, r, h, w));
  t = rg_permute (t, RG_DIMS (0, 1, 4, 2, 5, 3));
  const int64_t last[] = { c, h * r, w * r };
  memcpy (sizes + shape.n - 3, last, sizeof last);
  return rg_call_return (call, 0, rg_reshape (t, (RgInts){ shape.n, sizes }));
}

static const RgInput pixel_shuffle_inputs[] = { { "input", "the images (..., channels, height, width)", 0 }, { NULL, NULL, 0 } };

static const RgPixelShuffleAttrs pixel_shuffle_init = RG_PIXEL_SHUFFLE_ATTRS_INIT;
static const RgAttr pixel_shuffle_attrs[] = {
  RG_ATTR (RgPixelShuffleAttrs, upscale_factor, INT, NULL, .doc = "how many times larger"),
  { .name = NULL },
};

static const RgSample pixel_shuffle_samples[] = {
  { "2x4x2x3", "upscale_factor=2", NULL, 0 },
  { "9x1x2", "upscale_factor=3", "one sample", 0 },
  { "2x1x8x1x2", "upscale_factor=2", "more leading dimensions", 0 },
  { "2x3x2x3", "upscale_factor=2", "channels that do not fit", RG_SAMPLE_ERROR },
  { "2x4x2x3", "upscale_factor=0", "no factor", RG_SAMPLE_ERROR },
  { "4x4", "upscale_factor=2", "too few dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp pixel_shuffle = {
  .struct_size = sizeof (RgOp),
  .name = "pixel_shuffle",
  .summary = "Moves channels into places: an image r times as large with 1 / r^2 of the channels.",
  .formula = "out[c, h r + i, w r + j] = input[c r^2 + i r + j, h, w]",
  .gradient = "d input = the same elements of d out",
  .category = "nn",
  .kind = RG_KIND_COMPOSITE,
  .inputs = pixel_shuffle_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (pixel_shuffle, RgPixelShuffleAttrs),
  .forward = pixel_shuffle_forward,
  .samples = pixel_shuffle_samples,
  .uses = RG_USES ("reshape", "permute"),
};

RG_MODULE (pixel_shuffle, &pixel_shuffle)
