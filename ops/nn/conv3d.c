/* conv3d.c: convolution of volumes with a kernel for each output channel.
 *
 *     out[n, o, q] = bias[o] + sum over c, k of weight[o, c, k] input[n, c, stride q - padding + dilation k]
 *     d input = the transposed convolution of d out     d weight, d bias as in convolution
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "conv-front.h"

CONV_FORWARD (conv3d, RgConv3dAttrs, RG_CONV3D_ATTRS_INIT, 3)

static const RgSample conv3d_samples[] = {
  { "2x3x3x4x5 4x3x2x3x2 4", NULL, NULL, 0 },
  { "3x3x4x5 4x3x2x3x2", NULL, "one sample, without its dimension", 0 },
  { "2x4x4x5x3 6x2x2x3x2 6", "stride=2,1,2 padding=1,2,0 dilation=1,2,1 groups=2", "all attributes", 0 },
  { "2x3x3x4x5 2x3x2x3x2", "padding=same dilation=1", "as large as the input", 0 },
  { "2x3x3x4x5 2x3x2x3x2", "padding=valid", NULL, 0 },
  { "0x3x3x4x5 2x3x2x3x2", NULL, "no samples", 0 },
  { "2x3x3x4x5 4x2x2x3x2", NULL, "channels that do not fit", RG_SAMPLE_ERROR },
  { "2x3x3x4x5 2x3x2x3x2", "padding=same stride=2", "a stride with padding=same", RG_SAMPLE_ERROR },
  { "3 2x3x3", NULL, "too few dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp conv3d = {
  CONV_OP (conv3d, RgConv3dAttrs),
  .summary = "Convolves volumes with a kernel for each output channel.",
  .formula = "out[n, o, q] = bias[o] + sum over c, k of weight[o, c, k] * input[n, c, stride q - padding + dilation k]",
  .gradient = "d input = conv_transpose3d (d out, weight); d weight = convolution_backward (d out, input); d bias = sum of d out",
};

RG_MODULE (conv3d, &conv3d)
