/* thread-private.h: what the library keeps for each thread.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_THREAD_PRIVATE_H
#define RG_THREAD_PRIVATE_H

#include "rg-scope.h"
#include "tensor-private.h"
#include <pthread.h>

/* A scope's tensors are a run of its thread's stack, from `start` to the start
 * of the next scope. */
struct _RgScope
{
  RgScope *parent;
  RgScope *child; /* opened inside it, or NULL */
  pthread_t thread;
  size_t start;
  GSList *memory;
  GError *error;
  bool is_root;
  bool warned;
};

typedef struct
{
  void *head; /* a list through the blocks' first words */
  uint32_t count;
} RgMagazine;

/* Freed buffers of a size class, linked through `data` (storage-cache.c). */
typedef struct
{
  RgStorage *head;
  uint32_t n;
} RgBufferList;

#define RG_OWN_CLASSES 41 /* up to 64 KiB */

typedef struct _RgThread RgThread;
struct _RgThread
{
  RgScope root;
  RgScope *scope; /* the current one */
  RgTensor **stack;
  size_t top;
  size_t room;
  bool grad_mode;
  bool inference_mode;
  uint32_t depth;     /* of reentrant backward calls */
  uint64_t seq;       /* of the next node */
  uint64_t seq_limit; /* see graph/run.c: nodes made inside a backward */
  void *worker;       /* the backward's worker that runs on this thread, or NULL */
  int64_t tensors;    /* made less freed here; the sum over threads counts */
  void *generator;    /* stands for the default one while a checkpoint recomputes; or NULL */
  RgTensor *spent;    /* a gradient that the next pointwise operator may write; or NULL */
  void *saved_hooks;  /* on saved tensors, that are in force; or NULL */
  void *deferred;     /* pointwise calls that are noted (module/deferred.c), and how many */
  uint32_t n_deferred;
  uint32_t fusing;    /* how many are on that want calls noted */
  uint32_t special;   /* how many of hooks, forward mode, inference mode are on */
  uint32_t dual_level; /* forward mode: its number, while it is open */
  RgExtra *duals;      /* what has tangents of it (extra.c) */
  void *pack_buffer;  /* of the matrix product */
  size_t pack_bytes;
  RgMagazine magazines[RG_N_BLOCKS];
  RgBufferList buffers[RG_OWN_CLASSES];
  size_t buffer_bytes; /* in those */
  bool counts_apart;   /* in a team, while it runs nodes: */
  int64_t live_apart;  /* bytes of data made less freed that are not in the sum yet */
  struct _RgScopeSpare
  {
    RgScope *scopes[8];
    int n;
  } spare;
  RgThread *next, *previous; /* all threads, under a lock in scope.c */
};

extern __thread RgThread *rg_thread_self_ __attribute__ ((tls_model ("initial-exec")));
RgThread *rg_thread_make (void);
/* Gives a thread's free blocks to the others (block.c). */
void rg_thread_retire (RgThread *self);
/* Likewise its free buffers (storage-cache.c). */
void rg_storage_retire (RgThread *self);
/* Between these what the calling thread makes and frees is added to the bytes in use
 * now and then only (storage-count.c): two workers that add to one number wait for each
 * other. */
void rg_storage_count_apart (RgThread *self);
void rg_storage_count_end (RgThread *self);
/* The bytes of all threads' free buffers. */
size_t rg_thread_buffer_bytes (void);

static inline RgThread *
rg_thread (void)
{
  RgThread *self = rg_thread_self_;
  return G_LIKELY (self) ? self : rg_thread_make ();
}

/* --- calls that are noted --- */

/* The module room computes them, and frees the list of a thread that ends; reached
 * through pointers so that nothing includes upwards. */
extern void (*rg_settle_func) (RgThread *self);
extern void (*rg_deferred_free_func) (void *deferred);

static inline void
rg_settle (RgThread *self)
{
  if (G_UNLIKELY (self->n_deferred))
    rg_settle_func (self);
}

/* --- blocks (block.c) --- */

/* AddressSanitizer sees blocks only if malloc gives each of them. */
#if defined(__SANITIZE_ADDRESS__)
#define RG_BLOCK_USE_MALLOC 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define RG_BLOCK_USE_MALLOC 1
#endif
#endif
#ifndef RG_BLOCK_USE_MALLOC
#define RG_BLOCK_USE_MALLOC 0
#endif

#define RG_MAGAZINE_BLOCKS 128u
#define RG_SLAB_BLOCKS 256u
void rg_magazine_refill (RgMagazine *m, uint8_t block_class);
void rg_magazine_spill (RgMagazine *m, uint8_t block_class);

/* What rg_block_alloc() and rg_block_free() do for a class of this thread's. */
static inline void *
rg_block_take (RgThread *self, uint8_t c)
{
  if (RG_BLOCK_USE_MALLOC)
    return rg_block_alloc (c, 256);
  RgMagazine *m = &self->magazines[c];
  if (G_UNLIKELY (m->head == NULL))
    rg_magazine_refill (m, c);
  void *b = m->head;
  m->head = *(void **) b;
  m->count--;
  return b;
}
static inline void
rg_block_give (RgThread *self, uint8_t c, void *block)
{
  if (RG_BLOCK_USE_MALLOC || c == RG_BLOCK_MALLOC)
    {
      rg_block_free (c, block);
      return;
    }
  RgMagazine *m = &self->magazines[c];
  *(void **) block = m->head;
  m->head = block;
  if (G_UNLIKELY (++m->count >= 2 * RG_MAGAZINE_BLOCKS + RG_SLAB_BLOCKS))
    rg_magazine_spill (m, c);
}

/* Gives the caller's handle to the current scope. */
RgTensor *rg_scope_push_slow (RgThread *self, RgTensor *tensor);
static inline RgTensor *
rg_scope_push (RgThread *self, RgTensor *tensor)
{
  if (G_UNLIKELY (self->top == self->room))
    return rg_scope_push_slow (self, tensor);
  self->stack[self->top++] = tensor;
  return tensor;
}
/* Releases what was pushed since `mark`. */
void rg_scope_pop_to (RgThread *self, size_t mark);

#endif
