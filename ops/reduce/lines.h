/* lines.h: a tensor as lines along one dimension, for operators that work on one
 * line at a time.
 *
 * A contiguous tensor of sizes (outer, n, inner): line (o, i) has its elements
 * inner apart. Where inner is 1 a line is contiguous; elsewhere neighbouring
 * lines lie side by side, and kernels take up to 64 of them together.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef LINES_H
#define LINES_H

#include <retrograde-op.h>
#include <rg-parallel.h>

#define LINES_STRIP 64

typedef struct
{
  int64_t outer, n, inner;
} Lines;

/* How `t` is cut along `dim`; false, with the error set, if there is no such dim. */
static inline bool
lines_of (RgCall *call, const RgTensor *t, int64_t dim, Lines *lines)
{
  RgInts shape = rg_tensor_shape (t);
  int d = rg_call_dim (call, dim, (int) shape.n);
  if (d < 0)
    return false;
  *lines = (Lines){ 1, shape.n ? shape.v[d] : 1, 1 };
  for (int64_t k = 0; k < shape.n; k++)
    {
      if (k < d)
        lines->outer *= shape.v[k];
      if (k > d)
        lines->inner *= shape.v[k];
    }
  return true;
}

#endif
