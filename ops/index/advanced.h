/* advanced.h: several index tensors at once, as in x[i, :, mask]: what index and
 * index_put have in common.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef ADVANCED_H
#define ADVANCED_H

#include "mask.h"
#include "walk.h"

typedef struct
{
  int n;                        /* dimensions that are indexed */
  int dims[RG_MAX_DIMS];
  RgTensor *index[RG_MAX_DIMS]; /* int64, of the common shape */
  int ndim;                     /* the common shape */
  int64_t sizes[RG_MAX_DIMS];
  int64_t count;
  bool together; /* the dimensions are neighbours: the shape stands in their place */
} Advanced;

/* A mask stands for as many dimensions as it has, and is as good as an index
 * tensor for each. */
static inline bool
advanced_mask (RgCall *call, Advanced *a, RgTensor *mask, RgInts sizes, int dim)
{
  int64_t n, stride = rg_tensor_numel (mask);
  for (int d = 0; d < rg_tensor_ndim (mask); d++)
    if (dim + d >= sizes.n || rg_tensor_size (mask, d) != sizes.v[dim + d])
      return rg_call_fail (call, RG_ERROR_SHAPE,
                           "the mask's dimension %d does not have the size of dimension %d of the "
                           "input", d, dim + d);
  const int64_t *places = mask_places (call, mask, &n);
  if (places == NULL)
    return false;
  for (int d = 0; d < rg_tensor_ndim (mask); d++)
    {
      RgTensor *index = rg_empty (RG_I64, RG_SHAPE (n));
      int64_t *v = rg_tensor_data (index), size = rg_tensor_size (mask, d);
      if (index == NULL)
        return false;
      stride /= MAX (size, 1);
      for (int64_t k = 0; k < n; k++)
        v[k] = places[k] / stride % size;
      a->dims[a->n] = dim + d;
      a->index[a->n++] = index;
    }
  return true;
}

/* Reads inputs `first` .. `first + n - 1` as indices of a tensor of these sizes. */
static inline bool
advanced_parse (RgCall *call, Advanced *a, size_t first, size_t n, RgInts sizes)
{
  int dim = 0;
  *a = (Advanced){ .n = 0, .count = 1, .together = true };
  for (size_t k = first; k < first + n; k++)
    {
      RgTensor *t = call->inputs[k];
      bool is_mask = t && (rg_tensor_dtype (t) == RG_BOOL || rg_tensor_dtype (t) == RG_U8);
      if (t && rg_dtype_is_floating (rg_tensor_dtype (t)))
        return rg_call_fail (call, RG_ERROR_DTYPE, "index %" G_GSIZE_FORMAT " is %s; expected int64, int32 or bool",
                             k - first, rg_dtype_name (rg_tensor_dtype (t)));
      if (is_mask && rg_tensor_ndim (t) == 0)
        return rg_call_fail (call, RG_ERROR_SHAPE, "index %" G_GSIZE_FORMAT " is a mask without dimensions", k - first);
      if (dim + (is_mask ? rg_tensor_ndim (t) : 1) > sizes.n)
        return rg_call_fail (call, RG_ERROR_SHAPE, "there are more indices than dimensions");
      if (is_mask && !advanced_mask (call, a, t, sizes, dim))
        return false;
      if (t && !is_mask)
        {
          a->dims[a->n] = dim;
          a->index[a->n++] = t;
        }
      dim += is_mask ? rg_tensor_ndim (t) : 1;
    }
  if (a->n == 0)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "expected one index at least");
  for (int k = 0; k < a->n; k++)
    {
      RgInts s = rg_tensor_shape (a->index[k]);
      int64_t lead = s.n - a->ndim;
      for (; lead > 0; lead--, a->ndim++)
        {
          memmove (a->sizes + 1, a->sizes, (size_t) a->ndim * sizeof *a->sizes);
          a->sizes[0] = 1;
        }
      for (int64_t d = 0; d < s.n; d++)
        {
          int64_t *have = &a->sizes[a->ndim - s.n + d];
          if (*have != s.v[d] && *have != 1 && s.v[d] != 1)
            return rg_call_fail (call, RG_ERROR_SHAPE, "the sizes of the indices do not broadcast");
          *have = *have == 1 ? s.v[d] : *have;
        }
      a->together &= k == 0 || a->dims[k] == a->dims[k - 1] + 1;
    }
  for (int d = 0; d < a->ndim; d++)
    if (__builtin_mul_overflow (a->count, a->sizes[d], &a->count))
      return rg_call_fail (call, RG_ERROR_SHAPE, "the indices have too many elements");
  RgInts common = { a->ndim, a->sizes };
  for (int k = 0; k < a->n; k++)
    if (!same_sizes (rg_tensor_shape (a->index[k]), common))
      a->index[k] = rg_expand (a->index[k], common);
  return a->index[a->n - 1] != NULL;
}

static inline bool
advanced_has (const Advanced *a, int dim)
{
  for (int k = 0; k < a->n; k++)
    if (a->dims[k] == dim)
      return true;
  return false;
}

/* The sizes of what the indices pick: the common shape in the place of the
 * dimensions that it stands for, or in front. */
static inline bool
advanced_sizes (RgCall *call, const Advanced *a, RgInts sizes, ViewShape *out)
{
  int64_t result[2 * RG_MAX_DIMS];
  int n = 0, before = a->together ? a->dims[0] : 0;
  for (int d = 0; d < before; d++)
    result[n++] = sizes.v[d];
  for (int d = 0; d < a->ndim; d++)
    result[n++] = a->sizes[d];
  for (int d = before; d < sizes.n; d++)
    if (!advanced_has (a, d))
      result[n++] = sizes.v[d];
  if (n > RG_MAX_DIMS)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the result would have more than %d dimensions", RG_MAX_DIMS);
  *out = view_of_sizes ((RgInts){ n, result });
  return true;
}

/* Walks `table` by the indices; `list` has the sizes that advanced_sizes() gave. */
static inline bool
advanced_walk (RgCall *call, const Advanced *a, Walk *w, RgTensor *table, RgTensor *list)
{
  ViewShape t = view_of_tensor (table), l = view_of_tensor (list);
  int at = a->together ? a->dims[0] : 0;
  *w = (Walk){ .dtype = rg_tensor_dtype (table), .table = rg_tensor_data (table), .list = rg_tensor_data (list),
               .alpha = 1, .m = a->count, .tm = 1, .im = 1, .lm = 1 };
  /* Only a contiguous list has one stride for the whole common shape. */
  for (int d = 0; d < a->ndim; d++)
    if (a->sizes[d] > 1)
      w->lm = l.strides[at + d];
  for (int k = 0; k < a->n; k++)
    {
      char what[32];
      g_snprintf (what, sizeof what, "dimension %d", a->dims[k]);
      const int64_t *v = checked_indices (call, a->index[k], true, what, t.sizes[a->dims[k]]);
      if (v == NULL)
        return false;
      if (a->n == 1)
        {
          w->index = v;
          w->tm = t.strides[a->dims[0]];
          w->range = t.sizes[a->dims[0]];
          continue;
        }
      int64_t *sum = k ? (int64_t *) w->index : rg_call_temp (call, (size_t) a->count * sizeof *sum);
      if (sum == NULL)
        return false;
      for (int64_t e = 0; e < a->count; e++)
        sum[e] = (k ? sum[e] : 0) + v[e] * t.strides[a->dims[k]];
      w->index = sum;
      w->range += (t.sizes[a->dims[k]] - 1) * t.strides[a->dims[k]] + (k == 0);
    }
  for (int d = 0, from = 0; d < t.ndim; d++)
    {
      if (from == at)
        from += a->ndim;
      if (advanced_has (a, d))
        continue;
      walk_dim (w, t.sizes[d], t.strides[d], 0, l.strides[from]);
      from++;
    }
  walk_inner (w);
  return true;
}

/* --- for gradients --- */

#define INDEX_SAVED (0x7fffffffull & ~RG_SAVE_INPUT (0)) /* the indices */

/* The index tensors among the inputs of a call that is differentiated. */
static inline size_t
saved_indices (RgVjpCall *c, size_t n_inputs, RgTensor **list)
{
  for (size_t k = 1; k < n_inputs; k++)
    list[k - 1] = rg_vjp_input (c, k);
  return n_inputs - 1;
}

#endif
