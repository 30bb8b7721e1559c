/* inplace.c: writing an operator's result into its first input.
 *
 * Without history the kernel writes the memory directly where it can. With
 * history the result is computed beside it and stored; the tensor's node is then
 * that of the result.
 *
 * A node that saved the tensor keeps a handle on it, and the tensor's new node may
 * lead to that node: a cycle that only a backward would break. What such a node
 * saved is of no use any more (its version is old), so near nodes get a stand-in
 * that says so when it is asked for.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "forward-private.h"
#include "rg-inplace.h"
#include "store-private.h"
#include "views-private.h"
#include <string.h>

/* How far from the new node stand-ins are looked for. */
#define NEAR 256

/* --- what may be written --- */

static bool
overlaps_itself (const RgTensor *t)
{
  for (int d = 0; d < t->ndim; d++)
    if (rg_strides (t)[d] == 0 && rg_sizes (t)[d] > 1)
      return true;
  return false;
}

static const char *
why_not (RgTensor *t, bool recorded, bool grad_mode)
{
  if (overlaps_itself (t))
    return "unsupported operation: more than one element of the written-to tensor refers to a single "
           "memory location. Please clone the tensor (rg_clone) before performing the operation.";
  if ((t->flags & RG_TENSOR_INFERENCE) && !rg_thread ()->inference_mode)
    return "Inplace update to inference tensor outside InferenceMode is not allowed. You can make a clone "
           "(rg_clone) to get a normal tensor before doing inplace update.";
  if (!grad_mode)
    return NULL;
  if (t->flags & RG_TENSOR_REQUIRES_GRAD && rg_is_leaf (t))
    return "a leaf Variable that requires grad is being used in an in-place operation.";
  RgTensor *base = rg_view_base (t);
  if (base && (base->flags & RG_TENSOR_REQUIRES_GRAD) && rg_is_leaf (base))
    return "a view of a leaf Variable that requires grad is being used in an in-place operation.";
  if (!recorded)
    return NULL;
  if (t->flags & RG_TENSOR_INFERENCE_VIEW)
    return "A view was created in inference mode and is being modified inplace in normal mode. Given that this "
           "use case is ambiguous and error-prone, it is forbidden. You can clarify your code by moving both "
           "the view and the inplace either both inside the inference_mode block (if you don't want the "
           "inplace to be tracked) or both outside (if you want the inplace to be tracked).";
  if (t->flags & RG_TENSOR_NO_GRAD_VIEW)
    return "A view was created in no_grad mode and is being modified inplace with grad mode enabled. Given "
           "that this use case is ambiguous and error-prone, it is forbidden. You can clarify your code by "
           "moving both the view and the inplace either both inside the no_grad block (if you don't want "
           "the inplace to be tracked) or both outside (if you want the inplace to be tracked).";
  if (t->flags & RG_TENSOR_CUSTOM_VIEW)
    return "This view was created inside a custom Function (or because an input was returned as-is) and the "
           "autograd logic to handle view+inplace would override the custom backward associated with the "
           "custom Function, leading to incorrect gradients. This behavior is forbidden. You can fix this by "
           "cloning the output of the custom Function.";
  if (t->flags & RG_TENSOR_MULTI_VIEW)
    return "This view is the output of a function that returns multiple views. Such functions do not allow "
           "the output views to be modified inplace. You should replace the inplace operation by an "
           "out-of-place one.";
  return NULL;
}

static RgTensor *
refuse (RgScope *scope, const RgOp *op, RgTensor *t, const char *why)
{
  g_autofree char *inputs = rg_describe_inputs (&t, 1);
  rg_scope_fail (scope, RG_ERROR_AUTOGRAD, "%s_: %s (%s)", op->name, why, inputs);
  return NULL;
}

/* --- without history --- */

static bool
shares_memory (const RgTensor *a, const RgTensor *b)
{
  if (a == b)
    return false; /* the same elements in the same order */
  const char *from = rg_data (a), *to = rg_data (b);
  if (to >= from && a->flags & RG_TENSOR_CONTIGUOUS)
    return to < from + rg_numel (a) * (int64_t) rg_esize (a);
  const RgStorage *sa = a->flags & RG_TENSOR_INLINE ? NULL : a->u.far.storage;
  const RgStorage *sb = b->flags & RG_TENSOR_INLINE ? NULL : b->u.far.storage;
  return sa && sa == sb;
}

/* The kernel can write over its first input: same size, same dtype throughout. */
static bool
write_directly (const RgOp *op, RgTensor *const *inputs, size_t n, const void *attrs)
{
  RgTensor *t = inputs[0];
  if (op->kind != RG_KIND_POINTWISE || !rg_contiguous_p (t) || op->pointwise->flags_of
      || (op->pointwise->flags & RG_POINTWISE_BOOL_OUT)
      || op->pointwise->kernels[t->dtype][RG_ISA_BASE] == NULL
      || (op->pointwise->flags & RG_POINTWISE_NO_BOOL && t->dtype == RG_BOOL))
    return false;
  for (size_t i = 1; i < n; i++)
    {
      const RgTensor *in = inputs[i];
      if (in == NULL || in->dtype != t->dtype || shares_memory (t, in)
          || !(rg_numel (in) == 1 ? in->ndim <= t->ndim : rg_same_shape (in, t)))
        return false;
    }
  if (attrs && op->attrs_size && *(const size_t *) attrs != op->attrs_size)
    return false;
  rg_pointwise_into (op, t, inputs, n, attrs);
  rg_tensor_bump_version (t);
  return true;
}

/* --- with history --- */

/* The old values under the old history, for a node that must save them. */
static RgTensor *
old_values (RgTensor *t)
{
  RgTensor *old = rg_tensor_fresh ((RgDType) t->dtype, t->ndim, rg_sizes (t), -1);
  if (old == NULL)
    return NULL;
  rg_copy_data (old, t);
  RgNode *node = rg_gradient_node (t);
  if (node)
    rg_node_ref_edge (old->node = node);
  return rg_scope_push (rg_thread (), old);
}

/* A tensor that says the same of itself and is of an older version than saved. It is
 * the output of no node, which it would hold, but knows the node's name. */
static RgTensor *
stand_in (RgTensor *t, uint32_t version, RgNode *made_by)
{
  static const int64_t strides[RG_MAX_DIMS];
  RgTensor *one = rg_tensor_fresh ((RgDType) t->dtype, 0, NULL, -1);
  memset (one->u.near, 0, sizeof one->u.near);
  RgTensor *shaped = rg_tensor_view (one, t->ndim, rg_sizes (t), strides, 0, -1);
  one->version = version + 1;
  rg_tensor_unref (one);
  if (made_by)
    rg_extra_of (shaped)->trace = g_strdup (rg_node_name (made_by));
  return shaped;
}

/* The tensor's own node saved its output: it lets go of it. */
static void
forget_own_output (RgTensor *t)
{
  RgNode *own = t->flags & RG_TENSOR_HAS_NODE ? rg_tensor_own_node (t) : NULL;
  if (own == NULL || own->op == NULL || !(rg_node_flags (own) & RG_NODE_SELF_SAVED))
    return;
  RgSavedAttrs *kept = rg_node_kept (own);
  kept->aliases = g_new0 (RgTensor *, 1);
  kept->alias_versions = g_new0 (uint32_t, 1);
  kept->n_aliases = 1;
  kept->aliases[0] = stand_in (t, 0, own);
  atomic_fetch_and_explicit (&own->flags, ~(uint32_t) RG_NODE_SELF_SAVED, memory_order_relaxed);
  atomic_fetch_and_explicit (&t->counts, ~RG_SELF, memory_order_acq_rel);
  rg_tensor_unref (t);
}

/* Nodes near `from` that saved `t`, or a view of it, let go of it. */
static void
forget_saved (RgTensor *t, RgNode *from)
{
  RgNode *queue[NEAR] = { from };
  for (size_t at = 0, n = 1; at < n; at++)
    {
      RgNode *node = queue[at];
      RgTensor **saved = rg_node_saved (node);
      for (int i = 0; i < node->n_inputs; i++)
        {
          if (saved[i] && (saved[i] == t || rg_view_base (saved[i]) == t))
            {
              RgTensor *before = saved[i];
              saved[i] = stand_in (before, rg_node_versions (node)[i], before == t ? from : before->node);
              rg_tensor_unref (before);
            }
          RgNode *to = rg_node_edges (node)[i];
          bool known = to == NULL || (rg_node_flags (to) & RG_NODE_LEAF);
          for (size_t k = 0; k < n && !known; k++)
            known = queue[k] == to;
          if (!known && n < NEAR)
            queue[n++] = to;
        }
    }
}

/* A tensor whose gradient is kept goes on keeping it, now at its new node. */
static void
move_retained (RgTensor *t)
{
  RgExtra *extra = t->extra;
  if (extra == NULL || !extra->retains_grad)
    return;
  extra->retains_grad = false;
  rg_retain_grad (t);
}

static void
take_history (RgTensor *t, RgTensor *result)
{
  RgNode *node = rg_gradient_node (result);
  RgTensor *base = rg_view_base (t);
  forget_own_output (t);
  forget_saved (base ? base : t, node);
  if (base)
    {
      forget_own_output (base);
      rg_view_rebase (t, result);
      move_retained (base);
    }
  else
    {
      rg_edge_ref (node);
      rg_tensor_set_node (t, node);
    }
  move_retained (t);
}

static bool
fits (const RgOp *op, RgScope *scope, RgTensor *t, RgTensor *result)
{
  static const uint8_t category[RG_N_DTYPES] = { 2, 2, 1, 1, 1, 0 };
  g_autofree char *shapes = NULL;
  if (!rg_same_shape (t, result))
    {
      shapes = rg_describe_inputs ((RgTensor *[]){ t, result }, 2);
      rg_scope_fail (scope, RG_ERROR_SHAPE, "%s_: the output's shape doesn't match the broadcast shape: %s",
                     op->name, shapes);
      return false;
    }
  if (category[result->dtype] <= category[t->dtype])
    return true;
  rg_scope_fail (scope, RG_ERROR_DTYPE, "%s_: result type %s can't be cast to the desired output type %s",
                 op->name, rg_dtype_name ((RgDType) result->dtype), rg_dtype_name ((RgDType) t->dtype));
  return false;
}

static bool
saves_first (const RgOp *op)
{
  const RgOpInfo *info = rg_op_info (op);
  if (info->vjp_all)
    return info->vjp_all->needs & RG_SAVE_INPUT (0);
  for (int i = 0; i < RG_MAX_VJP_ROWS; i++)
    if (info->vjp_of[i] && (info->vjp_of[i]->needs & RG_SAVE_INPUT (0)))
      return true;
  return false;
}

/* --- the call --- */

RgTensor *
rg_op_call_inplace (RgScope *scope, const RgOp *op, RgTensor *const *inputs, size_t n, const void *attrs)
{
  RgThread *self = rg_thread ();
  RgTensor *t = n ? inputs[0] : NULL, *result = NULL;
  rg_settle (self); /* what is noted may read what is written now */
  if (op == NULL || t == NULL)
    {
      rg_scope_fail (scope, RG_ERROR_ARGUMENT, "%s_: the tensor to write is missing", op ? op->name : "");
      return NULL;
    }
  for (size_t i = 0; i < n; i++)
    if (inputs[i] && G_UNLIKELY (inputs[i]->flags & RG_TENSOR_DEFERRED))
      return refuse (scope, op, t, "a tensor has no data: there was no memory to compute it");
  bool recorded = false;
  for (size_t i = 0; i < n && self->grad_mode; i++)
    recorded |= inputs[i] && rg_requires_grad (inputs[i]);
  /* A view made in no_grad mode has no history, but stands in one. */
  if (self->grad_mode && t->flags & RG_TENSOR_NO_GRAD_VIEW)
    recorded |= rg_view_base (t) && rg_requires_grad (rg_view_base (t));
  const char *why = why_not (t, recorded, self->grad_mode);
  if (why)
    return refuse (scope, op, t, why);
  if (!recorded && !self->dual_level && write_directly (op, inputs, n, attrs))
    return t;
  size_t mark = self->top;
  g_autofree RgTensor **in = g_memdup2 (inputs, n * sizeof *in);
  if (recorded && saves_first (op))
    in[0] = old_values (t);
  rg_op_call (scope, op, in, n, attrs, &result, 1);
  bool ok = result && fits (op, scope, t, result);
  if (ok && result->dtype != t->dtype)
    ok = (result = rg_to (result, (RgDType) t->dtype)) != NULL;
  if (ok)
    {
      rg_copy_data (t, result);
      rg_tensor_bump_version (t);
      if (self->grad_mode && rg_gradient_node (result))
        take_history (t, result);
      else if (self->grad_mode && t->node && !rg_is_view (t))
        rg_tensor_set_node (t, NULL);
      ok = !self->dual_level || rg_tangent_store (t, result);
    }
  if (scope == NULL || scope == self->scope)
    rg_scope_pop_to (self, mark);
  return ok ? t : NULL;
}
