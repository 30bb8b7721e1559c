/* custom.c: functions of the host's own as nodes.
 *
 * One operator, `custom`, stands for all of them: its attributes hold the context,
 * which the node keeps. An output that the function saved is kept without its
 * node, or node and output would hold each other.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "forward-private.h"
#include "hooks-private.h"
#include "rg-custom.h"
#include "rg-ops.h"

typedef struct
{
  RgTensor *tensor; /* a handle; NULL once it is packed */
  uint32_t version;
  int output;       /* which output it is, or -1 */
  int input;        /* which input it is, or -1 */
  RgPacked packed;  /* what hooks on saved tensors made of it */
} Saved;

struct _RgContext
{
  gatomicrefcount refs;
  const RgCustomFunction *function;
  char *backward_name;
  void *user_data;
  GDestroyNotify destroy;
  GArray *saved; /* of Saved */
  bool materialize;
  RgTensor **tangents;        /* (n_outputs) forward mode, once it was asked for; or NULL */
  uint64_t *without_gradient; /* a bit for each output */
  struct
  {
    RgDType dtype;
    int ndim;
    int64_t sizes[RG_MAX_DIMS];
  } *outputs; /* (n_outputs) for gradients that did not come */
};

/* The backward that runs on this thread. */
static __thread struct
{
  RgContext *context;
  RgVjpCall *call;
} running;

/* What the operator's attributes are; no table names the field. */
typedef struct
{
  size_t size;
  RgContext *context;
} CustomAttrs;

/* --- the context --- */

static void
context_unref (void *data)
{
  RgContext *c = data;
  if (!g_atomic_ref_count_dec (&c->refs))
    return;
  for (guint i = 0; i < c->saved->len; i++)
    {
      const Saved *saved = &g_array_index (c->saved, Saved, i);
      rg_tensor_unref (saved->tensor);
      if (saved->packed.is_set && saved->packed.release)
        saved->packed.release (saved->packed.packed);
    }
  for (size_t i = 0; i < c->function->n_outputs && c->tangents; i++)
    rg_tensor_unref (c->tangents[i]);
  g_free (c->tangents);
  g_array_free (c->saved, TRUE);
  if (c->destroy)
    c->destroy (c->user_data);
  g_free (c->without_gradient);
  g_free (c->outputs);
  g_free (c->backward_name);
  g_free (c);
}

void
rg_context_save (RgContext *c, RgTensor *t)
{
  Saved saved = { rg_tensor_ref (t), t ? rg_tensor_get_version (t) : 0, -1, -1, { .is_set = false } };
  g_array_append_val (c->saved, saved);
}

/* What leads back to output i under create_graph: a proxy of the node. */
static RgTensor *
as_output (RgVjpCall *call, RgTensor *t, int output)
{
  RgTensor *alias = rg_tensor_view (t, t->ndim, rg_sizes (t), rg_strides (t), 0, -1);
  alias->node = rg_node_make (&rg_proxy_op.op, t, &call->node, 1, NULL);
  alias->node->seq = call->node->seq;
  alias->node->n_outputs = (uint16_t) output;
  atomic_store_explicit (&alias->node->flags, RG_NODE_PROXY, memory_order_relaxed);
  return rg_scope_push (rg_thread (), alias);
}

RgTensor *
rg_context_saved (RgContext *c, size_t i)
{
  if (i >= c->saved->len)
    {
      rg_scope_fail (NULL, RG_ERROR_ARGUMENT, "%s: saved tensor %" G_GSIZE_FORMAT " of %u was asked for",
                     c->backward_name, i, c->saved->len);
      return NULL;
    }
  const Saved *saved = &g_array_index (c->saved, Saved, i);
  RgVjpCall *call = running.context == c ? running.call : NULL;
  if (saved->packed.is_set && call)
    {
      RgNode *edge = saved->input >= 0 ? rg_node_edges (call->node)[saved->input] : NULL;
      RgTensor *t = rg_vjp_unpack (call, &saved->packed, edge);
      return t && saved->output >= 0 && rg_thread ()->grad_mode ? as_output (call, t, saved->output) : t;
    }
  if (saved->tensor == NULL)
    return NULL;
  if (rg_tensor_get_version (saved->tensor) != saved->version)
    {
      g_autofree char *shape = rg_describe_inputs ((RgTensor *[]){ saved->tensor }, 1);
      rg_scope_fail (NULL, RG_ERROR_AUTOGRAD,
                     "%s: one of the variables needed for gradient computation has been modified by an "
                     "inplace operation: %s is at version %u; expected version %u instead",
                     c->backward_name, shape, rg_tensor_get_version (saved->tensor), saved->version);
      return NULL;
    }
  if (saved->output >= 0 && call && rg_thread ()->grad_mode)
    return as_output (call, saved->tensor, saved->output);
  return saved->tensor;
}

bool
rg_context_needs_input_grad (RgContext *c, size_t i)
{
  RgVjpCall *call = running.context == c ? running.call : NULL;
  return call == NULL || rg_vjp_wants (call, i);
}

void
rg_context_mark_non_differentiable (RgContext *c, size_t i)
{
  if (i < c->function->n_outputs)
    c->without_gradient[i / 64] |= 1ull << (i % 64);
}

void
rg_context_set_materialize_grads (RgContext *c, bool materialize)
{
  c->materialize = materialize;
}

/* --- the operator --- */

static bool
shares_memory (const RgTensor *a, const RgTensor *b)
{
  if (a == b)
    return true;
  const char *from = rg_data (b);
  if (rg_data (a) == from)
    return true;
  const RgStorage *sa = a->flags & RG_TENSOR_INLINE ? NULL : a->u.far.storage;
  return sa && !(b->flags & RG_TENSOR_INLINE) && sa == b->u.far.storage;
}

static bool
custom_forward (RgCall *call)
{
  RgContext *c = ((const CustomAttrs *) call->attrs)->context;
  const RgCustomFunction *f = c->function;
  size_t n = f->n_outputs;
  g_autofree RgTensor **outputs = g_new0 (RgTensor *, n);
  if (!f->forward (c, call->inputs, call->n_inputs, outputs, n, c->user_data))
    return rg_scope_failed (NULL) ? false : rg_call_fail (call, RG_ERROR_ARGUMENT, "%s failed", f->name);
  for (size_t i = 0; i < n; i++)
    {
      RgTensor *t = outputs[i];
      if (t == NULL)
        return rg_scope_failed (NULL) ? false
                                      : rg_call_fail (call, RG_ERROR_ARGUMENT,
                                                      "%s gave no output %" G_GSIZE_FORMAT, f->name, i);
      bool differentiable = rg_dtype_is_floating ((RgDType) t->dtype)
                            && !(c->without_gradient[i / 64] >> (i % 64) & 1);
      /* A tensor of its own, also where the host hands back an input. */
      RgTensor *out = rg_tensor_view (t, t->ndim, rg_sizes (t), rg_strides (t), 0, -1);
      rg_scope_push (rg_thread (), out);
      for (size_t k = 0; k < call->n_inputs; k++)
        if (call->inputs[k] && shares_memory (t, call->inputs[k]))
          out->flags |= RG_TENSOR_CUSTOM_VIEW;
      rg_call_return (call, i, out);
      if (call->outputs[i])
        call->outputs[i]->flags |= out->flags & RG_TENSOR_CUSTOM_VIEW;
      if (!differentiable)
        rg_call_no_gradient (call, i);
      c->outputs[i].dtype = (RgDType) t->dtype;
      c->outputs[i].ndim = t->ndim;
      memcpy (c->outputs[i].sizes, rg_sizes (t), (size_t) t->ndim * sizeof (int64_t));
      for (guint k = 0; k < c->saved->len; k++)
        {
          Saved *saved = &g_array_index (c->saved, Saved, k);
          if (saved->tensor == t)
            saved->output = (int) i;
        }
    }
  return true;
}

static RgTensor *
custom_vjp (RgVjpCall *call, size_t unused)
{
  RgContext *c = ((const CustomAttrs *) rg_vjp_attrs (call))->context;
  const RgCustomFunction *f = c->function;
  size_t n_out = f->n_outputs, n_in = rg_vjp_n_inputs (call);
  g_autofree RgTensor **grads = g_new0 (RgTensor *, n_out), **results = g_new0 (RgTensor *, MAX (n_in, 1));
  bool grad_mode = rg_grad_mode ();
  (void) unused;
  for (size_t i = 0; i < n_out; i++)
    {
      grads[i] = rg_vjp_grad (call, i);
      if (grads[i] == NULL && c->materialize)
        grads[i] = rg_zeros (c->outputs[i].dtype, (RgInts){ c->outputs[i].ndim, c->outputs[i].sizes });
    }
  if (grad_mode && f->flags & RG_CUSTOM_ONCE)
    {
      rg_scope_fail (NULL, RG_ERROR_AUTOGRAD, "%s: trying to differentiate twice a function that was marked "
                     "with RG_CUSTOM_ONCE", c->backward_name);
      return NULL;
    }
  /* A reentrant backward may run another on this thread meanwhile. */
  __typeof__ (running) outer = running;
  running.context = c;
  running.call = call;
  rg_settle (rg_thread ()); /* the host may look at it from threads of its own */
  bool ok = f->backward (c, grads, n_out, results, n_in, c->user_data);
  running = outer;
  if (!ok && !rg_scope_failed (NULL))
    rg_scope_fail (NULL, RG_ERROR_AUTOGRAD, "%s failed without saying why", c->backward_name);
  for (size_t i = 0; i < n_in && ok; i++)
    rg_vjp_set (call, i, results[i]);
  return NULL;
}

/* Called for each output; the host's function is called once. */
static RgTensor *
custom_jvp (RgJvpCall *call, size_t o)
{
  RgContext *c = ((const CustomAttrs *) rg_jvp_attrs (call))->context;
  const RgCustomFunction *f = c->function;
  const bool has_jvp = f->size >= offsetof (RgCustomFunction, jvp) + sizeof f->jvp && f->jvp;
  size_t n = rg_jvp_n_inputs (call), n_out = f->n_outputs;
  if (c->tangents)
    return c->tangents[o];
  if (!has_jvp)
    {
      rg_forward_note_missing ();
      rg_scope_fail (NULL, RG_ERROR_AUTOGRAD, "%s: You must implement the jvp function of a custom function to use it "
                     "with forward mode AD", f->name);
      return NULL;
    }
  g_autofree RgTensor **tangents = g_new0 (RgTensor *, MAX (n, 1));
  for (size_t i = 0; i < n; i++)
    {
      RgTensor *in = rg_jvp_input (call, i);
      tangents[i] = rg_jvp_tangent (call, i);
      if (tangents[i] == NULL && c->materialize && in && rg_dtype_is_floating ((RgDType) in->dtype))
        tangents[i] = rg_zeros_like (in);
    }
  c->tangents = g_new0 (RgTensor *, n_out);
  if (!f->jvp (c, tangents, n, c->tangents, n_out, c->user_data))
    {
      memset (c->tangents, 0, n_out * sizeof *c->tangents);
      if (!rg_scope_failed (NULL))
        rg_scope_fail (NULL, RG_ERROR_AUTOGRAD, "the jvp of %s failed without saying why", f->name);
    }
  for (size_t i = 0; i < n_out; i++)
    rg_tensor_ref (c->tangents[i]);
  return c->tangents[o];
}

static const CustomAttrs custom_init = { sizeof (CustomAttrs), NULL };
static const RgAttr custom_attrs[] = { { .name = NULL } };
static const RgInput custom_inputs[]
    = { { "inputs", "the inputs", RG_INPUT_VARIADIC | RG_INPUT_OPTIONAL }, { NULL, NULL, 0 } };
static const RgVjp custom_vjps[] = { { RG_VJP_ALL, 0, custom_vjp }, { 0, 0, NULL } };

static RgOpInfo custom_op = {
  .op = { .struct_size = sizeof (RgOp),
          .name = "custom",
          .kind = RG_KIND_GENERAL,
          .flags = RG_OP_INTERNAL,
          .inputs = custom_inputs,
          .n_outputs = 0,
          .attrs = custom_attrs,
          .attrs_size = sizeof (CustomAttrs),
          .attrs_init = &custom_init,
          .forward = custom_forward,
          .vjp = custom_vjps,
          .jvp = custom_jvp },
  .backward_name = "CustomBackward",
  .n_inputs = 1,
  .variadic = 0,
  .n_required = 0,
  .vjp_all = &custom_vjps[0],
  .differentiable = true,
};

/* --- the call --- */

/* The node that stands behind the outputs, if the call was recorded. */
static RgNode *
node_of (RgTensor *const *outputs, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (outputs[i] && outputs[i]->node && (rg_node_flags (outputs[i]->node) & RG_NODE_PROXY))
      return rg_node_edges (outputs[i]->node)[0];
  return NULL;
}

/* Hooks on saved tensors take what the function saved. */
static bool
pack_saved (RgContext *c, RgNode *node, RgTensor *const *inputs, size_t n_inputs, RgSavedHooks *hooks)
{
  if (!(hooks->flags & RG_ANY_THREAD))
    atomic_fetch_or_explicit (&node->flags, RG_NODE_HOST, memory_order_relaxed);
  bool ok = true;
  for (guint k = 0; k < c->saved->len; k++)
    {
      Saved *saved = &g_array_index (c->saved, Saved, k);
      if (saved->tensor == NULL)
        continue;
      for (size_t i = 0; i < n_inputs && saved->input < 0; i++)
        if (inputs[i] == saved->tensor)
          saved->input = (int) i;
      ok &= rg_saved_pack (hooks, rg_detach (saved->tensor), &saved->packed);
      rg_tensor_unref (g_steal_pointer (&saved->tensor));
    }
  return ok;
}

bool
rg_custom (const RgCustomFunction *function, RgTensor *const *inputs, size_t n_inputs, void *user_data,
           GDestroyNotify destroy, RgTensor **outputs)
{
  size_t n = function->n_outputs;
  RgContext *c = g_new0 (RgContext, 1);
  g_atomic_ref_count_init (&c->refs);
  c->function = function;
  c->backward_name = g_strconcat (function->name, "Backward", NULL);
  c->user_data = user_data;
  c->destroy = destroy;
  c->saved = g_array_new (FALSE, TRUE, sizeof (Saved));
  c->materialize = true;
  c->without_gradient = g_new0 (uint64_t, n / 64 + 1);
  c->outputs = g_malloc0_n (MAX (n, 1), sizeof *c->outputs);
  CustomAttrs attrs = { sizeof attrs, c };
  bool ok = rg_op_call (NULL, &custom_op.op, inputs, n_inputs, &attrs, outputs, n) == n && n > 0;
  RgNode *node = ok ? node_of (outputs, n) : NULL;
  if (node)
    {
      RgSavedAttrs *kept = rg_node_kept (node);
      g_atomic_ref_count_inc (&c->refs);
      kept->owned = c;
      kept->destroy = context_unref;
      kept->name = c->backward_name;
      if (!(function->flags & RG_CUSTOM_ANY_THREAD))
        atomic_fetch_or_explicit (&node->flags, RG_NODE_HOST, memory_order_relaxed);
      RgSavedHooks *hooks = rg_saved_hooks ();
      if (hooks && c->saved->len)
        ok = pack_saved (c, node, inputs, n_inputs, hooks);
    }
  context_unref (c);
  for (size_t i = 0; i < n && !ok; i++)
    outputs[i] = NULL;
  return ok;
}
