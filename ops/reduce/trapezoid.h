/* trapezoid.h: the areas of trapezoids between neighbouring points.
 *
 *     area[k] = (y[k] + y[k + 1]) / 2 * (x[k + 1] - x[k])
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef TRAPEZOID_H
#define TRAPEZOID_H

#include <retrograde-op.h>

#define TRAPEZOID_USES "narrow", "add", "sub", "mul", "reshape", "sum", "select"
#define TRAPEZOID_ATTRS(A)                                                     \
  RG_ATTR (A, dx, FLOAT, "1", .doc = "the distance of neighbours, where x is not given"), \
  RG_ATTR (A, dim, INT, "-1", .doc = "the dimension")
#define TRAPEZOID_SAMPLES                                                      \
  { "3x4 -", NULL, NULL, 0 },                                                  \
  { "3x4 -", "dx=0.5 dim=0", NULL, 0 },                                        \
  { "3x4 4:s", NULL, "places for every line", 0 },                             \
  { "3x4 3x4:s", "dim=0", "places for each line", 0 },                         \
  { "3x1 -", NULL, "one point has no area", 0 },                               \
  { ". -", NULL, "zero-dimensional", RG_SAMPLE_ERROR },                        \
  { "3x4 3", NULL, "places that do not fit", RG_SAMPLE_ERROR }

/* The places x, shaped to broadcast against y along dim. */
static inline RgTensor *
trapezoid_places (RgTensor *x, RgTensor *y, int dim)
{
  int64_t sizes[RG_MAX_DIMS], lead = rg_tensor_ndim (y) - rg_tensor_ndim (x);
  RgInts shape = rg_tensor_shape (x);
  if (lead <= 0 && shape.n != 1)
    return x;
  for (int d = 0; d < rg_tensor_ndim (y); d++)
    sizes[d] = shape.n == 1 ? (d == dim ? shape.v[0] : 1) : d < lead ? 1 : shape.v[d - lead];
  return rg_reshape (x, (RgInts){ rg_tensor_ndim (y), sizes });
}

/* The areas along dim; NULL, with the error set, on failure. */
static inline RgTensor *
trapezoid_areas (RgCall *call, double dx, int64_t dim)
{
  RgTensor *y = call->inputs[0], *x = call->n_inputs > 1 ? call->inputs[1] : NULL;
  int d = rg_call_dim (call, dim, rg_tensor_ndim (y));
  if (d < 0)
    return NULL;
  if (rg_tensor_ndim (y) == 0 || (x && rg_tensor_ndim (x) == 0))
    {
      rg_call_fail (call, RG_ERROR_SHAPE, "y and x must have at least 1 dimension");
      return NULL;
    }
  if (rg_tensor_dtype (y) == RG_BOOL || (x && rg_tensor_dtype (x) == RG_BOOL))
    {
      rg_call_fail (call, RG_ERROR_DTYPE, "bool is not supported; convert it with rg_to");
      return NULL;
    }
  int64_t n = rg_tensor_size (y, d);
  if (x)
    {
      x = trapezoid_places (x, y, d);
      if (x == NULL)
        return NULL;
      int64_t m = d < rg_tensor_ndim (x) ? rg_tensor_size (x, d) : -1;
      if (m != n)
        {
          rg_call_fail (call, RG_ERROR_SHAPE, "x must have as many places along dim as y has values");
          return NULL;
        }
    }
  if (n == 0)
    return y;
  RgTensor *twice = rg_add (rg_narrow (y, d, 0, n - 1), rg_narrow (y, d, 1, n - 1));
  /* Half of a whole number need not be one. */
  if (x == NULL)
    return rg_mul_scalar (rg_dtype_is_floating (rg_tensor_dtype (y)) ? twice : rg_to (twice, RG_F32), dx / 2);
  RgTensor *width = rg_sub (rg_narrow (x, d, 1, n - 1), rg_narrow (x, d, 0, n - 1));
  return rg_mul_scalar (rg_mul (twice, width), 0.5);
}

/* Their sum along dim. Integers at equal distances are added up before they are halved,
 * as PyTorch does, which tells in uint8, where the sum of two wraps. */
static inline RgTensor *
trapezoid_sum (RgCall *call, double dx, int64_t dim)
{
  RgTensor *y = call->inputs[0], *areas = trapezoid_areas (call, dx, dim);
  if (areas == NULL)
    return NULL;
  const bool given = call->n_inputs > 1 && call->inputs[1], empty = rg_tensor_size (y, rg_call_dim (call, dim, rg_tensor_ndim (y))) == 0;
  if (rg_dtype_is_floating (rg_tensor_dtype (y)) || given || empty)
    return rg_sum_dim (areas, RG_DIMS (dim), false);
  RgTensor *ends = rg_add (rg_select (y, dim, 0), rg_select (y, dim, -1));
  return rg_mul_scalar (rg_sub (rg_sum_dim (y, RG_DIMS (dim), false), rg_mul_scalar (ends, 0.5)), dx);
}

#endif
