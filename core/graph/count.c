/* count.c: the first phase of a backward: what is reachable, how many gradients
 * each node waits for, and in which order they will be added.
 *
 * The walk depends on the graph alone, so the ordinals of the edges into a node,
 * and with them the bits of its gradient, do too.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "run-private.h"

/* --- with inputs: which nodes lead to one --- */

void
rg_run_find_needed (RgRun *run, RgNode *const *roots, size_t n)
{
  /* A node is looked at twice: first its edges are pushed above it, then, when it
   * surfaces again, they are all known. 1: seen; 2: needed. */
  GHashTable *state = g_hash_table_new (NULL, NULL);
  RgNodeList stack = { 0 };
  for (size_t i = 0; i < n; i++)
    rg_node_list_add (&stack, roots[i]);
  while (stack.n)
    {
      RgNode *node = stack.nodes[stack.n - 1];
      RgNode **edges = rg_node_edges (node);
      int known = GPOINTER_TO_INT (g_hash_table_lookup (state, node));
      if (known == 0)
        {
          g_hash_table_insert (state, node, GINT_TO_POINTER (1));
          for (int i = 0; i < node->n_inputs; i++)
            if (edges[i] && !g_hash_table_contains (state, edges[i]))
              rg_node_list_add (&stack, edges[i]);
          continue;
        }
      stack.n--;
      bool needed = g_hash_table_contains (run->captured, node);
      for (int i = 0; i < node->n_inputs && !needed; i++)
        needed = edges[i] && GPOINTER_TO_INT (g_hash_table_lookup (state, edges[i])) == 2;
      if (needed)
        g_hash_table_insert (state, node, GINT_TO_POINTER (2));
    }
  run->needed = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer node, value;
  g_hash_table_iter_init (&iter, state);
  while (g_hash_table_iter_next (&iter, &node, &value))
    if (GPOINTER_TO_INT (value) == 2)
      g_hash_table_add (run->needed, node);
  g_hash_table_destroy (state);
  g_free (stack.nodes);
}

/* --- counting --- */

static void
side_free (void *data)
{
  RgSideState *side = data;
  rg_run_drop (&side->run);
  g_free (side->ordinals);
  g_free (side);
}

static bool
has_many_outputs (const RgNode *node)
{
  return node->op->n_outputs != 1 && node->op != &rg_leaf_op.op && node->op != &rg_proxy_op.op;
}

/* Meets a node: claims it, or makes a state beside it where another run owns it.
 * True the first time. */
static bool
meet (RgRun *run, RgNode *node)
{
  uint64_t owner = atomic_load_explicit (&node->owner, memory_order_acquire);
  if (owner == run->id || (run->side && g_hash_table_contains (run->side, node)))
    return false;
  /* The side table is looked at first: a node that the other run has let go
   * meanwhile must not be counted twice. */
  if (owner == 0
      && atomic_compare_exchange_strong_explicit (&node->owner, &owner, run->id, memory_order_acq_rel,
                                                  memory_order_acquire))
    {
      node->run.n_in = 0;
      atomic_store_explicit (&node->run.waiting, 0, memory_order_relaxed);
      node->run.many = has_many_outputs (node);
      atomic_store_explicit (&node->run.slot, NULL, memory_order_relaxed);
      rg_node_list_add (&run->claimed, node);
      return true;
    }
  atomic_fetch_or_explicit (&node->flags, RG_NODE_SHARED, memory_order_acq_rel);
  if (run->side == NULL)
    run->side = g_hash_table_new_full (NULL, NULL, NULL, side_free);
  RgSideState *side = g_new0 (RgSideState, 1);
  side->run.many = has_many_outputs (node);
  side->ordinals = g_new0 (uint32_t, MAX (node->n_inputs, 1));
  g_hash_table_insert (run->side, node, side);
  return true;
}

/* One more edge into a node; returns its ordinal. Only where several outputs come together
 * is it told by a count that all have arrived (accumulate.c). */
static inline uint32_t
count_edge (RgNodeRun *state)
{
  if (state->many)
    atomic_store_explicit (&state->waiting, state->n_in + 1, memory_order_relaxed);
  return state->n_in++;
}

void
rg_run_count (RgRun *run, RgNode *const *roots, size_t n, uint32_t *root_ordinals)
{
  RgNodeList stack = { 0 };
  run->min_seq = UINT64_MAX;
  for (size_t i = 0; i < n; i++)
    {
      if (meet (run, roots[i]))
        rg_node_list_add (&stack, roots[i]);
      root_ordinals[i] = count_edge (rg_run_state (run, roots[i], NULL));
    }
  while (stack.n)
    {
      RgNode *node = stack.nodes[--stack.n];
      RgNode **edges = rg_node_edges (node);
      uint32_t *ordinals;
      rg_run_state (run, node, &ordinals);
      if (node->seq != UINT64_MAX)
        {
          run->max_seq = MAX (run->max_seq, node->seq);
          run->min_seq = MIN (run->min_seq, node->seq);
        }
      run->work += 30 + 0.3 * (double) rg_numel (rg_node_meta (node));
      for (int i = 0; i < node->n_inputs; i++)
        {
          RgNode *to = edges[i];
          if (to == NULL || !rg_run_needs (run, to))
            continue;
          rg_node_fetch_along (node, to);
          if (meet (run, to))
            rg_node_list_add (&stack, to);
          ordinals[i] = count_edge (rg_run_state (run, to, NULL));
        }
    }
  g_free (stack.nodes);
}

/* After an error, or when it was cancelled: what has not run is let go of. */
void
rg_run_let_go (RgRun *run)
{
  for (size_t i = 0; i < run->claimed.n; i++)
    {
      RgNode *node = run->claimed.nodes[i];
      if (atomic_load_explicit (&node->owner, memory_order_acquire) != run->id)
        continue;
      rg_run_drop (&node->run);
      atomic_store_explicit (&node->owner, 0, memory_order_release);
    }
}
