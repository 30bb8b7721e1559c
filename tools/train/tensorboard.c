/* tensorboard.c: event files: records (length, its checksum, data, its checksum), each
 * an Event message of protocol buffers (tensorflow/core/lib/io/record_writer.h and
 * tensorflow/core/util/event.proto describe both).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "metrics.h"
#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* --- checksums: CRC-32C, turned and shifted as the format asks --- */

static guint32
masked_crc (const guint8 *data, gsize n)
{
  guint32 crc = ~0u;
  for (gsize i = 0; i < n; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ (crc & 1 ? 0x82f63b78u : 0);
    }
  crc = ~crc;
  return (crc >> 15 | crc << 17) + 0xa282ead8u;
}

/* --- protocol buffers --- */

static void
put_varint (GByteArray *to, guint64 value)
{
  do
    {
      guint8 byte = (guint8) ((value & 127) | (value > 127 ? 128 : 0));
      g_byte_array_append (to, &byte, 1);
      value >>= 7;
    }
  while (value);
}

static void
put_little (GByteArray *to, guint64 bits, int bytes)
{
  for (int i = 0; i < bytes; i++)
    {
      guint8 byte = (guint8) (bits >> 8 * i);
      g_byte_array_append (to, &byte, 1);
    }
}

static void
put_double (GByteArray *to, guint field, double value)
{
  guint64 bits;
  memcpy (&bits, &value, sizeof bits);
  put_varint (to, field << 3 | 1);
  put_little (to, bits, 8);
}

static void
put_float (GByteArray *to, guint field, float value)
{
  guint32 bits;
  memcpy (&bits, &value, sizeof bits);
  put_varint (to, field << 3 | 5);
  put_little (to, bits, 4);
}

static void
put_bytes (GByteArray *to, guint field, const void *data, gsize n)
{
  put_varint (to, field << 3 | 2);
  put_varint (to, n);
  g_byte_array_append (to, data, (guint) n);
}

/* Event { wall_time = 1, step = 2, file_version = 3, summary = 5 } with
 * Summary { value = 1 { tag = 1, simple_value = 2 } } */
static GByteArray *
event_new (void)
{
  GByteArray *event = g_byte_array_new ();
  put_double (event, 1, (double) g_get_real_time () * 1e-6);
  return event;
}

static void
put_record (GByteArray *to, const GByteArray *event)
{
  gsize head = to->len;
  put_little (to, event->len, 8);
  put_little (to, masked_crc (to->data + head, 8), 4);
  g_byte_array_append (to, event->data, event->len);
  put_little (to, masked_crc (event->data, event->len), 4);
}

/* --- the file --- */

static bool
append (const char *path, const GByteArray *data, GError **error)
{
  FILE *file = g_fopen (path, "ab");
  bool ok = file && fwrite (data->data, 1, data->len, file) == data->len;
  int code = errno;
  if (file && fclose (file) != 0 && ok)
    {
      ok = false;
      code = errno;
    }
  if (!ok)
    g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (code), "%s: %s", path, g_strerror (code));
  return ok;
}

bool
tensorboard_write (const char *dir, guint64 step, const char *const *names, const double *values, guint n, GError **error)
{
  static gint64 began; /* of this process, in its files' names */
  g_autofree char *folder = g_build_filename (dir, "tensorboard", NULL);
  if (began == 0)
    began = g_get_real_time () / 1000000;
  g_autofree char *name = g_strdup_printf ("events.out.tfevents.%" G_GINT64_FORMAT ".retrograde.%d", began, (int) getpid ());
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GByteArray) records = g_byte_array_new (), event = event_new (), summary = g_byte_array_new ();
  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (errno), "%s: %s", folder, g_strerror (errno));
      return false;
    }
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autoptr (GByteArray) first = event_new ();
      put_bytes (first, 3, "brain.Event:2", strlen ("brain.Event:2"));
      put_record (records, first);
    }
  for (guint i = 0; i < n; i++)
    if (isfinite (values[i]))
      {
        g_autoptr (GByteArray) value = g_byte_array_new ();
        put_bytes (value, 1, names[i], strlen (names[i]));
        put_float (value, 2, (float) values[i]);
        put_bytes (summary, 1, value->data, value->len);
      }
  put_varint (event, 2 << 3 | 0);
  put_varint (event, step);
  put_bytes (event, 5, summary->data, summary->len);
  put_record (records, event);
  return append (path, records, error);
}
