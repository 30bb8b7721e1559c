/* conv_transpose2d.c: the transposed convolution of images: what the gradient of
 * conv2d by its input is.
 *
 *     out[n, o, stride q - padding + dilation k] += weight[c, o, k] input[n, c, q]
 *     d input = convolution of d out with weight        d weight, d bias as in convolution
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "conv-front.h"

CONV_TRANSPOSE_FORWARD (conv_transpose2d, RgConvTranspose2dAttrs, RG_CONV_TRANSPOSE2D_ATTRS_INIT, 2)

static const RgSample conv_transpose2d_samples[] = {
  { "2x3x5x6 3x4x3x2 4", NULL, NULL, 0 },
  { "3x5x6 3x4x3x2", NULL, "one sample, without its dimension", 0 },
  { "2x4x6x5 4x3x3x2 6", "stride=2,3 padding=1,0 output_padding=1,2 groups=2", "all attributes", 0 },
  { "2x3x5x6 3x2x3x2", "dilation=2 stride=2", "a stride that does not meet every tap", 0 },
  { "2x3x5x6 4x2x3x2", NULL, "channels that do not fit", RG_SAMPLE_ERROR },
  { "2x3x5x6 3x2x3x2", "output_padding=1", "output_padding without stride", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp conv_transpose2d = {
  CONV_OP (conv_transpose2d, RgConvTranspose2dAttrs),
  .summary = "The transposed convolution of images: the gradient of conv2d by its input.",
  .formula = "out[n, o, stride q - padding + dilation k] = bias[o] + sum of weight[c, o, k] * input[n, c, q]",
  .gradient = "d input = conv2d (d out, weight); d weight = convolution_backward (input, d out); d bias = sum of d out",
};

RG_MODULE (conv_transpose2d, &conv_transpose2d)
