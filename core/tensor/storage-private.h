/* storage-private.h: what the files of tensor data share: blocks that rest, and the count
 * of bytes in use.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_STORAGE_PRIVATE_H
#define RG_STORAGE_PRIVATE_H

#include "tensor-private.h"
#include "thread-private.h"

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

#define RG_STORAGE_HEADER 128u
#define RG_STORAGE_CLASSES 192
#define RG_OWN_MOST 8u /* buffers of a class that a thread keeps; half of them move at once */

/* --- blocks that rest, linked through `data` (storage-cache.c) --- */

static inline RgStorage *
rg_storage_next (const RgStorage *s)
{
  return (RgStorage *) (void *) s->data;
}

static inline void
rg_own_bytes (RgThread *self, size_t bytes)
{
  __atomic_store_n (&self->buffer_bytes, self->buffer_bytes + bytes, __ATOMIC_RELAXED);
}

static inline void
rg_own_push (RgThread *self, int c, RgStorage *s)
{
  RgBufferList *own = &self->buffers[c];
  s->data = (char *) own->head;
  own->head = s;
  own->n++;
  rg_own_bytes (self, s->capacity);
}

static inline RgStorage *
rg_own_pop (RgThread *self, int c)
{
  RgBufferList *own = &self->buffers[c];
  RgStorage *s = own->head;
  own->head = rg_storage_next (s);
  own->n--;
  rg_own_bytes (self, 0 - s->capacity);
  return s;
}

/* A block of class c and @capacity bytes that rests, or NULL. */
RgStorage *rg_storage_take (int c, size_t capacity);
/* Whether the block rests from here on; else it is the caller's to free. */
bool rg_storage_rest (RgStorage *s, int c);
/* Up to n of a thread's of the class go to the cache of all. */
void rg_own_give (RgThread *self, int c, uint32_t n);
void rg_storage_free (RgStorage *s);
size_t rg_storage_cached (void);

/* --- bytes in use (storage-count.c) --- */

/* Notes bytes more; false, with the scope's error, if they would pass the limit. */
bool rg_storage_account (size_t bytes);
void rg_storage_unaccount (size_t bytes);
/* A block was taken from the system. */
void rg_storage_count_block (void);

#endif
