/* unique.h: what unique and unique_consecutive share: the lines of a dimension that
 * are compared (or all elements), and writing one line of each group of equal ones.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef UNIQUE_H
#define UNIQUE_H

#include "order.h"

/* Line i of n is made of `inner` elements for each of `outer`, as the tensor, which is
 * contiguous, lies around the dimension. Without a dimension a line is one element. */
typedef struct
{
  RgTensor *x;
  bool has_dim;
  int dim;
  int64_t outer, n, inner;
} UniqueLines;

static inline bool
unique_lines (RgCall *call, bool has_dim, int64_t dim, UniqueLines *l)
{
  RgTensor *x = rg_call_contiguous (call, 0);
  if (x == NULL)
    return false;
  const RgInts shape = rg_tensor_shape (x);
  *l = (UniqueLines){ .x = x, .has_dim = has_dim, .outer = 1, .n = rg_tensor_numel (x), .inner = 1 };
  if (!has_dim)
    return true;
  if (shape.n == 0)
    return rg_call_fail (call, RG_ERROR_SHAPE, "a zero-dimensional input has no dim %" G_GINT64_FORMAT, dim);
  l->dim = rg_call_dim (call, dim, (int) shape.n);
  if (l->dim < 0)
    return false;
  for (int d = 0; d < (int) shape.n; d++)
    {
      if (d != l->dim && shape.v[d] == 0)
        return rg_call_fail (call, RG_ERROR_SHAPE, "dimension %d is empty; only dim may be", d);
      if (d != l->dim)
        *(d < l->dim ? &l->outer : &l->inner) *= shape.v[d];
    }
  l->n = shape.v[l->dim];
  return true;
}

/* Below, at or above 0 as line i stands before, with or after line j. */
static inline int
unique_compare (const UniqueLines *l, int64_t i, int64_t j)
{
  const RgDType dtype = rg_tensor_dtype (l->x);
  const size_t esize = rg_dtype_size (dtype);
  const char *data = rg_tensor_data (l->x);
  for (int64_t o = 0; o < l->outer; o++)
    for (int64_t k = 0; k < l->inner; k++)
      {
        const uint64_t a = order_key (dtype, data + (size_t) ((o * l->n + i) * l->inner + k) * esize);
        const uint64_t b = order_key (dtype, data + (size_t) ((o * l->n + j) * l->inner + k) * esize);
        if (a != b)
          return a < b ? -1 : 1;
      }
  return 0;
}

/* Whether lines i and j are equal; a nan is equal to nothing. */
static inline bool
unique_equal (const UniqueLines *l, int64_t i, int64_t j)
{
  const RgDType dtype = rg_tensor_dtype (l->x);
  const size_t esize = rg_dtype_size (dtype);
  const char *data = rg_tensor_data (l->x);
  if (unique_compare (l, i, j) != 0)
    return false;
  for (int64_t o = 0; o < l->outer && rg_dtype_is_floating (dtype); o++)
    for (int64_t k = 0; k < l->inner; k++)
      if (order_key (dtype, data + (size_t) ((o * l->n + i) * l->inner + k) * esize) == ORDER_NAN)
        return false;
  return true;
}

/* Writes the outputs: group g is the lines place[begin[g]] up to place[begin[g + 1]]. */
static inline bool
unique_write (RgCall *call, const UniqueLines *l, const int64_t *place, const int64_t *begin, int64_t groups,
              bool return_inverse, bool return_counts)
{
  const RgInts shape = rg_tensor_shape (l->x);
  const size_t block = (size_t) l->inner * rg_dtype_size (rg_tensor_dtype (l->x));
  int64_t sizes[RG_MAX_DIMS] = { groups };
  size_t index = 0;
  if (l->has_dim)
    {
      memcpy (sizes, shape.v, (size_t) shape.n * sizeof *sizes);
      sizes[l->dim] = groups;
    }
  RgTensor *out = rg_call_output (call, index++, rg_tensor_dtype (l->x), (RgInts){ l->has_dim ? shape.n : 1, sizes });
  RgTensor *inverse = out && return_inverse
                          ? rg_call_output (call, index++, RG_I64, l->has_dim ? RG_SHAPE (l->n) : shape) : NULL;
  RgTensor *counts = out && return_counts ? rg_call_output (call, index++, RG_I64, RG_SHAPE (groups)) : NULL;
  if (out == NULL || (return_inverse && !inverse) || (return_counts && !counts))
    return false;
  char *to = rg_tensor_data (out);
  const char *from = rg_tensor_data (l->x);
  for (int64_t o = 0; o < l->outer; o++)
    for (int64_t g = 0; g < groups; g++)
      memcpy (to + (size_t) (o * groups + g) * block, from + (size_t) (o * l->n + place[begin[g]]) * block, block);
  for (int64_t g = 0; g < groups; g++)
    {
      const int64_t end = g + 1 < groups ? begin[g + 1] : l->n;
      for (int64_t i = begin[g]; inverse && i < end; i++)
        ((int64_t *) rg_tensor_data (inverse))[place[i]] = g;
      if (counts)
        ((int64_t *) rg_tensor_data (counts))[g] = end - begin[g];
    }
  return true;
}

/* --- tables --- */

#define UNIQUE_RETURNS(A)                                                      \
  RG_ATTR (A, return_inverse, BOOL, "false", .doc = "also where each went"),   \
  RG_ATTR (A, return_counts, BOOL, "false", .doc = "also how often each stands"), \
  RG_ATTR_OPT (A, dim, INT, .doc = "the dimension whose slices are compared whole; absent: elements are")

#define UNIQUE_OP(op, A)                                                       \
  .struct_size = sizeof (RgOp), .name = #op, .category = "reduce", .kind = RG_KIND_GENERAL, .flags = RG_OP_NO_GRAD, \
  .gradient = "none", .inputs = op##_inputs, .n_outputs = 0,                   \
  .output_names = RG_OUTPUTS ("output", "inverse_indices", "counts"), RG_ATTRIBUTES (op, A), \
  .forward = op##_forward, .samples = op##_samples

#endif
