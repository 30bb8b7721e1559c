/* small-samples.h: samples for the reference, of operators whose own are chosen for
 * the checks and too large to be read: numbers whose result can be worked out by eye.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef SMALL_SAMPLES_H
#define SMALL_SAMPLES_H

#include <retrograde.h>

#define SQUARE_3 "f32*1x1x3x3=1,2,3,4,5,6,7,8,9"
#define SQUARE_4 "f32*1x4x4=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16"
#define BLOCK "f32*1x2x2x4=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16"

static const struct
{
  const char *op;
  RgSample sample;
} small_samples[] = {
  { "adaptive_avg_pool2d", { SQUARE_4, "output_size=2", NULL, 0 } },
  { "adaptive_avg_pool3d", { BLOCK, "output_size=1,1,2", NULL, 0 } },
  { "adaptive_max_pool2d", { SQUARE_4, "output_size=2", NULL, 0 } },
  { "adaptive_max_pool3d", { BLOCK, "output_size=1,1,2", NULL, 0 } },
  { "addbmm", { "f32*2x2:o f32*2x2x2=1,0,0,1,2,0,0,2 f32*2x2x2=1,2,3,4,1,2,3,4", NULL, NULL, 0 } },
  { "avg_pool2d", { SQUARE_4, "kernel_size=2", NULL, 0 } },
  { "avg_pool3d", { BLOCK, "kernel_size=2", NULL, 0 } },
  { "baddbmm", { "f32*1x2x2:o f32*1x2x2=1,2,3,4 f32*1x2x2=1,0,0,2", NULL, NULL, 0 } },
  { "bilinear", { "f32*2=1,2 f32*2=3,4 f32*1x2x2=1,0,0,1", NULL, NULL, 0 } },
  { "conv1d", { "f32*1x1x5=1,2,4,8,16 f32*1x1x2=-1,1", NULL, NULL, 0 } },
  { "conv2d", { SQUARE_3 " f32*1x1x2x2=1,0,0,1", NULL, NULL, 0 } },
  { "conv3d", { "f32*1x1x2x2x2=1,2,3,4,5,6,7,8 f32*1x1x2x1x1=1,10", NULL, NULL, 0 } },
  { "conv_transpose1d", { "f32*1x1x3=1,2,3 f32*1x1x2=1,10", NULL, NULL, 0 } },
  { "conv_transpose2d", { "f32*1x1x2x2=1,2,3,4 f32*1x1x2x2=1,0,0,10", NULL, NULL, 0 } },
  { "conv_transpose3d", { "f32*1x1x1x2x2=1,2,3,4 f32*1x1x1x2x2=1,0,0,10", NULL, NULL, 0 } },
  { "convolution", { SQUARE_3 " f32*1x1x2x2=1,0,0,1", NULL, NULL, 0 } },
  { "dropout2d", { "f32*1x3x2x2:o", NULL, NULL, 0 } },
  { "dropout3d", { "f32*1x3x1x2x2:o", NULL, NULL, 0 } },
  { "group_norm", { "f32*1x4x2=1,2,3,4,5,6,7,9", "num_groups=2", NULL, 0 } },
  { "local_response_norm", { "f32*1x4x2=1,2,3,4,5,6,7,8", "size=2", NULL, 0 } },
  { "max_pool2d", { SQUARE_4, "kernel_size=2", NULL, 0 } },
  { "max_pool3d", { BLOCK, "kernel_size=2", NULL, 0 } },
  { "pixel_shuffle", { "f32*4x1x2=1,2,3,4,5,6,7,8", "upscale_factor=2", NULL, 0 } },
  { "pixel_unshuffle", { "f32*1x2x4=1,2,3,4,5,6,7,8", "downscale_factor=2", NULL, 0 } },
  { "scaled_dot_product_attention", { "f32*2x2=1,0,0,1 f32*2x2=2,0,0,2 f32*2x2=1,2,3,4", NULL, NULL, 0 } },
  { "upsample_bilinear", { "f32*1x1x2x2=1,2,3,4", "size=3", NULL, 0 } },
};

#endif
