/* mode.c: grad mode, and tensors' part in the graph.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "views-private.h"

bool
rg_grad_mode (void)
{
  return rg_thread ()->grad_mode;
}

bool
rg_set_grad_mode (bool enabled)
{
  RgThread *self = rg_thread ();
  bool before = self->grad_mode;
  self->grad_mode = enabled;
  return before;
}

bool
rg_inference_mode (void)
{
  return rg_thread ()->inference_mode;
}

bool
rg_set_inference_mode (bool enabled)
{
  RgThread *self = rg_thread ();
  bool before = self->inference_mode;
  self->inference_mode = enabled;
  self->special += (uint32_t) enabled - (uint32_t) before;
  return before;
}

/* --- leaves --- */

static bool
has_history (const RgTensor *t)
{
  return t->node && !(rg_node_flags (t->node) & RG_NODE_LEAF);
}

RgTensor *
rg_set_requires_grad (RgTensor *t, bool requires_grad)
{
  if (t == NULL)
    return NULL;
  if (requires_grad && !rg_dtype_is_floating ((RgDType) t->dtype))
    {
      rg_scope_fail (NULL, RG_ERROR_AUTOGRAD,
                     "only tensors of floating point dtype can require gradients; this one is %s",
                     rg_dtype_name ((RgDType) t->dtype));
      return NULL;
    }
  if (has_history (t))
    {
      if (requires_grad)
        return t;
      rg_scope_fail (NULL, RG_ERROR_AUTOGRAD,
                     "you can only change requires_grad flags of leaf variables; use rg_detach for a "
                     "tensor that %s made", rg_node_name (t->node));
      return NULL;
    }
  if (requires_grad && t->flags & RG_TENSOR_INFERENCE && !rg_thread ()->inference_mode)
    {
      rg_scope_fail (NULL, RG_ERROR_AUTOGRAD, "Setting requires_grad=true on inference tensor outside InferenceMode is "
                     "not allowed.");
      return NULL;
    }
  if (requires_grad)
    {
      t->flags |= RG_TENSOR_REQUIRES_GRAD;
      if (t->node == NULL && t->extra)
        t->node = g_steal_pointer (&t->extra->parked);
    }
  else
    {
      t->flags &= (uint16_t) ~RG_TENSOR_REQUIRES_GRAD;
      /* Graphs that were recorded before lead to the node: it is put aside. */
      if (t->node)
        rg_extra_of (t)->parked = g_steal_pointer (&t->node);
    }
  return t;
}

bool
rg_requires_grad (const RgTensor *t)
{
  if (t && G_UNLIKELY (t->extra != NULL) && t->extra->base)
    rg_view_refresh ((RgTensor *) t);
  return t && ((t->flags & RG_TENSOR_REQUIRES_GRAD) || rg_tensor_node (t));
}

bool
rg_is_leaf (const RgTensor *t)
{
  return t && !has_history (t);
}

RgTensor *
rg_detach (RgTensor *t)
{
  if (t == NULL)
    return NULL;
  RgTensor *view = rg_tensor_view (t, t->ndim, rg_sizes (t), rg_strides (t), 0, -1);
  return rg_scope_push (rg_thread (), view);
}

/* --- gradients --- */

RgTensor *
rg_grad (RgTensor *t)
{
  RgExtra *extra = t ? __atomic_load_n (&t->extra, __ATOMIC_ACQUIRE) : NULL;
  return extra ? extra->grad : NULL;
}

bool
rg_set_grad (RgTensor *t, RgTensor *grad)
{
  if (t == NULL)
    return false;
  if (grad && (!rg_same_shape (t, grad) || grad->dtype != t->dtype))
    {
      g_autofree char *shapes = rg_describe_inputs ((RgTensor *[]){ t, grad }, 2);
      rg_scope_fail (NULL, RG_ERROR_AUTOGRAD, "a gradient has its tensor's size and dtype: %s", shapes);
      return false;
    }
  if (grad && rg_numel (grad) && rg_data (grad) == NULL)
    {
      rg_scope_fail (NULL, RG_ERROR_MEMORY, "a gradient has no data: there was no memory to compute it");
      return false;
    }
  if (grad == NULL && t->extra == NULL)
    return true;
  RgExtra *extra = rg_extra_of (t);
  pthread_mutex_lock (&extra->lock);
  RgTensor *before = extra->grad;
  extra->grad = rg_tensor_ref (grad);
  pthread_mutex_unlock (&extra->lock);
  rg_tensor_unref (before);
  return true;
}

bool
rg_retain_grad (RgTensor *t)
{
  if (t == NULL)
    return false;
  if (!rg_requires_grad (t))
    {
      rg_scope_fail (NULL, RG_ERROR_AUTOGRAD, "can't retain_grad on a tensor that has requires_grad=false");
      return false;
    }
  RgNode *node = rg_gradient_node (t);
  RgTensor *block = rg_node_meta (node);
  RgExtra *extra = rg_extra_of (t);
  if (rg_is_leaf (t) || extra->retains_grad)
    return true;
  extra->retains_grad = true;
  if (block == t)
    return true;
  /* An in-place operator gave it a node that lies in another block. */
  rg_extra_stop_retaining (extra);
  rg_extra_of (block)->retain_to = t;
  extra->retained_at = node;
  rg_node_ref_edge (node);
  return true;
}

/* --- nodes --- */

/* A proxy stands for one output of the node that people mean. */
static RgNode *
shown (RgNode *node)
{
  return node && (rg_node_flags (node) & RG_NODE_PROXY) ? rg_node_edges (node)[0] : node;
}

RgNode *
rg_grad_fn (RgTensor *t)
{
  return rg_requires_grad (t) && has_history (t) ? shown (rg_tensor_node (t)) : NULL;
}

const char *
rg_node_name (RgNode *node)
{
  node = shown (node);
  if (node == NULL)
    return "None";
  const RgSavedAttrs *kept = rg_node_flags (node) & RG_NODE_LEAF ? NULL : node->attrs;
  return kept && kept->name ? kept->name : rg_op_info (node->op)->backward_name;
}

size_t
rg_node_n_next (RgNode *node)
{
  return node ? shown (node)->n_inputs : 0;
}

RgNode *
rg_node_next (RgNode *node, size_t i, size_t *output_nr)
{
  if (output_nr)
    *output_nr = 0;
  if (node == NULL || i >= shown (node)->n_inputs)
    return NULL;
  RgNode *next = rg_node_edges (shown (node))[i];
  if (next && output_nr && (rg_node_flags (next) & RG_NODE_PROXY))
    *output_nr = next->n_outputs;
  return shown (next);
}

uint64_t
rg_node_sequence_nr (RgNode *node)
{
  return node ? shown (node)->seq : 0;
}
