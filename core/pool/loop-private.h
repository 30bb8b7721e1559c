/* loop-private.h: a loop cut into chunks that several threads take.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_LOOP_PRIVATE_H
#define RG_LOOP_PRIVATE_H

#include "rg-parallel.h"
#include <stdatomic.h>

#define RG_LOOP_RANGES 64

typedef struct
{
  _Alignas (64) _Atomic int64_t next;
  int64_t end;
} RgLoopRange;

/* Each thread owns one range of chunks, drains it, then takes from the others: one
 * shared counter would send every cache line to another core on the next loop. */
typedef struct
{
  int64_t n, grain;
  RgRangeFunc fn;
  void *payload;
  int n_ranges;
  _Atomic int busy; /* threads that ran a chunk */
  _Atomic int arrived; /* for tests: threads beside the caller */
  RgLoopRange ranges[RG_LOOP_RANGES];
} RgLoop;

void rg_loop_init (RgLoop *loop, int64_t n, int64_t grain, RgRangeFunc fn, void *payload, int threads);
/* Runs chunks until none is left to take; true if it ran one. */
bool rg_loop_drain (RgLoop *loop, int rank);

#endif
