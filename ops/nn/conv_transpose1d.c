/* conv_transpose1d.c: the transposed convolution of sequences: what the gradient of
 * conv1d by its input is.
 *
 *     out[n, o, stride q - padding + dilation k] += weight[c, o, k] input[n, c, q]
 *     d input = convolution of d out with weight        d weight, d bias as in convolution
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "conv-front.h"

CONV_TRANSPOSE_FORWARD (conv_transpose1d, RgConvTranspose1dAttrs, RG_CONV_TRANSPOSE1D_ATTRS_INIT, 1)

static const RgSample conv_transpose1d_samples[] = {
  { "2x3x7 3x4x3 4", NULL, NULL, 0 },
  { "3x7 3x4x3", NULL, "one sample, without its dimension", 0 },
  { "2x4x8 4x3x3 6", "stride=2 padding=1 output_padding=1 groups=2", "all attributes", 0 },
  { "2x3x7 3x2x3", "dilation=2 stride=2", "a stride that does not meet every tap", 0 },
  { "2x3x7 4x2x3", NULL, "channels that do not fit", RG_SAMPLE_ERROR },
  { "2x3x7 3x2x3", "output_padding=1", "output_padding without stride", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp conv_transpose1d = {
  CONV_OP (conv_transpose1d, RgConvTranspose1dAttrs),
  .summary = "The transposed convolution of sequences: the gradient of conv1d by its input.",
  .formula = "out[n, o, stride q - padding + dilation k] = bias[o] + sum of weight[c, o, k] * input[n, c, q]",
  .gradient = "d input = conv1d (d out, weight); d weight = convolution_backward (input, d out); d bias = sum of d out",
};

RG_MODULE (conv_transpose1d, &conv_transpose1d)
