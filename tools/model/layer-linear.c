/* layer-linear.c: y = x weight^T + bias, over the last dimension.
 *
 *   out_features = 256   how many come out; default: the model's outputs
 *   bias = true
 *   init_std             normal initial weights and a bias of zeros, in place of
 *                        torch.nn.Linear's uniform ones
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "model-private.h"
#include <math.h>

static bool
build (Builder *b, Layer *layer)
{
  const int64_t in = builder_size (b, -1);
  const int64_t out = builder_int (b, "out_features", 1, b->model->shape.n_outputs);
  const bool biased = builder_bool (b, "bias", true);
  const double std = builder_float (b, "init_std", 0, 1e6, -1);
  /* kaiming_uniform with a = sqrt (5): 1 / sqrt (fan_in), for both. */
  const double bound = in > 0 ? 1 / sqrt ((double) in) : 0;
  layer->tensors[0] = std < 0 ? builder_uniform (b, "weight", RG_SHAPE (out, in), bound)
                              : builder_normal (b, "weight", RG_SHAPE (out, in), std);
  if (biased)
    layer->tensors[1] = std < 0 ? builder_uniform (b, "bias", RG_SHAPE (out), bound)
                                : builder_constant (b, "bias", RG_SHAPE (out), 0);
  return b->error == NULL;
}

static RgTensor *
forward (const Layer *layer, RgTensor *x, bool training)
{
  (void) training;
  return rg_linear (x, layer->tensors[0], layer->tensors[1]);
}

const LayerKind layer_linear = {
  .name = "linear",
  .keys = "out_features, bias, init_std",
  .build = build,
  .forward = forward,
};
