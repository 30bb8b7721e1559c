/* help.c: large loops inside a node: the worker that has one publishes it, and workers
 * without a node take chunks.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "profile-private.h"
#include "worker-private.h"

static bool
help_one (Team *team, Worker *me, Worker *other)
{
  bool ran = false;
  if (atomic_load_explicit (&other->loop, memory_order_relaxed) == NULL)
    return false;
  /* Counted first, then looked at again: the owner takes the loop away before it
   * waits for the count, so either it sees the helper or the helper sees nothing. */
  atomic_fetch_add (&other->helpers, 1);
  RgLoop *loop = atomic_load (&other->loop);
  const double start = loop ? rg_profile_start () : 0;
  if (loop)
    ran = rg_loop_drain (loop, me->rank);
  if (ran)
    RG_PROFILE_NOTE (RG_PROFILE_CHUNKS, "chunks of another's loop", start);
  atomic_fetch_sub (&other->helpers, 1);
  (void) team;
  return ran;
}

bool
rg_worker_help (Team *team, Worker *me)
{
  for (int k = 1; k < team->size; k++)
    if (help_one (team, me, &team->workers[(me->rank + k) % team->size]))
      return true;
  return false;
}

void
rg_worker_keep_apart (const Team *team, const Worker *me)
{
  const int cpu = rg_team_cpu ();
  for (int r = 0; r < team->size; r++)
    if (r != me->rank && cpu >= 0 && atomic_load_explicit (&team->workers[r].cpu, memory_order_relaxed) == cpu)
      {
        rg_team_move_off (cpu);
        return;
      }
}

/* rg_parallel_for inside a node. */
static void
publish (void *worker, int64_t n, int64_t grain, RgRangeFunc fn, void *payload)
{
  Worker *me = worker;
  RgLoop loop;
  bool nested = atomic_load_explicit (&me->loop, memory_order_relaxed) != NULL;
  rg_loop_init (&loop, n, grain, fn, payload, nested ? 1 : me->team->size);
  if (nested || me->team->size == 1)
    {
      rg_loop_drain (&loop, 0);
      return;
    }
  atomic_store_explicit (&me->cpu, rg_team_cpu (), memory_order_relaxed);
  atomic_store (&me->loop, &loop);
  rg_loop_drain (&loop, me->rank);
  atomic_store (&me->loop, NULL);
  unsigned spins = 0;
  while (atomic_load (&me->helpers))
    rg_wait_step (&spins);
}

__attribute__ ((constructor)) static void
install (void)
{
  rg_team_help = publish;
}
