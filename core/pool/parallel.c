/* parallel.c: parallel_for. Chunks depend on n and grain only.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "profile-private.h"
#include "loop-private.h"
#include "team-private.h"
#include "thread-private.h"
#include <sched.h>

RgHelpFunc rg_team_help;
_Atomic int64_t rg_test_grain;
_Atomic int64_t rg_test_shared_runs;
_Atomic int rg_test_force_team;
_Atomic uint64_t rg_test_shuffle;

void
rg_parallel_force (int64_t grain, bool team)
{
  atomic_store_explicit (&rg_test_grain, grain, memory_order_relaxed);
  atomic_store_explicit (&rg_test_force_team, team, memory_order_relaxed);
}

void
rg_parallel_shuffle (uint64_t seed)
{
  atomic_store_explicit (&rg_test_shuffle, seed, memory_order_relaxed);
}

int64_t
rg_parallel_shared_runs (void)
{
  return atomic_load_explicit (&rg_test_shared_runs, memory_order_relaxed);
}

/* --- one loop --- */

void
rg_loop_init (RgLoop *loop, int64_t n, int64_t grain, RgRangeFunc fn, void *payload, int threads)
{
  int64_t chunks = (n - 1) / grain + 1;
  loop->n = n;
  loop->grain = grain;
  loop->fn = fn;
  loop->payload = payload;
  loop->n_ranges = CLAMP (threads, 1, RG_LOOP_RANGES);
  atomic_init (&loop->busy, 0);
  atomic_init (&loop->arrived, 0);
  for (int r = 0; r < loop->n_ranges; r++)
    {
      atomic_init (&loop->ranges[r].next, chunks * r / loop->n_ranges);
      loop->ranges[r].end = chunks * (r + 1) / loop->n_ranges;
    }
}

bool
rg_loop_drain (RgLoop *loop, int rank)
{
  bool ran = false;
  for (int k = 0; k < loop->n_ranges; k++)
    {
      RgLoopRange *range = &loop->ranges[(rank + k) % loop->n_ranges];
      while (atomic_load_explicit (&range->next, memory_order_relaxed) < range->end)
        {
          int64_t chunk = atomic_fetch_add_explicit (&range->next, 1, memory_order_relaxed);
          if (chunk >= range->end)
            break;
          int64_t begin = chunk * loop->grain;
          loop->fn (begin, MIN (begin + loop->grain, loop->n), loop->payload);
          ran = true;
        }
    }
  if (ran && atomic_fetch_add_explicit (&loop->busy, 1, memory_order_relaxed) == 1)
    atomic_fetch_add_explicit (&rg_test_shared_runs, 1, memory_order_relaxed);
  return ran;
}

/* For tests: the caller waits a moment for a second thread, which on a loaded machine
 * would come when all is done. */
static void
wait_for_company (RgLoop *loop, int rank)
{
  if (rank)
    atomic_fetch_add_explicit (&loop->arrived, 1, memory_order_relaxed);
  for (int i = 0; rank == 0 && i < 2000 && atomic_load_explicit (&loop->arrived, memory_order_relaxed) == 0; i++)
    sched_yield ();
}

static void
loop_body (int rank, int size, void *payload)
{
  if (G_UNLIKELY (atomic_load_explicit (&rg_test_force_team, memory_order_relaxed)) && size > 1)
    wait_for_company (payload, rank);
  const double start = rank ? rg_profile_start () : 0;
  if (rg_loop_drain (payload, rank))
    RG_PROFILE_NOTE (RG_PROFILE_CHUNKS, "chunks of the caller's loop", start);
}

/* --- the call --- */

void
rg_parallel_for (int64_t n, int64_t grain, RgRangeFunc fn, void *payload)
{
  int64_t forced = atomic_load_explicit (&rg_test_grain, memory_order_relaxed);
  if (G_UNLIKELY (forced))
    grain = forced;
  if (grain < 1)
    grain = 1;
  if (n <= grain)
    {
      if (n > 0)
        fn (0, n, payload);
      return;
    }
  RgThread *self = rg_thread ();
  rg_settle (self); /* other threads could not compute what this one noted */
  if (self->worker && rg_team_help)
    {
      rg_team_help (self->worker, n, grain, fn, payload);
      return;
    }
  RgLoop loop;
  int threads = rg_team_size ();
  rg_loop_init (&loop, n, grain, fn, payload, threads);
  if (threads == 1)
    rg_loop_drain (&loop, 0);
  else
    rg_team_run (loop_body, &loop);
}
