/* storage.c: tensor data.
 *
 * The kernel hands out zeroed pages: writing a fresh 40 MB buffer costs 17 times
 * what writing a reused one does. So freed blocks rest (storage-cache.c), by size
 * class: four per power of two, at most a quarter is wasted. Header and data are
 * one allocation; data is 64-byte aligned.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "rg-scope.h"
#include "storage-private.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define MIN_CLASS_BYTES 64u
#define HUGE_PAGE ((size_t) 2 << 20)

_Static_assert (sizeof (RgStorage) <= RG_STORAGE_HEADER - 8, "a storage's header fits");

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* of the next */
static RgAllocator allocator;
static _Atomic bool have_allocator;

/* --- size classes: 64, 80, 96, 112, 128, 160, ... --- */

static int
class_of (size_t bytes, size_t *rounded)
{
  if (bytes <= MIN_CLASS_BYTES)
    {
      *rounded = MIN_CLASS_BYTES;
      return 0;
    }
  int log = 63 - __builtin_clzll (bytes - 1); /* 2^log <= bytes - 1 */
  size_t quarter = (size_t) 1 << (log - 2);
  size_t steps = (bytes - ((size_t) 1 << log) + quarter - 1) / quarter; /* 1 .. 4 */
  *rounded = ((size_t) 1 << log) + steps * quarter;
  return (log - 6) * 4 + (int) steps;
}

static RgStorage *
refuse (size_t bytes)
{
  rg_scope_fail (NULL, RG_ERROR_MEMORY, "no memory for %" G_GSIZE_FORMAT " bytes of tensor data",
                 bytes);
  return NULL;
}

static RgStorage *
no_memory (size_t bytes)
{
  rg_storage_unaccount (bytes);
  return refuse (bytes);
}

/* --- making and freeing --- */

static RgStorage *
storage_init (RgStorage *s, char *data, size_t capacity, RgOrigin origin)
{
  g_atomic_ref_count_init (&s->refs);
  atomic_init (&s->version, 0);
  s->data = data;
  s->capacity = capacity;
  s->origin = (int) origin;
  s->destroy = NULL;
  s->user_data = NULL;
  return s;
}

/* Header and data. Where the data are large the kernel is asked for large pages: two
 * threads that stream through 40 MB move 85 GB/s by them, 65 by small ones. */
static RgStorage *
block_new (size_t capacity)
{
  const size_t bytes = RG_STORAGE_HEADER + (capacity + 63) / 64 * 64;
#ifdef MADV_HUGEPAGE
  if (capacity >= 2 * HUGE_PAGE)
    {
      void *block = NULL;
      if (posix_memalign (&block, HUGE_PAGE, bytes) != 0)
        return NULL;
      madvise (block, bytes & ~(size_t) 4095, MADV_HUGEPAGE);
      return block;
    }
#endif
  return aligned_alloc (64, bytes);
}

static RgStorage *
from_allocator (size_t bytes)
{
  if (!rg_storage_account (bytes))
    return NULL;
  rg_storage_count_block ();
  char *data = allocator.alloc (bytes ? bytes : 1, allocator.user_data);
  if (data == NULL)
    return no_memory (bytes);
  RgStorage *s = storage_init (g_new (RgStorage, 1), data, bytes, RG_ORIGIN_ALLOCATOR);
  s->user_data = g_memdup2 (&allocator, sizeof allocator);
  return s;
}

RgStorage *
rg_storage_new (size_t bytes)
{
  if (G_UNLIKELY (atomic_load_explicit (&have_allocator, memory_order_acquire)))
    return from_allocator (bytes);
  if (bytes > (size_t) 1 << 46)
    return refuse (bytes);
  size_t capacity;
  int c = class_of (bytes, &capacity);
  if (!rg_storage_account (capacity))
    return NULL;
  RgStorage *s = rg_storage_take (c, capacity);
  if (s)
    ASAN_UNPOISON_MEMORY_REGION (s, RG_STORAGE_HEADER);
  else
    {
      s = block_new (capacity);
      if (s == NULL)
        {
          rg_memory_trim ();
          s = block_new (capacity);
        }
      if (s == NULL)
        return no_memory (capacity);
      rg_storage_count_block ();
    }
  char *data = (char *) s + RG_STORAGE_HEADER;
  ASAN_POISON_MEMORY_REGION (data, capacity);
  ASAN_UNPOISON_MEMORY_REGION (data, bytes);
  return storage_init (s, data, capacity, RG_ORIGIN_CACHE);
}

RgStorage *
rg_storage_wrap (void *data, size_t bytes, GDestroyNotify destroy, void *user_data)
{
  RgStorage *s = storage_init (g_new (RgStorage, 1), data, bytes, RG_ORIGIN_WRAPPED);
  s->destroy = destroy;
  s->user_data = user_data;
  return s;
}

void
rg_storage_free (RgStorage *s)
{
  ASAN_UNPOISON_MEMORY_REGION ((char *) s + RG_STORAGE_HEADER, s->capacity);
  free (s);
}

/* It rests, or goes. */
static void
storage_end (RgStorage *s)
{
  size_t rounded;
  int c = class_of (s->capacity, &rounded);
  RgThread *self = rg_thread_self_;
  ASAN_POISON_MEMORY_REGION ((char *) s + RG_STORAGE_HEADER, s->capacity);
  if (G_UNLIKELY (c >= RG_OWN_CLASSES || self == NULL))
    {
      if (!rg_storage_rest (s, c))
        rg_storage_free (s);
      return;
    }
  rg_own_push (self, c, s);
  if (G_UNLIKELY (self->buffers[c].n >= RG_OWN_MOST))
    rg_own_give (self, c, RG_OWN_MOST / 2);
}

void
rg_storage_unref (RgStorage *s)
{
  if (!g_atomic_ref_count_dec (&s->refs))
    return;
  switch ((RgOrigin) s->origin)
    {
    case RG_ORIGIN_CACHE:
      rg_storage_unaccount (s->capacity);
      storage_end (s);
      break;
    case RG_ORIGIN_WRAPPED:
      if (s->destroy)
        s->destroy (s->user_data);
      g_free (s);
      break;
    case RG_ORIGIN_ALLOCATOR:
      {
        RgAllocator *a = s->user_data;
        rg_storage_unaccount (s->capacity);
        a->free (s->data, s->capacity, a->user_data);
        g_free (a);
        g_free (s);
        break;
      }
    }
}

/* --- the public side --- */

void
rg_memory_set_allocator (const RgAllocator *a)
{
  pthread_mutex_lock (&lock);
  if (a)
    allocator = *a;
  atomic_store_explicit (&have_allocator, a != NULL, memory_order_release);
  pthread_mutex_unlock (&lock);
}
