/* call.c: calling an operator: checks, attributes, the kind's way to run, the
 * record for backward, and who owns the results.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "call-private.h"
#include "deferred-private.h"
#include "profile-private.h"
#include "rg-autograd.h"
#include <string.h>

RgRecordFunc rg_call_record, rg_call_forward;
_Atomic int rg_call_watched;

static void
watch (bool on)
{
  atomic_fetch_add (&rg_call_watched, on ? 1 : -1);
}

__attribute__ ((constructor)) static void
install_watch (void)
{
  rg_profile_watch = watch;
}

/* --- errors --- */

char *
rg_describe_inputs (RgTensor *const *inputs, size_t n)
{
  GString *s = g_string_new (NULL);
  for (size_t i = 0; i < n; i++)
    {
      g_string_append (s, i ? ", " : "");
      const RgTensor *t = inputs[i];
      if (t == NULL)
        {
          g_string_append (s, "none");
          continue;
        }
      g_string_append_printf (s, "%s[", rg_dtype_name ((RgDType) t->dtype));
      for (int d = 0; d < t->ndim; d++)
        g_string_append_printf (s, "%s%" G_GINT64_FORMAT, d ? ", " : "", rg_sizes (t)[d]);
      g_string_append_c (s, ']');
    }
  return g_string_free (s, FALSE);
}

bool
rg_call_fail (RgCall *pub, RgError code, const char *format, ...)
{
  RgFullCall *call = (RgFullCall *) pub;
  if (call->target->error)
    return false;
  va_list args;
  va_start (args, format);
  g_autofree char *what = g_strdup_vprintf (format, args);
  va_end (args);
  g_autofree char *inputs = rg_describe_inputs (pub->inputs, pub->n_inputs);
  g_autofree char *attrs = rg_attrs_to_string (pub->op, pub->attrs);
  rg_scope_fail (call->target, code, "%s: %s (inputs %s%s%s)", pub->op->name, what, inputs,
                 *attrs ? "; " : "", attrs);
  return false;
}

/* --- outputs --- */

int
rg_call_node_inputs (const RgFullCall *call)
{
  if (!call->record)
    return -1;
  return call->info->op.n_outputs == 1 ? (int) call->pub.n_inputs : 1;
}

static bool
put_output (RgFullCall *call, size_t index, RgTensor *t)
{
  if (index >= call->capacity)
    {
      size_t room = MAX (2 * call->capacity, index + 1);
      RgTensor **larger = g_new0 (RgTensor *, room);
      memcpy (larger, call->pub.outputs, call->pub.n_outputs * sizeof *larger);
      if (call->pub.outputs != call->room)
        g_free (call->pub.outputs);
      call->pub.outputs = larger;
      call->capacity = room;
    }
  for (size_t i = call->pub.n_outputs; i <= index; i++)
    call->pub.outputs[i] = NULL;
  rg_tensor_unref (call->pub.outputs[index]);
  call->pub.outputs[index] = t;
  call->pub.n_outputs = MAX (call->pub.n_outputs, index + 1);
  return true;
}

RgTensor *
rg_call_output (RgCall *pub, size_t index, RgDType dtype, RgInts shape)
{
  RgFullCall *call = (RgFullCall *) pub;
  int64_t numel;
  if (shape.n < 0 || shape.n > RG_MAX_DIMS
      || !rg_shape_numel ((int) shape.n, shape.v, rg_dtype_size (dtype), &numel))
    {
      rg_call_fail (pub, RG_ERROR_SHAPE, "the result would have more than %d dimensions or too many "
                    "elements", RG_MAX_DIMS);
      return NULL;
    }
  int node = rg_dtype_is_floating (dtype) ? rg_call_node_inputs (call) : -1;
  RgTensor *t = rg_tensor_fresh (dtype, (int) shape.n, shape.v, node);
  if (t == NULL)
    return NULL;
  put_output (call, index, t);
  return t;
}

void
rg_call_no_gradient (RgCall *pub, size_t index)
{
  /* Without room for a node it is not recorded. */
  if (index < pub->n_outputs && pub->outputs[index])
    pub->outputs[index]->flags &= (uint16_t) ~RG_TENSOR_HAS_NODE;
}

bool
rg_call_return (RgCall *pub, size_t index, RgTensor *tensor)
{
  RgFullCall *call = (RgFullCall *) pub;
  if (tensor == NULL)
    return false;
  /* What another operator made has no room for this one's node: an alias has. */
  if (call->record && rg_dtype_is_floating ((RgDType) tensor->dtype))
    return put_output (call, index, rg_tensor_view (tensor, tensor->ndim, rg_sizes (tensor), rg_strides (tensor), 0,
                                                    rg_call_node_inputs (call)));
  return put_output (call, index, rg_tensor_ref (tensor));
}

bool
rg_call_view_nth (RgCall *pub, size_t index, RgInts shape, RgInts strides, int64_t offset)
{
  RgFullCall *call = (RgFullCall *) pub;
  RgTensor *of = pub->inputs[0];
  int64_t numel;
  /* Strides of 0 make views whose elements cannot be counted. */
  if (shape.n < 0 || shape.n > RG_MAX_DIMS || !rg_shape_numel ((int) shape.n, shape.v, 1, &numel))
    return rg_call_fail (pub, RG_ERROR_SHAPE, "the result would have more than %d dimensions or too many "
                         "elements", RG_MAX_DIMS);
  int node = rg_dtype_is_floating ((RgDType) of->dtype) ? rg_call_node_inputs (call) : -1;
  return put_output (call, index, rg_tensor_view (of, (int) shape.n, shape.v, strides.v, offset, node));
}

bool
rg_call_view (RgCall *pub, RgInts shape, RgInts strides, int64_t offset)
{
  return rg_call_view_nth (pub, 0, shape, strides, offset);
}

/* --- help for forwards --- */

RgTensor *
rg_call_contiguous (RgCall *pub, size_t i)
{
  RgTensor *t = pub->inputs[i];
  if (t == NULL || rg_contiguous_p (t))
    return t;
  RgTensor *copy = rg_tensor_fresh ((RgDType) t->dtype, t->ndim, rg_sizes (t), -1);
  if (copy == NULL)
    return NULL;
  rg_copy_data (copy, t);
  return rg_scope_push (((RgFullCall *) pub)->thread, copy);
}

void *
rg_call_temp (RgCall *pub, size_t bytes)
{
  int64_t n = (int64_t) MAX (bytes, 32);
  RgTensor *t = rg_tensor_fresh (RG_U8, 1, &n, -1);
  if (t == NULL)
    return NULL;
  rg_scope_push (((RgFullCall *) pub)->thread, t);
  return rg_data (t);
}

int
rg_call_dim (RgCall *pub, int64_t dim, int ndim)
{
  int n = MAX (ndim, 1);
  if (dim >= -n && dim < n)
    return (int) (dim < 0 ? dim + n : dim);
  rg_call_fail (pub, RG_ERROR_ARGUMENT, "dim %" G_GINT64_FORMAT " is out of range: expected %d .. %d",
                dim, -n, n - 1);
  return -1;
}

/* --- the call --- */

/* A required input that is missing: NULL where an operator before failed. */
static bool
check_inputs (RgFullCall *call)
{
  const RgOpInfo *info = call->info;
  size_t n = call->pub.n_inputs;
  if (info->variadic < 0 && n > (size_t) info->n_inputs)
    return rg_call_fail (&call->pub, RG_ERROR_ARGUMENT, "takes at most %d inputs", info->n_inputs);
  for (size_t i = 0; i < MAX (n, (size_t) info->n_required); i++)
    {
      int place = rg_op_place (info, i, n);
      if (place < 0 || place >= info->n_inputs)
        return rg_call_fail (&call->pub, RG_ERROR_ARGUMENT, "too few inputs");
      const RgInput *in = &info->op.inputs[place];
      RgTensor *t = i < n ? call->pub.inputs[i] : NULL;
      if (t == NULL)
        {
          if (in->flags & (RG_INPUT_OPTIONAL | RG_INPUT_VARIADIC))
            continue;
          /* The failure that made it NULL is kept already. */
          return rg_call_fail (&call->pub, RG_ERROR_ARGUMENT, "input '%s' is missing", in->name);
        }
      if (G_UNLIKELY (t->flags & RG_TENSOR_DEFERRED) && !rg_deferred_here (call->thread, t))
        return rg_call_fail (&call->pub, RG_ERROR_ARGUMENT, "input '%s' has no data: it was noted by another thread "
                             "between rg_fuse_begin and rg_fuse_end, or there was no memory for it", in->name);
      if (!(in->flags & (RG_INPUT_INTEGER | RG_INPUT_BOOL | RG_INPUT_FLOATING)))
        continue;
      const char *expected = NULL;
      if ((in->flags & RG_INPUT_INTEGER) && t->dtype != RG_I64 && t->dtype != RG_I32 && t->dtype != RG_U8)
        expected = "int64, int32 or uint8";
      else if ((in->flags & RG_INPUT_BOOL) && t->dtype != RG_BOOL && t->dtype != RG_U8)
        expected = "bool or uint8";
      else if ((in->flags & RG_INPUT_FLOATING) && !rg_dtype_is_floating ((RgDType) t->dtype))
        expected = "float32 or float64";
      if (expected)
        return rg_call_fail (&call->pub, RG_ERROR_DTYPE, "input '%s' is %s; expected %s", in->name,
                             rg_dtype_name ((RgDType) t->dtype), expected);
    }
  return true;
}

static bool
run_kind (RgFullCall *call)
{
  const RgOp *op = &call->info->op;
  RgThread *self = call->thread;
  bool grad_mode = self->grad_mode;
  uint32_t level;
  bool ok;
  /* What is noted comes first, but for calls that may join it. */
  if (op->kind != RG_KIND_POINTWISE && op->kind != RG_KIND_COMPOSITE)
    rg_settle (self);
  switch (op->kind)
    {
    case RG_KIND_POINTWISE:
      return rg_pointwise_run (call);
    case RG_KIND_REDUCTION:
      return rg_reduction_run (call);
    case RG_KIND_VIEW:
      return op->forward (&call->pub);
    case RG_KIND_COMPOSITE:
      return op->forward (&call->pub);
    case RG_KIND_GENERAL:
    default:
      /* Operators that a forward calls are its own affair. */
      self->grad_mode = false;
      level = self->dual_level;
      self->dual_level = 0;
      ok = (op->shape == NULL || op->shape (&call->pub)) && op->forward (&call->pub);
      self->grad_mode = grad_mode;
      self->dual_level = level;
      return ok;
    }
}

static void
find_wanted (RgFullCall *call)
{
  const RgOpInfo *info = call->info;
  if (!call->thread->grad_mode || !info->differentiable)
    return;
  for (size_t i = 0; i < call->pub.n_inputs; i++)
    {
      const RgTensor *t = call->pub.inputs[i];
      if (t && (rg_tensor_node (t) || (t->flags & RG_TENSOR_REQUIRES_GRAD) || (t->extra && rg_requires_grad (t)))
          && rg_op_vjp_row (info, i))
        {
          call->record = true;
          call->wanted |= i < 64 ? 1ull << i : 0;
        }
    }
}

/* An older caller's shorter struct is completed with the defaults. */
static const void *
complete_attrs (RgFullCall *call, const void *attrs)
{
  const RgOp *op = &call->info->op;
  if (attrs == NULL || op->attrs_size == 0)
    return op->attrs_init;
  size_t size = *(const size_t *) attrs;
  if (G_LIKELY (size == op->attrs_size))
    return attrs;
  if (size < sizeof (size_t) || size > op->attrs_size)
    {
      rg_call_fail (&call->pub, RG_ERROR_ARGUMENT, "the attribute struct's size is %" G_GSIZE_FORMAT
                    ", expected at most %" G_GSIZE_FORMAT " (set it with RG_..._ATTRS_INIT)", size,
                    op->attrs_size);
      return NULL;
    }
  char *whole = rg_call_temp (&call->pub, op->attrs_size);
  if (whole)
    {
      memcpy (whole, op->attrs_init, op->attrs_size);
      memcpy (whole, attrs, size);
      *(size_t *) (void *) whole = op->attrs_size;
    }
  return whole;
}

/* What an operator that a composite one called found wrong, in its name too. */
static void
name_composite (GError **error, const RgOp *op)
{
  if (*error && !g_str_has_prefix ((*error)->message, op->name))
    g_prefix_error (error, "%s: ", op->name);
}

static bool
run_call (RgFullCall *call, RgScope *scope, const RgOp *op, RgTensor *const *inputs, size_t n_inputs,
          const void *attrs)
{
  RgThread *self = rg_thread ();
  call->pub.size = sizeof (RgCall);
  call->pub.op = op;
  call->pub.scope = self->scope;
  call->pub.inputs = inputs;
  call->pub.n_inputs = n_inputs;
  call->pub.attrs = NULL;
  call->pub.outputs = call->room;
  call->pub.n_outputs = 0;
  call->info = rg_op_info (op);
  call->thread = self;
  call->target = scope ? scope : self->scope;
  call->record = call->refused = false;
  call->wanted = 0;
  call->capacity = RG_CALL_ROOM;

  size_t mark = self->top;
  bool failed_before = self->scope->error != NULL, target_failed = call->target->error != NULL;
  bool ok = check_inputs (call);
  if (ok)
    {
      call->pub.attrs = complete_attrs (call, attrs);
      ok = call->pub.attrs || op->attrs_size == 0;
    }
  if (ok)
    {
      find_wanted (call);
      ok = run_kind (call);
      /* An operator that it called may have failed without its noticing. */
      if (ok && op->kind == RG_KIND_COMPOSITE && self->scope->error && !failed_before)
        ok = false;
    }
  if (ok && (call->record || op->kind == RG_KIND_VIEW))
    ok = rg_call_record (call);
  if (ok && G_UNLIKELY (self->dual_level))
    ok = rg_call_forward (call);
  if (!ok && op->kind == RG_KIND_COMPOSITE && !failed_before)
    name_composite (&self->scope->error, op);
  if (!ok && op->kind == RG_KIND_COMPOSITE && !target_failed && call->target != self->scope)
    name_composite (&call->target->error, op);
  if (!ok && call->target->error == NULL && self->scope->error == NULL)
    rg_call_fail (&call->pub, RG_ERROR_ARGUMENT, "failed without saying why");
  if (!ok && call->target != self->scope && call->target->error == NULL)
    call->target->error = g_steal_pointer (&self->scope->error);
  rg_scope_pop_to (self, mark);
  if (!ok)
    {
      for (size_t i = 0; i < call->pub.n_outputs; i++)
        rg_tensor_unref (call->pub.outputs[i]);
      if (call->pub.outputs != call->room)
        g_free (call->pub.outputs);
    }
  return ok;
}

static inline void
give (RgFullCall *call, RgTensor *t)
{
  if (t == NULL)
    return;
  if (G_LIKELY (call->target == call->thread->scope))
    rg_scope_push (call->thread, t);
  else
    rg_scope_own (call->target, t);
}

/* Out of the way of the short one, whose stack frame stays small. */
static size_t __attribute__ ((noinline))
call_long_way (RgScope *scope, const RgOp *op, RgTensor *const *inputs, size_t n_inputs,
               const void *attrs, RgTensor **outputs, size_t capacity)
{
  RgFullCall call;
  for (size_t i = 0; i < capacity; i++)
    outputs[i] = NULL;
  const double start = rg_profile_start ();
  const bool ok = run_call (&call, scope, op, inputs, n_inputs, attrs);
  RG_PROFILE_NOTE (RG_PROFILE_FORWARD, op->name, start);
  if (!ok)
    return 0;
  for (size_t i = 0; i < call.pub.n_outputs; i++)
    {
      if (i < capacity)
        {
          outputs[i] = call.pub.outputs[i];
          give (&call, outputs[i]);
        }
      else
        rg_tensor_unref (call.pub.outputs[i]);
    }
  if (call.pub.outputs != call.room)
    g_free (call.pub.outputs);
  return call.pub.n_outputs;
}

size_t
rg_op_call (RgScope *scope, const RgOp *op, RgTensor *const *inputs, size_t n_inputs,
            const void *attrs, RgTensor **outputs, size_t capacity)
{
  if (op == NULL)
    {
      for (size_t i = 0; i < capacity; i++)
        outputs[i] = NULL;
      rg_scope_fail (scope, RG_ERROR_NO_OPERATOR, "rg_op_call: operator is NULL");
      return 0;
    }
  const RgOpInfo *info = rg_op_info (op);
  if (info->is_plain && scope == NULL && attrs == NULL && capacity == 1)
    {
      RgThread *self = rg_thread ();
      RgTensor *out = rg_call_plain (self, info, inputs, n_inputs);
      if (G_LIKELY (out != NULL))
        {
          outputs[0] = rg_scope_push (self, out);
          return 1;
        }
    }
  return call_long_way (scope, op, inputs, n_inputs, attrs, outputs, capacity);
}

RgTensor **
rg_op_call_list (RgScope *scope, const RgOp *op, RgTensor *const *inputs, size_t n_inputs,
                 const void *attrs, size_t *n_outputs)
{
  RgFullCall call;
  *n_outputs = 0;
  const double start = rg_profile_start ();
  const bool ok = op && run_call (&call, scope, op, inputs, n_inputs, attrs);
  if (op)
    RG_PROFILE_NOTE (RG_PROFILE_FORWARD, op->name, start);
  if (!ok)
    return NULL;
  RgTensor **list = rg_scope_alloc (call.target, (call.pub.n_outputs + 1) * sizeof *list);
  for (size_t i = 0; i < call.pub.n_outputs; i++)
    {
      list[i] = call.pub.outputs[i];
      give (&call, list[i]);
    }
  *n_outputs = call.pub.n_outputs;
  if (call.pub.outputs != call.room)
    g_free (call.pub.outputs);
  return list;
}

RgTensor *
rg_call (const char *name, RgTensor *first, ...)
{
  RgTensor *inputs[64] = { first }, *output = NULL;
  size_t n = first != NULL;
  va_list args;
  va_start (args, first);
  for (RgTensor *t; n && n < G_N_ELEMENTS (inputs) && (t = va_arg (args, RgTensor *));)
    inputs[n++] = t;
  va_end (args);
  g_autoptr (GError) error = NULL;
  const RgOp *op = rg_op_find (name, &error);
  if (op == NULL)
    {
      rg_scope_fail (NULL, (RgError) error->code, "%s", error->message);
      return NULL;
    }
  rg_op_call (NULL, op, inputs, n, NULL, &output, 1);
  return output;
}
