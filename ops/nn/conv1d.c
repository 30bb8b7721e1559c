/* conv1d.c: convolution of sequences with a kernel for each output channel.
 *
 *     out[n, o, q] = bias[o] + sum over c, k of weight[o, c, k] input[n, c, stride q - padding + dilation k]
 *     d input = the transposed convolution of d out     d weight, d bias as in convolution
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "conv-front.h"

CONV_FORWARD (conv1d, RgConv1dAttrs, RG_CONV1D_ATTRS_INIT, 1)

static const RgSample conv1d_samples[] = {
  { "2x3x7 4x3x3 4", NULL, NULL, 0 },
  { "3x7 4x3x3", NULL, "one sample, without its dimension", 0 },
  { "2x4x8 6x2x3 6", "stride=2 padding=1 dilation=1 groups=2", "all attributes", 0 },
  { "2x3x7 2x3x3", "padding=same dilation=1", "as large as the input", 0 },
  { "2x3x7 2x3x3", "padding=valid", NULL, 0 },
  { "0x3x7 2x3x3", NULL, "no samples", 0 },
  { "2x3x7 4x2x3", NULL, "channels that do not fit", RG_SAMPLE_ERROR },
  { "2x3x7 2x3x3", "padding=same stride=2", "a stride with padding=same", RG_SAMPLE_ERROR },
  { "3 2x3x3", NULL, "too few dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgOp conv1d = {
  CONV_OP (conv1d, RgConv1dAttrs),
  .summary = "Convolves sequences with a kernel for each output channel.",
  .formula = "out[n, o, q] = bias[o] + sum over c, k of weight[o, c, k] * input[n, c, stride q - padding + dilation k]",
  .gradient = "d input = conv_transpose1d (d out, weight); d weight = convolution_backward (d out, input); d bias = sum of d out",
};

RG_MODULE (conv1d, &conv1d)
