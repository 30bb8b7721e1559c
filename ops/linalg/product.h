/* product.h: what the operators that multiply matrices have in common.
 *
 * A product reads its factors where they lie, whatever their strides: a
 * transposed or an expanded view is never copied. Floating products are the
 * kernel's (rg-gemm.h); integers have a plain loop, whose sums wrap around.
 *
 * Order: integers, the product of two tensors, jvp.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef PRODUCT_H
#define PRODUCT_H

#include <retrograde-op.h>
#include <rg-gemm.h>
#include <rg-parallel.h>

/* --- integers --- */

#define PRODUCT_INT_(T, U, name)                                               \
  static inline void name (int64_t begin, int64_t end, void *payload)          \
  {                                                                            \
    const RgGemm *g = payload;                                                 \
    const U alpha = (U) rg_whole_f64 (g->alpha), beta = (U) rg_whole_f64 (g->beta); \
    for (int64_t r = begin; r < end; r++)                                      \
      {                                                                        \
        const int64_t batch = r / g->m, i = r % g->m;                          \
        const T *a = (const T *) g->a + batch * g->a_batch + i * g->a_row;     \
        const T *b = (const T *) g->b + batch * g->b_batch;                    \
        T *c = (T *) g->c + batch * g->c_batch + i * g->c_row;                 \
        for (int64_t j = 0; j < g->n; j++)                                     \
          {                                                                    \
            U sum = 0;                                                         \
            for (int64_t p = 0; p < g->k; p++)                                 \
              sum = (U) (sum + (U) a[p * g->a_col] * (U) b[p * g->b_row + j * g->b_col]); \
            c[j] = (T) (U) (alpha * sum + (g->beta == 0 ? 0 : (U) (beta * (U) c[j]))); \
          }                                                                    \
      }                                                                        \
  }
PRODUCT_INT_ (int64_t, uint64_t, product_rows_i64)
PRODUCT_INT_ (int32_t, uint32_t, product_rows_i32)
PRODUCT_INT_ (uint8_t, uint32_t, product_rows_u8)

static inline void
product_run (RgDType dtype, RgGemm *g)
{
  int64_t grain = MAX (1, 65536 / MAX (1, g->n * g->k));
  switch (dtype)
    {
    case RG_F32:
    case RG_F64:
      rg_gemm (dtype, g);
      break;
    case RG_I64:
      rg_parallel_for (g->batch * g->m, grain, product_rows_i64, g);
      break;
    case RG_I32:
      rg_parallel_for (g->batch * g->m, grain, product_rows_i32, g);
      break;
    default:
      rg_parallel_for (g->batch * g->m, grain, product_rows_u8, g);
    }
}

/* --- the product of two tensors --- */

static inline bool
product_dtypes (RgCall *call, size_t first, size_t n)
{
  RgDType dtype = rg_tensor_dtype (call->inputs[first]);
  for (size_t i = first + 1; i < first + n; i++)
    if (call->inputs[i] && rg_tensor_dtype (call->inputs[i]) != dtype)
      return rg_call_fail (call, RG_ERROR_DTYPE, "all must have one dtype; convert with rg_to");
  if (dtype == RG_BOOL)
    return rg_call_fail (call, RG_ERROR_DTYPE, "bool is not supported");
  return true;
}

/* out = alpha a b + beta out, for matrices (m, k) (k, n), or with a batch before
 * both; out is contiguous, (m, n) or (batch, m, n). The sizes fit. */
static inline void
product_into (RgTensor *out, RgTensor *a, RgTensor *b, double alpha, double beta)
{
  int batched = rg_tensor_ndim (out) == 3;
  const int64_t *c = rg_tensor_shape (out).v;
  const int64_t *sa = rg_tensor_strides (a).v, *sb = rg_tensor_strides (b).v;
  RgGemm g = {
    .m = c[batched], .n = c[batched + 1], .k = rg_tensor_shape (a).v[batched + 1],
    .a = rg_tensor_data (a), .a_row = sa[batched], .a_col = sa[batched + 1],
    .a_batch = batched ? sa[0] : 0,
    .b = rg_tensor_data (b), .b_row = sb[batched], .b_col = sb[batched + 1],
    .b_batch = batched ? sb[0] : 0,
    .c = rg_tensor_data (out), .c_row = c[batched + 1],
    .c_batch = c[batched] * c[batched + 1],
    .alpha = alpha, .beta = beta, .batch = batched ? c[0] : 1,
  };
  if (g.m && g.n && g.batch)
    product_run (rg_tensor_dtype (out), &g);
}

/* About 20 multiply-adds a nanosecond on one core. */
static inline double
product_cost (double m, double n, double k)
{
  return 100 + m * n * k / 20;
}

/* --- jvp --- */

/* The tangent of f (x, y), linear in each of inputs i and j. */
static inline RgTensor *
product_jvp (RgJvpCall *c, size_t i, size_t j, RgTensor *(*f) (RgTensor *, RgTensor *))
{
  RgTensor *ti = rg_jvp_tangent (c, i), *tj = rg_jvp_tangent (c, j);
  RgTensor *left = ti ? f (ti, rg_jvp_input (c, j)) : NULL;
  RgTensor *right = tj ? f (rg_jvp_input (c, i), tj) : NULL;
  return left && right ? rg_add (left, right) : left ? left : right;
}

#endif
