/* guard.c: tensor memory with guard bytes on both sides.
 *
 * Guards and fresh memory hold bytes of 0xff: as float or double that is nan, so
 * that what reads outside a buffer, or leaves an output unwritten, shows in the
 * result; what writes outside shows in the guards.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "check-private.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define GUARD 256u
#define FILL 0xff

typedef struct
{
  Guards *owner;
  char *block;
  size_t size;
} Buffer;

struct _Guards
{
  pthread_mutex_t lock;
  GHashTable *buffers; /* data -> Buffer */
  int refs;            /* buffers, and the check */
  char *fault;
};

static char *
block_new (size_t size)
{
  size_t whole = (GUARD + size + GUARD + 63) / 64 * 64;
  char *block = aligned_alloc (64, whole);
  if (block)
    memset (block, FILL, whole);
  return block;
}

/* Call with the lock held. */
static void
inspect (Guards *g, const Buffer *b)
{
  for (size_t i = 0; i < GUARD && g->fault == NULL; i++)
    {
      if ((unsigned char) b->block[GUARD - 1 - i] != FILL)
        g->fault = g_strdup_printf ("wrote %" G_GSIZE_FORMAT " bytes before the start of a buffer of "
                                    "%" G_GSIZE_FORMAT " bytes", i + 1, b->size);
      else if ((unsigned char) b->block[GUARD + b->size + i] != FILL)
        g->fault = g_strdup_printf ("wrote %" G_GSIZE_FORMAT " bytes past the end of a buffer of "
                                    "%" G_GSIZE_FORMAT " bytes", i + 1, b->size);
    }
}

static void
guards_unref (Guards *g)
{
  pthread_mutex_lock (&g->lock);
  int left = --g->refs;
  pthread_mutex_unlock (&g->lock);
  if (left)
    return;
  g_hash_table_destroy (g->buffers);
  pthread_mutex_destroy (&g->lock);
  g_free (g->fault);
  g_free (g);
}

static void *
buffer_alloc (size_t size, void *user_data)
{
  Guards *g = user_data;
  char *block = block_new (size);
  if (block == NULL)
    return NULL;
  Buffer *b = g_new (Buffer, 1);
  *b = (Buffer){ g, block, size };
  pthread_mutex_lock (&g->lock);
  g->refs++;
  g_hash_table_insert (g->buffers, block + GUARD, b);
  pthread_mutex_unlock (&g->lock);
  return block + GUARD;
}

static void
buffer_free (void *data, size_t size, void *user_data)
{
  (void) size;
  Guards *g = user_data;
  pthread_mutex_lock (&g->lock);
  Buffer *b = g_hash_table_lookup (g->buffers, data);
  if (b)
    {
      inspect (g, b);
      g_hash_table_steal (g->buffers, data);
      free (b->block);
      g_free (b);
    }
  pthread_mutex_unlock (&g->lock);
  if (b)
    guards_unref (g);
}

Guards *
check_guards_begin (void)
{
  Guards *g = g_new0 (Guards, 1);
  pthread_mutex_init (&g->lock, NULL);
  g->buffers = g_hash_table_new (NULL, NULL);
  g->refs = 1;
  RgAllocator allocator = { buffer_alloc, buffer_free, g };
  rg_memory_set_allocator (&allocator);
  return g;
}

typedef struct
{
  Guards *owner;
  void *data;
} Wrapped;

static void
unwrap (void *user_data)
{
  Wrapped *w = user_data;
  buffer_free (w->data, 0, w->owner);
  g_free (w);
}

/* Small tensors keep their data in their own block; a wrapped one never does. */
RgTensor *
check_guards_wrap (Guards *g, RgTensor *tensor)
{
  if (tensor == NULL)
    return NULL;
  size_t bytes = (size_t) rg_tensor_numel (tensor) * rg_dtype_size (rg_tensor_dtype (tensor));
  void *data = buffer_alloc (bytes, g);
  if (data == NULL)
    return NULL;
  if (bytes)
    memcpy (data, rg_tensor_data (rg_contiguous (tensor)), bytes);
  Wrapped *w = g_new (Wrapped, 1);
  *w = (Wrapped){ g, data };
  return rg_wrap (rg_tensor_dtype (tensor), rg_tensor_shape (tensor), data, unwrap, w);
}

/* The space between the end of an output and that of its buffer is guard, too. */
static void
inspect_slack (Guards *g, RgTensor *out)
{
  if (out == NULL || !rg_tensor_is_contiguous (out))
    return;
  const Buffer *b = g_hash_table_lookup (g->buffers, rg_tensor_data (out));
  size_t used = (size_t) rg_tensor_numel (out) * rg_dtype_size (rg_tensor_dtype (out));
  for (size_t i = used; b && i < b->size && g->fault == NULL; i++)
    if ((unsigned char) b->block[GUARD + i] != FILL)
      g->fault = g_strdup_printf ("wrote past the end of an output of %" G_GSIZE_FORMAT " bytes", used);
}

char *
check_guards_end (Guards *g, RgTensor *const *out, size_t n_out)
{
  rg_memory_set_allocator (NULL);
  pthread_mutex_lock (&g->lock);
  GHashTableIter iter;
  void *buffer;
  g_hash_table_iter_init (&iter, g->buffers);
  while (g_hash_table_iter_next (&iter, NULL, &buffer))
    inspect (g, buffer);
  for (size_t j = 0; j < n_out; j++)
    inspect_slack (g, out[j]);
  char *fault = g_steal_pointer (&g->fault);
  pthread_mutex_unlock (&g->lock);
  guards_unref (g); /* the rest goes with the last buffer */
  return fault;
}
