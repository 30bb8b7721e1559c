/* layer-embedding.c: vectors for tokens and for places in a text.
 *
 *   [embedding]           (batch, context) of int64 -> (batch, context, width)
 *   embedding_dim = 128
 *   num_embeddings = 65   default: the model's tokens
 *   init_std = 1
 *
 *   [position]            adds a learnt vector for each place
 *   context = 64          default: what comes in
 *   init_std = 1
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "model-private.h"

#define MAX_STD 1e6

static bool
build_embedding (Builder *b, Layer *layer)
{
  const int64_t tokens
      = builder_int (b, "num_embeddings", 1, MAX (b->model->shape.n_tokens, 0));
  const int64_t width = builder_int (b, "embedding_dim", 1, 0);
  if (width == 0)
    builder_fail (b, "embedding_dim", "is missing");
  if (tokens == 0)
    builder_fail (b, "num_embeddings", "is missing: the data are no text");
  if (rg_tensor_dtype (b->probe) != RG_I64)
    builder_fail (b, NULL, "takes tokens, which are int64; %s come in",
                  rg_dtype_name (rg_tensor_dtype (b->probe)));
  layer->tensors[0] = builder_normal (b, "weight", RG_SHAPE (tokens, width),
                                      builder_float (b, "init_std", 0, MAX_STD, 1));
  layer->use = op_use_new (b, "embedding", NULL, "weight input");
  return b->error == NULL;
}

static RgTensor *
forward_embedding (const Layer *layer, RgTensor *x, bool training)
{
  RgTensor *const inputs[] = { layer->tensors[0], x };
  return op_use_call (layer->use, training, inputs);
}

static bool
build_position (Builder *b, Layer *layer)
{
  const int64_t context = builder_int (b, "context", 1, builder_size (b, 0));
  layer->numbers[0] = context;
  layer->tensors[0] = builder_normal (b, "weight", RG_SHAPE (context, builder_size (b, 1)),
                                      builder_float (b, "init_std", 0, MAX_STD, 1));
  return b->error == NULL;
}

static RgTensor *
forward_position (const Layer *layer, RgTensor *x, bool training)
{
  const int64_t n = rg_tensor_size (x, 1);
  RgTensor *places = layer->tensors[0]; /* (context, width) */
  (void) training;
  if (n > layer->numbers[0])
    {
      rg_scope_fail (NULL, RG_ERROR_SHAPE,
                     "a text of %" G_GINT64_FORMAT " tokens is longer than the model's context, "
                     "%" G_GINT64_FORMAT,
                     n, layer->numbers[0]);
      return NULL;
    }
  if (n < layer->numbers[0])
    places = rg_narrow (places, 0, 0, n);
  return rg_add (x, places);
}

const LayerKind layer_embedding = {
  .name = "embedding",
  .keys = "embedding_dim, num_embeddings, init_std",
  .build = build_embedding,
  .forward = forward_embedding,
};
const LayerKind layer_position = {
  .name = "position",
  .keys = "context, init_std",
  .build = build_position,
  .forward = forward_position,
};
