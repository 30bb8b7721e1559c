/* split-views.h: a dimension cut into consecutive views, and back: split and
 * split_with_sizes.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef SPLIT_VIEWS_H
#define SPLIT_VIEWS_H

#include "shape-op.h"

/* Part k is sizes.v[k] long; with one size, `each`, all but the last are. */
static inline bool
split_views (RgCall *call, int64_t dim_, RgInts sizes, int64_t each)
{
  ViewShape v = view_of_tensor (call->inputs[0]);
  int dim = rg_call_dim (call, dim_, v.ndim);
  int64_t whole, total = 0;
  if (dim < 0)
    return false;
  if (v.ndim == 0)
    return rg_call_fail (call, RG_ERROR_SHAPE, "a zero-dimensional tensor cannot be split");
  whole = v.sizes[dim];
  if (sizes.n == 0 && (each < 0 || (each == 0 && whole)))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "the size of a part must be at least 1");
  int64_t n = sizes.n ? sizes.n : whole && each ? (whole - 1) / each + 1 : 1;
  if (n > 32767)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "would give %" G_GINT64_FORMAT " parts; at most 32767 can be had", n);
  for (int64_t k = 0; k < sizes.n; k++)
    if (sizes.v[k] < 0 || sizes.v[k] > whole - total)
      return rg_call_fail (call, RG_ERROR_ARGUMENT, "the sizes of the parts must not be negative, and must add up to %"
                           G_GINT64_FORMAT ", the size of dimension %d", whole, dim);
    else
      total += sizes.v[k];
  if (sizes.n && total != whole)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "the sizes of the parts add up to %" G_GINT64_FORMAT "; dimension "
                         "%d has size %" G_GINT64_FORMAT, total, dim, whole);
  for (int64_t k = 0, at = 0; k < n; k++)
    {
      v.sizes[dim] = sizes.n ? sizes.v[k] : MIN (each, whole - at);
      v.offset = v.sizes[dim] ? at * v.strides[dim] : 0;
      if (!give_view (call, (size_t) k, &v))
        return false;
      at += v.sizes[dim];
    }
  return true;
}

/* The gradients of the parts, one after another again; a part that no gradient
 * reached counts as zeros. */
static inline RgTensor *
split_join (RgVjpCall *c, int64_t dim, RgInts sizes, int64_t each)
{
  RgInts shape = rg_vjp_shape (c, 0);
  int64_t part[RG_MAX_DIMS], at = 0;
  dim += dim < 0 ? shape.n : 0;
  int64_t whole = shape.v[dim], n = sizes.n ? sizes.n : whole && each ? (whole - 1) / each + 1 : 1;
  g_autofree RgTensor **grads = g_new (RgTensor *, n);
  memcpy (part, shape.v, (size_t) shape.n * sizeof *part);
  for (int64_t k = 0; k < n; at += part[dim], k++)
    {
      part[dim] = sizes.n ? sizes.v[k] : MIN (each, whole - at);
      grads[k] = rg_vjp_grad (c, (size_t) k);
      if (grads[k] == NULL)
        grads[k] = rg_zeros (rg_vjp_dtype (c, 0), (RgInts){ shape.n, part });
    }
  return rg_cat (grads, (size_t) n, dim);
}

#endif
