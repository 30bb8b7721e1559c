/* forward.c: tangents beside the values of operators.
 *
 * A tensor keeps its tangent in its extra part, with the number of the forward
 * mode that it belongs to: when that is closed the tangent goes.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "forward-private.h"
#include "jvp-private.h"
#include "rg-forward.h"
#include "rg-inplace.h"
#include "rg-ops.h"

static _Atomic uint32_t next_level = 1;
static __thread bool missing;

bool
rg_forward_was_missing (void)
{
  bool was = missing;
  missing = false;
  return was;
}

void
rg_forward_note_missing (void)
{
  missing = true;
}

/* --- levels --- */

bool
rg_forward_ad_enter (void)
{
  RgThread *self = rg_thread ();
  if (self->dual_level)
    {
      rg_scope_fail (NULL, RG_ERROR_AUTOGRAD, "Nested forward mode AD is not supported: forward mode is open "
                     "on this thread");
      return false;
    }
  self->dual_level = atomic_fetch_add_explicit (&next_level, 1, memory_order_relaxed);
  self->special++;
  return true;
}

void
rg_forward_ad_exit (void)
{
  RgThread *self = rg_thread ();
  if (self->dual_level)
    self->special--;
  self->dual_level = 0;
  rg_extra_drop_tangents (self);
}

/* --- tangents --- */

RgTensor *
rg_tangent_of (const RgTensor *t)
{
  uint32_t level = rg_thread ()->dual_level;
  return t && t->extra && level && t->extra->tangent_level == level ? t->extra->tangent : NULL;
}

static void
set_tangent (RgTensor *t, RgTensor *tangent)
{
  rg_extra_set_tangent (rg_extra_of (t), rg_tensor_ref (tangent));
}

RgTensor *
rg_make_dual (RgTensor *primal, RgTensor *tangent)
{
  g_autofree char *shapes = NULL;
  if (primal == NULL || tangent == NULL)
    return NULL;
  if (!rg_thread ()->dual_level)
    {
      rg_scope_fail (NULL, RG_ERROR_AUTOGRAD, "Trying to create a dual tensor for forward AD but no level "
                     "exists, make sure to open one (RG_FORWARD_AD) first");
      return NULL;
    }
  if (!rg_same_shape (primal, tangent) || primal->dtype != tangent->dtype
      || !rg_dtype_is_floating ((RgDType) primal->dtype))
    {
      shapes = rg_describe_inputs ((RgTensor *[]){ primal, tangent }, 2);
      rg_scope_fail (NULL, RG_ERROR_AUTOGRAD, "a tangent has the size and the floating dtype of its primal: %s",
                     shapes);
      return NULL;
    }
  if (rg_tangent_of (primal))
    {
      rg_scope_fail (NULL, RG_ERROR_AUTOGRAD, "Making a dual tensor based on a tensor that already has a forward "
                     "gradient at the same level is not supported.");
      return NULL;
    }
  RgTensor *dual = rg_unpack_dual (primal, NULL);
  if (dual)
    set_tangent (dual, tangent);
  return dual;
}

RgTensor *
rg_unpack_dual (RgTensor *t, RgTensor **tangent)
{
  RgThread *self = rg_thread ();
  uint32_t level = self->dual_level;
  if (tangent)
    *tangent = rg_scope_own (self->scope, rg_tensor_ref (rg_tangent_of (t)));
  if (t == NULL)
    return NULL;
  self->dual_level = 0;
  RgTensor *primal = rg_requires_grad (t) ? rg_expand (t, rg_shape_of (t)) : rg_detach (t);
  self->dual_level = level;
  return primal;
}

/* --- calls --- */

/* Fits a tangent to its output: one that comes from a smaller input is expanded. */
static RgTensor *
fit (RgTensor *tangent, RgTensor *out)
{
  if (!rg_same_shape (tangent, out))
    tangent = rg_expand (tangent, rg_shape_of (out));
  if (tangent && tangent->dtype != out->dtype)
    tangent = rg_to (tangent, (RgDType) out->dtype);
  return tangent;
}

static bool
call_with_tangents (RgFullCall *call)
{
  const RgOpInfo *info = call->info;
  size_t n = call->pub.n_inputs;
  bool any = false;
  g_autofree RgTensor **tangents = g_new (RgTensor *, MAX (n, 1));
  for (size_t i = 0; i < n; i++)
    {
      bool counts = call->pub.inputs[i] && (info->op.kind == RG_KIND_COMPOSITE || rg_op_vjp_row (info, i));
      tangents[i] = counts ? rg_tangent_of (call->pub.inputs[i]) : NULL;
      any |= tangents[i] != NULL;
    }
  if (!any || info->op.kind == RG_KIND_COMPOSITE)
    return true;
  if (info->op.jvp == NULL)
    {
      missing = true;
      return rg_call_fail (&call->pub, RG_ERROR_AUTOGRAD, "Trying to use forward AD with %s that does not "
                           "support it because it has not been implemented yet", info->op.name);
    }
  RgThread *self = call->thread;
  RgJvpCall c = { .op = &info->op, .attrs = call->pub.attrs, .inputs = call->pub.inputs,
                  .tangents = tangents, .n_inputs = n, .outputs = call->pub.outputs,
                  .n_outputs = call->pub.n_outputs };
  uint32_t level = self->dual_level;
  bool ok = true;
  for (size_t o = 0; o < call->pub.n_outputs && ok; o++)
    {
      RgTensor *out = call->pub.outputs[o];
      if (out == NULL || !rg_dtype_is_floating ((RgDType) out->dtype))
        continue;
      bool failed_before = rg_scope_failed (NULL);
      self->dual_level = 0; /* the tangents have none */
      RgTensor *tangent = info->op.jvp (&c, o);
      if (tangent)
        tangent = fit (tangent, out);
      self->dual_level = level;
      ok = failed_before || !rg_scope_failed (NULL);
      if (tangent && ok)
        set_tangent (out, tangent);
    }
  return ok;
}

/* --- stores --- */

/* The part of a base's tangent that belongs to a view of it. */
static RgTensor *
tangent_part (RgTensor *view)
{
  RgTensor *base = rg_view_base (view);
  if (base == NULL || !rg_contiguous_p (base))
    return NULL;
  RgTensor *whole = rg_tangent_of (base);
  if (whole == NULL)
    set_tangent (base, whole = rg_zeros_like (base));
  int64_t offset = (rg_data (view) - rg_data (base)) / (int64_t) rg_esize (base);
  return rg_scope_push (rg_thread (), rg_tensor_view (whole, view->ndim, rg_sizes (view), rg_strides (view),
                                                      offset, -1));
}

bool
rg_tangent_store (RgTensor *t, RgTensor *result)
{
  RgTensor *from = rg_tangent_of (result), *to = rg_tangent_of (t);
  RgThread *self = rg_thread ();
  uint32_t level = self->dual_level;
  if (from == NULL && to == NULL)
    return true;
  if (to == NULL && rg_is_view (t))
    {
      to = tangent_part (t);
      if (to == NULL)
        {
          rg_scope_fail (NULL, RG_ERROR_AUTOGRAD, "forward AD: writing a view of a tensor that is not contiguous");
          return false;
        }
      set_tangent (t, to);
    }
  if (to == NULL)
    {
      set_tangent (t, from);
      return true;
    }
  self->dual_level = 0;
  bool ok = from ? rg_copy_ (to, from) != NULL : rg_zero_ (to) != NULL;
  self->dual_level = level;
  return ok;
}

__attribute__ ((constructor)) static void
install (void)
{
  rg_call_forward = call_with_tangents;
}
