/* build.c: a whole model from a text, a file or a short form.
 *
 * Order: which groups are the chain; the whole; the public functions.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "model-private.h"
#include "one-line.h"
#include <string.h>

/* --- the chain --- */

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

/* --- the whole --- */

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
    shape_compare (&b, shape);
  else if (!shape)
    shape_read (&b, &model->shape);
  if (b.error == NULL)
    {
      b.probe = first_probe (&model->shape);
      if (b.probe == NULL)
        {
          g_autoptr (GError) why = NULL;
          rg_scope_check (scope, &why);
          builder_fail (&b, "input", "%s", why->message);
        }
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
  model->text = shape_to_text (file, &model->shape);
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
      g_autofree char *what = one_line (problem->message), *file_name = one_line (name);
      g_set_error (error, RG_ERROR, RG_ERROR_FORMAT, "%s: %s", file_name, what);
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
