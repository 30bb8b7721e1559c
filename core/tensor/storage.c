/* storage.c: tensor data, and the cache that keeps freed buffers.
 *
 * The kernel hands out zeroed pages: writing a fresh 40 MB buffer costs 17 times
 * what writing a reused one does. Freed buffers rest in lists by size class (four
 * per power of two, so at most a quarter is wasted) until the cache holds more
 * than its bound; then the largest go first. Header and data are one allocation;
 * data is 64-byte aligned.
 *
 * Each thread keeps a few of the smaller ones to itself: where two workers ran nodes of a
 * quarter of a microsecond, one lock for all made them slower than one worker by 2.5.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "rg-scope.h"
#include "tensor-private.h"
#include "thread-private.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
#endif
#endif
#ifndef ASAN_POISON_MEMORY_REGION
#define ASAN_POISON_MEMORY_REGION(p, n) ((void) (p), (void) (n))
#define ASAN_UNPOISON_MEMORY_REGION(p, n) ((void) (p), (void) (n))
#endif

#define HEADER 128u
#define MIN_CLASS_BYTES 64u
#define N_CLASSES 192
#define CACHE_BOUND ((size_t) 1 << 30)
#define HUGE_PAGE ((size_t) 2 << 20)
#define OWN_MOST 8u /* buffers of a class that a thread keeps; half of them move at once */

_Static_assert (sizeof (RgStorage) <= HEADER - 8, "a storage's header fits");

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static RgStorage *cache[N_CLASSES]; /* linked through `data` while they rest */
static size_t cached_bytes;
static _Atomic size_t live_bytes, peak_bytes, limit_bytes;
static _Atomic uint64_t n_allocations;
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

/* --- a thread's own --- */

static inline RgStorage *
next_of (const RgStorage *s)
{
  return (RgStorage *) (void *) s->data;
}

static inline void
own_bytes (RgThread *self, size_t bytes)
{
  __atomic_store_n (&self->buffer_bytes, self->buffer_bytes + bytes, __ATOMIC_RELAXED);
}

static inline void
own_push (RgThread *self, int c, RgStorage *s)
{
  RgBufferList *own = &self->buffers[c];
  s->data = (char *) own->head;
  own->head = s;
  own->n++;
  own_bytes (self, s->capacity);
}

static inline RgStorage *
own_pop (RgThread *self, int c)
{
  RgBufferList *own = &self->buffers[c];
  RgStorage *s = own->head;
  own->head = next_of (s);
  own->n--;
  own_bytes (self, 0 - s->capacity);
  return s;
}

/* Moves up to n buffers to the cache of all. */
static void
own_give (RgThread *self, int c, uint32_t n)
{
  pthread_mutex_lock (&lock);
  for (; n > 0 && self->buffers[c].n; n--)
    {
      RgStorage *s = own_pop (self, c);
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
      cache[c] = next_of (s);
      cached_bytes -= s->capacity;
      own_push (self, c, s);
    }
  pthread_mutex_unlock (&lock);
}

void
rg_storage_retire (RgThread *self)
{
  for (int c = 0; c < RG_OWN_CLASSES; c++)
    if (self->buffers[c].n)
      own_give (self, c, self->buffers[c].n);
}

/* --- accounting --- */

#define APART ((int64_t) 256 << 10) /* bytes in use that a worker may keep to itself */

/* Below nothing, for a moment, where what one worker made and has not counted was freed by
 * another who has; hence the signs. */
static void
note_peak (size_t now)
{
  size_t peak = atomic_load_explicit (&peak_bytes, memory_order_relaxed);
  while ((int64_t) now > (int64_t) peak
         && !atomic_compare_exchange_weak_explicit (&peak_bytes, &peak, now, memory_order_relaxed,
                                                    memory_order_relaxed))
    ;
}

static void
count_now (RgThread *self)
{
  /* Unsigned: what was freed is taken off modulo 2^64. */
  const size_t change = (size_t) self->live_apart;
  self->live_apart = 0;
  note_peak (atomic_fetch_add_explicit (&live_bytes, change, memory_order_relaxed) + change);
}

void
rg_storage_count_apart (RgThread *self)
{
  /* A limit is kept to the byte. */
  self->counts_apart = atomic_load_explicit (&limit_bytes, memory_order_relaxed) == 0;
}

void
rg_storage_count_end (RgThread *self)
{
  self->counts_apart = false;
  if (self->live_apart)
    count_now (self);
}

/* Whether the change was noted for later. */
static inline bool
count_later (int64_t bytes)
{
  RgThread *self = rg_thread_self_;
  if (self == NULL || !self->counts_apart)
    return false;
  self->live_apart += bytes;
  if (G_UNLIKELY (self->live_apart > APART || self->live_apart < -APART))
    count_now (self);
  return true;
}

/* Bytes that are no longer in use. */
static void
unaccount (size_t bytes)
{
  if (!count_later (-(int64_t) bytes))
    atomic_fetch_sub_explicit (&live_bytes, bytes, memory_order_relaxed);
}

static bool
account (size_t bytes)
{
  if (count_later ((int64_t) bytes))
    return true;
  size_t now = atomic_fetch_add_explicit (&live_bytes, bytes, memory_order_relaxed) + bytes;
  size_t limit = atomic_load_explicit (&limit_bytes, memory_order_relaxed);
  if (G_UNLIKELY (limit && (int64_t) now > (int64_t) MIN (limit, (size_t) INT64_MAX)))
    {
      atomic_fetch_sub_explicit (&live_bytes, bytes, memory_order_relaxed);
      rg_scope_fail (NULL, RG_ERROR_MEMORY,
                     "%" G_GSIZE_FORMAT " bytes of tensor data would pass the limit of "
                     "%" G_GSIZE_FORMAT " (%" G_GSIZE_FORMAT " are in use)",
                     bytes, limit, now - bytes);
      return false;
    }
  note_peak (now);
  return true;
}

static RgStorage *
no_memory (size_t bytes)
{
  unaccount (bytes);
  rg_scope_fail (NULL, RG_ERROR_MEMORY, "no memory for %" G_GSIZE_FORMAT " bytes of tensor data",
                 bytes);
  return NULL;
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
  const size_t bytes = HEADER + (capacity + 63) / 64 * 64;
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
  if (!account (bytes))
    return NULL;
  atomic_fetch_add_explicit (&n_allocations, 1, memory_order_relaxed);
  char *data = allocator.alloc (bytes ? bytes : 1, allocator.user_data);
  if (data == NULL)
    return no_memory (bytes);
  RgStorage *s = storage_init (g_new (RgStorage, 1), data, bytes, RG_ORIGIN_ALLOCATOR);
  s->user_data = g_memdup2 (&allocator, sizeof allocator);
  return s;
}

/* A buffer that rests, or NULL. */
static RgStorage *
take_resting (int c, size_t capacity)
{
  RgStorage *s;
  if (G_LIKELY (c < RG_OWN_CLASSES))
    {
      RgThread *self = rg_thread ();
      if (self->buffers[c].n == 0)
        own_fetch (self, c, OWN_MOST / 2);
      s = self->buffers[c].n ? own_pop (self, c) : NULL;
    }
  else
    {
      pthread_mutex_lock (&lock);
      s = cache[c];
      if (s)
        {
          cache[c] = next_of (s);
          cached_bytes -= capacity;
        }
      pthread_mutex_unlock (&lock);
    }
  if (s)
    ASAN_UNPOISON_MEMORY_REGION (s, HEADER);
  return s;
}

RgStorage *
rg_storage_new (size_t bytes)
{
  if (G_UNLIKELY (atomic_load_explicit (&have_allocator, memory_order_acquire)))
    return from_allocator (bytes);
  if (bytes > (size_t) 1 << 46)
    {
      atomic_fetch_add_explicit (&live_bytes, bytes, memory_order_relaxed);
      return no_memory (bytes);
    }
  size_t capacity;
  int c = class_of (bytes, &capacity);
  if (!account (capacity))
    return NULL;
  RgStorage *s = take_resting (c, capacity);
  if (s == NULL)
    {
      s = block_new (capacity);
      if (s == NULL)
        {
          rg_memory_trim ();
          s = block_new (capacity);
        }
      if (s == NULL)
        return no_memory (capacity);
      atomic_fetch_add_explicit (&n_allocations, 1, memory_order_relaxed);
    }
  char *data = (char *) s + HEADER;
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

static void
storage_free (RgStorage *s)
{
  ASAN_UNPOISON_MEMORY_REGION ((char *) s + HEADER, s->capacity);
  free (s);
}

static void
storage_rest (RgStorage *s)
{
  size_t rounded;
  int c = class_of (s->capacity, &rounded);
  RgThread *self = rg_thread_self_;
  bool keep = false;
  if (G_LIKELY (c < RG_OWN_CLASSES && self))
    {
      ASAN_POISON_MEMORY_REGION ((char *) s + HEADER, s->capacity);
      own_push (self, c, s);
      if (G_UNLIKELY (self->buffers[c].n >= OWN_MOST))
        own_give (self, c, OWN_MOST / 2);
      return;
    }
  pthread_mutex_lock (&lock);
  if (s->capacity <= CACHE_BOUND && cached_bytes + s->capacity <= CACHE_BOUND)
    {
      keep = true;
      cached_bytes += s->capacity;
      s->data = (char *) cache[c];
      cache[c] = s;
      ASAN_POISON_MEMORY_REGION ((char *) s + HEADER, s->capacity);
    }
  pthread_mutex_unlock (&lock);
  if (!keep)
    storage_free (s);
}

void
rg_storage_unref (RgStorage *s)
{
  if (!g_atomic_ref_count_dec (&s->refs))
    return;
  switch ((RgOrigin) s->origin)
    {
    case RG_ORIGIN_CACHE:
      unaccount (s->capacity);
      storage_rest (s);
      break;
    case RG_ORIGIN_WRAPPED:
      if (s->destroy)
        s->destroy (s->user_data);
      g_free (s);
      break;
    case RG_ORIGIN_ALLOCATOR:
      {
        RgAllocator *a = s->user_data;
        unaccount (s->capacity);
        a->free (s->data, s->capacity, a->user_data);
        g_free (a);
        g_free (s);
        break;
      }
    }
}

/* --- the public side --- */

void
rg_memory_trim (void)
{
  RgStorage *lists[N_CLASSES];
  if (rg_thread_self_)
    rg_storage_retire (rg_thread_self_);
  pthread_mutex_lock (&lock);
  memcpy (lists, cache, sizeof lists);
  memset (cache, 0, sizeof cache);
  cached_bytes = 0;
  pthread_mutex_unlock (&lock);
  for (int c = 0; c < N_CLASSES; c++)
    while (lists[c])
      {
        RgStorage *next = next_of (lists[c]);
        storage_free (lists[c]);
        lists[c] = next;
      }
}

void
rg_memory_stats (RgMemoryStats *stats)
{
  if (stats == NULL)
    return;
  RgThread *self = rg_thread_self_;
  if (self && self->live_apart)
    count_now (self);
  stats->live = (size_t) MAX ((int64_t) atomic_load (&live_bytes), 0);
  stats->peak = atomic_load (&peak_bytes);
  stats->n_allocations = atomic_load (&n_allocations);
  pthread_mutex_lock (&lock);
  stats->cached = cached_bytes;
  pthread_mutex_unlock (&lock);
  stats->cached += rg_thread_buffer_bytes ();
  stats->n_tensors = rg_tensors_alive ();
}

void
rg_memory_reset_peak (void)
{
  atomic_store (&peak_bytes, atomic_load (&live_bytes));
}

void
rg_memory_set_limit (size_t bytes)
{
  atomic_store (&limit_bytes, bytes);
}

void
rg_memory_set_allocator (const RgAllocator *a)
{
  pthread_mutex_lock (&lock);
  if (a)
    allocator = *a;
  atomic_store_explicit (&have_allocator, a != NULL, memory_order_release);
  pthread_mutex_unlock (&lock);
}
