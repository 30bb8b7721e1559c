/* fuzz-saved.c: a model's file: the first line of the input is what the file says of the
 * data, in JSON, the rest the model's text. One that is read answers for a table.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "encode.h"
#include "saved.h"
#include "samples.h"
#include <string.h>

#define TABLE "a,b,y\n1,red,0\n2,blue,1\n3,red,1\n"

/* The model's parameters, if there is a model: else the file lacks them. */
static char *
write_file (const char *json, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgTensorMap) map = rg_tensor_map_new ();
  g_autoptr (Model) model = model_from_text (text, "fuzz.ini", NULL);
  char *path = fuzz_path ("a.safetensors");
  if (model)
    model_save_to (model, map, "");
  rg_tensor_map_set_metadata (map, "encoder", json);
  rg_tensor_map_set_metadata (map, "model", text);
  if (rg_safetensors_save_map (path, map, &error))
    return path;
  fuzz_refused (&error, path);
  g_free (path);
  return NULL;
}

/* One answer for each row, as many numbers as the encoder has outputs. */
static void
answer (Model *model, const Encoder *e)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (TABLE, sizeof TABLE - 1);
  g_autoptr (Table) table = table_parse (bytes, "use.csv", &error);
  fuzz_accepted (table != NULL, error);
  const Source source = { .kind = SOURCE_TABLE, .name = (char *) "use.csv", .n = table->n_rows, .table = table };
  g_autoptr (Samples) samples = samples_new (e, &source, false, &error);
  if (samples == NULL)
    {
      fuzz_refused (&error, "use.csv");
      return;
    }
  const RgTensor *out = model_forward (model, samples->inputs);
  fuzz_check (out != NULL, "a model takes what its encoder makes");
  fuzz_check (rg_tensor_size (out, 0) == source.n && rg_tensor_size (out, -1) == encoder_n_outputs (e),
              "it answers each row with a number for each of its encoder's outputs");
}

void
fuzz_one (const uint8_t *data, size_t n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Model) model = NULL;
  g_autoptr (Encoder) e = NULL;
  g_autofree char *text = g_strndup ((const char *) data, n);
  char *rest = text + strcspn (text, "\n");
  if (*rest)
    *rest++ = '\0';
  g_autofree char *path = write_file (text, rest);
  if (path == NULL)
    return;
  if (saved_read (path, &model, &e, &error))
    answer (model, e);
  else
    fuzz_refused (&error, path);
}
