/* backward.c: the public calls that differentiate.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "run-private.h"
#include <string.h>

/* Reentrant calls beyond this many are an error rather than a deep stack. */
#define MAX_DEPTH 60

static _Atomic uint64_t next_run = 1;

static bool
set_error (GError **error, RgError code, const char *message)
{
  g_set_error_literal (error, RG_ERROR, (gint) code, message);
  return false;
}

/* --- roots --- */

/* The gradient to start from: the one given, or one for a single element. */
static RgTensor *
start_gradient (RgTensor *root, RgTensor *given, GError **error)
{
  g_autofree char *shapes = NULL;
  if (given == NULL)
    {
      if (rg_numel (root) == 1)
        return rg_ones_like (root);
      shapes = rg_describe_inputs (&root, 1);
      g_set_error (error, RG_ERROR, RG_ERROR_AUTOGRAD,
                   "grad can be implicitly created only for scalar outputs; this one is %s: give a "
                   "gradient (rg_backward_with)", shapes);
      return NULL;
    }
  if (!rg_same_shape (root, given))
    {
      shapes = rg_describe_inputs ((RgTensor *[]){ given, root }, 2);
      g_set_error (error, RG_ERROR, RG_ERROR_AUTOGRAD,
                   "mismatch in shape: the gradient and its output are %s", shapes);
      return NULL;
    }
  return given->dtype == root->dtype ? given : rg_to (given, (RgDType) root->dtype);
}

static bool
check_root (RgTensor *root, GError **error)
{
  if (root == NULL)
    {
      if (!rg_scope_check (NULL, error))
        return false;
      return set_error (error, RG_ERROR_ARGUMENT, "backward of a tensor that is NULL");
    }
  if (!rg_requires_grad (root))
    return set_error (error, RG_ERROR_AUTOGRAD,
                      "element 0 of tensors does not require grad and does not have a grad_fn");
  return true;
}

/* --- a run --- */

static bool
run_from (RgRun *run, RgTensor *const *roots, RgTensor *const *gradients, size_t n, GError **error)
{
  RgThread *self = rg_thread ();
  g_autofree RgNode **nodes = g_new (RgNode *, n);
  g_autofree RgTensor **grads = g_new (RgTensor *, n);
  g_autofree uint32_t *ordinals = g_new (uint32_t, n);
  if (self->depth >= MAX_DEPTH)
    return set_error (error, RG_ERROR_AUTOGRAD, "more than 60 backward calls, each inside the one before");
  size_t kept = 0;
  for (size_t i = 0; i < n; i++)
    {
      if (!check_root (roots[i], error))
        return false;
      RgTensor *grad = start_gradient (roots[i], gradients ? gradients[i] : NULL, error);
      if (grad == NULL)
        {
          if (error && *error == NULL)
            rg_scope_check (NULL, error);
          return false;
        }
      grads[kept] = grad;
      nodes[kept++] = rg_gradient_node (roots[i]);
    }
  run->id = atomic_fetch_add_explicit (&next_run, 1, memory_order_relaxed);
  pthread_mutex_init (&run->lock, NULL);
  if (run->captured)
    {
      rg_run_find_needed (run, nodes, n);
      /* A root on no way to an input is left out. */
      size_t m = 0;
      for (size_t i = 0; i < n; i++)
        if (rg_run_needs (run, nodes[i]))
          {
            nodes[m] = nodes[i];
            grads[m++] = grads[i];
          }
      n = m;
    }
  /* The roots keep the graph alive, and the caller might drop them in a hook. */
  for (size_t i = 0; i < n; i++)
    rg_edge_ref (nodes[i]);
  rg_run_count (run, nodes, n, ordinals);
  run->is_plain = !run->create_graph && run->captured == NULL && run->side == NULL;
  self->depth++;
  bool ok = rg_run_execute (run, nodes, grads, ordinals, n);
  self->depth--;
  /* After a run that went well every node has let go of itself. */
  if (!ok)
    rg_run_let_go (run);
  g_free (run->claimed.nodes);
  for (size_t i = 0; i < n; i++)
    rg_edge_unref (nodes[i]);
  pthread_mutex_destroy (&run->lock);
  g_clear_pointer (&run->side, g_hash_table_destroy);
  g_clear_pointer (&run->needed, g_hash_table_destroy);
  if (!ok)
    {
      if (run->error)
        g_propagate_error (error, run->error);
      else
        set_error (error, RG_ERROR_AUTOGRAD, "backward failed without saying why");
    }
  return ok;
}

static bool
capture_inputs (RgRun *run, RgTensor *const *inputs, size_t n, GError **error)
{
  run->captured = g_hash_table_new (NULL, NULL);
  for (size_t i = 0; i < n; i++)
    {
      RgNode *node = inputs[i] && rg_requires_grad (inputs[i]) ? rg_gradient_node (inputs[i]) : NULL;
      if (node == NULL)
        {
          g_set_error (error, RG_ERROR, RG_ERROR_AUTOGRAD,
                       "one of the differentiated tensors does not require grad (input %" G_GSIZE_FORMAT ")", i);
          g_hash_table_destroy (g_steal_pointer (&run->captured));
          return false;
        }
      if (!g_hash_table_contains (run->captured, node))
        g_hash_table_insert (run->captured, node, GUINT_TO_POINTER ((guint) i + 1));
    }
  run->inputs = inputs;
  return true;
}

/* --- backward --- */

bool
rg_backward_full (RgTensor *const *roots, RgTensor *const *gradients, size_t n_roots,
                  const RgBackwardOptions *options, GError **error)
{
  RgBackwardOptions all = RG_BACKWARD_OPTIONS_INIT;
  if (options)
    memcpy (&all, options, MIN (options->size, sizeof all));
  RgRun run = { .retain = all.retain_graph || all.create_graph, .create_graph = all.create_graph,
                .to_leaves = all.inputs == NULL, .cancellable = all.cancellable,
                .accumulate_captures = true };
  if (all.inputs && all.n_inputs == 0)
    return set_error (error, RG_ERROR_ARGUMENT, "inputs argument to backward cannot be empty");
  if (all.inputs && !capture_inputs (&run, all.inputs, all.n_inputs, error))
    return false;
  bool ok = run_from (&run, roots, gradients, n_roots, error);
  g_clear_pointer (&run.captured, g_hash_table_destroy);
  return ok;
}

bool
rg_backward (RgTensor *root, GError **error)
{
  return rg_backward_full (&root, NULL, 1, NULL, error);
}

bool
rg_backward_with (RgTensor *root, RgTensor *gradient, GError **error)
{
  return rg_backward_full (&root, &gradient, 1, NULL, error);
}

/* --- grad --- */

bool
rg_grad_of (RgTensor *const *outputs, RgTensor *const *grad_outputs, size_t n_outputs,
            RgTensor *const *inputs, size_t n_inputs, const RgGradOptions *options, RgTensor **grads,
            GError **error)
{
  RgGradOptions all = RG_GRAD_OPTIONS_INIT;
  if (options)
    memcpy (&all, options, MIN (options->size, sizeof all));
  for (size_t i = 0; i < n_inputs; i++)
    grads[i] = NULL;
  if (n_inputs == 0)
    return set_error (error, RG_ERROR_ARGUMENT, "grad requires non-empty inputs");
  RgRun run = { .retain = all.retain_graph || all.create_graph, .create_graph = all.create_graph,
                .cancellable = all.cancellable };
  if (!capture_inputs (&run, inputs, n_inputs, error))
    return false;
  run.captures = g_new0 (RgTensor *, n_inputs);
  bool ok = run_from (&run, outputs, grad_outputs, n_outputs, error);
  RgScope *scope = rg_scope_current ();
  for (size_t i = 0; i < n_inputs; i++)
    {
      /* An input named twice was captured once. */
      guint at = GPOINTER_TO_UINT (g_hash_table_lookup (run.captured, rg_gradient_node (inputs[i])));
      RgTensor *grad = ok ? run.captures[at - 1] : NULL;
      if (ok && grad == NULL && all.materialize_grads)
        grads[i] = rg_zeros_like (inputs[i]);
      else
        grads[i] = rg_scope_own (scope, rg_tensor_ref (grad));
      if (ok && grads[i] == NULL && !all.allow_unused)
        ok = set_error (error, RG_ERROR_AUTOGRAD,
                        "One of the differentiated Tensors appears to not have been used in the graph. "
                        "Set allow_unused=true if this is the desired behavior.");
    }
  for (size_t i = 0; i < n_inputs; i++)
    rg_tensor_unref (run.captures[i]);
  g_free (run.captures);
  g_hash_table_destroy (run.captured);
  return ok;
}
