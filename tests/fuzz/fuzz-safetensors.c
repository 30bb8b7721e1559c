/* fuzz-safetensors.c: safetensors: what is read is written and read again. An input
 * that begins with a brace is a header, up to the first zero byte, and the data after
 * it: its length is put before it, which libFuzzer would seldom guess.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "fuzz.h"
#include <string.h>

static GByteArray *
with_length (const uint8_t *data, size_t n)
{
  GByteArray *file = g_byte_array_new ();
  const uint8_t *zero = n && data[0] == '{' ? memchr (data, 0, n) : NULL;
  const bool bare = n && data[0] == '{';
  const size_t header = zero ? (size_t) (zero - data) : n;
  uint8_t length[8];
  for (int i = 0; i < 8; i++)
    length[i] = (uint8_t) ((uint64_t) header >> 8 * i);
  if (bare)
    g_byte_array_append (file, length, 8);
  g_byte_array_append (file, data, (guint) (bare ? header : n));
  if (zero)
    g_byte_array_append (file, zero + 1, (guint) (n - header - 1));
  return file;
}

void
fuzz_one (const uint8_t *data, size_t n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) file = with_length (data, n);
  g_autofree char *path = fuzz_file ("a.safetensors", file->data, file->len), *copy = fuzz_path ("b.safetensors");
  g_autoptr (RgTensorMap) map = rg_safetensors_load (path, &error);
  if (map == NULL)
    {
      fuzz_refused (&error, path);
      return;
    }
  fuzz_lift_limit ();
  fuzz_accepted (rg_safetensors_save_map (copy, map, &error), error);
  g_autoptr (RgTensorMap) again = rg_safetensors_load (copy, &error);
  fuzz_accepted (again != NULL, error);
  fuzz_same_maps (map, again);
}
