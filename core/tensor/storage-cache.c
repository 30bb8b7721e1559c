/* storage-cache.c: blocks of tensor data that rest until the next tensor.
 *
 * They rest in lists by size class until the cache holds more than its bound. Each thread
 * keeps a few of the smaller ones to itself: where two workers ran nodes of a quarter of a
 * microsecond, one lock for all made them slower than one worker by 2.5.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "storage-private.h"
#include <pthread.h>
#include <string.h>

#define CACHE_BOUND ((size_t) 1 << 30)

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static RgStorage *cache[RG_STORAGE_CLASSES];
static size_t cached_bytes;

/* Moves up to n buffers to the cache of all. */
void
rg_own_give (RgThread *self, int c, uint32_t n)
{
  pthread_mutex_lock (&lock);
  for (; n > 0 && self->buffers[c].n; n--)
    {
      RgStorage *s = rg_own_pop (self, c);
      cached_bytes += s->capacity;
      s->data = (char *) cache[c];
      cache[c] = s;
    }
  pthread_mutex_unlock (&lock);
}

/* And up to n from there. */
static void
own_fetch (RgThread *self, int c, uint32_t n)
{
  pthread_mutex_lock (&lock);
  for (; n > 0 && cache[c]; n--)
    {
      RgStorage *s = cache[c];
      cache[c] = rg_storage_next (s);
      cached_bytes -= s->capacity;
      rg_own_push (self, c, s);
    }
  pthread_mutex_unlock (&lock);
}

void
rg_storage_retire (RgThread *self)
{
  for (int c = 0; c < RG_OWN_CLASSES; c++)
    if (self->buffers[c].n)
      rg_own_give (self, c, self->buffers[c].n);
}

RgStorage *
rg_storage_take (int c, size_t capacity)
{
  RgStorage *s;
  if (G_LIKELY (c < RG_OWN_CLASSES))
    {
      RgThread *self = rg_thread ();
      if (self->buffers[c].n == 0)
        own_fetch (self, c, RG_OWN_MOST / 2);
      return self->buffers[c].n ? rg_own_pop (self, c) : NULL;
    }
  pthread_mutex_lock (&lock);
  s = cache[c];
  if (s)
    {
      cache[c] = rg_storage_next (s);
      cached_bytes -= capacity;
    }
  pthread_mutex_unlock (&lock);
  return s;
}

bool
rg_storage_rest (RgStorage *s, int c)
{
  bool keep = false;
  pthread_mutex_lock (&lock);
  if (s->capacity <= CACHE_BOUND && cached_bytes + s->capacity <= CACHE_BOUND)
    {
      keep = true;
      cached_bytes += s->capacity;
      s->data = (char *) cache[c];
      cache[c] = s;
    }
  pthread_mutex_unlock (&lock);
  return keep;
}

size_t
rg_storage_cached (void)
{
  pthread_mutex_lock (&lock);
  size_t bytes = cached_bytes;
  pthread_mutex_unlock (&lock);
  return bytes + rg_thread_buffer_bytes ();
}

void
rg_memory_trim (void)
{
  RgStorage *lists[RG_STORAGE_CLASSES];
  if (rg_thread_self_)
    rg_storage_retire (rg_thread_self_);
  pthread_mutex_lock (&lock);
  memcpy (lists, cache, sizeof lists);
  memset (cache, 0, sizeof cache);
  cached_bytes = 0;
  pthread_mutex_unlock (&lock);
  for (int c = 0; c < RG_STORAGE_CLASSES; c++)
    while (lists[c])
      {
        RgStorage *next = rg_storage_next (lists[c]);
        rg_storage_free (lists[c]);
        lists[c] = next;
      }
}
