/* gemm-kernel-private.h: what one instruction set offers to the matrix product.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_GEMM_KERNEL_PRIVATE_H
#define RG_GEMM_KERNEL_PRIVATE_H

#include "rg-gemm.h"

/* The most rows that a `direct` kernel takes at once. */
#define RG_GEMM_DIRECT 4
/* How many blocks `dot` takes. */
#define RG_GEMM_SIDE 8

typedef struct
{
  int64_t size;  /* of an element */
  int64_t mr;    /* rows of a packed micro-tile */
  int64_t nr;    /* its columns */

  /* a (rows x k, rows <= mr) to out (k x mr), b (k x cols, cols <= nr) to
   * out (k x nr); what is missing becomes zeros. */
  void (*pack_a) (int64_t rows, int64_t k, const void *a, int64_t row, int64_t col,
                  void *out);
  void (*pack_b) (int64_t k, int64_t cols, const void *b, int64_t row, int64_t col,
                  void *out);

  /* c (rows x cols) updated by packed a (k x mr) times packed b (k x nr). */
  void (*packed) (int64_t k, const void *a, const void *b, int64_t rows, int64_t cols,
                  void *c, int64_t c_row, double alpha, double beta);

  /* The same for a where it lies, rows <= RG_GEMM_DIRECT, and b whose rows of
   * nr elements are contiguous, b_row apart. */
  void (*direct) (int64_t k, const void *a, int64_t a_row, int64_t a_col,
                  const void *b, int64_t b_row, int64_t rows, int64_t cols, void *c,
                  int64_t c_row, double alpha, double beta);

  /* c[i c_step] for i < n, of a matrix (n x k) times a contiguous vector x.
   * `axpy`: the matrix is contiguous along n; `dots`: any strides. */
  void (*axpy) (int64_t n, int64_t k, const void *mat, int64_t col, const void *x,
                void *c, int64_t c_step, double alpha, double beta);
  void (*dots) (int64_t n, int64_t k, const void *mat, int64_t row, int64_t col,
                const void *x, void *c, int64_t c_step, double alpha, double beta);

  /* One element of c from RG_GEMM_SIDE whole blocks of k, which go side by side
   * since each is a chain of its own. */
  void (*dot) (const void *a, int64_t a_col, const void *b, int64_t b_row, void *c,
               double alpha, double beta);
} RgGemmKernel;

/* By dtype, RG_F32 and RG_F64, for each build of gemm-kernel.c. */
extern const RgGemmKernel rg_gemm_kernels_base[2], rg_gemm_kernels_v3[2],
    rg_gemm_kernels_v4[2];

/* rg_gemm() with the kernels of one instruction set. */
void rg_gemm_run (const RgGemmKernel *kernel, const RgGemm *g);

#endif
