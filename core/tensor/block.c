/* block.c: small objects from per-thread magazines.
 *
 * A thread takes blocks from, and gives them back to, lists of its own without
 * an atomic operation. When a list grows past two magazines, one magazine moves
 * to a shared depot, where threads that only allocate find it: a backward frees
 * on its workers what the forward allocated on the caller's thread.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "thread-private.h"
#include <stdlib.h>
#include <string.h>

#define MAGAZINE 128u
#define SLAB_BLOCKS 256u

static const uint16_t sizes[RG_N_BLOCKS] = { 64, 96, 160, 192, 256 };

#if defined(__SANITIZE_ADDRESS__)
#define USE_MALLOC 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define USE_MALLOC 1
#endif
#endif
#ifndef USE_MALLOC
#define USE_MALLOC 0
#endif

static pthread_mutex_t depot_lock = PTHREAD_MUTEX_INITIALIZER;
/* Full magazines: the first word of a block links the blocks of a magazine, the
 * second word of its first block links magazines. */
static void *depot[RG_N_BLOCKS];

static inline void **
words (void *block)
{
  return block;
}

uint8_t
rg_block_class (size_t bytes)
{
  for (uint8_t c = 0; c < RG_N_BLOCKS; c++)
    if (bytes <= sizes[c])
      return c;
  return RG_BLOCK_MALLOC;
}

static void
refill (RgMagazine *m, uint8_t c)
{
  pthread_mutex_lock (&depot_lock);
  void *first = depot[c];
  if (first)
    depot[c] = words (first)[1];
  pthread_mutex_unlock (&depot_lock);
  if (first)
    {
      m->head = first;
      m->count = MAGAZINE;
      return;
    }
  char *slab = aligned_alloc (64, (size_t) sizes[c] * SLAB_BLOCKS);
  if (slab == NULL)
    g_error ("out of memory for tensor headers");
  for (uint32_t i = 0; i < SLAB_BLOCKS; i++)
    {
      void *b = slab + (size_t) i * sizes[c];
      words (b)[0] = m->head;
      m->head = b;
    }
  m->count = SLAB_BLOCKS;
}

static void
spill (RgMagazine *m, uint8_t c)
{
  void *first = m->head, *last = first;
  for (uint32_t i = 1; i < MAGAZINE; i++)
    last = words (last)[0];
  m->head = words (last)[0];
  m->count -= MAGAZINE;
  words (last)[0] = NULL;
  pthread_mutex_lock (&depot_lock);
  words (first)[1] = depot[c];
  depot[c] = first;
  pthread_mutex_unlock (&depot_lock);
}

void *
rg_block_alloc (uint8_t c, size_t bytes)
{
  if (USE_MALLOC || c == RG_BLOCK_MALLOC)
    {
      size_t rounded = (bytes + 63) / 64 * 64;
      void *b = aligned_alloc (64, rounded);
      if (b == NULL)
        g_error ("out of memory for tensor headers");
      return b;
    }
  RgMagazine *m = &rg_thread ()->magazines[c];
  if (G_UNLIKELY (m->head == NULL))
    refill (m, c);
  void *b = m->head;
  m->head = words (b)[0];
  m->count--;
  return b;
}

void
rg_block_free (uint8_t c, void *block)
{
  if (USE_MALLOC || c == RG_BLOCK_MALLOC)
    {
      free (block);
      return;
    }
  RgMagazine *m = &rg_thread ()->magazines[c];
  words (block)[0] = m->head;
  m->head = block;
  if (G_UNLIKELY (++m->count >= 2 * MAGAZINE + SLAB_BLOCKS))
    spill (m, c);
}

void
rg_thread_retire (RgThread *self)
{
  for (uint8_t c = 0; c < RG_N_BLOCKS; c++)
    {
      RgMagazine *m = &self->magazines[c];
      while (m->count >= MAGAZINE)
        spill (m, c);
      /* What is left of a magazine stays with its slab: at most 127 blocks of a
       * class for each thread that ended. */
      m->head = NULL;
      m->count = 0;
    }
}
