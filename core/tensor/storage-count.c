/* storage-count.c: the bytes of tensor data in use, their peak and their limit.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "rg-scope.h"
#include "storage-private.h"

static _Atomic size_t live_bytes, peak_bytes, limit_bytes;
static _Atomic uint64_t n_allocations;

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
void
rg_storage_unaccount (size_t bytes)
{
  if (!count_later (-(int64_t) bytes))
    atomic_fetch_sub_explicit (&live_bytes, bytes, memory_order_relaxed);
}

bool
rg_storage_account (size_t bytes)
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

void
rg_storage_count_block (void)
{
  atomic_fetch_add_explicit (&n_allocations, 1, memory_order_relaxed);
}

/* --- the public side --- */

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
  stats->cached = rg_storage_cached ();
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
