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
 * Order: layers; chains; the model's own group; the public functions.
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

static void
check_keys (Builder *b, const Layer *layer)
{
  g_auto (GStrv) keys = g_key_file_get_keys (b->file, b->group, NULL, NULL);
  for (char **key = keys; key && *key; key++)
    if (!g_hash_table_contains (b->read, *key))
      builder_fail (b, *key, "%s has no such key%s%s", layer->kind_name,
                    layer->kind->keys ? "; it has " : "", layer->kind->keys ? layer->kind->keys : "");
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
  check_keys (b, layer);

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

/* The groups that others list: no layers of the chain. */
static GHashTable *
find_inner (GKeyFile *file, char **groups)
{
  GHashTable *inner = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (char **group = groups; *group; group++)
    for (int k = 0; k < 2; k++)
      {
        g_autofree char *text = g_key_file_get_value (file, *group, k ? "shortcut" : "layers", NULL);
        g_auto (GStrv) names = g_strsplit (text ? text : "", ",", -1);
        for (char **name = names; *name; name++)
          g_hash_table_add (inner, g_strdup (g_strstrip (*name)));
      }
  return inner;
}

static void
build_all (Builder *b)
{
  g_auto (GStrv) groups = g_key_file_get_groups (b->file, NULL);
  g_autoptr (GHashTable) inner = find_inner (b->file, groups);
  g_autoptr (GPtrArray) chain = g_ptr_array_new ();
  for (char **group = groups; *group; group++)
    if (!g_str_equal (*group, "model") && !g_hash_table_contains (inner, *group))
      g_ptr_array_add (chain, *group);
  if (chain->len == 0)
    builder_fail (b, NULL, "there are no layers: each is a group such as [linear 1]");
  g_ptr_array_add (chain, NULL);
  if (b->error || !build_chain (b, (char **) chain->pdata, "", b->model->layers))
    return;
  /* A list within a list that nothing runs. */
  for (char **group = groups; *group; group++)
    if (!g_str_equal (*group, "model") && !g_hash_table_contains (b->used, *group))
      builder_fail (b, NULL, "[%s] is listed by a group that is no layer", *group);
}

/* --- the model's own group --- */

static void
read_shape (Builder *b, ModelShape *shape)
{
  int64_t sizes[RG_MAX_DIMS - 1];
  b->group = "model";
  g_autofree char *input = builder_text (b, "input", "");
  g_auto (GStrv) words = g_strsplit (input, ",", -1);
  const size_t n = g_strv_length (words);
  if (n > RG_MAX_DIMS - 1)
    builder_fail (b, "input", "has %" G_GSIZE_FORMAT " sizes; at most %d fit", n, RG_MAX_DIMS - 1);
  else
    builder_ints (b, "input", MAX (n, 1), 1, sizes);
  g_autofree char *dtype = builder_text (b, "dtype", "float32");
  *shape = (ModelShape){ .dtype = RG_F32, .ndim = (int) MAX (n, 1) };
  if (!b->error)
    memcpy (shape->sizes, sizes, MAX (n, 1) * sizeof *sizes);
  if (!rg_dtype_from_name (dtype, &shape->dtype) || !rg_dtype_is_floating (shape->dtype))
    builder_fail (b, "dtype", "\"%s\" is neither float32 nor float64", dtype);
  shape->n_tokens = builder_int (b, "tokens", 0, 0);
  shape->n_outputs = builder_int (b, "outputs", 1, 0);
  if (shape->n_outputs == 0)
    builder_fail (b, "outputs", "is missing");
  check_keys (b, &(Layer){ .kind = &layer_op, .kind_name = (char *) "[model]" });
  b->group = NULL;
}

static void
write_shape (GString *text, const ModelShape *shape)
{
  g_string_append (text, "[model]\ninput=");
  for (int d = 0; d < shape->ndim; d++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, d ? "," : "", shape->sizes[d]);
  g_string_append_printf (text, "\noutputs=%" G_GINT64_FORMAT "\ndtype=%s\n", shape->n_outputs,
                          rg_dtype_name (shape->dtype));
  if (shape->n_tokens)
    g_string_append_printf (text, "tokens=%" G_GINT64_FORMAT "\n", shape->n_tokens);
  g_string_append_c (text, '\n');
}

/* The text with one [model] group, first, that says what the shape is. */
static char *
text_with_shape (GKeyFile *file, const ModelShape *shape)
{
  GString *text = g_string_new (NULL);
  write_shape (text, shape);
  g_key_file_remove_group (file, "model", NULL);
  g_autofree char *rest = g_key_file_to_data (file, NULL, NULL);
  const char *begin = rest;
  while (*begin == '\n')
    begin++;
  g_string_append (text, begin);
  return g_string_free (text, FALSE);
}

/* A file's own [model] group must say what the data say. */
static void
compare_shape (Builder *b, const ModelShape *shape)
{
  ModelShape own;
  read_shape (b, &own);
  if (b->error)
    return;
  g_autoptr (GString) want = g_string_new (NULL), has = g_string_new (NULL);
  write_shape (want, shape);
  write_shape (has, &own);
  if (!g_str_equal (want->str, has->str))
    {
      g_strdelimit (want->str, "\n", ' ');
      g_strdelimit (has->str, "\n", ' ');
      builder_fail (b, NULL, "%s differs from the data, which are %s", g_strchomp (has->str),
                    g_strchomp (want->str) + strlen ("[model] "));
    }
}

/* --- building --- */

static RgTensor *
first_probe (const ModelShape *shape)
{
  int64_t sizes[RG_MAX_DIMS] = { 1 };
  memcpy (sizes + 1, shape->sizes, (size_t) shape->ndim * sizeof *sizes);
  return rg_zeros (shape->n_tokens ? RG_I64 : shape->dtype, (RgInts){ shape->ndim + 1, sizes });
}

static void
check_output (Builder *b)
{
  const Model *m = b->model;
  const int ndim = m->shape.n_tokens ? 3 : 2;
  const RgTensor *out = b->probe;
  if (b->error
      || (rg_tensor_ndim (out) == ndim && rg_tensor_size (out, -1) == m->shape.n_outputs
          && (ndim == 2 || rg_tensor_size (out, 1) == m->shape.sizes[0])))
    return;
  g_autoptr (GString) sizes = g_string_new (NULL);
  for (int d = 1; d < rg_tensor_ndim (out); d++)
    g_string_append_printf (sizes, "%s%" G_GINT64_FORMAT, d > 1 ? "x" : "", rg_tensor_size (out, d));
  builder_fail (b, NULL, "the last layer gives %s for a sample; %s%" G_GINT64_FORMAT " must come out",
                sizes->len ? sizes->str : "one number", ndim == 3 ? "context x " : "",
                m->shape.n_outputs);
}

static Model *
build (GKeyFile *file, const char *file_name, const ModelShape *shape, GError **error)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();
  Model *model = g_new0 (Model, 1);
  model->training = true;
  model->layers = g_ptr_array_new_with_free_func ((GDestroyNotify) layer_free);
  model->parameters = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_tensor_unref);
  model->parameter_names = g_ptr_array_new_with_free_func (g_free);
  model->buffers = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_tensor_unref);
  model->buffer_names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) read = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Builder b = { .model = model, .file = file, .file_name = file_name, .read = read, .used = used,
                .prefix = (char *) "" };
  if (shape)
    model->shape = *shape;
  if (shape && g_key_file_has_group (file, "model"))
    compare_shape (&b, shape);
  else if (!shape)
    read_shape (&b, &model->shape);
  if (b.error == NULL)
    {
      b.probe = first_probe (&model->shape);
      if (b.probe == NULL)
        rg_scope_check (scope, &b.error);
      else
        build_all (&b);
    }
  check_output (&b);
  if (b.error)
    {
      g_propagate_error (error, b.error);
      model_free (model);
      return NULL;
    }
  model->text = text_with_shape (file, &model->shape);
  return model;
}

static Model *
build_text (const char *text, const char *name, const ModelShape *shape, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) problem = NULL;
  if (!g_key_file_load_from_data (file, text, (gsize) -1,
                                  G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS, &problem))
    {
      g_set_error (error, RG_ERROR, RG_ERROR_FORMAT, "%s: %s", name, problem->message);
      return NULL;
    }
  return build (file, name, shape, error);
}

/* --- the public functions --- */

Model *
model_from_text (const char *text, const char *name, GError **error)
{
  return build_text (text, name, NULL, error);
}

Model *
model_new (const char *spec, const ModelShape *shape, GError **error)
{
  g_autofree char *text = NULL;
  if (shape->ndim < 1 || shape->ndim > RG_MAX_DIMS - 1 || shape->n_outputs < 1)
    {
      g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT,
                   "a model takes samples of 1 to %d dimensions and gives at least one output",
                   RG_MAX_DIMS - 1);
      return NULL;
    }
  if (g_str_has_suffix (spec, ".ini"))
    {
      g_autoptr (GError) problem = NULL;
      if (!g_file_get_contents (spec, &text, NULL, &problem))
        {
          g_set_error (error, RG_ERROR, RG_ERROR_IO, "%s", problem->message);
          return NULL;
        }
    }
  else
    text = spec_to_text (spec, shape, error);
  return text ? build_text (text, spec, shape, error) : NULL;
}
