/* run.c: the second and third phase of a backward: running one ready node, and
 * releasing what it saved. worker.c says who runs which.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "profile-private.h"
#include "anomaly-private.h"
#include "hooks-private.h"
#include "run-private.h"

/* --- one node --- */

void
rg_run_fail (RgRun *run, uint64_t seq, GError *error)
{
  pthread_mutex_lock (&run->lock);
  /* The later a node was made, the earlier a serial run meets it: the error that
   * it would have met first wins. */
  if (run->error == NULL || seq > atomic_load_explicit (&run->error_seq, memory_order_relaxed))
    {
      g_clear_error (&run->error);
      run->error = error;
      atomic_store_explicit (&run->error_seq, seq, memory_order_relaxed);
      atomic_store_explicit (&run->failed, true, memory_order_release);
    }
  else
    g_error_free (error);
  pthread_mutex_unlock (&run->lock);
}

static bool
take_scope_error (RgRun *run, const RgNode *node)
{
  GError *error = NULL;
  if (rg_scope_check (NULL, &error))
    return true;
  rg_run_fail (run, node->seq, error);
  return false;
}

/* Drops what the node saved, unless a second run that met it still reads it. */
static void
release_saved (RgRun *run, RgNode *node)
{
  if (run->retain || !rg_node_has_saved (node))
    return;
  uint32_t before = atomic_fetch_or_explicit (&node->flags, RG_NODE_RELEASED, memory_order_acq_rel);
  if (!(before & (RG_NODE_SHARED | RG_NODE_RELEASED)))
    rg_node_release_saved (node);
}

/* A gradient (handle given) that is the keeper's alone: the host may write to it. */
static RgTensor *
own_copy (const RgRun *run, RgTensor *grad)
{
  if (run->create_graph)
    return rg_tensor_ref (grad);
  RgTensor *own = rg_tensor_fresh ((RgDType) grad->dtype, grad->ndim, rg_sizes (grad), -1);
  if (own)
    rg_copy_data (own, grad);
  return own;
}

/* Adds a gradient to that of a tensor that is no leaf: the block's own, or the one
 * that an in-place operator gave this node. */
static void
retain (const RgRun *run, RgExtra *at, RgTensor *grad)
{
  rg_settle (rg_thread ());
  pthread_mutex_lock (&at->lock);
  RgExtra *extra = at->retain_to ? at->retain_to->extra : at;
  if (extra != at)
    pthread_mutex_lock (&extra->lock);
  extra->grad = extra->grad ? rg_gradient_add (extra->grad, rg_tensor_ref (grad)) : own_copy (run, grad);
  if (extra != at)
    pthread_mutex_unlock (&extra->lock);
  pthread_mutex_unlock (&at->lock);
}

/* What happens to a gradient on its way into a node: it is kept for whoever asked
 * for it. */
static bool
observe (RgRun *run, RgNode *node, RgTensor **grad)
{
  RgTensor *meta = rg_node_meta (node);
  RgExtra *extra = __atomic_load_n (&meta->extra, __ATOMIC_ACQUIRE);
  if (extra && extra->tensor_hooks && !rg_hooks_tensor (extra, meta, grad))
    return false;
  if (extra && *grad && (extra->retain_to || (extra->retains_grad && meta->node == node)))
    retain (run, extra, *grad);
  if (run->captured == NULL)
    return true;
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (run->captured, node));
  if (index == 0)
    return true;
  if (run->accumulate_captures && rg_node_flags (node) & RG_NODE_LEAF)
    return true; /* the leaf itself does it */
  if (run->accumulate_captures)
    return rg_leaf_accumulate (run->inputs[index - 1], rg_tensor_ref (*grad), run->create_graph);
  rg_tensor_unref (run->captures[index - 1]);
  run->captures[index - 1] = rg_tensor_ref (*grad);
  return true;
}

/* Hooks see it as a node: on the gradient, before the node, the accumulation and its
 * hooks, after the node. Under rg_grad_of there is no accumulation. */
static bool
run_leaf (RgRun *run, RgNode *node, RgTensor *grad)
{
  RgTensor *leaf = node->attrs;
  bool ok = observe (run, node, &grad);
  if (!ok || !run->accumulate_captures)
    {
      rg_tensor_unref (grad);
      return ok;
    }
  RgExtra *extra = __atomic_load_n (&leaf->extra, __ATOMIC_ACQUIRE);
  RgExtra *hooked = rg_node_flags (node) & RG_NODE_HOOKS ? rg_node_block (node)->extra : NULL;
  if (hooked && hooked->pre_hooks)
    ok = rg_hooks_pre (hooked, node, &grad, 1);
  RgTensor *seen = hooked && hooked->post_hooks ? rg_tensor_ref (grad) : NULL;
  /* It may require a gradient no more. */
  if (ok && leaf->flags & RG_TENSOR_REQUIRES_GRAD)
    {
      ok = rg_leaf_accumulate (leaf, grad, run->create_graph);
      if (ok && extra && extra->leaf_hooks)
        rg_hooks_leaf (extra, leaf);
    }
  else
    rg_tensor_unref (grad);
  if (ok && hooked && hooked->post_hooks)
    ok = rg_hooks_post (hooked, node, NULL, &seen, 1);
  rg_tensor_unref (seen);
  return ok;
}

/* Sends results[i] along edge i. Leaves run at once; other nodes that it makes
 * ready join the worker's list. */
static bool
send (RgRun *run, RgReady *ready, RgNode *from, RgTensor **results)
{
  RgNode **edges = rg_node_edges (from);
  uint32_t *ordinals;
  bool ok = true;
  rg_run_state (run, from, &ordinals);
  for (int i = 0; i < from->n_inputs; i++)
    {
      RgNode *to = edges[i];
      if (to == NULL || !rg_run_needs (run, to))
        rg_tensor_unref (results[i]);
      else if (rg_run_deliver (run, to, ordinals[i], from->n_outputs, results[i]))
        ok &= rg_run_arrived (run, ready, to);
    }
  return ok;
}

bool
rg_run_arrived (RgRun *run, RgReady *ready, RgNode *node)
{
  uint32_t flags = rg_node_flags (node);
  if (!(flags & RG_NODE_LEAF) || (flags & RG_NODE_HOST))
    {
      rg_ready_add (ready, node);
      return true;
    }
  RgTensor *grad;
  rg_run_take (run, node, &grad, 1);
  const bool ok = run_leaf (run, node, grad);
  rg_run_done (run, node);
  return ok;
}

/* Nodes made under create_graph are numbered by the node whose gradient they are,
 * not by when it ran. */
static void
number_from (RgRun *run, RgThread *self, const RgNode *node)
{
  self->seq = run->seq_base + (run->max_seq - node->seq) * RG_SEQ_PER_NODE;
  self->seq_limit = self->seq + RG_SEQ_PER_NODE - 1;
}

/* The result of a vjp with a handle of its own. The scope's, if it is what the
 * scope was given last: no count is touched. */
static inline RgTensor *
take_result (RgThread *self, size_t mark, RgTensor *result, const RgTensor *meta)
{
  if (G_LIKELY (self->top > mark && self->stack[self->top - 1] == result))
    self->top--;
  else
    rg_tensor_ref (result);
  if (G_LIKELY (result->dtype == meta->dtype && rg_same_shape (result, meta)))
    return result;
  RgTensor *fitted = rg_gradient_fit (result, meta);
  rg_tensor_unref (result);
  return fitted;
}

/* The short way for a node with one output, at most two inputs and nothing
 * unusual about it. False: nothing was done. */
static bool
run_simple (RgRun *run, RgReady *ready, RgNode *node, uint32_t flags, RgThread *self)
{
  const RgOpInfo *info = rg_op_info (node->op);
  RgTensor *grad = atomic_load_explicit (&node->run.slot, memory_order_acquire);
  if (!info->is_simple || !run->is_plain || (flags & ~(uint32_t) (RG_NODE_SELF_SAVED | RG_NODE_SHARED))
      || rg_node_block (node)->extra || node->run.n_in > 2 || grad == NULL || grad == &rg_undefined_gradient
      || rg_call_is_watched ())
    return false;
  const RgSavedAttrs *kept = node->attrs;
  RgNode **edges = rg_node_edges (node);
  RgTensor *results[2] = { NULL, NULL };
  RgVjpCall c = { .node = node, .info = info, .attrs = kept && kept->has_attrs ? kept->attrs : info->op.attrs_init,
                  .grads = &grad, .n_grads = 1, .results = results };
  size_t mark = self->top;
  bool ok = true;
  atomic_store_explicit (&node->run.slot, NULL, memory_order_relaxed);
  c.may_spend = rg_tensor_is_sole (grad);
  c.last = node->n_inputs == 2 && edges[1];
  for (int i = 0; i < node->n_inputs && ok; i++)
    {
      if (edges[i] == NULL)
        continue;
      c.at = (size_t) i;
      RgTensor *result = info->vjp_of[i]->fn (&c, (size_t) i);
      if (c.offered && self->spent == NULL)
        grad = NULL; /* its handle went to the scope with the result */
      self->spent = NULL;
      if (result)
        results[i] = take_result (self, mark, result, rg_node_meta (edges[i]));
      ok = !c.failed && self->scope->error == NULL;
    }
  rg_tensor_unref (grad);
  if (G_LIKELY (ok))
    {
      uint32_t *ordinals = rg_node_ordinals (node);
      for (int i = 0; i < node->n_inputs; i++)
        if (edges[i])
          {
            rg_node_fetch_along (node, edges[i]);
            if (rg_run_deliver (run, edges[i], ordinals[i], 1, results[i]))
              rg_run_arrived (run, ready, edges[i]);
          }
      release_saved (run, node);
      rg_run_done (run, node);
    }
  else
    for (int i = 0; i < node->n_inputs; i++)
      rg_tensor_unref (results[i]);
  if (G_UNLIKELY (self->scope->error != NULL))
    take_scope_error (run, node);
  rg_scope_pop_to (self, mark);
  return true;
}

/* Whether what a node would compute is asked for. A node that is there for its own
 * gradient alone is not run, and keeps what it saved. */
static bool
leads_on (const RgRun *run, RgNode *node)
{
  if (run->needed == NULL)
    return true;
  for (int i = 0; i < node->n_inputs; i++)
    if (rg_node_edges (node)[i] && g_hash_table_contains (run->needed, rg_node_edges (node)[i]))
      return true;
  return false;
}

static void
run_any (RgRun *run, RgReady *ready, RgNode *node, uint32_t flags)
{
  size_t n_grads = flags & RG_NODE_PROXY ? 1 : MAX (node->n_outputs, 1);
  RgTensor *few[8], **grads = n_grads <= 8 ? few : g_new (RgTensor *, n_grads);
  RgTensor *few_results[8], **results = node->n_inputs <= 8 ? few_results : g_new (RgTensor *, node->n_inputs);
  RgThread *self = rg_thread ();
  size_t mark = self->top;
  bool defined = false;
  if (flags & RG_NODE_LEAF)
    {
      RgTensor *grad;
      rg_run_take (run, node, &grad, 1);
      run_leaf (run, node, grad);
      rg_run_done (run, node);
      take_scope_error (run, node);
      rg_scope_pop_to (self, mark);
      return;
    }
  if (G_UNLIKELY (run->create_graph))
    number_from (run, self, node);
  rg_run_take (run, node, grads, n_grads);
  bool ok = n_grads > 1 || observe (run, node, &grads[0]);
  if (ok && !leads_on (run, node))
    {
      for (size_t i = 0; i < n_grads; i++)
        rg_tensor_unref (grads[i]);
      if (grads != few)
        g_free (grads);
      if (results != few_results)
        g_free (results);
      rg_run_done (run, node);
      take_scope_error (run, node);
      rg_scope_pop_to (self, mark);
      return;
    }
  RgExtra *extra = flags & RG_NODE_HOOKS ? rg_node_block (node)->extra : NULL;
  if (extra && extra->pre_hooks)
    ok = ok && rg_hooks_pre (extra, node, grads, n_grads);
  for (size_t i = 0; i < n_grads; i++)
    defined |= grads[i] != NULL;
  for (int i = 0; i < node->n_inputs; i++)
    results[i] = NULL;

  if (flags & RG_NODE_PROXY)
    results[0] = rg_tensor_ref (grads[0]);
  else if (ok && defined)
    {
      if (flags & RG_NODE_RELEASED)
        rg_scope_fail (NULL, RG_ERROR_AUTOGRAD,
                       "Trying to backward through the graph a second time (or directly access saved "
                       "tensors after they have already been freed). Saved intermediate values of the "
                       "graph are freed when you call rg_backward or rg_grad_of. Specify "
                       "retain_graph=true if you need to backward through the graph a second time or "
                       "if you need to access saved tensors after calling backward.");
      else
        rg_node_vjp (node, grads, n_grads, NULL, !run->create_graph && extra == NULL, results);
      if (G_UNLIKELY (rg_anomaly_mode ()) && !rg_scope_failed (NULL))
        rg_anomaly_check (node, results);
    }
  if (extra && extra->post_hooks && ok && !rg_scope_failed (NULL))
    rg_hooks_post (extra, node, results, grads, n_grads);
  for (size_t i = 0; i < n_grads; i++)
    rg_tensor_unref (grads[i]);
  if (grads != few)
    g_free (grads);
  ok = take_scope_error (run, node) && ok;
  if (ok)
    {
      send (run, ready, node, results);
      release_saved (run, node);
      rg_run_done (run, node);
      take_scope_error (run, node);
    }
  else
    for (int i = 0; i < node->n_inputs; i++)
      rg_tensor_unref (results[i]);
  if (results != few_results)
    g_free (results);
  rg_scope_pop_to (self, mark);
}

void
rg_run_node (RgRun *run, RgReady *ready, RgNode *node)
{
  const uint32_t flags = rg_node_flags (node);
  if (run_simple (run, ready, node, flags, rg_thread ()))
    return;
  const double start = flags & RG_NODE_PROXY ? 0 : rg_profile_start ();
  /* Afterwards the node may be gone. */
  g_autofree char *name = start > 0 ? g_strdup (rg_node_name (node)) : NULL;
  run_any (run, ready, node, flags);
  RG_PROFILE_NOTE (RG_PROFILE_BACKWARD, name, start);
}
