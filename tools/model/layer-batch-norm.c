/* layer-batch-norm.c: normalisation of each channel over the batch.
 *
 *   affine = true       a weight of ones and a bias of zeros, to be learnt
 *   momentum = 0.1      of the running statistics, which evaluation uses
 *   eps = 1e-5
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
  const double momentum = builder_float (b, "momentum", 0, 1, 0.1);
  if (builder_bool (b, "affine", true))
    {
      layer->tensors[WEIGHT] = builder_constant (b, "weight", RG_SHAPE (channels), 1);
      layer->tensors[BIAS] = builder_constant (b, "bias", RG_SHAPE (channels), 0);
    }
  layer->tensors[MEAN] = builder_buffer (b, "running_mean", dtype, RG_SHAPE (channels), 0);
  layer->tensors[VAR] = builder_buffer (b, "running_var", dtype, RG_SHAPE (channels), 1);
  layer->tensors[COUNT] = builder_buffer (b, "num_batches_tracked", RG_I64, RG_SHAPE (), 0);
  layer->momentum = momentum;
  layer->use = op_use_new (b, "batch_norm", NULL, "input running_mean running_var weight bias");
  return b->error == NULL;
}

/* running += momentum (now - running), (channels) each */
static void
follow (RgTensor *running, RgTensor *now, double momentum)
{
  const int64_t n = rg_tensor_numel (running);
  void *to = rg_tensor_data (running);
  const void *from = rg_tensor_data (now);
  for (int64_t i = 0; i < n; i++)
    if (rg_tensor_dtype (running) == RG_F64)
      ((double *) to)[i] += momentum * (((const double *) from)[i] - ((double *) to)[i]);
    else
      ((float *) to)[i]
          += (float) momentum * (((const float *) from)[i] - ((float *) to)[i]);
  rg_tensor_bump_version (running);
}

static bool
update (const Layer *layer, RgTensor *x)
{
  RG_NO_GRAD;
  int64_t dims[RG_MAX_DIMS];
  RgInts others = { 0, dims };
  for (int d = 0; d < rg_tensor_ndim (x); d++)
    if (d != 1)
      dims[others.n++] = d;
  if (rg_tensor_numel (x) <= rg_tensor_size (x, 1))
    {
      rg_scope_fail (NULL, RG_ERROR_SHAPE,
                     "batch_norm needs more than one value for each channel in training; the last "
                     "batch may have one sample only");
      return false;
    }
  RgTensor *mean, *var = rg_var_mean_dim (x, others, true, false, &mean);
  if (!mean || !var)
    return false;
  follow (layer->tensors[MEAN], rg_contiguous (mean), layer->momentum);
  follow (layer->tensors[VAR], rg_contiguous (var), layer->momentum);
  ++*(int64_t *) rg_tensor_data (layer->tensors[COUNT]);
  rg_tensor_bump_version (layer->tensors[COUNT]);
  return true;
}

static RgTensor *
forward (const Layer *layer, RgTensor *x, bool training)
{
  if (training && !update (layer, x))
    return NULL;
  /* In training the statistics are the batch's own. */
  RgTensor *const inputs[] = { x, training ? NULL : layer->tensors[MEAN],
                               training ? NULL : layer->tensors[VAR], layer->tensors[WEIGHT],
                               layer->tensors[BIAS] };
  return op_use_call (layer->use, training, inputs);
}

const LayerKind layer_batch_norm = {
  .name = "batch_norm",
  .keys = "affine, momentum, eps",
  .build = build,
  .forward = forward,
};
