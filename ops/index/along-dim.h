/* along-dim.h: operators with an index along one dimension: an index for each
 * element (gather, scatter) or for each slice (index_select, index_add).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef ALONG_DIM_H
#define ALONG_DIM_H

#include "walk.h"

/* Sizes and strides; a zero-dimensional tensor counts as one of size 1. */
static inline ViewShape
at_least_1d (const RgTensor *t)
{
  ViewShape v = view_of_tensor (t);
  if (v.ndim == 0)
    {
      v.ndim = 1;
      v.sizes[0] = v.strides[0] = 1;
    }
  return v;
}

static inline RgInts
sizes_of (const ViewShape *v)
{
  return (RgInts){ v->ndim, v->sizes };
}

static inline RgInts
strides_of (const ViewShape *v)
{
  return (RgInts){ v->ndim, v->strides };
}

/* --- an index for each element --- */

/* What is written has the type of what it is written to, as in PyTorch; a number or a
 * zero-dimensional tensor may have another. */
static inline bool
same_dtype (RgCall *call, const RgTensor *in, const RgTensor *src)
{
  if (rg_tensor_ndim (src) > 0 && rg_tensor_dtype (in) != rg_tensor_dtype (src))
    return rg_call_fail (call, RG_ERROR_DTYPE, "input is %s and src %s; expected one dtype",
                         rg_dtype_name (rg_tensor_dtype (in)), rg_dtype_name (rg_tensor_dtype (src)));
  return true;
}

/* Walks `table` and `list` (whose data the caller may have cut down to strides of
 * 0) by index tensor `index`, which must fit in both. */
static inline bool
elements_walk (RgCall *call, Walk *w, RgTensor *table, int64_t dim_, size_t index, const RgTensor *list)
{
  ViewShape t = at_least_1d (table), i = at_least_1d (call->inputs[index]), l = i;
  int dim = rg_call_dim (call, dim_, rg_tensor_ndim (table));
  if (dim < 0)
    return false;
  if (list)
    l = at_least_1d (list);
  else
    memset (l.strides, 0, sizeof l.strides);
  if (rg_tensor_numel (call->inputs[index]) == 0)
    {
      *w = (Walk){ .m = 0 };
      return true;
    }
  if (i.ndim != t.ndim || i.ndim != l.ndim)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the index must have as many dimensions as the tensors that it indexes");
  for (int d = 0; d < t.ndim; d++)
    if (i.sizes[d] > l.sizes[d] || (d != dim && i.sizes[d] > t.sizes[d]))
      return rg_call_fail (call, RG_ERROR_SHAPE, "the index is larger than a tensor in dimension %d", d);
  *w = (Walk){ .dtype = rg_tensor_dtype (table), .table = rg_tensor_data (table), .alpha = 1, .range = t.sizes[dim],
               .list = list ? rg_tensor_data (list) : NULL };
  w->index = checked_dim_indices (call, index, false, dim, t.sizes[dim]);
  walk_elements (w, sizes_of (&i), dim, strides_of (&t), strides_of (&l));
  return w->index != NULL;
}

/* --- an index for each slice --- */

/* The same by a vector of indices: slice k of `list` along `dim` belongs to slice
 * index[k] of `table`. */
static inline bool
slices_walk (RgCall *call, Walk *w, RgTensor *table, int64_t dim_, size_t index, bool wrap, const RgTensor *list)
{
  const RgTensor *it = call->inputs[index];
  ViewShape t = at_least_1d (table), l = t;
  int dim = rg_call_dim (call, dim_, rg_tensor_ndim (table));
  int64_t m = rg_tensor_numel (it);
  if (dim < 0)
    return false;
  if (rg_tensor_ndim (it) > 1)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the index must be a vector");
  if (list)
    l = at_least_1d (list);
  else
    memset (l.strides, 0, sizeof l.strides);
  bool fits = l.ndim == t.ndim && (list == NULL || l.sizes[dim] == m);
  for (int d = 0; fits && d < t.ndim; d++)
    fits = d == dim || t.sizes[d] == l.sizes[d];
  if (!fits)
    return rg_call_fail (call, RG_ERROR_SHAPE,
                         "expected %" G_GINT64_FORMAT " slices, one for each index, of the sizes of "
                         "those of the input", m);
  *w = (Walk){ .dtype = rg_tensor_dtype (table), .table = rg_tensor_data (table), .alpha = 1, .range = t.sizes[dim],
               .list = list ? rg_tensor_data (list) : NULL };
  w->index = checked_dim_indices (call, index, wrap, dim, t.sizes[dim]);
  walk_slices (w, m, dim, sizes_of (&t), strides_of (&t), strides_of (&l));
  return w->index != NULL;
}

/* --- gradients --- */

/* A gradient with as many elements as there were indices, extended by zeros to the
 * sizes of a list that was larger. */
static inline RgTensor *
fit_list (RgTensor *grad, RgInts sizes)
{
  int64_t pad[2 * RG_MAX_DIMS];
  RgInts have = rg_tensor_shape (grad);
  if (grad == NULL || have.n != sizes.n || same_sizes (have, sizes))
    return grad;
  for (int64_t d = 0; d < sizes.n; d++)
    {
      pad[2 * (sizes.n - 1 - d)] = 0;
      pad[2 * (sizes.n - 1 - d) + 1] = sizes.v[d] - have.v[d];
    }
  return rg_constant_pad_nd (grad, (RgInts){ 2 * sizes.n, pad }, 0);
}

#endif
