/* shape-op.h: what the operators of this folder have in common.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef SHAPE_OP_H
#define SHAPE_OP_H

#include <retrograde-op.h>

/* The fields that all of them fill alike; the first line of a descriptor. */
#define SHAPE_OP(stem, KIND)                                                   \
  .struct_size = sizeof (RgOp), .name = #stem, .category = "shape",            \
  .kind = RG_KIND_##KIND, .inputs = stem##_inputs, .forward = stem##_forward,  \
  .samples = stem##_samples
/* One output, linear in the inputs that have a gradient. */
#define SHAPE_LINEAR(stem) .n_outputs = 1, .vjp = stem##_vjps, .jvp = RG_JVP_LINEAR

/* --- operators that do another's work --- */

/* Operator `name`, which belongs to the same module, looked up once. */
static inline const RgOp *
find_part (const RgOp **cache, const char *name)
{
  const RgOp *op = __atomic_load_n (cache, __ATOMIC_ACQUIRE);
  if (op == NULL)
    {
      op = rg_op_find (name, NULL);
      __atomic_store_n (cache, op, __ATOMIC_RELEASE);
    }
  return op;
}

/* --- shapes in a forward --- */

static inline RgInts
input_sizes (const RgCall *call, size_t i)
{
  return rg_tensor_shape (call->inputs[i]);
}

static inline RgInts
input_strides (const RgCall *call, size_t i)
{
  return rg_tensor_strides (call->inputs[i]);
}

static inline bool
same_sizes (RgInts a, RgInts b)
{
  bool same = a.n == b.n;
  for (int64_t d = 0; same && d < a.n; d++)
    same = a.v[d] == b.v[d];
  return same;
}

/* Whether `word` is one of the choices of attribute `name`: a caller from C may have
 * given any. */
static inline bool
check_word (RgCall *call, const char *name, const char *word)
{
  const RgAttr *attr = call->op->attrs;
  while (strcmp (attr->name, name) != 0)
    attr++;
  size_t n = word ? strlen (word) : 0;
  for (const char *at = attr->choices; n && (at = strstr (at, word)); at += n)
    if ((at == attr->choices || at[-1] == ' ') && (at[n] == ' ' || at[n] == 0))
      return true;
  return rg_call_fail (call, RG_ERROR_ARGUMENT, "%s is '%s'; expected one of: %s", name, word ? word : "NULL",
                       attr->choices);
}

/* The shape of a view, changed in place before rg_call_view(). */
typedef struct
{
  int ndim;
  int64_t sizes[RG_MAX_DIMS];
  int64_t strides[RG_MAX_DIMS];
  int64_t offset;
} ViewShape;

static inline ViewShape
view_of_tensor (const RgTensor *t)
{
  ViewShape v = { .ndim = rg_tensor_ndim (t), .offset = 0 };
  memcpy (v.sizes, rg_tensor_shape (t).v, (size_t) v.ndim * sizeof (int64_t));
  memcpy (v.strides, rg_tensor_strides (t).v, (size_t) v.ndim * sizeof (int64_t));
  return v;
}

/* As if a contiguous tensor had these sizes. */
static inline ViewShape
view_of_sizes (RgInts sizes)
{
  ViewShape v = { .ndim = (int) sizes.n, .offset = 0 };
  int64_t step = 1;
  for (int d = v.ndim; d-- > 0;)
    {
      v.sizes[d] = sizes.v[d];
      v.strides[d] = step;
      step *= MAX (sizes.v[d], 1);
    }
  return v;
}

static inline bool
give_view (RgCall *call, size_t index, const ViewShape *v)
{
  return rg_call_view_nth (call, index, (RgInts){ v->ndim, v->sizes }, (RgInts){ v->ndim, v->strides }, v->offset);
}

/* The outputs of a composition. */
static inline bool
give_list (RgCall *call, RgTensor *const *list, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (!rg_call_return (call, i, list[i]))
      return false;
  return list != NULL;
}

static inline void
view_drop_dim (ViewShape *v, int dim)
{
  for (int d = dim; d + 1 < v->ndim; d++)
    {
      v->sizes[d] = v->sizes[d + 1];
      v->strides[d] = v->strides[d + 1];
    }
  v->ndim--;
}

#endif
