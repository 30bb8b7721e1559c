/* export.c: `retrograde export MODEL FILE`: a model's tensors for other programs.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "commands.h"
#include "saved.h"
#include <string.h>

/* Names and layout are PyTorch's already; the metadata say what the model is and how its
 * inputs are made. */
static bool
write_tensors (const char *path, const RgTensorMap *map, const Model *model, const Encoder *e, GError **error)
{
  g_autofree char *json = encoder_to_json (e);
  const char *const metadata[] = { "format", "pt", "model", model_text (model), "encoder", json, NULL };
  size_t n = rg_tensor_map_size (map);
  g_autofree const char **names = g_new (const char *, n);
  g_autofree RgTensor **tensors = g_new (RgTensor *, n);
  for (size_t i = 0; i < n; i++)
    {
      names[i] = rg_tensor_map_name (map, i);
      tensors[i] = rg_tensor_map_tensor (map, i);
    }
  return g_str_has_suffix (path, ".npz") ? rg_npz_save (path, names, tensors, n, error)
                                         : rg_safetensors_save (path, names, tensors, n, metadata, error);
}

int
rg_command_export (int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL, 0, 0, 0, NULL, NULL, NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (Model) model = NULL;
  g_autoptr (Encoder) e = NULL;
  int status = rg_command_parse (&argc, &argv, "DIR|MODEL.safetensors FILE.safetensors|FILE.npz",
                                 "Writes a model's tensors under PyTorch's names and in its layout.", entries);
  if (status >= 0)
    return status;
  if (argc != 3)
    return rg_command_usage ("export: give a model and a file to write; see 'retrograde export --help'");
  if (!g_str_has_suffix (argv[2], ".npz") && !g_str_has_suffix (argv[2], ".safetensors"))
    return rg_command_usage ("export: '%s' must end in .safetensors or .npz, which says how to write it", argv[2]);
  if (!saved_read (argv[1], &model, &e, &error))
    return rg_command_fail ("export: %s", error->message);
  RgTensorMap *map = rg_tensor_map_new ();
  model_save_to (model, map, "");
  bool ok = write_tensors (argv[2], map, model, e, &error);
  rg_tensor_map_free (map);
  return ok ? 0 : rg_command_fail ("export: %s", error->message);
}
