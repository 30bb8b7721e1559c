/* extra.c: allocating and freeing what few tensors have, and what nodes hold.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "extra-private.h"
#include <string.h>

static pthread_mutex_t make_lock = PTHREAD_MUTEX_INITIALIZER;

RgExtra *
rg_extra_of (RgTensor *tensor)
{
  RgExtra *extra = __atomic_load_n (&tensor->extra, __ATOMIC_ACQUIRE);
  if (extra)
    return extra;
  pthread_mutex_lock (&make_lock);
  extra = tensor->extra;
  if (extra == NULL)
    {
      extra = rg_block_alloc (rg_block_class (sizeof *extra), sizeof *extra);
      memset (extra, 0, sizeof *extra);
      pthread_mutex_init (&extra->lock, NULL);
      __atomic_store_n (&tensor->extra, extra, __ATOMIC_RELEASE);
    }
  pthread_mutex_unlock (&make_lock);
  return extra;
}

static void
hooks_free (RgHook **list)
{
  RgHook *hook = *list;
  *list = NULL;
  while (hook)
    {
      RgHook *next = hook->next;
      if (hook->forget)
        hook->forget (hook);
      if (hook->destroy)
        hook->destroy (hook->user_data);
      g_free (hook);
      hook = next;
    }
}

void
rg_extra_stop_retaining (RgExtra *extra)
{
  RgNode *node = g_steal_pointer (&extra->retained_at);
  if (node == NULL)
    return;
  RgExtra *there = rg_node_block (node)->extra;
  pthread_mutex_lock (&there->lock);
  there->retain_to = NULL;
  pthread_mutex_unlock (&there->lock);
  rg_node_unref_edge (node);
}

/* --- tangents --- */

/* A tangent that was recorded may refer to what it belongs to: the node that made it saved
 * that tensor. Such a circle is undone where forward mode is closed. */
static pthread_mutex_t duals_lock = PTHREAD_MUTEX_INITIALIZER;

static void
unlink_dual (RgExtra *extra)
{
  if (extra->dual_link == NULL)
    return;
  *extra->dual_link = extra->next_dual;
  if (extra->next_dual)
    extra->next_dual->dual_link = extra->dual_link;
  extra->dual_link = NULL;
  extra->next_dual = NULL;
}

void
rg_extra_set_tangent (RgExtra *extra, RgTensor *tangent)
{
  RgThread *self = rg_thread ();
  pthread_mutex_lock (&duals_lock);
  RgTensor *before = extra->tangent;
  extra->tangent = tangent;
  extra->tangent_level = self->dual_level;
  unlink_dual (extra);
  extra->next_dual = self->duals;
  extra->dual_link = &self->duals;
  if (self->duals)
    self->duals->dual_link = &extra->next_dual;
  self->duals = extra;
  pthread_mutex_unlock (&duals_lock);
  rg_tensor_unref (before);
}

static RgTensor *
take_tangent (RgExtra *extra)
{
  unlink_dual (extra);
  return g_steal_pointer (&extra->tangent);
}

void
rg_extra_drop_tangents (RgThread *self)
{
  for (bool more = true; more;)
    {
      pthread_mutex_lock (&duals_lock);
      more = self->duals != NULL;
      RgTensor *tangent = more ? take_tangent (self->duals) : NULL;
      pthread_mutex_unlock (&duals_lock);
      /* Outside the lock: what goes with it may have tangents. */
      rg_tensor_unref (tangent);
    }
}

static void
release_tangent (RgExtra *extra)
{
  if (extra->tangent_level == 0)
    return;
  pthread_mutex_lock (&duals_lock);
  RgTensor *tangent = take_tangent (extra);
  pthread_mutex_unlock (&duals_lock);
  rg_tensor_unref (tangent);
}

void
rg_extra_release_tensor (RgExtra *extra)
{
  rg_tensor_unref (g_steal_pointer (&extra->grad));
  rg_tensor_unref (g_steal_pointer (&extra->base));
  release_tangent (extra);
  rg_extra_stop_retaining (extra);
  RgNode *parked = g_steal_pointer (&extra->parked);
  if (parked)
    rg_node_unref_edge (parked);
  hooks_free (&extra->leaf_hooks);
}

void
rg_extra_free (RgExtra *extra)
{
  rg_extra_release_tensor (extra);
  hooks_free (&extra->tensor_hooks);
  hooks_free (&extra->pre_hooks);
  hooks_free (&extra->post_hooks);
  g_free (extra->trace);
  pthread_mutex_destroy (&extra->lock);
  rg_block_free (rg_block_class (sizeof *extra), extra);
}

/* --- nodes --- */

static RgSavedAttrs *
saved_attrs (RgNode *node, uint32_t flags)
{
  return flags & RG_NODE_LEAF ? NULL : node->attrs;
}

static void
release_packed (RgSavedAttrs *attrs)
{
  RgPacked *packed = g_steal_pointer (&attrs->packed);
  for (size_t i = 0; packed && i < attrs->n_packed; i++)
    if (packed[i].is_set && packed[i].release)
      packed[i].release (packed[i].packed);
  g_free (packed);
}

bool
rg_node_has_saved (RgNode *node)
{
  uint32_t flags = atomic_load_explicit (&node->flags, memory_order_relaxed);
  RgTensor **saved = rg_node_saved (node);
  if (flags & RG_NODE_SELF_SAVED)
    return true;
  for (int i = 0; i < node->n_inputs; i++)
    if (saved[i])
      return true;
  RgSavedAttrs *attrs = saved_attrs (node, flags);
  return attrs && (attrs->n_aliases || attrs->packed);
}

void
rg_node_release_saved (RgNode *node)
{
  RgTensor **saved = rg_node_saved (node);
  for (int i = 0; i < node->n_inputs; i++)
    rg_tensor_unref (g_steal_pointer (&saved[i]));
  uint32_t flags = atomic_load_explicit (&node->flags, memory_order_relaxed);
  RgSavedAttrs *attrs = saved_attrs (node, flags);
  if (attrs)
    for (size_t i = 0; i < attrs->n_aliases; i++)
      rg_tensor_unref (g_steal_pointer (&attrs->aliases[i]));
  if (attrs && attrs->packed)
    release_packed (attrs);
  if (flags & RG_NODE_SELF_SAVED)
    {
      atomic_fetch_and_explicit (&node->flags, ~(uint32_t) RG_NODE_SELF_SAVED, memory_order_relaxed);
      RgTensor *block = rg_node_block (node);
      atomic_fetch_and_explicit (&block->counts, ~RG_SELF, memory_order_acq_rel);
      rg_tensor_unref (block);
    }
}

void
rg_node_release (RgNode *node)
{
  RgTensor **saved = rg_node_saved (node);
  RgNode **edges = rg_node_edges (node);
  for (int i = 0; i < node->n_inputs; i++)
    {
      if (saved[i])
        rg_tensor_unref_later (g_steal_pointer (&saved[i]));
      RgNode *to = g_steal_pointer (&edges[i]);
      if (to == NULL)
        continue;
      rg_node_fetch_along (node, to);
      if (atomic_load_explicit (&to->flags, memory_order_relaxed) & RG_NODE_LEAF)
        rg_tensor_unref (to->attrs); /* an edge to a leaf holds the leaf */
      else
        rg_node_unref_edge (to);
    }
  uint32_t flags = atomic_load_explicit (&node->flags, memory_order_relaxed);
  RgSavedAttrs *attrs = saved_attrs (node, flags);
  if (attrs == NULL)
    return;
  for (size_t i = 0; i < attrs->n_aliases; i++)
    rg_tensor_unref (attrs->aliases[i]);
  release_packed (attrs);
  if (attrs->destroy)
    attrs->destroy (attrs->owned);
  g_free (attrs->aliases);
  g_free (attrs->alias_versions);
  rg_block_free (rg_block_class (attrs->bytes), attrs);
  node->attrs = NULL;
}
