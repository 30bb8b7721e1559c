/* stream.c: stores that pass the caches by.
 *
 * A store to a line that is in no cache first reads the line; one that passes the
 * caches by does not, which is a third of the traffic of an addition.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "stream-private.h"
#include "rg-kernel.h"
#include <glib.h>
#include <string.h>
#include <unistd.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#if defined(__x86_64__)

/* What one core sees of the last level, as the kernel says it: "32768K". sysconf() gives
 * the sum over a whole socket, 320 MiB where a core reaches 32. */
static size_t
from_kernel (void)
{
  g_autofree char *text = NULL;
  char *end = NULL;
  if (!g_file_get_contents ("/sys/devices/system/cpu/cpu0/cache/index3/size", &text, NULL, NULL))
    return 0;
  const guint64 n = g_ascii_strtoull (text, &end, 10);
  return (size_t) n << (*end == 'K' ? 10 : *end == 'M' ? 20 : 0);
}

/* What a level that dozens of cores share, or a virtual machine's host, keeps of one result:
 * beside a cache of 260 MiB additions of 40 MB at 0.54 of the memory's limit came to 0.93. */
#define MOST_OF_LAST ((size_t) 32 << 20)

/* The last level's bytes; as many where the system does not say. */
static size_t
last_cache (void)
{
  static gsize bytes;
  if (g_once_init_enter (&bytes))
    {
      size_t found = from_kernel ();
#ifdef _SC_LEVEL3_CACHE_SIZE
      if (found == 0)
        found = (size_t) MAX (sysconf (_SC_LEVEL3_CACHE_SIZE), 0);
#endif
      g_once_init_leave (&bytes, found > 0 ? MIN (found, MOST_OF_LAST) : MOST_OF_LAST);
    }
  return bytes;
}

bool
rg_stream_pays (size_t bytes)
{
  return bytes > (size_t) 1 << 22 && bytes > last_cache ();
}

/* One store a line where vectors are that wide. */
#define STREAM_LOOP(name, target, Vector, load, store)                         \
  target static void name (char *restrict to, const char *restrict from, size_t bytes, const char *a, const char *b) \
  {                                                                            \
    for (size_t line = 0; line < bytes; line += 64)                            \
      {                                                                        \
        __builtin_prefetch (a + line);                                         \
        __builtin_prefetch (b + line);                                         \
        _Pragma ("GCC unroll 4") for (size_t at = line; at < line + 64; at += sizeof (Vector)) \
          store ((Vector *) (void *) (to + at), load ((const Vector *) (const void *) (from + at))); \
      }                                                                        \
  }

STREAM_LOOP (stream_base, , __m128i, _mm_loadu_si128, _mm_stream_si128)
STREAM_LOOP (stream_v3, __attribute__ ((target ("avx2"))), __m256i, _mm256_loadu_si256, _mm256_stream_si256)
STREAM_LOOP (stream_v4, __attribute__ ((target ("avx512f"))), __m512i, _mm512_loadu_si512, _mm512_stream_si512)

void
rg_stream_copy_ahead (void *restrict to, const void *restrict from, size_t bytes, const void *a, const void *b)
{
  static void (*const loops[RG_N_ISAS]) (char *restrict, const char *restrict, size_t, const char *, const char *)
      = { stream_base, stream_v3, stream_v4 };
  char *t = to;
  const char *f = from;
  const size_t head = MIN (bytes, -(uintptr_t) t & 63), lines = (bytes - head) & ~(size_t) 63;
  if (head)
    memcpy (t, f, head);
  /* What is near is fetched for nothing. */
  loops[rg_isa ()](t + head, f + head, lines, a ? a : f, b ? b : f);
  if (head + lines < bytes)
    memcpy (t + head + lines, f + head + lines, bytes - head - lines);
}

void
rg_stream_copy (void *restrict to, const void *restrict from, size_t bytes)
{
  rg_stream_copy_ahead (to, from, bytes, NULL, NULL);
}

void
rg_stream_end (void)
{
  _mm_sfence ();
}

#else

bool
rg_stream_pays (size_t bytes)
{
  (void) bytes;
  return false;
}

void
rg_stream_copy (void *restrict to, const void *restrict from, size_t bytes)
{
  memcpy (to, from, bytes);
}

void
rg_stream_copy_ahead (void *restrict to, const void *restrict from, size_t bytes, const void *a, const void *b)
{
  (void) a, (void) b;
  memcpy (to, from, bytes);
}

void
rg_stream_end (void)
{
}

#endif
