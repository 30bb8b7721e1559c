/* npz-load.c: reading NumPy's archives of arrays, which are zip files.
 *
 * PKWARE, "APPNOTE.TXT: .ZIP file format specification". Sizes and places are
 * taken from the central directory at the end, as every zip reader does; local
 * headers say only how long they are themselves.
 *
 * Order: the end record; one entry of the directory; its array; the file.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "io-private.h"
#include <string.h>

#define END_BYTES 22
#define ENTRY_BYTES 46
#define LOCAL_BYTES 30
#define MAX_COMMENT 65535
#define MAX_RATIO 1032 /* what deflate can do at best */

typedef struct
{
  const RgFile *file;
  uint64_t directory;     /* where it begins */
  size_t directory_bytes;
  size_t n_entries;
  uint64_t compressed;    /* of all entries so far */
} Archive;

typedef struct
{
  char *name;
  unsigned flags, method;
  uint32_t crc;
  uint64_t packed, size;
  uint64_t local; /* where its local header begins */
} Member;

static bool G_GNUC_PRINTF (3, 4)
malformed (const char *path, GError **error, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args), *what = rg_line (text);
  va_end (args);
  g_set_error (error, RG_ERROR, RG_ERROR_FORMAT, "%s: not a sound npz file: %s", path, what);
  return false;
}

/* --- the end record --- */

/* It lies at the end, before a comment whose length it gives. */
static bool
find_directory (Archive *archive, GError **error)
{
  const RgFile *file = archive->file;
  size_t n = (size_t) MIN (file->size, END_BYTES + MAX_COMMENT);
  uint64_t start = file->size - n;
  g_autofree uint8_t *tail = g_malloc (n + 1);
  const uint8_t *end = NULL;
  if (!rg_file_read (file, start, tail, n, error))
    return false;
  for (size_t i = n >= END_BYTES ? n - END_BYTES + 1 : 0; i-- > 0 && end == NULL;)
    if (memcmp (tail + i, "PK\5\6", 4) == 0 && i + END_BYTES + rg_le_get (tail + i + 20, 2) == n)
      end = tail + i;
  if (end == NULL)
    return malformed (file->path, error, "it has no zip directory at its end");
  archive->n_entries = (size_t) rg_le_get (end + 10, 2);
  archive->directory_bytes = (size_t) rg_le_get (end + 12, 4);
  archive->directory = rg_le_get (end + 16, 4);
  if (archive->n_entries == 0xffff || archive->directory_bytes == 0xffffffff
      || archive->directory == 0xffffffff)
    return malformed (file->path, error, "it is in zip64 format, which cannot be read; store fewer "
                      "than 4 GiB and 65,535 arrays to a file");
  if (rg_le_get (end + 4, 2) != 0 || rg_le_get (end + 6, 2) != 0
      || rg_le_get (end + 8, 2) != archive->n_entries)
    return malformed (file->path, error, "it is one part of a zip archive of several");
  if (archive->directory + archive->directory_bytes > start + (uint64_t) (end - tail))
    return malformed (file->path, error, "its zip directory lies outside of it");
  return true;
}

/* --- one entry of the directory --- */

/* Returns the bytes that the entry takes; 0 on error. */
static size_t
read_member (Archive *archive, const uint8_t *p, size_t room, Member *m, GError **error)
{
  const char *path = archive->file->path;
  if (room < ENTRY_BYTES || memcmp (p, "PK\1\2", 4) != 0)
    return malformed (path, error, "its zip directory is damaged");
  size_t n_name = (size_t) rg_le_get (p + 28, 2);
  size_t n = ENTRY_BYTES + n_name + (size_t) rg_le_get (p + 30, 2) + (size_t) rg_le_get (p + 32, 2);
  if (n > room)
    return malformed (path, error, "its zip directory is damaged");
  m->flags = (unsigned) rg_le_get (p + 8, 2);
  m->method = (unsigned) rg_le_get (p + 10, 2);
  m->crc = (uint32_t) rg_le_get (p + 16, 4);
  m->packed = rg_le_get (p + 20, 4);
  m->size = rg_le_get (p + 24, 4);
  m->local = rg_le_get (p + 42, 4);
  if (!g_utf8_validate ((const char *) p + ENTRY_BYTES, (gssize) n_name, NULL))
    return malformed (path, error, "it holds a name that is not UTF-8");
  m->name = g_strndup ((const char *) p + ENTRY_BYTES, n_name);
  return n;
}

static bool
check_member (Archive *archive, const Member *m, GError **error)
{
  const char *path = archive->file->path;
  if (m->packed == 0xffffffff || m->size == 0xffffffff || m->local == 0xffffffff)
    return malformed (path, error, "entry '%s' is in zip64 format, which cannot be read", m->name);
  if (m->flags & 1)
    return malformed (path, error, "entry '%s' is encrypted", m->name);
  if (m->method != 0 && m->method != 8)
    return malformed (path, error, "entry '%s' is compressed by method %u; stored and deflated "
                      "entries can be read", m->name, m->method);
  if (m->method == 0 ? m->packed != m->size : m->size > m->packed * MAX_RATIO)
    return malformed (path, error, "entry '%s' cannot have %" G_GUINT64_FORMAT " bytes in %"
                      G_GUINT64_FORMAT, m->name, m->size, m->packed);
  if (!g_str_has_suffix (m->name, ".npy"))
    return malformed (path, error, "entry '%s' is no .npy file", m->name);
  archive->compressed += m->packed; /* entries that share bytes would pass the file's size */
  if (archive->compressed > archive->file->size)
    return malformed (path, error, "its entries are together larger than itself");
  return true;
}

/* --- its array --- */

static RgTensor *
read_array (const Archive *archive, const Member *m, GError **error)
{
  uint8_t local[LOCAL_BYTES];
  const RgFile *file = archive->file;
  if (m->local + LOCAL_BYTES > archive->directory)
    {
      malformed (file->path, error, "entry '%s' lies outside of it", m->name);
      return NULL;
    }
  if (!rg_file_read (file, m->local, local, LOCAL_BYTES, error))
    return NULL;
  uint64_t at = m->local + LOCAL_BYTES + rg_le_get (local + 26, 2) + rg_le_get (local + 28, 2);
  if (memcmp (local, "PK\3\4", 4) != 0 || at + m->packed > archive->directory)
    {
      malformed (file->path, error, "entry '%s' lies outside of it", m->name);
      return NULL;
    }
  g_autofree char *name = rg_line (m->name);
  g_autofree char *where = g_strdup_printf ("%s: entry '%s'", file->path, name);
  RgStream stream = { .file = file, .where = where, .at = at, .end = at + m->packed, .left = m->size };
  if (m->method == 8)
    stream.inflate = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
  RgTensor *tensor = rg_npy_read (&stream, error);
  if (tensor && stream.crc != m->crc)
    {
      g_set_error (error, RG_ERROR, RG_ERROR_FORMAT, "%s: is damaged: its checksum is %08x, not %08x",
                   where, stream.crc, m->crc);
      g_clear_pointer (&tensor, rg_tensor_unref);
    }
  rg_stream_clear (&stream);
  return tensor;
}

static bool
add_array (const Archive *archive, const Member *m, RgTensorMap *map, GError **error)
{
  g_autofree char *name = g_strndup (m->name, strlen (m->name) - strlen (".npy"));
  if (rg_tensor_map_get (map, name))
    return malformed (archive->file->path, error, "it holds '%s' twice", m->name);
  RgTensor *tensor = read_array (archive, m, error);
  if (tensor == NULL)
    return false;
  rg_tensor_map_add (map, name, tensor);
  rg_tensor_unref (tensor);
  return true;
}

/* --- the file --- */

static bool
load (const RgFile *file, RgTensorMap *map, GError **error)
{
  Archive archive = { .file = file };
  if (!find_directory (&archive, error))
    return false;
  g_autofree uint8_t *directory = g_try_malloc (archive.directory_bytes + 1);
  if (directory == NULL)
    return malformed (file->path, error, "its zip directory is too large");
  if (!rg_file_read (file, archive.directory, directory, archive.directory_bytes, error))
    return false;
  size_t at = 0;
  for (size_t i = 0; i < archive.n_entries; i++)
    {
      Member member = { .name = NULL };
      size_t n = read_member (&archive, directory + at, archive.directory_bytes - at, &member, error);
      bool ok = n && check_member (&archive, &member, error)
                && add_array (&archive, &member, map, error);
      g_free (member.name);
      if (!ok)
        return false;
      at += n;
    }
  return true;
}

RgTensorMap *
rg_npz_load (const char *path, GError **error)
{
  RgFile file;
  if (path == NULL)
    {
      g_set_error_literal (error, RG_ERROR, RG_ERROR_ARGUMENT, "rg_npz_load: no path");
      return NULL;
    }
  if (!rg_file_open (&file, path, error))
    return NULL;
  RgTensorMap *map = rg_tensor_map_new ();
  if (!load (&file, map, error))
    g_clear_pointer (&map, rg_tensor_map_free);
  rg_file_close (&file);
  return map;
}
