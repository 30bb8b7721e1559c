/* solve.h: LU factorisation with partial pivoting, for inverse and slogdet.
 *
 * One matrix is the work of one thread, so the order of operations is fixed. The
 * factorisation is done in float64 for both types.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef SOLVE_H
#define SOLVE_H

#include "product.h"
#include <math.h>
#include <string.h>

/* Whether t is (.., n, n) of a floating type; gives n and how many there are. */
static inline bool
solve_sizes (RgCall *call, const RgTensor *t, int64_t *n, int64_t *batch)
{
  RgInts shape = rg_tensor_shape (t);
  if (shape.n < 2 || shape.v[shape.n - 1] != shape.v[shape.n - 2])
    return rg_call_fail (call, RG_ERROR_SHAPE, "the last two dimensions must be equal: square matrices");
  if (!rg_dtype_is_floating (rg_tensor_dtype (t)))
    return rg_call_fail (call, RG_ERROR_DTYPE, "%s is not supported", rg_dtype_name (rg_tensor_dtype (t)));
  *n = shape.v[shape.n - 1];
  *batch = 1;
  for (int64_t d = 0; d < shape.n - 2; d++)
    *batch *= shape.v[d];
  return true;
}

/* Element k of the matrices, as float64. */
static inline double
solve_get (RgDType dtype, const void *data, int64_t k)
{
  return dtype == RG_F32 ? (double) ((const float *) data)[k] : ((const double *) data)[k];
}

static inline void
solve_put (RgDType dtype, void *data, int64_t k, double value)
{
  if (dtype == RG_F32)
    ((float *) data)[k] = (float) value;
  else
    ((double *) data)[k] = value;
}

/* Factors a (n, n) in place into L (below the diagonal, which is 1) and U; row i of
 * the result was row pivot[i]. Returns the sign of the permutation, 0 if a pivot is
 * 0 (or not a number). */
static inline int
solve_factor (double *a, int64_t *pivot, int64_t n)
{
  int sign = 1;
  bool singular = false;
  for (int64_t i = 0; i < n; i++)
    pivot[i] = i;
  for (int64_t k = 0; k < n; k++)
    {
      int64_t best = k;
      for (int64_t i = k + 1; i < n; i++)
        if (fabs (a[i * n + k]) > fabs (a[best * n + k]))
          best = i;
      if (best != k)
        {
          for (int64_t j = 0; j < n; j++)
            {
              double swap = a[k * n + j];
              a[k * n + j] = a[best * n + j];
              a[best * n + j] = swap;
            }
          int64_t swap = pivot[k];
          pivot[k] = pivot[best];
          pivot[best] = swap;
          sign = -sign;
        }
      const double top = a[k * n + k];
      if (!(fabs (top) > 0))
        {
          singular = true;
          continue;
        }
      for (int64_t i = k + 1; i < n; i++)
        {
          const double factor = a[i * n + k] / top;
          a[i * n + k] = factor;
          for (int64_t j = k + 1; j < n; j++)
            a[i * n + j] -= factor * a[k * n + j];
        }
    }
  return singular ? 0 : sign;
}

#endif
