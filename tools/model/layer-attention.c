/* layer-attention.c: self-attention of several heads.
 *
 *   heads = 4            divides the width
 *   is_causal = false    each place sees those before it alone; default for text: true
 *   dropout_p = 0        of the weights, in training
 *   bias = true
 *
 * (batch, length, width) -> the same. Parameters are those of
 * torch.nn.MultiheadAttention: in_proj_weight (3 width, width), in_proj_bias,
 * out_proj.weight, out_proj.bias, and so are their initial values.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "model-private.h"
#include <math.h>

enum
{
  IN_WEIGHT,
  IN_BIAS,
  OUT_WEIGHT,
  OUT_BIAS
};

static bool
build (Builder *b, Layer *layer)
{
  const int64_t width = builder_size (b, 1);
  const int64_t heads = builder_int (b, "heads", 1, 1);
  const bool biased = builder_bool (b, "bias", true);
  if (rg_tensor_ndim (b->probe) != 3)
    builder_fail (b, NULL, "takes samples of (length, width)");
  else if (width % heads)
    builder_fail (b, "heads", "%" G_GINT64_FORMAT " does not divide the width, %" G_GINT64_FORMAT,
                  heads, width);
  layer->numbers[0] = heads;
  /* xavier_uniform: sqrt (6 / (fan_in + fan_out)), with fan_out = 3 width */
  const double in = sqrt (6 / (4 * (double) width)), out = 1 / sqrt ((double) width);
  layer->tensors[IN_WEIGHT] = builder_uniform (b, "in_proj_weight", RG_SHAPE (3 * width, width), in);
  if (biased)
    layer->tensors[IN_BIAS] = builder_constant (b, "in_proj_bias", RG_SHAPE (3 * width), 0);
  layer->tensors[OUT_WEIGHT] = builder_uniform (b, "out_proj.weight", RG_SHAPE (width, width), out);
  if (biased)
    layer->tensors[OUT_BIAS] = builder_constant (b, "out_proj.bias", RG_SHAPE (width), 0);
  layer->use = op_use_new (b, "scaled_dot_product_attention",
                           b->model->shape.n_tokens ? "is_causal=true" : NULL, "query key value");
  return b->error == NULL;
}

static RgTensor *
forward (const Layer *layer, RgTensor *x, bool training)
{
  const int64_t batch = rg_tensor_size (x, 0), length = rg_tensor_size (x, 1);
  const int64_t width = rg_tensor_size (x, 2), heads = layer->numbers[0];
  RgTensor *all = rg_linear (x, layer->tensors[IN_WEIGHT], layer->tensors[IN_BIAS]);
  RgTensor *parts[3]; /* query, key, value: (batch, heads, length, width / heads) */
  size_t n = 0;
  /* One node for the three: its gradient is put together once. */
  RgTensor **split = rg_split (all, width, 2, &n);
  for (size_t i = 0; i < 3; i++)
    {
      RgTensor *part = rg_reshape (i < n ? split[i] : NULL, RG_SHAPE (batch, length, heads, width / heads));
      parts[i] = rg_transpose (part, 1, 2);
    }
  RgTensor *out = op_use_call (layer->use, training, parts);
  out = rg_reshape (rg_transpose (out, 1, 2), RG_SHAPE (batch, length, width));
  return rg_linear (out, layer->tensors[OUT_WEIGHT], layer->tensors[OUT_BIAS]);
}

const LayerKind layer_attention = {
  .name = "attention",
  .keys = "heads, is_causal, dropout_p, bias, scale",
  .build = build,
  .forward = forward,
};
