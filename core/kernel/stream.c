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

/* The last level's bytes; 32 MiB where the system does not say. */
static size_t
last_cache (void)
{
  static gsize bytes;
  if (g_once_init_enter (&bytes))
    {
      long found = 0;
#ifdef _SC_LEVEL3_CACHE_SIZE
      found = sysconf (_SC_LEVEL3_CACHE_SIZE);
#endif
      g_once_init_leave (&bytes, found > 0 ? (gsize) found : (gsize) 32 << 20);
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
  target static void name (char *restrict to, const char *restrict from, size_t bytes) \
  {                                                                            \
    for (size_t at = 0; at < bytes; at += sizeof (Vector))                     \
      store ((Vector *) (void *) (to + at), load ((const Vector *) (const void *) (from + at))); \
  }

STREAM_LOOP (stream_base, , __m128i, _mm_loadu_si128, _mm_stream_si128)
STREAM_LOOP (stream_v3, __attribute__ ((target ("avx2"))), __m256i, _mm256_loadu_si256, _mm256_stream_si256)
STREAM_LOOP (stream_v4, __attribute__ ((target ("avx512f"))), __m512i, _mm512_loadu_si512, _mm512_stream_si512)

void
rg_stream_copy (void *restrict to, const void *restrict from, size_t bytes)
{
  static void (*const loops[RG_N_ISAS]) (char *restrict, const char *restrict, size_t) = { stream_base, stream_v3, stream_v4 };
  char *t = to;
  const char *f = from;
  const size_t head = MIN (bytes, -(uintptr_t) t & 63), lines = (bytes - head) & ~(size_t) 63;
  memcpy (t, f, head);
  loops[rg_isa ()](t + head, f + head, lines);
  memcpy (t + head + lines, f + head + lines, bytes - head - lines);
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
rg_stream_end (void)
{
}

#endif
