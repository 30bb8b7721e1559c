/* layer-batch-norm.c: normalisation of each channel over the batch.
 *
 *   affine = true       a weight of ones and a bias of zeros, to be learnt
 *
 * and what the operator takes: momentum = 0.1 of the running statistics, which
 * evaluation uses, and eps = 1e-5.
 *
 * Channels are dimension 0 of a sample. As in torch.nn.BatchNorm2d the running
 * variance is the unbiased one, and the batches are counted.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "model-private.h"

enum
{
  WEIGHT,
  BIAS,
  MEAN,
  VAR,
  COUNT
};

static bool
build (Builder *b, Layer *layer)
{
  const RgDType dtype = b->model->shape.dtype;
  const int64_t channels = builder_size (b, 0);
  if (builder_bool (b, "affine", true))
    {
      layer->tensors[WEIGHT] = builder_constant (b, "weight", RG_SHAPE (channels), 1);
      layer->tensors[BIAS] = builder_constant (b, "bias", RG_SHAPE (channels), 0);
    }
  layer->tensors[MEAN] = builder_buffer (b, "running_mean", dtype, RG_SHAPE (channels), 0);
  layer->tensors[VAR] = builder_buffer (b, "running_var", dtype, RG_SHAPE (channels), 1);
  layer->tensors[COUNT] = builder_buffer (b, "num_batches_tracked", RG_I64, RG_SHAPE (), 0);
  layer->use = op_use_new (b, "batch_norm", NULL, "input running_mean running_var weight bias");
  return b->error == NULL;
}

static RgTensor *
forward (const Layer *layer, RgTensor *x, bool training)
{
  /* The operator changes the running statistics in training. */
  RgTensor *const inputs[]
      = { x, layer->tensors[MEAN], layer->tensors[VAR], layer->tensors[WEIGHT], layer->tensors[BIAS] };
  RgTensor *y = op_use_call (layer->use, training, inputs);
  if (training && y)
    {
      ++*(int64_t *) rg_tensor_data (layer->tensors[COUNT]);
      rg_tensor_bump_version (layer->tensors[COUNT]);
    }
  return y;
}

const LayerKind layer_batch_norm = {
  .name = "batch_norm",
  .keys = "affine, momentum, eps",
  .build = build,
  .forward = forward,
};
