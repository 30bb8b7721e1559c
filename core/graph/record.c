/* record.c: giving the outputs of a call the node that remembers it.
 *
 * A node with one output lies in that output's block. One with several has a
 * block of its own, and each differentiable output gets a proxy node in its
 * block, which hands its gradient on; so sizes, hooks and accumulation work the
 * same for both.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "anomaly-private.h"
#include "attrs-private.h"
#include "graph-private.h"
#include "hooks-private.h"
#include "views-private.h"
#include <string.h>

const RgOpInfo rg_leaf_op
    = { .op = { .struct_size = sizeof (RgOp), .name = "accumulate_grad" }, .backward_name = "AccumulateGrad" };
const RgOpInfo rg_proxy_op
    = { .op = { .struct_size = sizeof (RgOp), .name = "output" }, .backward_name = "Output" };

void
rg_edge_ref (RgNode *node)
{
  if (rg_node_flags (node) & RG_NODE_LEAF)
    rg_tensor_ref (node->attrs);
  else
    rg_node_ref_edge (node);
}

void
rg_edge_unref (RgNode *node)
{
  if (rg_node_flags (node) & RG_NODE_LEAF)
    rg_tensor_unref (node->attrs);
  else
    rg_node_unref_edge (node);
}

RgNode *
rg_gradient_node (RgTensor *t)
{
  if (G_UNLIKELY (t->extra != NULL) && t->extra->base)
    rg_view_refresh (t);
  RgNode *node = __atomic_load_n (&t->node, __ATOMIC_ACQUIRE);
  if (node || !(t->flags & RG_TENSOR_REQUIRES_GRAD))
    return node;
  node = rg_node_bare (0);
  node->op = &rg_leaf_op.op;
  node->seq = UINT64_MAX; /* leaves run as soon as they are ready */
  node->attrs = t;
  atomic_init (&node->flags, RG_NODE_LEAF);
  RgNode *expected = NULL;
  if (__atomic_compare_exchange_n (&t->node, &expected, node, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
    return node;
  rg_node_unref_edge (node); /* another thread was first */
  return expected;
}

/* --- attributes --- */

static void *
save_attrs (const RgOp *op, const void *attrs)
{
  size_t bytes = sizeof (RgSavedAttrs) + (op->attrs_size ? rg_attrs_copy_size (op, attrs) : 0);
  RgSavedAttrs *saved = rg_block_alloc (rg_block_class (bytes), bytes);
  memset (saved, 0, sizeof *saved);
  saved->bytes = bytes;
  saved->has_attrs = op->attrs_size > 0;
  if (op->attrs_size)
    rg_attrs_copy (op, saved->attrs, attrs);
  return saved;
}

RgSavedAttrs *
rg_node_kept (RgNode *node)
{
  if (node->attrs == NULL)
    node->attrs = save_attrs (&rg_proxy_op.op, NULL);
  return node->attrs;
}

/* --- a node --- */

static void
number (RgThread *self, RgNode *node)
{
  node->seq = self->seq;
  if (self->seq < self->seq_limit)
    self->seq++;
}

RgNode *
rg_node_make (const RgOp *op, const RgTensor *like, RgNode *const *edges, size_t n, const void *attrs)
{
  RgNode *node = rg_node_shaped ((RgDType) like->dtype, like->ndim, rg_sizes (like), (int) n);
  node->op = op;
  number (rg_thread (), node);
  for (size_t i = 0; i < n; i++)
    if (edges[i])
      {
        rg_node_edges (node)[i] = edges[i];
        rg_edge_ref (edges[i]);
      }
  if (op->attrs_size)
    node->attrs = save_attrs (op, attrs);
  return node;
}

/* An alias of an output for the node that made it (transfer full). One whose data lies in
 * its own block is copied, which is a few bytes: its alias would hold the block, the block
 * the node, and the node the alias. */
static RgTensor *
keep_apart (RgTensor *t)
{
  if (!(t->flags & RG_TENSOR_INLINE))
    return rg_tensor_view (t, t->ndim, rg_sizes (t), rg_strides (t), 0, -1);
  RgTensor *copy = rg_tensor_fresh ((RgDType) t->dtype, t->ndim, rg_sizes (t), -1);
  if (copy)
    rg_copy_data (copy, t);
  return copy;
}

static void
pack (RgFullCall *call, RgNode *node, size_t i, RgTensor *t, RgSavedHooks *hooks)
{
  RgSavedAttrs *kept = rg_node_kept (node);
  if (kept->packed == NULL)
    {
      kept->n_packed = call->pub.n_inputs + call->pub.n_outputs;
      kept->packed = g_new0 (RgPacked, kept->n_packed);
      uint32_t marks = RG_NODE_PACKED | (hooks->flags & RG_ANY_THREAD ? 0 : RG_NODE_HOST);
      atomic_fetch_or_explicit (&node->flags, marks, memory_order_relaxed);
    }
  RgTensor *plain = i < call->pub.n_inputs ? rg_detach (t) : rg_scope_push (call->thread, keep_apart (t));
  call->refused |= !rg_saved_pack (hooks, plain, &kept->packed[i]);
}

static uint64_t
fill_node (RgFullCall *call, RgNode *node)
{
  const RgOpInfo *info = call->info;
  size_t n = call->pub.n_inputs;
  RgNode **edges = rg_node_edges (node);
  uint64_t needs = 0;
  RgSavedHooks *hooks = rg_saved_hooks ();
  node->op = &info->op;
  number (call->thread, node);
  for (size_t i = 0; i < n; i++)
    {
      RgTensor *t = call->pub.inputs[i];
      const RgVjp *row = t ? rg_op_vjp_row (info, i) : NULL;
      RgNode *to = row ? rg_gradient_node (t) : NULL;
      if (to == NULL)
        continue;
      edges[i] = to;
      rg_edge_ref (to);
      needs |= row->needs;
    }
  if (info->op.attrs_size && call->pub.attrs != info->op.attrs_init)
    node->attrs = save_attrs (&info->op, call->pub.attrs);
  if (G_UNLIKELY (info->op.backward_name_of != NULL))
    rg_node_kept (node)->name = info->op.backward_name_of (&call->pub);
  RgTensor **saved = rg_node_saved (node);
  uint32_t *versions = rg_node_versions (node);
  bool all = (needs & RG_SAVE_ALL_INPUTS) == RG_SAVE_ALL_INPUTS;
  for (size_t i = 0; i < n; i++)
    {
      RgTensor *t = call->pub.inputs[i];
      if (t == NULL || !(all || (i < 31 && (needs & RG_SAVE_INPUT (i)))))
        continue;
      if (G_UNLIKELY (hooks != NULL))
        {
          pack (call, node, i, t, hooks);
          continue;
        }
      if (G_UNLIKELY (t->flags & RG_TENSOR_INFERENCE))
        {
          rg_call_fail (&call->pub, RG_ERROR_AUTOGRAD, "Inference tensors cannot be saved for backward. To "
                        "work around you can make a clone (rg_clone) to get a normal tensor and use it in "
                        "autograd.");
          call->refused = true;
          continue;
        }
      saved[i] = rg_tensor_ref (t);
      versions[i] = rg_tensor_get_version (t);
    }
  return needs;
}

static void
record_single (RgFullCall *call)
{
  RgTensor *out = call->pub.outputs[0];
  if (!(out->flags & RG_TENSOR_HAS_NODE))
    return; /* not of a floating dtype */
  RgNode *node = rg_tensor_own_node (out);
  uint64_t needs = fill_node (call, node);
  out->node = node;
  RgSavedHooks *hooks = rg_saved_hooks ();
  if (G_UNLIKELY (hooks != NULL) && (needs & RG_SAVE_OUTPUT (0)))
    pack (call, node, call->pub.n_inputs, out, hooks);
  else if (needs & RG_SAVE_OUTPUT (0))
    {
      atomic_fetch_or_explicit (&node->flags, RG_NODE_SELF_SAVED, memory_order_relaxed);
      atomic_fetch_add_explicit (&out->counts, RG_HANDLE | RG_SELF, memory_order_relaxed);
    }
}

static void
record_multi (RgFullCall *call)
{
  size_t n = call->pub.n_outputs;
  RgNode *node = rg_node_bare ((int) call->pub.n_inputs);
  uint64_t needs = fill_node (call, node);
  RgSavedHooks *hooks = rg_saved_hooks ();
  node->n_outputs = (uint16_t) n;
  for (size_t i = 0; i < n && i < 32 && hooks; i++)
    if (needs & RG_SAVE_OUTPUT (i) && call->pub.outputs[i])
      pack (call, node, call->pub.n_inputs + i, call->pub.outputs[i], hooks);
  if (needs >> 32 && hooks == NULL)
    {
      RgSavedAttrs *kept = rg_node_kept (node);
      kept->aliases = g_new0 (RgTensor *, n);
      kept->alias_versions = g_new0 (uint32_t, n);
      kept->n_aliases = n;
      for (size_t i = 0; i < n && i < 32; i++)
        if (needs & RG_SAVE_OUTPUT (i) && call->pub.outputs[i])
          {
            RgTensor *t = call->pub.outputs[i];
            kept->aliases[i] = keep_apart (t);
            kept->alias_versions[i] = kept->aliases[i] ? rg_tensor_get_version (kept->aliases[i]) : 0;
          }
    }
  for (size_t i = 0; i < n; i++)
    {
      RgTensor *out = call->pub.outputs[i];
      if (out == NULL || !(out->flags & RG_TENSOR_HAS_NODE))
        continue;
      RgNode *proxy = rg_tensor_own_node (out);
      proxy->op = &rg_proxy_op.op;
      proxy->seq = node->seq;
      proxy->n_outputs = (uint16_t) i;
      atomic_store_explicit (&proxy->flags, RG_NODE_PROXY, memory_order_relaxed);
      rg_node_edges (proxy)[0] = node;
      rg_node_ref_edge (node);
      out->node = proxy;
    }
  rg_node_unref_edge (node);
}

static void
record_plain (RgThread *self, const RgOpInfo *info, RgTensor *const *in, size_t n, RgTensor *out)
{
  RgNode *node = rg_tensor_own_node (out);
  RgNode **edges = rg_node_edges (node);
  RgTensor **saved = rg_node_saved (node);
  uint64_t needs = 0;
  node->op = &info->op;
  number (self, node);
  out->node = node;
  for (size_t i = 0; i < n; i++)
    {
      const RgVjp *row = info->vjp_of[i];
      RgNode *to = row ? rg_tensor_node (in[i]) : NULL;
      if (to == NULL && (row == NULL || (to = rg_gradient_node (in[i])) == NULL))
        continue;
      edges[i] = to;
      rg_edge_ref (to);
      needs |= row->needs;
    }
  for (size_t i = 0; i < n; i++)
    if (needs & RG_SAVE_INPUT (i))
      {
        saved[i] = rg_tensor_ref (in[i]);
        rg_node_versions (node)[i] = rg_tensor_get_version (in[i]);
      }
  if (needs & RG_SAVE_OUTPUT (0))
    {
      atomic_store_explicit (&node->flags, RG_NODE_SELF_SAVED, memory_order_relaxed);
      atomic_store_explicit (&out->counts, RG_EDGE | 2 * RG_HANDLE | RG_SELF, memory_order_relaxed);
    }
}

/* The node that remembers the call: of an output's proxy the one it stands for. */
static RgNode *
behind (RgNode *node)
{
  return rg_node_flags (node) & RG_NODE_PROXY ? rg_node_edges (node)[0] : node;
}

static bool
record (RgFullCall *call)
{
  if (!call->record)
    ;
  else if (call->info->op.n_outputs == 1)
    record_single (call);
  else
    record_multi (call);
  if (call->info->op.kind == RG_KIND_VIEW)
    rg_views_note (call);
  if (call->record && G_UNLIKELY (rg_anomaly_mode ()) && call->pub.outputs[0]->node)
    rg_anomaly_note (call, behind (call->pub.outputs[0]->node));
  return !call->refused;
}

__attribute__ ((constructor)) static void
install (void)
{
  rg_call_record = record;
  rg_call_record_plain = record_plain;
}
