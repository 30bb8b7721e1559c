/* worker.c: who runs which node of a backward.
 *
 * Alone, a thread takes ready nodes in order, latest first. In a team every worker
 * follows a successor that it made ready itself, whose gradient is still in its
 * cache, and otherwise takes a few nodes from the queue. A worker whose node holds
 * a large loop publishes it, and workers without a node help with its chunks, so
 * a chain of large nodes keeps all cores busy as well as a wide graph of small
 * ones. Nothing here decides a bit of the result: sums have an order of their own
 * (accumulate.c), and chunks depend on sizes only.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "worker-private.h"
#include <stdlib.h>
#include <time.h>

#define BATCH 8
/* What a team must save, in ns: threads that still spin, and such as must be woken. */
#define TEAM_AT_ONCE 25e3
#define TEAM_WOKEN 250e3
#define MAX_WORKERS 256
/* Steps of waiting between two looks at which processor this is. */
#define KEEP_APART 64

static double
now (void)
{
  struct timespec t;
  clock_gettime (CLOCK_MONOTONIC, &t);
  return (double) t.tv_sec * 1e9 + (double) t.tv_nsec;
}

/* --- one thread's part --- */

/* Nodes that a serial run would not have reached after the error are dropped. */
static inline bool
is_skipped (const RgRun *run, const RgNode *node)
{
  return G_UNLIKELY (atomic_load_explicit (&run->failed, memory_order_acquire))
         && node->seq <= atomic_load_explicit (&run->error_seq, memory_order_relaxed);
}

static bool
is_cancelled (RgRun *run)
{
  if (G_LIKELY (run->cancellable == NULL) || !g_cancellable_is_cancelled (run->cancellable))
    return false;
  rg_run_fail (run, UINT64_MAX, g_error_new_literal (RG_ERROR, RG_ERROR_CANCELLED, "backward was cancelled"));
  return true;
}

/* Sizes say little of what the host's own functions cost, and of some operators: a
 * run alone that takes long goes on in a team. Reading the clock costs half of what
 * a small node does, so it is not read at each, and not at all in the smallest runs. */
static bool
takes_long (Team *team)
{
  const uint64_t steps = ++team->steps;
  if (steps == 8 && team->may_open)
    team->give_up = now () + TEAM_WOKEN;
  else if (steps > 8 && team->may_open && (steps == 10 || steps % 16 == 0))
    team->long_run = now () > team->give_up;
  return team->long_run;
}

/* What this thread has noted is computed: others may come to see it, or it waits for
 * nothing more. */
static inline void
settle (RgRun *run, RgThread *self, uint64_t seq)
{
  GError *error = NULL;
  if (G_LIKELY (self->n_deferred == 0))
    return;
  rg_settle (self);
  if (G_UNLIKELY (self->scope->error != NULL) && !rg_scope_check (NULL, &error))
    rg_run_fail (run, seq, error);
}

/* Runs `node` and then what it made ready, as long as there is something to follow.
 * Gives the rest to the queue. */
static void
follow (Team *team, RgNode *node, bool strict)
{
  RgRun *run = team->run;
  RgThread *self = rg_thread ();
  RgReady ready;
  rg_ready_init (&ready);
  while (node)
    {
      const uint64_t seq = node->seq;
      ready.n = 0;
      if (!strict && G_UNLIKELY (rg_node_flags (node) & RG_NODE_HOST))
        {
          settle (run, self, seq);
          pthread_mutex_lock (&team->host_lock);
          g_ptr_array_add (team->host, node);
          pthread_mutex_unlock (&team->host_lock);
          atomic_fetch_add_explicit (&team->n_host, 1, memory_order_acq_rel);
          break;
        }
      if (!is_skipped (run, node) && !is_cancelled (run))
        rg_run_node (run, &ready, node);
      node = NULL;
      if (ready.n != 1 && !strict)
        settle (run, self, seq);
      if (ready.n == 0)
        {
          atomic_fetch_sub_explicit (&team->queue.open, 1, memory_order_acq_rel);
          break;
        }
      /* The latest of them is followed; strictly in order only if nothing that
       * waits is later. */
      size_t best = 0;
      for (size_t i = 1; i < ready.n; i++)
        if (ready.nodes[i]->seq > ready.nodes[best]->seq)
          best = i;
      node = ready.nodes[best];
      ready.nodes[best] = ready.nodes[--ready.n];
      if (ready.n)
        atomic_fetch_add_explicit (&team->queue.open, (int64_t) ready.n, memory_order_relaxed);
      if (team->queue.shuffled || (strict && (rg_queue_top (&team->queue) > node->seq || takes_long (team))))
        {
          rg_ready_add (&ready, node);
          node = NULL;
          if (!strict)
            settle (run, self, seq);
        }
      if (ready.n)
        rg_queue_push (&team->queue, ready.nodes, ready.n);
    }
  rg_ready_clear (&ready);
}

static void
run_alone (Team *team)
{
  RgNode *node;
  while (!team->long_run && rg_queue_pop (&team->queue, &node, 1, 1))
    {
      follow (team, node, true);
      if (takes_long (team))
        break;
    }
  settle (team->run, team->caller, 0);
}

static void
run_worker (int rank, int size, void *payload)
{
  Team *team = payload;
  (void) size;
  if (rank >= team->size)
    return;
  RgThread *self = rg_thread ();
  Worker *me = &team->workers[rank];
  bool grad_mode = self->grad_mode, inference_mode = self->inference_mode, ran = false;
  uint32_t depth = self->depth;
  uint32_t fusing = self->fusing;
  uint64_t seq = self->seq, seq_limit = self->seq_limit;
  void *before = self->worker;
  self->fusing = team->fusing;
  self->grad_mode = team->grad_mode;
  self->inference_mode = team->inference_mode;
  self->depth = team->depth;
  self->worker = me;
  rg_storage_count_apart (self);
  RgScope *scope = rg_scope_begin ();
  unsigned spins = 0;
  /* Until all that is left waits for the caller to leave the region. */
  while (atomic_load_explicit (&team->queue.open, memory_order_acquire)
         > atomic_load_explicit (&team->n_host, memory_order_acquire))
    {
      RgNode *nodes[BATCH];
      size_t n = rg_queue_pop (&team->queue, nodes, BATCH, 2 * (size_t) team->size);
      for (size_t i = 0; i < n; i++)
        follow (team, nodes[i], false);
      ran |= n > 0;
      if (n || rg_worker_help (team, me))
        spins = 0;
      else
        {
          rg_wait_step (&spins);
          if (spins % KEEP_APART == 0)
            rg_worker_keep_apart (team, me);
        }
    }
  rg_scope_end (scope);
  rg_storage_count_end (self);
  self->worker = before;
  self->fusing = fusing;
  self->depth = depth;
  self->inference_mode = inference_mode;
  self->grad_mode = grad_mode;
  self->seq = seq;
  self->seq_limit = seq_limit;
  if (ran && atomic_fetch_add_explicit (&team->ran, 1, memory_order_relaxed) == 1)
    atomic_fetch_add_explicit (&rg_test_shared_runs, 1, memory_order_relaxed);
}

/* --- inline or on a team --- */

static _Atomic double last_team_end;

/* Work below which opening a team costs more than it gains: libgomp's threads
 * answer at once while they still spin, and must be woken otherwise. */
static bool
worth_a_team (double work)
{
  static _Atomic int passive = -1;
  if (atomic_load_explicit (&rg_test_force_team, memory_order_relaxed))
    return true;
  if (work < TEAM_AT_ONCE)
    return false;
  int is_passive = atomic_load_explicit (&passive, memory_order_relaxed);
  if (is_passive < 0)
    {
      is_passive = g_strcmp0 (g_getenv ("OMP_WAIT_POLICY"), "passive") == 0
                   || g_strcmp0 (g_getenv ("OMP_WAIT_POLICY"), "PASSIVE") == 0;
      atomic_store_explicit (&passive, is_passive, memory_order_relaxed);
    }
  if (is_passive)
    return work >= 100e3;
  return work >= TEAM_WOKEN || now () - atomic_load_explicit (&last_team_end, memory_order_relaxed) < 2e6;
}

/* The nodes whose hooks or functions are the host's own, here and now. */
static void
run_host_nodes (Team *team)
{
  g_autoptr (GPtrArray) nodes = g_steal_pointer (&team->host);
  team->host = g_ptr_array_new ();
  atomic_store_explicit (&team->n_host, 0, memory_order_relaxed);
  rg_queue_push (&team->queue, (RgNode *const *) nodes->pdata, nodes->len);
  /* In order among themselves; what they make ready goes back to the team. */
  for (guint i = 0; i < nodes->len; i++)
    {
      RgNode *node;
      if (!rg_queue_pop (&team->queue, &node, 1, 1))
        break;
      RgReady ready;
      rg_ready_init (&ready);
      const uint64_t seq = node->seq;
      if (!is_skipped (team->run, node) && !is_cancelled (team->run))
        rg_run_node (team->run, &ready, node);
      settle (team->run, team->caller, seq);
      atomic_fetch_add_explicit (&team->queue.open, (int64_t) ready.n - 1, memory_order_relaxed);
      if (ready.n)
        rg_queue_push (&team->queue, ready.nodes, ready.n);
      rg_ready_clear (&ready);
    }
}

static void
run_on_team (Team *team)
{
  pthread_mutex_init (&team->host_lock, NULL);
  team->host = g_ptr_array_new ();
  team->size = MIN (rg_team_size (), MAX_WORKERS);
  team->workers = g_aligned_alloc0 ((gsize) team->size, sizeof (Worker), 64);
  for (int r = 0; r < team->size; r++)
    {
      team->workers[r].team = team;
      atomic_init (&team->workers[r].cpu, -1);
      team->workers[r].rank = r;
    }
  while (atomic_load_explicit (&team->queue.open, memory_order_acquire) > 0)
    {
      rg_team_run (run_worker, team);
      if (team->host->len)
        run_host_nodes (team);
    }
  g_ptr_array_free (team->host, TRUE);
  pthread_mutex_destroy (&team->host_lock);
  g_aligned_free (team->workers);
  atomic_store_explicit (&last_team_end, now (), memory_order_relaxed);
}

bool
rg_run_execute (RgRun *run, RgNode *const *roots, RgTensor *const *grads,
                const uint32_t *root_ordinals, size_t n)
{
  RgThread *self = rg_thread ();
  Team team = { .run = run, .caller = self, .grad_mode = run->create_graph,
                .inference_mode = self->inference_mode, .depth = self->depth,
                .fusing = !run->create_graph, .size = 1 };
  bool grad_mode = self->grad_mode;
  uint64_t seq_limit = self->seq_limit;
  RgReady ready;
  rg_queue_init (&team.queue);
  team.queue.shuffle = atomic_load_explicit (&rg_test_shuffle, memory_order_relaxed);
  team.queue.shuffled = team.queue.shuffle != 0;
  run->seq_base = MAX (self->seq, run->max_seq + 1);
  rg_settle (self);
  uint32_t fusing = self->fusing;
  self->fusing = team.fusing;
  self->grad_mode = run->create_graph;
  RgScope *scope = rg_scope_begin ();
  rg_ready_init (&ready);
  bool ok = true;
  for (size_t i = 0; i < n; i++)
    if (rg_run_deliver (run, roots[i], root_ordinals[i], 0, rg_tensor_ref (grads[i])))
      ok &= rg_run_arrived (run, &ready, roots[i]);
  if (ok && ready.n)
    {
      atomic_store_explicit (&team.queue.open, (int64_t) ready.n, memory_order_relaxed);
      rg_queue_push (&team.queue, ready.nodes, ready.n);
      /* A worker of an outer backward has its team's help with loops already. */
      team.may_open = self->worker == NULL && rg_team_size () > 1;
      const bool at_once = team.may_open && worth_a_team (run->work);
      if (!at_once)
        run_alone (&team);
      if (at_once || team.long_run)
        run_on_team (&team);
    }
  GError *error = NULL;
  if (!rg_scope_check (scope, &error))
    rg_run_fail (run, 0, error);
  rg_scope_end (scope);
  rg_ready_clear (&ready);
  rg_queue_clear (&team.queue);
  self->grad_mode = grad_mode;
  self->fusing = fusing;
  if (run->create_graph && run->min_seq <= run->max_seq)
    self->seq = run->seq_base + (run->max_seq - run->min_seq + 1) * RG_SEQ_PER_NODE;
  self->seq_limit = seq_limit;
  return ok && run->error == NULL;
}
