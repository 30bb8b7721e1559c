/* layer-norm.c: normalisation over features or over groups of channels.
 *
 *   [layer_norm 1]
 *   normalized_shape = 128   default: the last dimension
 *   affine = true            a weight of ones and a bias of zeros, to be learnt
 *   eps = 1e-5
 *
 *   [group_norm 1]
 *   num_groups = 4           channels are dimension 0 of a sample
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "model-private.h"

static void
add_affine (Builder *b, Layer *layer, RgInts shape)
{
  if (!builder_bool (b, "affine", true))
    return;
  layer->tensors[0] = builder_constant (b, "weight", shape, 1);
  layer->tensors[1] = builder_constant (b, "bias", shape, 0);
}

static bool
build_layer_norm (Builder *b, Layer *layer)
{
  int64_t shape[RG_MAX_DIMS] = { builder_size (b, -1) };
  g_autofree char *text = builder_text (b, "normalized_shape", NULL);
  size_t n = 1;
  if (text)
    {
      g_auto (GStrv) words = g_strsplit (text, ",", -1);
      n = MIN (g_strv_length (words), RG_MAX_DIMS);
      builder_ints (b, "normalized_shape", MAX (n, 1), 1, shape);
    }
  add_affine (b, layer, (RgInts){ (int64_t) n, shape });
  g_autofree char *defaults = g_strdup_printf ("normalized_shape=%" G_GINT64_FORMAT, shape[0]);
  layer->use = op_use_new (b, "layer_norm", defaults, "input weight bias");
  return b->error == NULL;
}

static bool
build_group_norm (Builder *b, Layer *layer)
{
  add_affine (b, layer, RG_SHAPE (builder_size (b, 0)));
  layer->use = op_use_new (b, "group_norm", NULL, "input weight bias");
  return b->error == NULL;
}

static RgTensor *
forward (const Layer *layer, RgTensor *x, bool training)
{
  RgTensor *const inputs[] = { x, layer->tensors[0], layer->tensors[1] };
  return op_use_call (layer->use, training, inputs);
}

const LayerKind layer_layer_norm = {
  .name = "layer_norm",
  .keys = "normalized_shape, affine, eps",
  .build = build_layer_norm,
  .forward = forward,
};
const LayerKind layer_group_norm = {
  .name = "group_norm",
  .keys = "num_groups, affine, eps",
  .build = build_group_norm,
  .forward = forward,
};
