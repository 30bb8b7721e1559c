/* fuzz-checkpoint.c: checkpoints: lines `key=text` replace what the metadata of a good
 * one says, lines `-name` drop a tensor. A run that takes one goes on to its end.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "checkpoint.h"
#include "fuzz.h"
#include <string.h>

#define ROWS "a,y\n1,0\n2,1\n3,0\n4,1\n5,0\n6,1\n"

typedef struct
{
  TrainOptions options;
  DataFiles files;
  Dataset *data;
  RgTensorMap *good;
} Frame;

static Frame frame;
static char *dir, *path;

static Trainer *
new_run (void)
{
  g_autoptr (GError) error = NULL;
  Trainer *t = trainer_new (&frame.options, frame.data, dir, &error);
  fuzz_accepted (t != NULL, error);
  return t;
}

/* A run of two epochs over six rows, and its checkpoint. */
static void
make_frame (void)
{
  static const char *const set[][2]
      = { { "target", "y" }, { "task", "classification" }, { "model", "mlp:2" }, { "epochs", "2" }, { "batch", "2" },
          { "schedule", "step step_size=1" }, { "quiet", "true" }, { "val-split", "0.34" } };
  g_autoptr (GError) error = NULL;
  g_autofree char *table = fuzz_file ("a.csv", ROWS, sizeof ROWS - 1);
  const SourceWish wish = { .path = table };
  dir = g_path_get_dirname (table);
  path = fuzz_path ("checkpoint.safetensors");
  train_options_init (&frame.options);
  for (size_t i = 0; i < G_N_ELEMENTS (set); i++)
    fuzz_accepted (train_options_set (&frame.options, set[i][0], set[i][1], FROM_FILE, &error), error);
  frame.files.source = source_read (&wish, &error);
  frame.data = frame.files.source ? dataset_new (&frame.files, &frame.options, 0, &error) : NULL;
  fuzz_accepted (frame.data != NULL, error);
  g_autoptr (Trainer) t = new_run ();
  fuzz_accepted (checkpoint_save (t, &error), error);
  frame.good = rg_safetensors_load (path, &error);
  fuzz_accepted (frame.good != NULL, error);
}

/* The good one with the changes of @text. */
static bool
write_changed (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgTensorMap) map = rg_tensor_map_new ();
  g_autofree const char **keys = rg_tensor_map_metadata_keys (frame.good);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (size_t i = 0; i < rg_tensor_map_size (frame.good); i++)
    {
      const char *name = rg_tensor_map_name (frame.good, i);
      bool dropped = false;
      for (char **line = lines; *line && !dropped; line++)
        dropped = **line == '-' && strcmp (*line + 1, name) == 0;
      if (!dropped)
        rg_tensor_map_add (map, name, rg_tensor_map_tensor (frame.good, i));
    }
  for (size_t k = 0; keys[k]; k++)
    rg_tensor_map_set_metadata (map, keys[k], rg_tensor_map_metadata (frame.good, keys[k]));
  for (char **line = lines; *line; line++)
    {
      char *equals = strchr (*line, '=');
      if (equals)
        *equals = '\0';
      if (equals)
        rg_tensor_map_set_metadata (map, *line, equals + 1);
    }
  if (rg_safetensors_save_map (path, map, &error))
    return true;
  fuzz_refused (&error, path);
  return false;
}

void
fuzz_one (const uint8_t *data, size_t n)
{
  g_autoptr (GError) error = NULL;
  if (frame.data == NULL)
    make_frame ();
  g_autofree char *text = g_strndup ((const char *) data, n);
  if (!write_changed (text))
    return;
  g_autoptr (Trainer) t = new_run ();
  if (!checkpoint_load (t, &error) || trainer_run (t, &error) != TRAIN_DONE)
    fuzz_refused (&error, "");
}
