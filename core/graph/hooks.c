/* hooks.c: callbacks on tensors, nodes and leaves.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "hooks-private.h"

#define REMOVED (1u << 31)

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static GHashTable *hooks; /* id -> RgHook, while its tensor or node lives */
static uint64_t next_id = 1;

/* --- registering --- */

/* Called with the lock held when a tensor or node goes (extra.c). */
static void
forget (RgHook *hook)
{
  pthread_mutex_lock (&lock);
  g_hash_table_remove (hooks, &hook->id);
  pthread_mutex_unlock (&lock);
}

static uint64_t
add (RgTensor *block, RgNode *node, size_t offset, void (*fn) (void), void *user_data,
     GDestroyNotify destroy, unsigned flags)
{
  RgExtra *extra = rg_extra_of (block);
  RgHook *hook = g_new0 (RgHook, 1);
  hook->fn = fn;
  hook->user_data = user_data;
  hook->destroy = destroy;
  hook->flags = flags;
  hook->forget = forget;
  pthread_mutex_lock (&lock);
  if (hooks == NULL)
    hooks = g_hash_table_new (g_int64_hash, g_int64_equal);
  hook->id = next_id++;
  g_hash_table_insert (hooks, &hook->id, hook);
  RgHook **at = (RgHook **) (void *) ((char *) extra + offset);
  if (flags & RG_PREPEND)
    hook->next = *at;
  else
    while (*at)
      at = &(*at)->next;
  *at = hook;
  pthread_mutex_unlock (&lock);
  uint32_t marks = RG_NODE_HOOKS | (flags & RG_ANY_THREAD ? 0 : RG_NODE_HOST);
  atomic_fetch_or_explicit (&node->flags, marks, memory_order_acq_rel);
  return hook->id;
}

static RgNode *
hookable (RgTensor *t)
{
  if (t == NULL)
    return NULL;
  if (rg_requires_grad (t))
    return rg_gradient_node (t);
  rg_scope_fail (NULL, RG_ERROR_AUTOGRAD, "cannot register a hook on a tensor that doesn't require gradient");
  return NULL;
}

uint64_t
rg_register_hook (RgTensor *t, RgTensorHook hook, void *user_data, GDestroyNotify destroy, unsigned flags)
{
  RgNode *node = hookable (t);
  if (node == NULL)
    return 0;
  return add (rg_node_meta (node), node, offsetof (RgExtra, tensor_hooks), (void (*) (void)) hook,
              user_data, destroy, flags);
}

uint64_t
rg_register_post_accumulate_grad_hook (RgTensor *t, RgLeafHook hook, void *user_data,
                                       GDestroyNotify destroy, unsigned flags)
{
  RgNode *node = hookable (t);
  if (node == NULL)
    return 0;
  if (!(rg_node_flags (node) & RG_NODE_LEAF))
    {
      rg_scope_fail (NULL, RG_ERROR_AUTOGRAD, "post accumulate grad hooks cannot be registered on non-leaf tensors");
      return 0;
    }
  return add (t, node, offsetof (RgExtra, leaf_hooks), (void (*) (void)) hook, user_data, destroy, flags);
}

uint64_t
rg_node_register_prehook (RgNode *node, RgNodePreHook hook, void *user_data, GDestroyNotify destroy,
                          unsigned flags)
{
  if (node == NULL)
    return 0;
  return add (rg_node_block (node), node, offsetof (RgExtra, pre_hooks), (void (*) (void)) hook, user_data,
              destroy, flags);
}

uint64_t
rg_node_register_hook (RgNode *node, RgNodeHook hook, void *user_data, GDestroyNotify destroy,
                       unsigned flags)
{
  if (node == NULL)
    return 0;
  return add (rg_node_block (node), node, offsetof (RgExtra, post_hooks), (void (*) (void)) hook, user_data,
              destroy, flags);
}

bool
rg_remove_hook (uint64_t id)
{
  pthread_mutex_lock (&lock);
  RgHook *hook = hooks ? g_hash_table_lookup (hooks, &id) : NULL;
  GDestroyNotify destroy = NULL;
  if (hook)
    {
      /* It stays in its list, which a backward may be walking. */
      g_hash_table_remove (hooks, &id);
      __atomic_fetch_or (&hook->flags, REMOVED, __ATOMIC_RELEASE);
      destroy = hook->destroy;
      hook->destroy = NULL;
      hook->forget = NULL;
    }
  pthread_mutex_unlock (&lock);
  if (destroy)
    destroy (hook->user_data);
  return hook != NULL;
}

static inline bool
is_live (const RgHook *hook)
{
  return !(__atomic_load_n (&hook->flags, __ATOMIC_ACQUIRE) & REMOVED);
}

/* --- running --- */

static void
replace (RgTensor **slot, RgTensor *with)
{
  RgTensor *before = *slot;
  *slot = rg_tensor_ref (with);
  rg_tensor_unref (before);
}

bool
rg_hooks_tensor (RgExtra *extra, const RgTensor *meta, RgTensor **grad)
{
  rg_settle (rg_thread ()); /* a hook may hand it to any thread */
  for (RgHook *hook = extra->tensor_hooks; hook && *grad; hook = hook->next)
    {
      if (!is_live (hook))
        continue;
      RgTensor *with = ((RgTensorHook) hook->fn) (*grad, hook->user_data);
      if (with == NULL || with == *grad)
        continue;
      if (!rg_same_shape (with, meta) || with->dtype != meta->dtype)
        {
          g_autofree char *shapes = rg_describe_inputs ((RgTensor *[]){ *grad, with }, 2);
          rg_scope_fail (NULL, RG_ERROR_AUTOGRAD, "hook '%s' has changed the size or type of the gradient: %s",
                         "tensor", shapes);
          return false;
        }
      replace (grad, with);
    }
  return true;
}

/* A hook stores borrowed tensors in the array; the array of the run owns. */
static void
keep_replaced (RgTensor **owned, RgTensor *const *seen, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (seen[i] != owned[i])
      replace (&owned[i], seen[i]);
}

bool
rg_hooks_pre (RgExtra *extra, RgNode *node, RgTensor **grads, size_t n)
{
  g_autofree RgTensor **seen = g_new (RgTensor *, MAX (n, 1));
  rg_settle (rg_thread ());
  for (RgHook *hook = extra->pre_hooks; hook; hook = hook->next)
    if (is_live (hook))
      {
        for (size_t i = 0; i < n; i++)
          seen[i] = grads[i];
        ((RgNodePreHook) hook->fn) (node, seen, n, hook->user_data);
        keep_replaced (grads, seen, n);
      }
  return !rg_scope_failed (NULL);
}

bool
rg_hooks_post (RgExtra *extra, RgNode *node, RgTensor **results, RgTensor *const *grads, size_t n)
{
  size_t n_in = node->n_inputs;
  g_autofree RgTensor **seen = g_new (RgTensor *, MAX (n_in, 1));
  rg_settle (rg_thread ());
  for (RgHook *hook = extra->post_hooks; hook; hook = hook->next)
    if (is_live (hook))
      {
        for (size_t i = 0; i < n_in; i++)
          seen[i] = results[i];
        ((RgNodeHook) hook->fn) (node, seen, n_in, grads, n, hook->user_data);
        keep_replaced (results, seen, n_in);
      }
  return !rg_scope_failed (NULL);
}

void
rg_hooks_leaf (RgExtra *extra, RgTensor *leaf)
{
  for (RgHook *hook = extra->leaf_hooks; hook; hook = hook->next)
    if (is_live (hook))
      ((RgLeafHook) hook->fn) (leaf, hook->user_data);
}

/* --- saved tensors --- */

RgSavedHooks *
rg_saved_hooks (void)
{
  return rg_thread ()->saved_hooks;
}

bool
rg_saved_pack (RgSavedHooks *hooks, RgTensor *plain, RgPacked *packed)
{
  const bool failed_before = rg_scope_failed (NULL);
  const uint32_t before = rg_tensor_get_version (plain);
  /* Neither the hooks nor the graph see what the hook itself computes. */
  bool grad_mode = rg_set_grad_mode (false);
  *packed = (RgPacked){ true, hooks->pack (plain, hooks->user_data), hooks->unpack, hooks->release, hooks->user_data };
  rg_set_grad_mode (grad_mode);
  if (rg_tensor_get_version (plain) != before)
    rg_scope_fail (NULL, RG_ERROR_AUTOGRAD, "A saved tensor pack hook is modifying its input in place. Tensors "
                   "provided as input to pack hook can not be modified by in-place operations as this can lead to "
                   "unexpected side-effects.");
  return failed_before || !rg_scope_failed (NULL);
}

void
rg_saved_tensors_hooks_push (RgPackHook pack, RgUnpackHook unpack, GDestroyNotify release, void *user_data,
                             unsigned flags)
{
  RgThread *self = rg_thread ();
  RgSavedHooks *top = g_new (RgSavedHooks, 1);
  *top = (RgSavedHooks){ self->saved_hooks, pack, unpack, release, user_data, flags };
  self->saved_hooks = top;
  self->special++;
}

void
rg_saved_tensors_hooks_pop (void)
{
  RgThread *self = rg_thread ();
  RgSavedHooks *top = self->saved_hooks;
  if (top == NULL)
    {
      g_critical ("rg_saved_tensors_hooks_pop: none are in force on this thread");
      return;
    }
  self->saved_hooks = top->below;
  self->special--;
  g_free (top);
}
