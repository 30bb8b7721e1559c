/* view-strides.h: what view, reshape and unsafe_view have in common: the sizes
 * that are asked for, and the strides of a view that has them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef VIEW_STRIDES_H
#define VIEW_STRIDES_H

#include <retrograde-op.h>

/* The sizes that `shape` asks for, a -1 worked out from the rest. */
static inline bool
resolve_shape (RgCall *call, RgInts shape, int64_t *sizes)
{
  int64_t numel = rg_tensor_numel (call->inputs[0]), known = 1;
  int unknown = -1;
  if (shape.n < 0 || shape.n > RG_MAX_DIMS)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the shape has more than %d dimensions", RG_MAX_DIMS);
  for (int d = 0; d < shape.n; d++)
    {
      sizes[d] = shape.v[d];
      if (sizes[d] == -1 && unknown < 0)
        unknown = d;
      else if (sizes[d] < 0)
        return rg_call_fail (call, RG_ERROR_SHAPE, "sizes must not be negative, but for one -1");
      else if (__builtin_mul_overflow (known, sizes[d], &known))
        return rg_call_fail (call, RG_ERROR_SHAPE, "the shape has too many elements");
    }
  if (unknown >= 0)
    {
      if (known == 0)
        return rg_call_fail (call, RG_ERROR_SHAPE, "-1 could be any size, since another size is 0");
      sizes[unknown] = numel / known;
      known *= sizes[unknown];
    }
  if (known != numel)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the shape does not hold the %" G_GINT64_FORMAT
                         " elements of the input", numel);
  return true;
}

/* The strides of a view of `t` with these sizes; false if only a copy has them.
 * Dimensions of `t` that lie evenly form runs; a run must be cut as a whole. */
static inline bool
view_strides (const RgTensor *t, RgInts shape, int64_t *strides)
{
  RgInts sizes = rg_tensor_shape (t), old = rg_tensor_strides (t);
  int64_t d = shape.n - 1, run = 1, taken = 1;
  if (sizes.n == 0 || rg_tensor_numel (t) == 0)
    {
      for (int64_t step = 1; d >= 0; d--)
        {
          strides[d] = step;
          step *= MAX (shape.v[d], 1);
        }
      return true;
    }
  int64_t base = old.v[sizes.n - 1];
  for (int64_t from = sizes.n - 1; from >= 0; from--)
    {
      run *= sizes.v[from];
      if (from > 0 && (sizes.v[from - 1] == 1 || old.v[from - 1] == run * base))
        continue;
      for (; d >= 0 && (taken < run || shape.v[d] == 1); d--)
        {
          strides[d] = taken * base;
          taken *= shape.v[d];
        }
      if (taken != run)
        return false;
      if (from > 0)
        {
          base = old.v[from - 1];
          run = taken = 1;
        }
    }
  return d == -1;
}

/* The forward of an operator that gives a view of `shape`. */
static inline bool
view_as_shape (RgCall *call, RgInts shape)
{
  int64_t sizes[RG_MAX_DIMS], strides[RG_MAX_DIMS];
  if (!resolve_shape (call, shape, sizes))
    return false;
  RgInts resolved = { shape.n, sizes };
  if (!view_strides (call->inputs[0], resolved, strides))
    return rg_call_fail (call, RG_ERROR_SHAPE, "the strides of the input do not allow a view of this "
                         "shape; reshape copies where it must");
  return rg_call_view (call, resolved, (RgInts){ shape.n, strides }, 0);
}

#endif
