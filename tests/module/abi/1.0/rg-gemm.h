/* rg-gemm.h: the matrix product, for operators that need one.
 *
 * c = alpha a b + beta c. Every element of c has one fixed order of operations,
 * whatever the sizes, strides, tiles, threads and instruction set:
 *
 *   k is cut into blocks of RG_GEMM_KC; in a block, s = 0, then
 *   s = fma (a[i][p], b[p][j], s) for p in order; then
 *   c = alpha s for the first block if beta is 0, otherwise
 *   c = fma (alpha, s, beta c), with 1 for beta after the first block.
 *
 * Everything else (packing, tiles, the shape of the micro-kernel) only moves
 * data, so a row of a product has the same bits as that row computed alone.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_GEMM_H
#define RG_GEMM_H

#include "rg-types.h"

#define RG_GEMM_KC 384

/**
 * RgGemm:
 *
 * A batch of products. Strides are in elements and may be 0 or negative; c's
 * rows must not overlap. With beta 0, c is not read; with k 0, c becomes beta c.
 */
typedef struct
{
  int64_t m, n, k;
  const void *a;                  /* m x k */
  int64_t a_row, a_col, a_batch;  /* strides; a_batch 0: one a for all */
  const void *b;                  /* k x n */
  int64_t b_row, b_col, b_batch;
  void *c;                        /* m x n, its rows contiguous */
  int64_t c_row, c_batch;
  double alpha, beta;
  int64_t batch;
} RgGemm;

G_BEGIN_DECLS

RG_API void rg_gemm_f32 (const RgGemm *g);
RG_API void rg_gemm_f64 (const RgGemm *g);
/** rg_gemm: (skip): the product in @dtype, float32 or float64. */
RG_API void rg_gemm (RgDType dtype, const RgGemm *g);

G_END_DECLS

#endif
