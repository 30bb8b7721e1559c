/* vjp.c: running a node's vector-Jacobian products.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "graph-private.h"
#include "rg-custom.h"
#include "rg-ops.h"
#include <string.h>

/* --- what an operator's vjp asks for --- */

RgTensor *
rg_vjp_grad (RgVjpCall *c, size_t i)
{
  return i < c->n_grads ? c->grads[i] : NULL;
}

RgTensor *
rg_vjp_grad_last (RgVjpCall *c, size_t i)
{
  RgTensor *grad = rg_vjp_grad (c, i);
  if (c->may_spend && c->at == c->last && i == 0)
    {
      rg_thread ()->spent = grad;
      c->offered = true;
    }
  return grad;
}

static void
vjp_fail (RgVjpCall *c, const char *what)
{
  c->failed = true;
  rg_scope_fail (NULL, RG_ERROR_AUTOGRAD, "%s: %s", c->info->backward_name, what);
}

static void
modified (RgVjpCall *c, const RgTensor *t, uint32_t now, uint32_t then)
{
  /* Of one that gives way to another in place (inplace.c) the name alone is known. */
  const char *made_by = t->node ? rg_node_name (t->node) : t->extra ? t->extra->trace : NULL;
  g_autofree char *shape = rg_describe_inputs ((RgTensor *[]){ (RgTensor *) t }, 1);
  c->failed = true;
  rg_scope_fail (NULL, RG_ERROR_AUTOGRAD,
                 "%s: one of the variables needed for gradient computation has been modified by an "
                 "inplace operation: %s%s%s, is at version %u; expected version %u instead",
                 c->info->backward_name, shape, made_by ? ", which is output of " : "", made_by ? made_by : "", now,
                 then);
}

/* --- saved tensors that hooks keep --- */

static bool
stand_in_forward (RgContext *context, RgTensor *const *inputs, size_t n_inputs, RgTensor **outputs,
                  size_t n_outputs, void *user_data)
{
  (void) context, (void) inputs, (void) n_inputs, (void) n_outputs;
  outputs[0] = rg_detach (user_data);
  return true;
}

static bool
stand_in_backward (RgContext *context, RgTensor *const *grad_outputs, size_t n_outputs, RgTensor **grad_inputs,
                   size_t n_inputs, void *user_data)
{
  (void) context, (void) n_outputs, (void) n_inputs, (void) user_data;
  grad_inputs[0] = grad_outputs[0];
  return true;
}

/* The values of t with the gradient of a leaf. Only a leaf owns its node, so t
 * cannot bear it. */
static RgTensor *
stand_in (RgTensor *t, RgTensor *leaf)
{
  static const RgCustomFunction function = { .size = sizeof (RgCustomFunction), .name = "Saved",
                                             .forward = stand_in_forward, .backward = stand_in_backward,
                                             .n_outputs = 1, .flags = RG_CUSTOM_ANY_THREAD };
  RgTensor *out = NULL;
  rg_custom (&function, &leaf, 1, rg_tensor_ref (t), (GDestroyNotify) rg_tensor_unref, &out);
  return out;
}

/* What a hook on saved tensors packed comes back as an equal tensor; its place in
 * the graph is that of the input. */
RgTensor *
rg_vjp_unpack (RgVjpCall *c, const RgPacked *p, RgNode *edge)
{
  RgTensor *t = p->unpack (p->packed, p->user_data);
  if (t == NULL)
    vjp_fail (c, "a hook on saved tensors gave nothing back");
  if (t == NULL || edge == NULL || !rg_thread ()->grad_mode)
    return t;
  if (rg_node_flags (edge) & RG_NODE_LEAF)
    return stand_in (t, edge->attrs);
  RgTensor *alias = rg_tensor_view (t, t->ndim, rg_sizes (t), rg_strides (t), 0, -1);
  alias->node = edge;
  rg_edge_ref (edge);
  return rg_scope_push (rg_thread (), alias);
}

static const RgPacked *
packed_at (RgNode *node, size_t i)
{
  if (G_LIKELY (!(rg_node_flags (node) & RG_NODE_PACKED)))
    return NULL;
  const RgSavedAttrs *kept = node->attrs;
  return kept && kept->packed && i < kept->n_packed && kept->packed[i].is_set ? &kept->packed[i] : NULL;
}

/* An output that was saved must lead back to its node under create_graph. */
static RgTensor *
output_of (RgNode *node, size_t i, RgTensor *t)
{
  RgTensor *alias = rg_tensor_view (t, t->ndim, rg_sizes (t), rg_strides (t), 0, 1);
  RgNode *proxy = rg_tensor_own_node (alias);
  proxy->op = &rg_proxy_op.op;
  proxy->seq = node->seq;
  proxy->n_outputs = (uint16_t) i;
  atomic_store_explicit (&proxy->flags, RG_NODE_PROXY, memory_order_relaxed);
  rg_node_edges (proxy)[0] = node;
  rg_node_ref_edge (node);
  alias->node = proxy;
  return rg_scope_push (rg_thread (), alias);
}

RgTensor *
rg_vjp_input (RgVjpCall *c, size_t i)
{
  RgNode *node = c->node;
  if (i >= node->n_inputs)
    return NULL;
  const RgPacked *packed = packed_at (node, i);
  if (G_UNLIKELY (packed != NULL))
    return rg_vjp_unpack (c, packed, rg_node_edges (node)[i]);
  RgTensor *t = rg_node_saved (node)[i];
  if (t == NULL)
    return NULL;
  uint32_t now = rg_tensor_get_version (t), then = rg_node_versions (node)[i];
  if (G_UNLIKELY (now != then))
    {
      modified (c, t, now, then);
      return NULL;
    }
  return t;
}

RgTensor *
rg_vjp_output (RgVjpCall *c, size_t i)
{
  RgNode *node = c->node;
  RgTensor *t, *own = NULL;
  uint32_t then = 0;
  const RgPacked *packed = packed_at (node, node->n_inputs + i);
  if (G_UNLIKELY (packed != NULL))
    {
      t = rg_vjp_unpack (c, packed, NULL);
      return t && rg_thread ()->grad_mode ? output_of (node, i, t) : t;
    }
  if (rg_node_flags (node) & RG_NODE_SELF_SAVED)
    own = t = rg_node_block (node);
  else
    {
      RgSavedAttrs *kept = node->attrs;
      if (kept == NULL || i >= kept->n_aliases || kept->aliases[i] == NULL)
        {
          vjp_fail (c, "an output that the table of vjps does not name as needed");
          return NULL;
        }
      t = kept->aliases[i];
      then = kept->alias_versions[i];
    }
  uint32_t now = rg_tensor_get_version (t);
  if (G_UNLIKELY (now != then))
    {
      modified (c, t, now, then);
      return NULL;
    }
  if (own && own->node == node)
    return own;
  if (!rg_thread ()->grad_mode)
    return t;
  return output_of (node, i, t);
}

/* The tensor whose sizes and dtype are those of input i. */
static const RgTensor *
input_meta (RgVjpCall *c, size_t i)
{
  if (i >= c->node->n_inputs)
    return NULL;
  RgTensor *saved = rg_node_saved (c->node)[i];
  RgNode *edge = rg_node_edges (c->node)[i];
  const RgPacked *packed = saved || edge ? NULL : packed_at (c->node, i);
  return saved ? saved : edge ? rg_node_meta (edge) : packed ? rg_vjp_unpack (c, packed, NULL) : NULL;
}

RgInts
rg_vjp_shape (RgVjpCall *c, size_t i)
{
  const RgTensor *meta = input_meta (c, i);
  return meta ? rg_shape_of (meta) : (RgInts){ 0, NULL };
}

RgDType
rg_vjp_dtype (RgVjpCall *c, size_t i)
{
  const RgTensor *meta = input_meta (c, i);
  return meta ? (RgDType) meta->dtype : RG_F32;
}

const void *
rg_vjp_attrs (RgVjpCall *c)
{
  return c->attrs;
}

size_t
rg_vjp_n_inputs (RgVjpCall *c)
{
  return c->node->n_inputs;
}

bool
rg_vjp_wants (RgVjpCall *c, size_t i)
{
  if (i >= c->node->n_inputs || rg_node_edges (c->node)[i] == NULL)
    return false;
  return c->wanted == NULL || (c->wanted[i / 64] >> (i % 64) & 1);
}

void
rg_vjp_set (RgVjpCall *c, size_t i, RgTensor *grad)
{
  if (grad == NULL || !rg_vjp_wants (c, i))
    return;
  rg_tensor_unref (c->results[i]);
  c->results[i] = rg_tensor_ref (grad);
}

/* --- fitting a gradient to its input --- */

RgTensor *
rg_gradient_fit (RgTensor *grad, const RgTensor *meta)
{
  if (G_LIKELY (grad->dtype == meta->dtype && rg_same_shape (grad, meta)))
    return rg_tensor_ref (grad);
  if (!rg_same_shape (grad, meta))
    grad = rg_sum_to_size (grad, rg_shape_of (meta));
  if (grad && grad->dtype != meta->dtype)
    grad = rg_to (grad, (RgDType) meta->dtype);
  return rg_tensor_ref (grad);
}

/* Whether `meta` could be broadcast to the gradient's sizes. */
static bool
sums_to (const RgTensor *grad, const RgTensor *meta)
{
  if (G_LIKELY (rg_same_shape (grad, meta)))
    return true;
  const int lead = grad->ndim - meta->ndim;
  for (int d = 0; d < meta->ndim && lead >= 0; d++)
    if (rg_sizes (meta)[d] != 1 && rg_sizes (meta)[d] != rg_sizes (grad)[d + lead])
      return false;
  return lead >= 0;
}

static void
invalid (RgVjpCall *c, size_t i, RgTensor *grad, const RgTensor *meta)
{
  g_autofree char *got = rg_describe_inputs (&grad, 1), *expected = rg_describe_inputs ((RgTensor *[]){ (RgTensor *) meta }, 1);
  c->failed = true;
  rg_scope_fail (NULL, RG_ERROR_AUTOGRAD, "Function %s returned an invalid gradient at index %" G_GSIZE_FORMAT " - got %s but "
                 "expected shape compatible with %s", rg_node_name (c->node), i, got, expected);
}

/* --- the call --- */

bool
rg_node_vjp (RgNode *node, RgTensor **grads, size_t n_grads, const uint64_t *wanted, bool may_spend,
             RgTensor **results)
{
  const RgOpInfo *info = rg_op_info (node->op);
  const RgSavedAttrs *kept = node->attrs;
  RgVjpCall c = { .node = node, .info = info, .attrs = kept && kept->has_attrs ? kept->attrs : info->op.attrs_init,
                  .grads = grads, .n_grads = n_grads, .results = results, .wanted = wanted };
  RgThread *self = rg_thread ();
  RgScope *scope = self->scope;
  for (size_t i = 0; i < node->n_inputs; i++)
    {
      results[i] = NULL;
      if (rg_vjp_wants (&c, i))
        c.last = i;
    }
  c.may_spend = may_spend && !info->vjp_all && n_grads == 1 && rg_tensor_is_sole (grads[0]);
  if (info->vjp_all)
    info->vjp_all->fn (&c, 0);
  else
    for (size_t i = 0; i < node->n_inputs; i++)
      {
        if (!rg_vjp_wants (&c, i))
          continue;
        const RgVjp *row = rg_op_vjp_row (info, i);
        c.at = i;
        RgTensor *grad = row->fn (&c, i);
        if (c.offered && self->spent == NULL)
          grads[0] = NULL; /* its handle went to the scope with the result */
        self->spent = NULL;
        if (c.failed || scope->error)
          break;
        if (grad)
          results[i] = rg_tensor_ref (grad);
      }
  for (size_t i = 0; i < node->n_inputs && !c.failed && !scope->error; i++)
    if (results[i])
      {
        RgTensor *grad = results[i];
        if (G_UNLIKELY (!sums_to (grad, rg_node_meta (rg_node_edges (node)[i]))))
          {
            invalid (&c, i, grad, rg_node_meta (rg_node_edges (node)[i]));
            break;
          }
        results[i] = rg_gradient_fit (grad, rg_node_meta (rg_node_edges (node)[i]));
        rg_tensor_unref (grad);
      }
  if (!c.failed && !scope->error)
    return true;
  for (size_t i = 0; i < node->n_inputs; i++)
    rg_tensor_unref (g_steal_pointer (&results[i]));
  return false;
}
