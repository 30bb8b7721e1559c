/* saved.c: writing and reading model files.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "saved.h"
#include <gio/gio.h>

bool
saved_write (const char *path, const Model *model, const Encoder *encoder, GError **error)
{
  RgTensorMap *map = rg_tensor_map_new ();
  g_autofree char *json = encoder_to_json (encoder);
  model_save_to (model, map, "");
  rg_tensor_map_set_metadata (map, "format", "retrograde-model-1");
  rg_tensor_map_set_metadata (map, "model", model_text (model));
  rg_tensor_map_set_metadata (map, "encoder", json);
  bool ok = rg_safetensors_save_map (path, map, error);
  rg_tensor_map_free (map);
  return ok;
}

/* What the encoder makes goes in, and a number for each class, or one value, comes out. */
static bool
fits (const ModelShape *shape, const Encoder *e)
{
  const int64_t tokens = e->kind == SOURCE_TEXT ? encoder_n_outputs (e) : 0;
  bool same = shape->dtype == RG_F32 && shape->ndim == e->ndim && shape->n_tokens == tokens
              && shape->n_outputs == encoder_n_outputs (e);
  for (int d = 0; same && d < e->ndim; d++)
    same = shape->sizes[d] == e->sizes[d];
  return same;
}

static bool
read_map (const char *path, const RgTensorMap *map, Model **model, Encoder **encoder, GError **error)
{
  const char *text = rg_tensor_map_metadata (map, "model"), *json = rg_tensor_map_metadata (map, "encoder");
  if (text == NULL || json == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "%s: a safetensors file, but no model of retrograde: its metadata has no '%s'", path,
                   text ? "encoder" : "model");
      return false;
    }
  g_autoptr (Encoder) e = encoder_from_json (json, path, error);
  g_autoptr (Model) m = e ? model_from_text (text, path, error) : NULL;
  if (m == NULL)
    return false;
  if (!fits (model_shape (m), e))
    return data_fail (error, "%s: its model takes or gives something else than its data have", path);
  if (!model_load_from (m, map, "", error))
    {
      g_prefix_error (error, "%s: ", path);
      return false;
    }
  model_set_training (m, false);
  *model = g_steal_pointer (&m);
  *encoder = g_steal_pointer (&e);
  return true;
}

bool
saved_read (const char *path, Model **model, Encoder **encoder, GError **error)
{
  g_autofree char *file = g_file_test (path, G_FILE_TEST_IS_DIR) ? g_build_filename (path, "model.safetensors", NULL)
                                                                 : g_strdup (path);
  RgTensorMap *map = rg_safetensors_load (file, error);
  bool ok = map && read_map (file, map, model, encoder, error);
  rg_tensor_map_free (map);
  return ok;
}

Source *
saved_source (const Encoder *e, const char *path, const char *labels, const char *inputs, GError **error)
{
  SourceWish wish = { .path = path, .labels = labels, .inputs = inputs, .is_text = e->kind == SOURCE_TEXT };
  return source_read (&wish, error);
}

bool
saved_write_text (const char *path, const char *text, gssize n, GError **error)
{
  return g_file_set_contents_full (path, text, n, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644, error);
}
