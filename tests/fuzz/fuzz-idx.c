/* fuzz-idx.c: MNIST's format, plain and gzip: both give the same array, which is
 * described and encoded with itself as labels.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "encode.h"

static Source *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  const SourceWish wish = { .path = path };
  Source *source = source_read (&wish, &error);
  if (source == NULL)
    fuzz_refused (&error, path);
  return source;
}

static char *
pack (const uint8_t *data, size_t n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GConverter) gzip = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1));
  gsize room = n + n / 8 + 1024, taken, given;
  g_autofree uint8_t *packed = g_malloc (room);
  const GConverterResult result
      = g_converter_convert (gzip, data, n, packed, room, G_CONVERTER_INPUT_AT_END, &taken, &given, &error);
  fuzz_accepted (result == G_CONVERTER_FINISHED && taken == n, error);
  return fuzz_file ("a.gz", packed, given);
}

void
fuzz_one (const uint8_t *data, size_t n)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, n);
  g_autofree char *path = fuzz_file ("a", data, n);
  g_autoptr (Source) source = read_file (path);
  /* Not so of what is gzip already, nor of NumPy's, which is read from the file itself. */
  if (n == 0 || !idx_is (bytes))
    return;
  g_autofree char *packed = pack (data, n);
  g_autoptr (Source) again = read_file (packed);
  fuzz_check ((source == NULL) == (again == NULL), "plain and gzip are accepted alike");
  if (source == NULL)
    return;
  fuzz_same (source->inputs, again->inputs);
  if (rg_tensor_ndim (source->inputs) == 1)
    {
      source->targets = rg_tensor_ref (source->inputs);
      source->target_name = g_strdup ("label");
    }
  g_free (source_describe (source));
  fuzz_build_encoder (source, "label", MISSING_MEDIAN);
}
