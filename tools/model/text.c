/* text.c: a file of layers becomes a model.
 *
 *   [model]              what goes in and what comes out; the trainer adds it
 *   input = 1,28,28      sizes of one sample
 *   outputs = 10         classes or targets
 *   dtype = float32
 *   tokens = 65          of text only: how many different characters
 *
 *   [conv2d 1]           then one group for each layer, in their order. The
 *   out_channels = 16    first word is the kind; what follows makes the name
 *   kernel_size = 3      unique. `layer = KIND` overrules the word, `name = fc`
 *                        stands in place of the number in parameters' names.
 *   [relu 1]
 *   [residual 1]         runs the groups that it lists, which are then no layers
 *   layers = linear 2, relu 2      of the chain, and adds what came in
 *
 * A kind is one of the table below, or any operator or plugin, whose attributes
 * are the keys.
 *
 * Order: layers; chains. build.c builds the whole.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "model-private.h"
#include <string.h>

static const LayerKind *const kinds[] = {
  &layer_linear,     &layer_conv1d,     &layer_conv2d,     &layer_conv_transpose2d,
  &layer_batch_norm, &layer_layer_norm, &layer_group_norm, &layer_embedding,
  &layer_position,   &layer_attention,  &layer_residual,
};

/* --- layers --- */

static const LayerKind *
find_kind (const char *name)
{
  for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i]->name, name))
      return kinds[i];
  return &layer_op;
}

/* Runs the layer on what came out of the one before, so that the next one knows
 * what it is given. */
static void
probe (Builder *b, Layer *layer)
{
  RG_NO_GRAD;
  g_autoptr (GError) error = NULL;
  RgTensor *out = b->error ? NULL : layer_forward (layer, b->probe, false);
  if (out == NULL || rg_tensor_ndim (out) < 1)
    {
      rg_scope_check (NULL, &error);
      builder_fail (b, NULL, "%s", error ? error->message : "gives no batch of samples");
      return;
    }
  b->probe = out;
  layer->ndim = rg_tensor_ndim (out) - 1;
  for (int d = 0; d < layer->ndim; d++)
    layer->sizes[d] = rg_tensor_size (out, d + 1);
}

static int64_t
count_values (const Model *model, guint from)
{
  int64_t n = 0;
  for (guint i = from; i < model->parameters->len; i++)
    n += rg_tensor_numel (model->parameters->pdata[i]);
  return n;
}

Layer *
build_layer (Builder *b, const char *group, const char *prefix)
{
  const char *outer_group = b->group;
  char *outer_prefix = b->prefix;
  GHashTable *outer_read = b->read;
  if (!g_key_file_has_group (b->file, group))
    {
      builder_fail (b, NULL, "there is no group [%s]", group);
      return NULL;
    }
  if (!g_hash_table_add (b->used, g_strdup (group)))
    {
      builder_fail (b, NULL, "[%s] is used twice", group);
      return NULL;
    }

  Layer *layer = g_new0 (Layer, 1);
  b->group = group;
  b->read = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  b->prefix = (char *) prefix;
  g_autofree char *word = g_strndup (group, strcspn (group, " "));
  layer->group = g_strdup (group);
  layer->kind_name = builder_text (b, "layer", word);
  layer->kind = find_kind (layer->kind_name);
  g_autofree char *name = builder_text (b, "name", NULL);
  if (name)
    {
      /* The number, which ends PREFIX, gives way to the name. */
      g_autofree char *before = g_strndup (prefix, strlen (prefix) - 1);
      char *dot = strrchr (before, '.');
      if (dot)
        dot[1] = '\0';
      b->prefix = g_strconcat (dot ? before : "", name, ".", NULL);
    }

  const guint first = b->model->parameters->len;
  RgTensor *input = b->probe;
  if (layer->kind->build (b, layer))
    {
      b->probe = input;
      probe (b, layer);
    }
  layer->n_values = count_values (b->model, first);
  builder_check_keys (b, layer->kind_name, layer->kind->keys);

  if (b->prefix != prefix)
    g_free (b->prefix);
  g_hash_table_unref (b->read);
  b->read = outer_read;
  b->prefix = outer_prefix;
  b->group = outer_group;
  if (b->error)
    g_clear_pointer (&layer, layer_free);
  return layer;
}

void
layer_free (Layer *layer)
{
  if (layer == NULL)
    return;
  op_use_free (layer->use);
  g_clear_pointer (&layer->children, g_ptr_array_unref);
  layer_free (layer->shortcut);
  g_free (layer->kind_name);
  g_free (layer->group);
  g_free (layer);
}

RgTensor *
layer_forward (const Layer *layer, RgTensor *x, bool training)
{
  return x ? layer->kind->forward (layer, x, training) : NULL;
}

/* --- chains --- */

bool
build_chain (Builder *b, char **names, const char *prefix, GPtrArray *layers)
{
  for (guint i = 0; names[i]; i++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s%u.", prefix, layers->len);
      Layer *layer = build_layer (b, g_strstrip (names[i]), numbered);
      if (layer == NULL)
        return false;
      g_ptr_array_add (layers, layer);
    }
  return true;
}
