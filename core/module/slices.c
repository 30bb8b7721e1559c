/* slices.c: taking, putting and replacing the part of a base that a view is.
 *
 * All three are linear, and each other's gradient. They work in the base's
 * layout: a gradient whose strides differ is brought into it first, so that one
 * place in memory is one element whatever chain of views led there.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "slices-private.h"
#include "builtin-private.h"
#include "call-private.h"
#include <stdlib.h>

static const RgSlices slices_init = { .size = sizeof (RgSlices) };
static const RgAttr slices_attrs[] = {
  RG_ATTR (RgSlices, shape, INTS, NULL, .doc = "the sizes of the view"),
  RG_ATTR (RgSlices, stride, INTS, NULL, .doc = "its strides"),
  RG_ATTR (RgSlices, offset, INT, "0", .doc = "where it begins"),
  RG_ATTR (RgSlices, base_shape, INTS, NULL, .doc = "the sizes of the base"),
  RG_ATTR (RgSlices, base_stride, INTS, NULL, .doc = "its strides"),
  { .name = NULL },
};

/* --- layouts --- */

/* Elements from the first to the last, both included. */
static int64_t
span_of (RgInts shape, RgInts stride)
{
  int64_t span = 1;
  for (int64_t d = 0; d < shape.n; d++)
    {
      if (shape.v[d] == 0)
        return 0;
      span += (shape.v[d] - 1) * stride.v[d];
    }
  return span;
}

static RgTensor *
part_of (RgFullCall *call, RgTensor *buffer, RgInts shape, RgInts stride, int64_t offset)
{
  return rg_scope_push (call->thread, rg_tensor_view (buffer, (int) shape.n, shape.v, stride.v, offset, -1));
}

/* Zeros in the base's layout, as one dimension; `whole` is the base's shape on it. */
static RgTensor *
make_buffer (RgFullCall *call, const RgSlices *s, RgTensor **whole)
{
  RgDType dtype = (RgDType) call->pub.inputs[0]->dtype;
  RgTensor *buffer = rg_zeros (dtype, (RgInts){ 1, (int64_t[]){ span_of (s->base_shape, s->base_stride) } });
  if (buffer)
    *whole = part_of (call, buffer, s->base_shape, s->base_stride, 0);
  return buffer;
}

/* No element of the view lies on another. */
static bool
is_injective (RgInts shape, RgInts stride)
{
  int order[RG_MAX_DIMS], n = 0;
  for (int d = 0; d < shape.n; d++)
    if (shape.v[d] != 1)
      {
        int at = n++;
        for (; at > 0 && stride.v[order[at - 1]] > stride.v[d]; at--)
          order[at] = order[at - 1];
        order[at] = d;
      }
  int64_t reach = 0;
  for (int k = 0; k < n; k++)
    {
      if (stride.v[order[k]] <= reach)
        return false;
      reach += (shape.v[order[k]] - 1) * stride.v[order[k]];
    }
  return true;
}

/* part += values, one element after the other, where elements share a place. */
static void
add_in_order (RgTensor *part, RgTensor *values)
{
  int64_t n = rg_numel (values), esize = (int64_t) rg_esize (part);
  for (int64_t i = 0; i < n; i++)
    {
      int64_t rest = i, to = 0, from = 0;
      for (int d = part->ndim; d-- > 0;)
        {
          int64_t k = rest % rg_sizes (part)[d];
          rest /= rg_sizes (part)[d];
          to += k * rg_strides (part)[d];
          from += k * rg_strides (values)[d];
        }
      char *p = rg_data (part) + to * esize;
      const char *q = rg_data (values) + from * esize;
      if (part->dtype == RG_F32)
        *(float *) (void *) p += *(const float *) (const void *) q;
      else
        *(double *) (void *) p += *(const double *) (const void *) q;
    }
}

static bool
give (RgFullCall *call, RgTensor *from, RgInts shape)
{
  RgTensor *out = rg_call_output (&call->pub, 0, (RgDType) from->dtype, shape);
  if (out)
    rg_copy_data (out, from);
  return out != NULL;
}

/* --- take --- */

static bool
take_forward (RgCall *pub)
{
  RgFullCall *call = (RgFullCall *) pub;
  const RgSlices *s = pub->attrs;
  RgTensor *whole, *buffer = make_buffer (call, s, &whole);
  if (buffer == NULL)
    return false;
  rg_copy_data (whole, pub->inputs[0]);
  return give (call, part_of (call, buffer, s->shape, s->stride, s->offset), s->shape);
}

/* --- put --- */

static bool
put_forward (RgCall *pub)
{
  RgFullCall *call = (RgFullCall *) pub;
  const RgSlices *s = pub->attrs;
  RgTensor *whole, *buffer = make_buffer (call, s, &whole);
  if (buffer == NULL)
    return false;
  RgTensor *part = part_of (call, buffer, s->shape, s->stride, s->offset);
  if (is_injective (s->shape, s->stride))
    rg_copy_data (part, pub->inputs[0]);
  else
    add_in_order (part, pub->inputs[0]);
  return give (call, whole, s->base_shape);
}

/* --- copy --- */

static bool
copy_forward (RgCall *pub)
{
  RgFullCall *call = (RgFullCall *) pub;
  const RgSlices *s = pub->attrs;
  RgTensor *whole, *buffer = make_buffer (call, s, &whole);
  if (buffer == NULL)
    return false;
  rg_copy_data (whole, pub->inputs[0]);
  rg_copy_data (part_of (call, buffer, s->shape, s->stride, s->offset), pub->inputs[1]);
  return give (call, whole, s->base_shape);
}

/* --- gradients --- */

static RgTensor *
call_slices (const RgOp *op, RgTensor *first, RgTensor *second, const void *attrs)
{
  RgTensor *out = NULL;
  rg_op_call (NULL, op, (RgTensor *[]){ first, second }, second ? 2 : 1, attrs, &out, 1);
  return out;
}

static RgTensor *
copy_base_vjp (RgVjpCall *c, size_t i)
{
  const RgSlices *s = rg_vjp_attrs (c);
  (void) i;
  RgTensor *zeros = rg_zeros ((RgDType) RG_G->dtype, s->shape);
  return zeros ? call_slices (rg_slices_copy_op (), RG_G, zeros, s) : NULL;
}

RG_VJP (take_vjp, call_slices (rg_slices_put_op (), RG_G, NULL, rg_vjp_attrs (c)))
RG_VJP (put_vjp, call_slices (rg_slices_take_op (), RG_G, NULL, rg_vjp_attrs (c)))

static const RgVjp take_vjps[] = { { 0, 0, take_vjp }, { 0, 0, NULL } };
static const RgVjp put_vjps[] = { { 0, 0, put_vjp }, { 0, 0, NULL } };
static const RgVjp copy_vjps[] = { { 0, 0, copy_base_vjp }, { 1, 0, put_vjp }, { 0, 0, NULL } };

/* --- descriptors --- */

static const RgInput take_inputs[] = { { "base", "the base", 0 }, { NULL, NULL, 0 } };
static const RgInput put_inputs[] = { { "view", "the view", 0 }, { NULL, NULL, 0 } };
static const RgInput copy_inputs[]
    = { { "base", "the base", 0 }, { "view", "what stands in it", 0 }, { NULL, NULL, 0 } };

static const RgSample take_samples[]
    = { { "3x4", "shape=4,3 stride=1,4 base_shape=3,4 base_stride=4,1", NULL, 0 },
        { "3x4", "shape=2,2 stride=0,1 offset=1 base_shape=3,4 base_stride=4,1", "one element twice", 0 },
        { NULL, NULL, NULL, 0 } };
static const RgSample put_samples[]
    = { { "4x3", "shape=4,3 stride=1,4 base_shape=3,4 base_stride=4,1", NULL, 0 },
        { "2x2", "shape=2,2 stride=0,1 offset=1 base_shape=3,4 base_stride=4,1", "one element twice", 0 },
        { NULL, NULL, NULL, 0 } };
static const RgSample copy_samples[]
    = { { "3x4 2x2", "shape=2,2 stride=4,1 offset=1 base_shape=3,4 base_stride=4,1", NULL, 0 },
        { NULL, NULL, NULL, 0 } };

#define SLICES(id, text, d, backward)                                          \
  { .struct_size = sizeof (RgOp), .name = "slices." #id, .summary = text,      \
    .formula = "out = " #id " (inputs)", .gradient = d, .category = "shape",   \
    .kind = RG_KIND_GENERAL, .flags = RG_OP_INTERNAL, .inputs = id##_inputs,   \
    .n_outputs = 1, .attrs = slices_attrs, .attrs_size = sizeof (RgSlices),    \
    .attrs_init = &slices_init, .forward = id##_forward, .vjp = id##_vjps,     \
    .jvp = RG_JVP_LINEAR, .backward_name = backward, .samples = id##_samples }

static const RgOp take_op = SLICES (take, "The part of a base that a view is.", "d base = put (d out)",
                                    "AsStridedBackward0");
static const RgOp put_op = SLICES (put, "Zeros of a base with a view added in its place.",
                                   "d view = take (d out)", "AsStridedBackwardBackward0");
static const RgOp copy_op = SLICES (copy, "A base with a view in its place.",
                                    "d base = copy (d out, 0); d view = take (d out)", "CopySlices");

static const RgOp *const slices_ops[] = { &take_op, &put_op, &copy_op, NULL };
const RgModule rg_slices_module = RG_BUILT_IN ("slices", slices_ops);

/* --- by name: the registry's copies --- */

#define BY_NAME(id)                                                            \
  const RgOp *rg_slices_##id##_op (void)                                       \
  {                                                                            \
    static _Atomic (const RgOp *) cache;                                       \
    const RgOp *op = atomic_load_explicit (&cache, memory_order_acquire);      \
    if (op == NULL)                                                            \
      atomic_store_explicit (&cache, op = rg_op_find ("slices." #id, NULL), memory_order_release); \
    return op;                                                                 \
  }
BY_NAME (take)
BY_NAME (put)
BY_NAME (copy)
