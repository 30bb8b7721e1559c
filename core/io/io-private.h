/* io-private.h: what the readers and writers of tensor files share.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_IO_PRIVATE_H
#define RG_IO_PRIVATE_H

#include "line-private.h"
#include "rg-io.h"
#include <gio/gio.h>

/* --- bytes (file.c) --- */

static inline uint64_t
rg_le_get (const uint8_t *p, int n_bytes)
{
  uint64_t value = 0;
  for (int i = 0; i < n_bytes; i++)
    value |= (uint64_t) p[i] << (8 * i);
  return value;
}

static inline void
rg_le_put (uint8_t *p, int n_bytes, uint64_t value)
{
  for (int i = 0; i < n_bytes; i++)
    p[i] = (uint8_t) (value >> (8 * i));
}

/* Elements in the machine's order to little-endian, or back. */
void rg_le_swap (void *data, size_t esize, size_t n);

/* The CRC-32 of ISO 3309 and zip, continued from `crc` (0 at the start). */
uint32_t rg_crc32 (uint32_t crc, const void *data, size_t n);

/* --- a file to read (file.c) --- */

typedef struct
{
  int fd;
  const char *path; /* borrowed */
  uint64_t size;
} RgFile;

bool rg_file_open (RgFile *file, const char *path, GError **error);
void rg_file_close (RgFile *file);
/* All n bytes at `offset`, or an error. */
bool rg_file_read (const RgFile *file, uint64_t offset, void *data, size_t n, GError **error);

/* Bytes of a file from one end to the other, inflated on the way if need be. */
typedef struct
{
  const RgFile *file;
  const char *where;   /* for messages; borrowed */
  uint64_t at;         /* the next byte in the file */
  uint64_t end;        /* one past the last */
  uint64_t left;       /* bytes that are still to come out */
  uint32_t crc;        /* of those that did */
  GConverter *inflate; /* or NULL */
  uint8_t *buffer;     /* compressed bytes that were read */
  size_t used, filled;
} RgStream;

/* Exactly n bytes, or an error. */
bool rg_stream_read (RgStream *stream, void *data, size_t n, GError **error);
void rg_stream_clear (RgStream *stream);

/* --- a file to write (sink.c) --- */

typedef struct
{
  int fd;
  char *path;
  char *temporary; /* removed unless it was renamed */
  uint64_t written;
} RgSink;

bool rg_sink_open (RgSink *sink, const char *path, GError **error);
bool rg_sink_write (RgSink *sink, const void *data, size_t n, GError **error);
/* Syncs the file and gives it its name. */
bool rg_sink_commit (RgSink *sink, GError **error);
/* Ends a sink, committed or not. */
void rg_sink_clear (RgSink *sink);

/* --- tensors (elements.c) --- */

/* Uninitialised, contiguous, the caller's; the scopes see no error. */
RgTensor *rg_io_tensor (RgDType dtype, RgInts shape, GError **error);
/* Elements times bytes; false past 2^63. */
bool rg_io_bytes (RgDType dtype, RgInts shape, uint64_t *bytes);
/* What came from a file, made the machine's own: byte order, bools of 0 and 1. */
void rg_io_adopt (RgDType dtype, void *data, size_t n);
/* `pointers` of tensors and names, checked: none NULL, names valid UTF-8. */
bool rg_io_check_named (const char *path, const char *const *names, RgTensor *const *tensors,
                        size_t n, GError **error);

typedef bool (*RgBytesFunc) (void *user_data, const void *data, size_t n, GError **error);
/* Hands over the elements in row-major order, little-endian. */
bool rg_io_each_block (const RgTensor *tensor, RgBytesFunc fn, void *user_data, GError **error);

/* The names of element types in a safetensors header. */
extern const char *const rg_safetensors_dtypes[RG_N_DTYPES];

/* --- NumPy's format (npy.c) --- */

RgTensor *rg_npy_read (RgStream *stream, GError **error); /* (transfer full) */
/* The bytes that precede the data. */
GByteArray *rg_npy_header (const RgTensor *tensor);

#endif
