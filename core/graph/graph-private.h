/* graph-private.h: nodes, runs and what they share.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_GRAPH_PRIVATE_H
#define RG_GRAPH_PRIVATE_H

#include "call-private.h"
#include "extra-private.h"
#include "rg-autograd.h"

/* Nodes that no operator's descriptor describes. */
extern const RgOpInfo rg_leaf_op;  /* accumulates into `.grad` */
extern const RgOpInfo rg_proxy_op; /* one output of a node with several */

static inline uint32_t
rg_node_flags (RgNode *node)
{
  return atomic_load_explicit (&node->flags, memory_order_acquire);
}

/* The node whose gradient is that of `t`: of a leaf that requires one the
 * accumulation, made on first use; NULL where none is required. */
RgNode *rg_gradient_node (RgTensor *t);

/* The tensor part of an edge's target: of a leaf's node the leaf, else the block.
 * Its sizes and dtype hold while the node lives. */
static inline RgTensor *
rg_node_meta (RgNode *node)
{
  return rg_node_flags (node) & RG_NODE_LEAF ? node->attrs : rg_node_block (node);
}

/* Takes and drops a reference of the kind that an edge to `node` holds. */
void rg_edge_ref (RgNode *node);
void rg_edge_unref (RgNode *node);

/* A node of `op` that stands for a tensor like `like`: (transfer full) an edge. */
RgNode *rg_node_make (const RgOp *op, const RgTensor *like, RgNode *const *edges, size_t n,
                      const void *attrs);

/* What a node keeps beside its arrays; made on first use. */
RgSavedAttrs *rg_node_kept (RgNode *node);

/* A backward call of one node: what RgVjpCall is to core. */
struct _RgVjpCall
{
  RgNode *node;
  const RgOpInfo *info;
  const void *attrs;
  RgTensor *const *grads; /* (n_outputs) */
  size_t n_grads;
  RgTensor **results; /* (n_inputs), each with a handle of the caller */
  const uint64_t *wanted; /* bits of the inputs whose gradient is asked for */
  bool failed;
  bool offered;   /* the gradient was offered to the next pointwise operator */
  bool may_spend; /* nobody else holds the gradient */
  size_t last;    /* the last input whose gradient is asked for */
  size_t at;      /* the one that is asked for now */
};

/* The gradients of a node's inputs from those of its outputs: results[i] (with a
 * handle) or NULL. A gradient that became a result, which only `may_spend` allows,
 * leaves NULL behind. False with the error in the current scope. */
bool rg_node_vjp (RgNode *node, RgTensor **grads, size_t n_grads, const uint64_t *wanted, bool may_spend,
                  RgTensor **results);

/* What a hook on saved tensors packed, for the vjp of call `c`: under create_graph with
 * the history of the tensor that `edge` (nullable) leads to. */
RgTensor *rg_vjp_unpack (RgVjpCall *c, const RgPacked *packed, RgNode *edge);

/* Sums `grad` to the sizes of `meta` and converts it to its dtype; gives a handle. */
RgTensor *rg_gradient_fit (RgTensor *grad, const RgTensor *meta);

/* a + b, in a's memory where nobody else can see it; takes both handles, gives one. */
RgTensor *rg_gradient_add (RgTensor *a, RgTensor *b);

/* Adds `grad` (handle taken) to the leaf's `.grad`. */
bool rg_leaf_accumulate (RgTensor *leaf, RgTensor *grad, bool create_graph);

#endif
