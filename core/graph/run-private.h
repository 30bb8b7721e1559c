/* run-private.h: one backward call, from counting to release.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_RUN_PRIVATE_H
#define RG_RUN_PRIVATE_H

#include "graph-private.h"
#include <string.h>

/* What a run keeps for a node that another run owns: the same as in the node,
 * and the ordinals of its edges. */
typedef struct
{
  RgNodeRun run;
  uint32_t *ordinals; /* (n_inputs) */
} RgSideState;

/* Nodes, in the order in which they were met. */
typedef struct
{
  RgNode **nodes;
  size_t n, room;
} RgNodeList;

static inline void
rg_node_list_add (RgNodeList *list, RgNode *node)
{
  if (G_UNLIKELY (list->n == list->room))
    {
      list->room = list->room ? 2 * list->room : 256;
      list->nodes = g_renew (RgNode *, list->nodes, list->room);
    }
  list->nodes[list->n++] = node;
}

typedef struct
{
  uint64_t id;
  bool is_plain;        /* nothing but gradients for leaves is asked for */
  bool retain;
  bool create_graph;
  bool to_leaves;       /* accumulate into every leaf, not only captured inputs */
  GCancellable *cancellable;

  GHashTable *side;     /* RgNode -> RgSideState, of nodes that others own; or NULL */
  GHashTable *needed;   /* RgNode -> 1, with inputs: the nodes on a way to one; or NULL */
  GHashTable *captured; /* RgNode -> index + 1 of an input; or NULL */
  RgTensor **captures;  /* (n_inputs) gradients of the inputs, with handles */
  bool accumulate_captures; /* backward (inputs=): into their .grad */
  RgTensor *const *inputs;

  RgNodeList claimed;   /* nodes to let go of if it ends early */
  uint64_t max_seq;     /* of the nodes that it met */
  uint64_t min_seq;
  uint64_t seq_base;    /* where the numbers of nodes made by create_graph begin */
  double work;          /* estimated, in nanoseconds */

  pthread_mutex_t lock; /* of `error` */
  GError *error;
  _Atomic uint64_t error_seq;
  _Atomic bool failed;
} RgRun;

/* Numbers kept for the nodes that one node's vjp makes under create_graph. */
#define RG_SEQ_PER_NODE 64

/* Nodes that became ready while a worker ran one, latest first. */
typedef struct
{
  RgNode *few[16];
  RgNode **nodes;
  size_t n, room;
} RgReady;

static inline void
rg_ready_init (RgReady *ready)
{
  ready->nodes = ready->few;
  ready->n = 0;
  ready->room = 16;
}
static inline void
rg_ready_add (RgReady *ready, RgNode *node)
{
  if (G_UNLIKELY (ready->n == ready->room))
    {
      RgNode **larger = g_new (RgNode *, 2 * ready->room);
      memcpy (larger, ready->nodes, ready->n * sizeof *larger);
      if (ready->nodes != ready->few)
        g_free (ready->nodes);
      ready->nodes = larger;
      ready->room *= 2;
    }
  ready->nodes[ready->n++] = node;
}
static inline void
rg_ready_clear (RgReady *ready)
{
  if (ready->nodes != ready->few)
    g_free (ready->nodes);
}

/* The run's state of a node that count has met. */
static inline RgNodeRun *
rg_run_state (RgRun *run, RgNode *node, uint32_t **ordinals)
{
  if (G_LIKELY (atomic_load_explicit (&node->owner, memory_order_relaxed) == run->id))
    {
      if (ordinals)
        *ordinals = rg_node_ordinals (node);
      return &node->run;
    }
  RgSideState *side = g_hash_table_lookup (run->side, node);
  if (ordinals)
    *ordinals = side->ordinals;
  return &side->run;
}

/* The node has run: another run may claim it, and this one need not come back to it. */
static inline void
rg_run_done (const RgRun *run, RgNode *node)
{
  if (G_LIKELY (atomic_load_explicit (&node->owner, memory_order_relaxed) == run->id))
    atomic_store_explicit (&node->owner, 0, memory_order_release);
}

static inline bool
rg_run_needs (const RgRun *run, RgNode *node)
{
  return run->needed == NULL || g_hash_table_contains (run->needed, node);
}

/* Stands in a slot for a gradient that is undefined: zero that nobody made. */
extern RgTensor rg_undefined_gradient;

/* count.c */
void rg_run_find_needed (RgRun *run, RgNode *const *roots, size_t n);
void rg_run_count (RgRun *run, RgNode *const *roots, size_t n, uint32_t *root_ordinals);
void rg_run_let_go (RgRun *run);

/* accumulate.c: brings one gradient (handle taken; NULL: undefined) to edge
 * `ordinal` of a node. True when it was the last one. */
bool rg_run_deliver (RgRun *run, RgNode *node, uint32_t ordinal, uint32_t output, RgTensor *grad);
/* The gradients that were brought, one for each output, with handles. */
void rg_run_take (RgRun *run, RgNode *node, RgTensor **grads, size_t n);
/* Drops what was brought and not taken, after an error. */
void rg_run_drop (RgNodeRun *state);

/* run.c: runs one node and sends its results on; what that makes ready joins the
 * list. Errors go to the run. */
void rg_run_node (RgRun *run, RgReady *ready, RgNode *node);
/* All gradients of a node are there: a leaf runs at once, others join the list. */
bool rg_run_arrived (RgRun *run, RgReady *ready, RgNode *node);
/* Keeps an error (taken) that the node numbered seq met. */
void rg_run_fail (RgRun *run, uint64_t seq, GError *error);

/* worker.c: runs everything, inline or on a team. */
bool rg_run_execute (RgRun *run, RgNode *const *roots, RgTensor *const *grads,
                     const uint32_t *root_ordinals, size_t n);

#endif
