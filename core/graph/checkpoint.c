/* checkpoint.c: computing again in backward what forward did not keep.
 *
 * While the function runs, hooks take the place of everything that its operators
 * would save, and keep numbers only. The first of them that backward asks for runs
 * the function again, with the random numbers of the first time, and keeps what is
 * saved then until each number has been asked for. So the gradient takes the way
 * of the first graph, and adds up in its order.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "hooks-private.h"
#include "rg-custom.h"
#include "rg-random.h"

typedef struct
{
  gatomicrefcount refs;
  pthread_mutex_t lock;
  RgFunction function;
  void *user_data;
  GDestroyNotify destroy;
  RgTensor **inputs; /* (n_inputs) handles on aliases outside the graph */
  bool *requires_grad;
  uint32_t *versions;
  size_t n_inputs, n_outputs;
  uint64_t seed, offset;
  size_t n_saved;       /* in the first run */
  GPtrArray *recomputed; /* of RgTensor, NULL once asked for; or NULL */
  size_t n_left;
} Frame;

typedef struct
{
  Frame *frame;
  size_t index;
} Holder;

static void
frame_unref (Frame *f)
{
  if (!g_atomic_ref_count_dec (&f->refs))
    return;
  for (size_t i = 0; i < f->n_inputs; i++)
    rg_tensor_unref (f->inputs[i]);
  g_clear_pointer (&f->recomputed, g_ptr_array_unref);
  if (f->destroy)
    f->destroy (f->user_data);
  pthread_mutex_destroy (&f->lock);
  g_free (f->inputs);
  g_free (f->requires_grad);
  g_free (f->versions);
  g_free (f);
}

/* --- the first run --- */

static void *
count (RgTensor *saved, void *user_data)
{
  Frame *f = user_data;
  Holder *holder = g_new (Holder, 1);
  (void) saved;
  *holder = (Holder){ f, f->n_saved++ };
  g_atomic_ref_count_inc (&f->refs);
  return holder;
}

static void
holder_free (void *packed)
{
  frame_unref (((Holder *) packed)->frame);
  g_free (packed);
}

/* --- the second run --- */

static void *
keep (RgTensor *saved, void *user_data)
{
  g_ptr_array_add (user_data, rg_tensor_ref (saved));
  return NULL;
}

static RgTensor *
never (void *packed, void *user_data)
{
  (void) packed;
  (void) user_data;
  rg_scope_fail (NULL, RG_ERROR_AUTOGRAD, "checkpoint: a backward inside the recomputation");
  return NULL;
}

static void
unref_nullable (void *t)
{
  rg_tensor_unref (t);
}

/* Called with the frame locked. */
static bool
recompute (Frame *f)
{
  RgThread *self = rg_thread ();
  g_autoptr (RgScope) scope = rg_scope_begin ();
  GPtrArray *kept = g_ptr_array_new_with_free_func (unref_nullable);
  g_autofree RgTensor **in = g_new0 (RgTensor *, MAX (f->n_inputs, 1)), **out = g_new0 (RgTensor *, f->n_outputs);
  for (size_t i = 0; i < f->n_inputs; i++)
    if (f->inputs[i])
      {
        if (rg_tensor_get_version (f->inputs[i]) != f->versions[i])
          {
            rg_scope_fail (NULL, RG_ERROR_AUTOGRAD, "checkpoint: input %" G_GSIZE_FORMAT
                           " has been modified by an inplace operation since the first run", i);
            g_ptr_array_unref (kept);
            return false;
          }
        in[i] = rg_detach (f->inputs[i]);
        if (f->requires_grad[i])
          rg_set_requires_grad (in[i], true);
      }
  g_autoptr (RgGenerator) generator = rg_generator_new (f->seed);
  rg_generator_set_state (generator, f->seed, f->offset);
  RgGenerator *before = self->generator;
  bool grad_mode = self->grad_mode;
  self->generator = generator;
  self->grad_mode = true;
  rg_saved_tensors_hooks_push (keep, never, NULL, kept, RG_ANY_THREAD);
  bool ok = f->function (in, f->n_inputs, out, f->n_outputs, f->user_data);
  rg_saved_tensors_hooks_pop ();
  self->grad_mode = grad_mode;
  self->generator = before;
  if (!ok && !rg_scope_failed (NULL))
    rg_scope_fail (NULL, RG_ERROR_ARGUMENT, "checkpoint: the function failed without saying why");
  if (ok && kept->len != f->n_saved)
    {
      rg_scope_fail (NULL, RG_ERROR_AUTOGRAD,
                     "checkpoint: a different number of tensors was saved during the original forward (%"
                     G_GSIZE_FORMAT ") and recomputation (%u)", f->n_saved, kept->len);
      ok = false;
    }
  if (ok)
    {
      f->recomputed = kept;
      f->n_left = f->n_saved;
    }
  else
    g_ptr_array_unref (kept);
  return ok;
}

static RgTensor *
give (void *packed, void *user_data)
{
  Holder *holder = packed;
  Frame *f = holder->frame;
  RgTensor *t = NULL;
  (void) user_data;
  pthread_mutex_lock (&f->lock);
  if (f->recomputed && f->recomputed->pdata[holder->index] == NULL)
    g_clear_pointer (&f->recomputed, g_ptr_array_unref); /* a second backward */
  if (f->recomputed || recompute (f))
    {
      t = rg_scope_own (rg_scope_current (), g_steal_pointer (&f->recomputed->pdata[holder->index]));
      if (--f->n_left == 0)
        g_clear_pointer (&f->recomputed, g_ptr_array_unref);
    }
  pthread_mutex_unlock (&f->lock);
  return t;
}

/* --- the call --- */

bool
rg_checkpoint (RgFunction function, RgTensor *const *inputs, size_t n_inputs, RgTensor **outputs,
               size_t n_outputs, void *user_data, GDestroyNotify destroy, unsigned flags)
{
  Frame *f = g_new0 (Frame, 1);
  g_atomic_ref_count_init (&f->refs);
  pthread_mutex_init (&f->lock, NULL);
  f->function = function;
  f->user_data = user_data;
  f->destroy = destroy;
  f->n_inputs = n_inputs;
  f->n_outputs = n_outputs;
  f->inputs = g_new0 (RgTensor *, MAX (n_inputs, 1));
  f->requires_grad = g_new0 (bool, MAX (n_inputs, 1));
  f->versions = g_new0 (uint32_t, MAX (n_inputs, 1));
  for (size_t i = 0; i < n_inputs; i++)
    if (inputs[i])
      {
        f->inputs[i] = rg_tensor_ref (rg_detach (inputs[i]));
        f->requires_grad[i] = rg_requires_grad (inputs[i]);
        f->versions[i] = rg_tensor_get_version (inputs[i]);
      }
  rg_generator_get_state (NULL, &f->seed, &f->offset);
  rg_saved_tensors_hooks_push (count, give, holder_free, f, flags & RG_ANY_THREAD);
  bool ok = function (inputs, n_inputs, outputs, n_outputs, user_data);
  rg_saved_tensors_hooks_pop ();
  if (!ok && !rg_scope_failed (NULL))
    rg_scope_fail (NULL, RG_ERROR_ARGUMENT, "checkpoint: the function failed without saying why");
  frame_unref (f);
  return ok;
}
