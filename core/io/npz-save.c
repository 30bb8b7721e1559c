/* npz-save.c: writing NumPy's archives of arrays: stored zip entries.
 *
 * The date is zip's first, 1 January 1980, so that the bytes depend on the
 * arrays and names alone.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "io-private.h"
#include <string.h>

#define LIMIT 0xffffffffull /* bytes; beyond it zip64 begins */
#define MAX_ENTRIES 0xfffeu
#define DATE 0x0021 /* 1980-01-01 */
#define UTF8_NAME 0x0800

typedef struct
{
  char *name;         /* with .npy */
  GByteArray *header; /* of the array */
  uint64_t size;      /* header and data */
  uint32_t crc;
  uint64_t local;
} Member;

static void
member_clear (gpointer data)
{
  Member *m = data;
  g_free (m->name);
  g_byte_array_unref (m->header);
}

/* What the local header and the directory say alike: 26 bytes. */
static void
put_common (uint8_t *p, const Member *m)
{
  rg_le_put (p, 2, 20); /* version needed */
  rg_le_put (p + 2, 2, UTF8_NAME);
  rg_le_put (p + 4, 2, 0); /* stored */
  rg_le_put (p + 6, 2, 0); /* time */
  rg_le_put (p + 8, 2, DATE);
  rg_le_put (p + 10, 4, m->crc);
  rg_le_put (p + 14, 4, m->size);
  rg_le_put (p + 18, 4, m->size);
  rg_le_put (p + 22, 2, strlen (m->name));
  rg_le_put (p + 24, 2, 0); /* no extra field */
}

static bool
add_to_crc (void *crc, const void *data, size_t n, GError **error)
{
  uint32_t *sum = crc;
  (void) error;
  *sum = rg_crc32 (*sum, data, n);
  return true;
}

static bool
write_bytes (void *sink, const void *data, size_t n, GError **error)
{
  return rg_sink_write (sink, data, n, error);
}

static bool
write_member (RgSink *sink, Member *m, const RgTensor *tensor, GError **error)
{
  uint8_t head[30] = "PK\3\4";
  m->local = sink->written;
  m->crc = rg_crc32 (0, m->header->data, m->header->len);
  rg_io_each_block (tensor, add_to_crc, &m->crc, NULL);
  put_common (head + 4, m);
  return rg_sink_write (sink, head, sizeof head, error)
         && rg_sink_write (sink, m->name, strlen (m->name), error)
         && rg_sink_write (sink, m->header->data, m->header->len, error)
         && rg_io_each_block (tensor, write_bytes, sink, error);
}

static bool
write_directory (RgSink *sink, const GArray *members, GError **error)
{
  uint64_t begin = sink->written;
  for (guint i = 0; i < members->len; i++)
    {
      const Member *m = &g_array_index (members, Member, i);
      uint8_t entry[46] = "PK\1\2";
      rg_le_put (entry + 4, 2, 20);
      put_common (entry + 6, m);
      rg_le_put (entry + 42, 4, m->local);
      if (!rg_sink_write (sink, entry, sizeof entry, error)
          || !rg_sink_write (sink, m->name, strlen (m->name), error))
        return false;
    }
  uint8_t end[22] = "PK\5\6";
  rg_le_put (end + 8, 2, members->len);
  rg_le_put (end + 10, 2, members->len);
  rg_le_put (end + 12, 4, sink->written - begin);
  rg_le_put (end + 16, 4, begin);
  return rg_sink_write (sink, end, sizeof end, error);
}

/* The whole archive's size is known before a byte is written. */
static bool
plan (const char *path, const char *const *names, RgTensor *const *tensors, size_t n,
      GArray *members, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  uint64_t total = 22;
  for (size_t i = 0; i < n; i++)
    {
      if (!g_hash_table_add (seen, (gpointer) names[i]))
        {
          g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "%s: the tensor name '%s' is given twice",
                       path, names[i]);
          return false;
        }
      Member m = { .name = g_strconcat (names[i], ".npy", NULL),
                   .header = rg_npy_header (tensors[i]) };
      m.size = m.header->len
               + (uint64_t) rg_tensor_numel (tensors[i]) * rg_dtype_size (rg_tensor_dtype (tensors[i]));
      total += m.size + 76 + 2 * strlen (m.name);
      bool too_long = strlen (m.name) > 65535;
      g_array_append_val (members, m);
      if (too_long || total > LIMIT || n > MAX_ENTRIES)
        {
          g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "%s: npz files hold less than 4 GiB in at "
                       "most %u arrays with names below 64 KiB; safetensors holds more", path,
                       MAX_ENTRIES);
          return false;
        }
    }
  return true;
}

bool
rg_npz_save (const char *path, const char *const *names, RgTensor *const *tensors, size_t n,
             GError **error)
{
  RgSink sink;
  if (path == NULL)
    {
      g_set_error_literal (error, RG_ERROR, RG_ERROR_ARGUMENT, "rg_npz_save: no path");
      return false;
    }
  if (!rg_io_check_named (path, names, tensors, n, error))
    return false;
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (Member));
  g_array_set_clear_func (members, member_clear);
  if (!plan (path, names, tensors, n, members, error))
    return false;
  bool ok = rg_sink_open (&sink, path, error);
  for (size_t i = 0; ok && i < n; i++)
    ok = write_member (&sink, &g_array_index (members, Member, i), tensors[i], error);
  ok = ok && write_directory (&sink, members, error) && rg_sink_commit (&sink, error);
  rg_sink_clear (&sink);
  return ok;
}
