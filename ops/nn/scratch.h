/* scratch.h: working memory of a thread, for the bodies of parallel loops, which
 * cannot make tensors.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef SCRATCH_H
#define SCRATCH_H

#include <retrograde-op.h>

/* What a thread keeps between calls at the most. */
#define SCRATCH_KEEP (4u << 20)

typedef struct
{
  size_t size;
  void *data;
} Scratch;

static void
scratch_free (gpointer data)
{
  Scratch *s = data;
  g_aligned_free (s->data);
  g_free (s);
}

static GPrivate scratch_of_thread = G_PRIVATE_INIT (scratch_free);

/* The calling thread's memory, 64-byte aligned and uninitialised; it stays valid
 * until the thread asks again. */
static inline void *
scratch_get (size_t bytes)
{
  Scratch *s = g_private_get (&scratch_of_thread);
  if (s == NULL)
    {
      s = g_new0 (Scratch, 1);
      g_private_set (&scratch_of_thread, s);
    }
  if (s->size < bytes || (s->size > SCRATCH_KEEP && bytes <= SCRATCH_KEEP))
    {
      g_aligned_free (s->data);
      s->data = g_aligned_alloc (1, bytes, 64);
      s->size = bytes;
    }
  return s->data;
}

#endif
