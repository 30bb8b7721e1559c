/* conv2d.c: convolution of images with a kernel for each output channel.
 *
 *     out[n, o, q] = bias[o] + sum over c, k of weight[o, c, k] input[n, c, stride q - padding + dilation k]
 *     d input = the transposed convolution of d out     d weight, d bias as in convolution
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "conv-front.h"

CONV_FORWARD (conv2d, RgConv2dAttrs, RG_CONV2D_ATTRS_INIT, 2)

static const RgSample conv2d_samples[] = {
  { "2x3x5x6 4x3x3x2 4", NULL, NULL, 0 },
  { "3x5x6 4x3x3x2", NULL, "one sample, without its dimension", 0 },
  { "2x4x6x5 6x2x3x2 6", "stride=2,1 padding=1,2 dilation=1,2 groups=2", "all attributes", 0 },
  { "2x3x5x6 2x3x3x2", "padding=same dilation=1", "as large as the input", 0 },
  { "2x3x5x6 2x3x3x2", "padding=valid", NULL, 0 },
  { "0x3x5x6 2x3x3x2", NULL, "no samples", 0 },
  { "1x3x5x6:i9 2x3x3x2:i9 2:i9", "stride=2 padding=1", "integers", 0 },
  { "2x3x5x6 4x2x3x2", NULL, "channels that do not fit", RG_SAMPLE_ERROR },
  { "2x3x5x6 2x3x3x2", "padding=same stride=2", "a stride with padding=same", RG_SAMPLE_ERROR },
  { "3 2x3x3", NULL, "too few dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp conv2d = {
  CONV_OP (conv2d, RgConv2dAttrs),
  .summary = "Convolves images with a kernel for each output channel.",
  .formula = "out[n, o, q] = bias[o] + sum over c, k of weight[o, c, k] * input[n, c, stride q - padding + dilation k]",
  .gradient = "d input = conv_transpose2d (d out, weight); d weight = convolution_backward (d out, input); d bias = sum of d out",
};

RG_MODULE (conv2d, &conv2d)
