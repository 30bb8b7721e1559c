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

#define MAGAZINE RG_MAGAZINE_BLOCKS
#define SLAB_BLOCKS RG_SLAB_BLOCKS

static const uint16_t sizes[RG_N_BLOCKS] = { 64, 96, 160, 192, 256 };

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

void
rg_magazine_refill (RgMagazine *m, uint8_t c)
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

void
rg_magazine_spill (RgMagazine *m, uint8_t c)
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
  if (RG_BLOCK_USE_MALLOC || c == RG_BLOCK_MALLOC)
    {
      size_t rounded = (bytes + 63) / 64 * 64;
      void *b = aligned_alloc (64, rounded);
      if (b == NULL)
        g_error ("out of memory for tensor headers");
      return b;
    }
  return rg_block_take (rg_thread (), c);
}

void
rg_block_free (uint8_t c, void *block)
{
  if (RG_BLOCK_USE_MALLOC || c == RG_BLOCK_MALLOC)
    {
      free (block);
      return;
    }
  rg_block_give (rg_thread (), c, block);
}

void
rg_thread_retire (RgThread *self)
{
  for (uint8_t c = 0; c < RG_N_BLOCKS; c++)
    {
      RgMagazine *m = &self->magazines[c];
      while (m->count >= MAGAZINE)
        rg_magazine_spill (m, c);
      /* What is left of a magazine stays with its slab: at most 127 blocks of a
       * class for each thread that ended. */
      m->head = NULL;
      m->count = 0;
    }
}
