/* unbind.c: every index of a dimension, as views.
 *
 *     out[k] = select (input, dim, k)
 *     d input = stack (d out, dim)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the stride rule --- */

static bool
unbind_forward (RgCall *call)
{
  const RgUnbindAttrs *a = call->attrs;
  ViewShape v = view_of_tensor (call->inputs[0]);
  int dim = rg_call_dim (call, a->dim, v.ndim);
  if (dim < 0)
    return false;
  if (v.ndim == 0 || v.sizes[dim] > 32767)
    return rg_call_fail (call, RG_ERROR_SHAPE, "expected a dimension of at most 32767 slices");
  int64_t n = v.sizes[dim], stride = v.strides[dim];
  view_drop_dim (&v, dim);
  for (int64_t k = 0; k < n; k++, v.offset += stride)
    if (!give_view (call, (size_t) k, &v))
      return false;
  return true;
}

/* --- gradients --- */

/* A slice that no gradient reached counts as zeros. */
static RgTensor *
unbind_input (RgVjpCall *c, size_t i)
{
  RgInts shape = rg_vjp_shape (c, i);
  int64_t dim = RG_ATTRS (RgUnbindAttrs)->dim, rest[RG_MAX_DIMS], n = 0;
  dim += dim < 0 ? shape.n : 0;
  for (int64_t d = 0; d < shape.n; d++)
    if (d != dim)
      rest[n++] = shape.v[d];
  g_autofree RgTensor **grads = g_new (RgTensor *, MAX (shape.v[dim], 1));
  for (int64_t k = 0; k < shape.v[dim]; k++)
    {
      grads[k] = rg_vjp_grad (c, (size_t) k);
      if (grads[k] == NULL)
        grads[k] = rg_zeros (rg_vjp_dtype (c, i), (RgInts){ n, rest });
    }
  return rg_stack (grads, (size_t) shape.v[dim], dim);
}

static const RgVjp unbind_vjps[] = { { 0, 0, unbind_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput unbind_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgUnbindAttrs unbind_init = RG_UNBIND_ATTRS_INIT;
static const RgAttr unbind_attrs[] = {
  RG_ATTR (RgUnbindAttrs, dim, INT, "0", .doc = "the dimension, which goes"),
  { .name = NULL },
};

static const RgSample unbind_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { "2x3x4", "dim=-1", NULL, 0 },
  { "3", "dim=0", "to zero dimensions", 0 },
  { "2x0", "dim=0", "no elements", 0 },
  { ".", NULL, "zero-dimensional", RG_SAMPLE_ERROR },
  { "3", "dim=1", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp unbind = {
  SHAPE_OP (unbind, VIEW),
  .summary = "Gives the slices of a dimension; views.",
  .formula = "out[k] = select (input, dim, k)",
  .gradient = "d input = stack (d out, dim)",
  .flags = RG_OP_MULTI_VIEW,
  .n_outputs = 0,
  RG_ATTRIBUTES (unbind, RgUnbindAttrs),
  .vjp = unbind_vjps,
  .jvp = RG_JVP_LINEAR,
  .uses = RG_USES ("stack"),
};

RG_MODULE (unbind, &unbind)
