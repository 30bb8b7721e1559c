/* layer-residual.c: runs layers and adds what came in.
 *
 *   layers = conv2d 2, batch_norm 2, relu 2     groups of the file, in order
 *   shortcut = conv2d 3                         what is added goes through it
 *
 * The inner layers' parameters are called N.0.weight, N.1.weight, ..., those of
 * the shortcut N.shortcut.weight.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "model-private.h"

static bool
same_sizes (const RgTensor *a, const RgTensor *b)
{
  bool same = rg_tensor_ndim (a) == rg_tensor_ndim (b);
  for (int d = 0; same && d < rg_tensor_ndim (a); d++)
    same = rg_tensor_size (a, d) == rg_tensor_size (b, d);
  return same;
}

static bool
build (Builder *b, Layer *layer)
{
  g_autofree char *names = builder_text (b, "layers", "");
  g_autofree char *shortcut = builder_text (b, "shortcut", NULL);
  g_auto (GStrv) groups = g_strsplit (names, ",", -1);
  RgTensor *input = b->probe;
  if (*names == '\0')
    builder_fail (b, "layers", "is missing: the groups to run, such as linear 2, relu 2");
  layer->children = g_ptr_array_new_with_free_func ((GDestroyNotify) layer_free);
  if (b->error || !build_chain (b, groups, b->prefix, layer->children))
    return false;
  RgTensor *output = b->probe;
  if (shortcut)
    {
      g_autofree char *prefix = g_strconcat (b->prefix, "shortcut.", NULL);
      b->probe = input;
      layer->shortcut = build_layer (b, shortcut, prefix);
    }
  if (b->error == NULL && !same_sizes (output, shortcut ? b->probe : input))
    builder_fail (b, shortcut ? "shortcut" : "layers",
                  "what comes out differs in shape from what it is added to; a shortcut, such as a "
                  "conv2d with kernel_size = 1, makes them equal");
  return b->error == NULL;
}

static RgTensor *
forward (const Layer *layer, RgTensor *x, bool training)
{
  RgTensor *y = x, *direct = x;
  for (guint i = 0; i < layer->children->len; i++)
    y = layer_forward (layer->children->pdata[i], y, training);
  if (layer->shortcut)
    direct = layer_forward (layer->shortcut, x, training);
  return rg_add (direct, y);
}

const LayerKind layer_residual = {
  .name = "residual",
  .keys = "layers, shortcut",
  .build = build,
  .forward = forward,
};
