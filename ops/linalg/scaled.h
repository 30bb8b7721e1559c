/* scaled.h: what the operators have in common that add a product to a tensor:
 *
 *     out = beta * input + alpha * (x @ y)
 *
 * The product adds where input was copied, in one pass. With beta = 0 input is not
 * read, so that a nan in it does no harm.
 *
 * Order: forward, tables, gradients.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef SCALED_H
#define SCALED_H

#include "product.h"
#include <string.h>

/* --- forward --- */

/* Fills out, which is contiguous, with input, which broadcasts to it. */
static inline bool
scaled_fill (RgCall *call, RgTensor *out, RgTensor *input)
{
  RgInts to = rg_tensor_shape (out), from = rg_tensor_shape (input);
  int64_t step[RG_MAX_DIMS], at[RG_MAX_DIMS] = { 0 }, lead = to.n - from.n;
  bool fits = lead >= 0;
  for (int64_t d = 0; fits && d < to.n; d++)
    {
      int64_t size = d < lead ? 1 : from.v[d - lead];
      fits = size == to.v[d] || size == 1;
      step[d] = size == 1 ? 0 : rg_tensor_strides (input).v[d - lead];
    }
  if (!fits)
    return rg_call_fail (call, RG_ERROR_SHAPE, "input does not broadcast to the sizes of the product");
  size_t esize = rg_dtype_size (rg_tensor_dtype (out));
  char *o = rg_tensor_data (out);
  const char *p = rg_tensor_data (input);
  int64_t last = to.n - 1, n = to.v[last], rows = n ? rg_tensor_numel (out) / n : 0;
  for (int64_t r = 0; r < rows; r++)
    {
      int64_t offset = 0;
      for (int64_t d = 0; d < last; d++)
        offset += at[d] * step[d];
      const char *row = p + offset * (int64_t) esize;
      if (step[last] == 1)
        memcpy (o, row, (size_t) n * esize);
      else if (esize == 4)
        for (int64_t j = 0; j < n; j++)
          ((uint32_t *) (void *) o)[j] = ((const uint32_t *) (const void *) row)[j * step[last]];
      else if (esize == 8)
        for (int64_t j = 0; j < n; j++)
          ((uint64_t *) (void *) o)[j] = ((const uint64_t *) (const void *) row)[j * step[last]];
      else
        for (int64_t j = 0; j < n; j++)
          o[j] = row[j * step[last]];
      o += (size_t) n * esize;
      for (int64_t d = last; d-- > 0 && ++at[d] == to.v[d];)
        at[d] = 0;
    }
  return true;
}

/* Makes output 0 of `shape` and begins it with input 0, unless beta is 0. */
static inline RgTensor *
scaled_begin (RgCall *call, RgInts shape, double beta)
{
  if (!product_dtypes (call, 0, 3))
    return NULL;
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (call->inputs[0]), shape);
  return out && (beta == 0 || scaled_fill (call, out, call->inputs[0])) ? out : NULL;
}

/* --- tables --- */

#define SCALED_ATTRS(A)                                                        \
  RG_ATTR (A, beta, FLOAT, "1", .doc = "what input is multiplied by; 0: input is not read"), \
  RG_ATTR (A, alpha, FLOAT, "1", .doc = "what the product is multiplied by")

/* --- gradients --- */

static inline RgTensor *
scaled (RgTensor *t, double factor)
{
  return factor == 1 ? t : rg_mul_scalar (t, factor);
}

static inline RgTensor *
turned (RgTensor *t)
{
  return rg_transpose (t, -2, -1);
}

/* The tangent, from that of input and that of the product. */
static inline RgTensor *
scaled_tangent (RgJvpCall *c, RgTensor *product, double beta, double alpha)
{
  RgTensor *first = rg_jvp_tangent (c, 0);
  first = first ? rg_expand (scaled (first, beta), rg_tensor_shape (rg_jvp_output (c, 0))) : NULL;
  RgTensor *second = product ? scaled (product, alpha) : NULL;
  return first && second ? rg_add (first, second) : first ? first : second;
}

#endif
