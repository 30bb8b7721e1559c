/* queue-private.h: the ready nodes of a run, shared by its workers.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_QUEUE_PRIVATE_H
#define RG_QUEUE_PRIVATE_H

#include "graph-private.h"
#include <sched.h>

/* A heap by sequence number, latest first, under a spin lock: what is done under
 * it takes a few dozen nanoseconds. */
typedef struct
{
  _Alignas (64) _Atomic bool locked;
  _Atomic size_t n; /* read without the lock by idle workers */
  RgNode **nodes;
  size_t room;
  _Alignas (64) _Atomic int64_t open; /* nodes ready or running: 0 ends the run */
  /* Tests: ready nodes are taken at random, by a state that the lock guards. */
  bool shuffled;
  uint64_t shuffle;
} RgQueue;

void rg_queue_init (RgQueue *queue);
void rg_queue_clear (RgQueue *queue);
void rg_queue_push (RgQueue *queue, RgNode *const *nodes, size_t n);
/* Takes min (most, n / share + 1) nodes, latest first; returns how many. */
size_t rg_queue_pop (RgQueue *queue, RgNode **nodes, size_t most, size_t share);
/* The number of the latest ready node; 0 when there is none. */
uint64_t rg_queue_top (RgQueue *queue);

/* One step of waiting: pauses first, then gives up the processor. */
static inline void
rg_wait_step (unsigned *spins)
{
  if (++*spins <= 300)
    {
#if defined(__x86_64__)
      __builtin_ia32_pause ();
#elif defined(__aarch64__)
      __asm__ volatile ("yield");
#endif
    }
  else
    sched_yield ();
}

#endif
