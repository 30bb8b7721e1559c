/* fuzz-encoder.c: the JSON in a model's file that says how data become its inputs: what
 * is read is written and read again, and put to use on a table, arrays and a text.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "encode.h"

#define TABLE "a,b,y\n1,red,0\n2,blue,1\n,red,1\n"

static void
use (const Encoder *e)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (TABLE, sizeof TABLE - 1);
  g_autoptr (Table) table = table_parse (bytes, "use.csv", &error);
  fuzz_accepted (table != NULL, error);
  const Source sources[] = {
    { .kind = SOURCE_TABLE, .name = (char *) "use.csv", .n = table->n_rows, .table = table },
    { .kind = SOURCE_ARRAYS, .name = (char *) "use.npy", .n = 2, .inputs = rg_ones (RG_F32, RG_SHAPE (2, 3)),
      .targets = rg_zeros (RG_I64, RG_SHAPE (2)), .target_name = (char *) "y" },
    { .kind = SOURCE_TEXT, .name = (char *) "use.txt", .n = 4, .text = (char *) "abba" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS (sources); i++)
    fuzz_encode (e, &sources[i]);
}

void
fuzz_one (const uint8_t *data, size_t n)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strndup ((const char *) data, n);
  g_autoptr (Encoder) e = encoder_from_json (text, "fuzz.safetensors", &error);
  if (e == NULL)
    {
      fuzz_refused (&error, "fuzz.safetensors");
      return;
    }
  fuzz_encoder (e, "fuzz.safetensors");
  use (e);
}
