/* file.c: reading files by place and as streams; byte order; checksums.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "io-private.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUFFER 65536

/* --- bytes --- */

void
rg_le_swap (void *data, size_t esize, size_t n)
{
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
  (void) data;
  (void) esize;
  (void) n;
#else
  uint8_t *p = data;
  for (size_t i = 0; i < n; i++, p += esize)
    for (size_t k = 0; k < esize / 2; k++)
      {
        uint8_t kept = p[k];
        p[k] = p[esize - 1 - k];
        p[esize - 1 - k] = kept;
      }
#endif
}

static uint32_t crc_table[4][256];

/* Row k: a byte that k more bytes follow. */
static void
make_crc_table (void)
{
  for (uint32_t i = 0; i < 256; i++)
    {
      uint32_t c = i;
      for (int bit = 0; bit < 8; bit++)
        c = c & 1 ? 0xedb88320u ^ (c >> 1) : c >> 1;
      crc_table[0][i] = c;
    }
  for (int row = 1; row < 4; row++)
    for (uint32_t i = 0; i < 256; i++)
      crc_table[row][i] = crc_table[0][crc_table[row - 1][i] & 255] ^ (crc_table[row - 1][i] >> 8);
}

uint32_t
rg_crc32 (uint32_t crc, const void *data, size_t n)
{
  static gsize once;
  const uint8_t *p = data;
  if (g_once_init_enter (&once))
    {
      make_crc_table ();
      g_once_init_leave (&once, 1);
    }
  crc = ~crc;
  for (; n >= 4; n -= 4, p += 4)
    {
      crc ^= (uint32_t) rg_le_get (p, 4);
      crc = crc_table[3][crc & 255] ^ crc_table[2][(crc >> 8) & 255]
            ^ crc_table[1][(crc >> 16) & 255] ^ crc_table[0][crc >> 24];
    }
  while (n--)
    crc = crc_table[0][(crc ^ *p++) & 255] ^ (crc >> 8);
  return ~crc;
}

/* --- files --- */

/* Without O_NONBLOCK opening a pipe would wait for its writer. */
bool
rg_file_open (RgFile *file, const char *path, GError **error)
{
  struct stat info;
  file->path = path;
  file->fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file->fd < 0)
    {
      g_set_error (error, RG_ERROR, RG_ERROR_IO, "%s: cannot be opened: %s", path,
                   g_strerror (errno));
      return false;
    }
  if (fstat (file->fd, &info) != 0 || !S_ISREG (info.st_mode))
    {
      g_set_error (error, RG_ERROR, RG_ERROR_IO, "%s: is not a regular file", path);
      rg_file_close (file);
      return false;
    }
  file->size = (uint64_t) info.st_size;
  return true;
}

void
rg_file_close (RgFile *file)
{
  if (file->fd >= 0)
    close (file->fd);
  file->fd = -1;
}

bool
rg_file_read (const RgFile *file, uint64_t offset, void *data, size_t n, GError **error)
{
  char *p = data;
  while (n)
    {
      ssize_t got = pread (file->fd, p, MIN (n, 1u << 30), (off_t) offset);
      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          g_set_error (error, RG_ERROR, RG_ERROR_IO, "%s: cannot be read: %s", file->path,
                       g_strerror (errno));
          return false;
        }
      if (got == 0)
        {
          g_set_error (error, RG_ERROR, RG_ERROR_FORMAT, "%s: ends at byte %" G_GUINT64_FORMAT
                       ", %zu bytes early", file->path, offset, n);
          return false;
        }
      p += got;
      offset += (uint64_t) got;
      n -= (size_t) got;
    }
  return true;
}

/* --- streams --- */

static bool
stream_inflate (RgStream *s, uint8_t *out, size_t n, GError **error)
{
  if (s->buffer == NULL)
    s->buffer = g_malloc (BUFFER);
  while (n)
    {
      if (s->used == s->filled)
        {
          size_t more = (size_t) MIN (BUFFER, s->end - s->at);
          if (!rg_file_read (s->file, s->at, s->buffer, more, error))
            return false;
          s->at += more;
          s->used = 0;
          s->filled = more;
        }
      gsize taken = 0, given = 0;
      g_autoptr (GError) why = NULL;
      GConverterFlags flags = s->at == s->end ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS;
      GConverterResult result
          = g_converter_convert (s->inflate, s->buffer + s->used, s->filled - s->used, out,
                                 MIN (n, BUFFER), flags, &taken, &given, &why);
      s->used += taken;
      out += given;
      n -= given;
      if (result == G_CONVERTER_ERROR
          || (n && (result == G_CONVERTER_FINISHED || (taken == 0 && given == 0))))
        {
          g_set_error (error, RG_ERROR, RG_ERROR_FORMAT, "%s: its compressed data is damaged: %s",
                       s->where, why ? why->message : "it ends early");
          return false;
        }
    }
  return true;
}

bool
rg_stream_read (RgStream *s, void *data, size_t n, GError **error)
{
  if (n > s->left)
    {
      g_set_error (error, RG_ERROR, RG_ERROR_FORMAT, "%s: ends %" G_GUINT64_FORMAT " bytes early",
                   s->where, (uint64_t) n - s->left);
      return false;
    }
  if (s->inflate)
    {
      if (!stream_inflate (s, data, n, error))
        return false;
    }
  else
    {
      if (!rg_file_read (s->file, s->at, data, n, error))
        return false;
      s->at += n;
    }
  s->left -= n;
  s->crc = rg_crc32 (s->crc, data, n);
  return true;
}

void
rg_stream_clear (RgStream *s)
{
  g_clear_object (&s->inflate);
  g_clear_pointer (&s->buffer, g_free);
}
