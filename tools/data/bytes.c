/* bytes.c: reading and unpacking by GIO.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "bytes.h"
#include "one-line.h"
#include <gio/gunixinputstream.h>
#include <string.h>

const char *
data_path_name (const char *path)
{
  return strcmp (path, "-") == 0 ? "standard input" : path;
}

bool
data_fail (GError **error, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args), *line = one_line (text);
  va_end (args);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, line);
  return false;
}

static GBytes *
read_stream (GInputStream *in, const char *path, GError **error)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  GError *cause = NULL;
  if (g_output_stream_splice (out, in, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                              NULL, &cause)
      >= 0)
    return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
  g_propagate_prefixed_error (error, cause, "%s: ", data_path_name (path));
  return NULL;
}

static GBytes *
unpack (GBytes *packed, const char *path, GError **error)
{
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_bytes (packed);
  g_autoptr (GConverter) gzip = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GInputStream) in = g_converter_input_stream_new (memory, gzip);
  g_autoptr (GError) cause = NULL;
  GBytes *bytes = read_stream (in, path, &cause);
  if (bytes == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: the gzip data is damaged or cut short (%s)",
                 data_path_name (path), cause->message);
  return bytes;
}

GBytes *
data_read_bytes (const char *path, GError **error)
{
  g_autoptr (GInputStream) in = NULL;
  if (strcmp (path, "-") == 0)
    in = g_unix_input_stream_new (0, FALSE);
  else
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
      g_autoptr (GError) cause = NULL;
      in = G_INPUT_STREAM (g_file_read (file, NULL, &cause));
      if (in == NULL)
        {
          g_set_error (error, cause->domain, cause->code, "%s: %s", path, cause->message);
          return NULL;
        }
    }
  g_autoptr (GBytes) bytes = read_stream (in, path, error);
  gsize n = 0;
  const guint8 *data = bytes ? g_bytes_get_data (bytes, &n) : NULL;
  if (data && n >= 2 && data[0] == 0x1f && data[1] == 0x8b)
    return unpack (bytes, path, error);
  return bytes ? g_bytes_ref (bytes) : NULL;
}
