/* walk.h: reading and writing a table through an index.
 *
 * Every operator of this folder moves elements between a *table*, whose places an
 * index names, and a *list*, which has an element for each index: gather reads,
 * scatter_add adds. The loops are the same:
 *
 *     for all outer dimensions, for k < m, for j < n:
 *         table[.., index[.., k, j] * tm, j] <-> list[.., k, j]
 *
 * Where several indices name one place, the updates come in the order of k, on
 * any number of threads: a place belongs to one thread. Threads divide the outer
 * dimensions; failing these, the places, by a stable sort; failing that, j.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef WALK_H
#define WALK_H

#include "walk-kernels.h"

/* --- describing --- */

/* One more dimension besides the indexed one; in order. */
static inline void
walk_dim (Walk *w, int64_t size, int64_t t, int64_t i, int64_t l)
{
  int k = w->n_outer;
  if (size == 1)
    return;
  if (k && w->ts[k - 1] == t * size && w->is[k - 1] == i * size && w->ls[k - 1] == l * size)
    {
      w->sizes[k - 1] *= size;
      k--;
    }
  else
    w->sizes[w->n_outer++] = size;
  w->ts[k] = t;
  w->is[k] = i;
  w->ls[k] = l;
}

/* Makes the last of the outer dimensions the inner one, unless the indexed one is
 * the faster. */
static inline void
walk_inner (Walk *w)
{
  int k = w->n_outer - 1;
  w->n = 1;
  w->tj = w->ij = w->lj = 1;
  if (k < 0 || (w->m >= 8 && w->im == 1 && w->is[k] > 1))
    {
      w->ij = 0;
      return;
    }
  w->n = w->sizes[k];
  w->tj = w->ts[k];
  w->ij = w->is[k];
  w->lj = w->ls[k];
  w->n_outer = k;
}

/* gather and scatter: an index for each element, of sizes `sizes`, contiguous;
 * along `dim` it names places of the table. */
static inline void
walk_elements (Walk *w, RgInts sizes, int dim, RgInts table_strides, RgInts list_strides)
{
  int64_t step = 1, is[RG_MAX_DIMS];
  for (int64_t d = sizes.n; d-- > 0; step *= sizes.v[d])
    is[d] = step;
  w->n_outer = 0;
  w->m = w->tm = w->im = w->lm = 1;
  for (int d = 0; d < sizes.n; d++)
    if (d != dim)
      walk_dim (w, sizes.v[d], table_strides.v[d], is[d], list_strides.v[d]);
    else
      {
        w->m = sizes.v[d];
        w->tm = table_strides.v[d];
        w->im = is[d];
        w->lm = list_strides.v[d];
      }
  walk_inner (w);
}

/* index_select and index_add: m indices along `dim` of the table, whose other sizes
 * the list has too. */
static inline void
walk_slices (Walk *w, int64_t m, int dim, RgInts sizes, RgInts table_strides, RgInts list_strides)
{
  w->n_outer = 0;
  w->m = m;
  w->tm = w->im = w->lm = 1;
  for (int d = 0; d < sizes.n; d++)
    if (d != dim)
      walk_dim (w, sizes.v[d], table_strides.v[d], 0, list_strides.v[d]);
    else
      {
        w->tm = table_strides.v[d];
        w->lm = list_strides.v[d];
      }
  walk_inner (w);
}

/* --- running --- */

static void
walk_part (const Walk *w, int64_t outer, int64_t m0, int64_t m1, int64_t j0, int64_t j1)
{
  int64_t esize = (int64_t) rg_dtype_size (w->dtype), t = j0 * w->tj, i = j0 * w->ij, l = j0 * w->lj;
  for (int k = w->n_outer; k-- > 0;)
    {
      int64_t at = outer % w->sizes[k];
      outer /= w->sizes[k];
      t += at * w->ts[k];
      i += at * w->is[k];
      l += at * w->ls[k];
    }
  if (w->order == NULL)
    {
      i += m0 * w->im;
      l += m0 * w->lm;
    }
  w->fn (w, (char *) w->table + t * esize, w->index + i, (char *) w->list + l * esize,
         w->order ? w->order + m0 : NULL, m1 - m0, j1 - j0);
}

static void
walk_units (int64_t begin, int64_t end, void *payload)
{
  const Walk *w = payload;
  for (int64_t unit = begin; unit < end; unit++)
    {
      int64_t j = unit % w->n_parts * w->n_step, k = unit / w->n_parts % w->m_parts * w->m_step;
      walk_part (w, unit / w->n_parts / w->m_parts, k, MIN (k + w->m_step, w->m), j, MIN (j + w->n_step, w->n));
    }
}

/* Parts of the sorted list; one that would begin within a run of equal indices
 * begins after it. */
static int64_t
walk_run_start (const Walk *w, int64_t k)
{
  k = MIN (k, w->m);
  while (k > 0 && k < w->m && w->index[w->order[k] * w->im] == w->index[w->order[k - 1] * w->im])
    k++;
  return k;
}

static void
walk_sorted (int64_t begin, int64_t end, void *payload)
{
  const Walk *w = payload;
  for (int64_t unit = begin; unit < end; unit++)
    {
      int64_t k = unit / w->n_parts * w->m_step, j = unit % w->n_parts * w->n_step;
      int64_t from = walk_run_start (w, k), to = walk_run_start (w, k + w->m_step);
      if (from < to)
        walk_part (w, 0, from, to, j, MIN (j + w->n_step, w->n));
    }
}

/* A counting sort of k by index: stable, so that the order of updates stays. */
static inline bool
walk_sort (RgCall *call, Walk *w)
{
  int64_t *start = rg_call_temp (call, (size_t) (w->range + 1) * sizeof *start);
  int64_t *order = rg_call_temp (call, (size_t) w->m * sizeof *order);
  if (start == NULL || order == NULL)
    return false;
  memset (start, 0, (size_t) (w->range + 1) * sizeof *start);
  for (int64_t k = 0; k < w->m; k++)
    start[w->index[k * w->im] + 1]++;
  for (int64_t r = 1; r <= w->range; r++)
    start[r] += start[r - 1];
  for (int64_t k = 0; k < w->m; k++)
    order[start[w->index[k * w->im]]++] = k;
  w->order = order;
  return true;
}

#define WALK_GRAIN 16384

/* Does it. False, with the error set, only for want of memory. */
static inline bool
walk_run (RgCall *call, Walk *w, WalkKind kind)
{
  int64_t outer = 1;
  for (int k = 0; k < w->n_outer; k++)
    outer *= w->sizes[k];
  if (outer == 0 || w->m == 0 || w->n == 0)
    return true;
  w->fn = walk_funcs[kind][w->dtype];
  w->order = NULL;
  w->m_step = w->m;
  w->n_step = w->n;
  if (kind == WALK_READ)
    {
      w->n_step = MIN (w->n, WALK_GRAIN);
      w->m_step = MIN (w->m, MAX (1, WALK_GRAIN / w->n_step));
    }
  else if (w->m * w->n > 2 * WALK_GRAIN && outer < 16)
    {
      /* Few outer parts: sort, or cut rows. */
      if (outer == 1 && w->ij == 0 && w->n >= 4 && w->range <= 8 * w->m + 65536)
        {
          if (!walk_sort (call, w))
            return false;
          w->n_step = MIN (w->n, 1024);
          w->n_parts = (w->n - 1) / w->n_step + 1;
          w->m_step = MAX (1, WALK_GRAIN / w->n_step);
          rg_parallel_for (((w->m - 1) / w->m_step + 1) * w->n_parts, 1, walk_sorted, w);
          return true;
        }
      if (w->n >= 1024 || (w->ij && w->n >= 16))
        w->n_step = MAX (16, w->n / 16);
    }
  w->m_parts = (w->m - 1) / w->m_step + 1;
  w->n_parts = (w->n - 1) / w->n_step + 1;
  rg_parallel_for (outer * w->m_parts * w->n_parts, MAX (1, WALK_GRAIN / (w->m_step * w->n_step)), walk_units, w);
  return true;
}

/* Output 0 as a copy of input 0, to be written into. */
static inline RgTensor *
output_copy (RgCall *call)
{
  RgTensor *in = call->inputs[0], *out = rg_call_output (call, 0, rg_tensor_dtype (in), rg_tensor_shape (in));
  if (out == NULL)
    return NULL;
  ViewShape whole = view_of_tensor (out);
  copy_into (rg_tensor_data (out), &whole, in);
  return out;
}

/* Output 0 as zeros of these sizes. */
static inline RgTensor *
output_zeros (RgCall *call, RgDType dtype, RgInts sizes)
{
  RgTensor *out = rg_call_output (call, 0, dtype, sizes);
  if (out)
    fill_zeros (out);
  return out;
}

#endif
