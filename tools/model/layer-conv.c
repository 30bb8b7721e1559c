/* layer-conv.c: convolutions over one and two dimensions, and the transposed one.
 *
 *   out_channels = 16
 *   kernel_size = 3       or 3,5
 *   bias = true
 *
 * and what the operator takes: stride, padding, dilation, groups. Samples are
 * (channels, height, width), or (channels, length) for conv1d.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "model-private.h"
#include <math.h>

/* The kernel's sizes stand after the channels: out, in / groups (the other way
 * round where it is transposed). */
static bool
build (Builder *b, Layer *layer, int dims, bool transposed)
{
  int64_t shape[RG_MAX_DIMS];
  const int64_t in = builder_size (b, 0);
  if (rg_tensor_ndim (b->probe) != dims + 2)
    builder_fail (b, NULL, "a sample must have %d dimensions here (channels first); it has %d",
                  dims + 1, rg_tensor_ndim (b->probe) - 1);
  if (!builder_has (b, "out_channels"))
    builder_fail (b, "out_channels", "is missing");
  const int64_t out = builder_int (b, "out_channels", 1, 1);
  const int64_t groups = builder_int (b, "groups", 1, 1);
  const bool biased = builder_bool (b, "bias", true);
  builder_ints (b, "kernel_size", (size_t) dims, 1, shape + 2);
  if (in % groups || out % groups)
    builder_fail (b, "groups",
                  "%" G_GINT64_FORMAT " divides not both channels, %" G_GINT64_FORMAT
                  " in and %" G_GINT64_FORMAT " out",
                  groups, in, out);
  shape[0] = transposed ? in : out;
  shape[1] = (transposed ? out : in) / groups;
  if (b->error)
    return false;
  /* kaiming_uniform with a = sqrt (5): 1 / sqrt (fan_in), for both, where PyTorch
   * counts fan_in on the weight's second dimension in either case. */
  double fan_in = (double) shape[1];
  for (int d = 0; d < dims; d++)
    fan_in *= (double) shape[2 + d];
  const double bound = 1 / sqrt (fan_in);
  layer->tensors[0] = builder_uniform (b, "weight", (RgInts){ dims + 2, shape }, bound);
  if (biased)
    layer->tensors[1] = builder_uniform (b, "bias", RG_SHAPE (out), bound);
  layer->use = op_use_new (b, layer->kind->op, NULL, "input weight bias");
  return b->error == NULL;
}

static bool
build_1d (Builder *b, Layer *layer)
{
  return build (b, layer, 1, false);
}

static bool
build_2d (Builder *b, Layer *layer)
{
  return build (b, layer, 2, false);
}

static bool
build_transposed (Builder *b, Layer *layer)
{
  return build (b, layer, 2, true);
}

static RgTensor *
forward (const Layer *layer, RgTensor *x, bool training)
{
  RgTensor *const inputs[] = { x, layer->tensors[0], layer->tensors[1] };
  return op_use_call (layer->use, training, inputs);
}

#define KEYS "out_channels, kernel_size, bias, stride, padding, dilation, groups"

const LayerKind layer_conv1d = {
  .name = "conv1d", .keys = KEYS, .op = "conv1d", .build = build_1d, .forward = forward,
};
const LayerKind layer_conv2d = {
  .name = "conv2d", .keys = KEYS, .op = "conv2d", .build = build_2d, .forward = forward,
};
const LayerKind layer_conv_transpose2d = {
  .name = "conv_transpose2d",
  .keys = KEYS ", output_padding",
  .op = "conv_transpose2d",
  .build = build_transposed,
  .forward = forward,
};
