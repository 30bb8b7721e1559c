/* batch.h: what the operators share: matrices read from tensors, column by
 * column as LAPACK has them, and written back; one call of LAPACK at a time.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef BATCH_H
#define BATCH_H

#include <retrograde-op.h>

#include <lapacke.h>

/* --- shapes --- */

typedef struct
{
  int64_t n;     /* the matrices are n x n */
  int64_t count; /* how many */
} Batch;

/* Input 0: any dimensions, then n x n. */
static inline bool
read_batch (RgCall *call, Batch *b)
{
  RgTensor *t = call->inputs[0];
  const int ndim = rg_tensor_ndim (t);
  if (ndim < 2 || rg_tensor_size (t, -1) != rg_tensor_size (t, -2))
    return rg_call_fail (call, RG_ERROR_SHAPE, "%s must be a square matrix, or several in dimensions before",
                         call->op->inputs[0].name);
  *b = (Batch){ rg_tensor_size (t, -1), 1 };
  for (int d = 0; d < ndim - 2; d++)
    b->count *= rg_tensor_size (t, d);
  if (b->n > 46340) /* n * n is a lapack_int */
    return rg_call_fail (call, RG_ERROR_SHAPE, "a matrix of more than 46340 rows is too large for LAPACK");
  return true;
}

/* --- numbers --- */

static inline double
load_number (RgDType dtype, const void *data, int64_t at)
{
  return dtype == RG_F32 ? (double) ((const float *) data)[at] : ((const double *) data)[at];
}

static inline void
store_number (RgDType dtype, void *data, int64_t at, double value)
{
  if (dtype == RG_F32)
    ((float *) data)[at] = (float) value;
  else
    ((double *) data)[at] = value;
}

/* Matrix i of a contiguous tensor (rows x columns each), turned: a[c * rows + r]. */
static inline void
load_matrix (RgTensor *t, int64_t i, int64_t rows, int64_t columns, double *a)
{
  const RgDType dtype = rg_tensor_dtype (t);
  for (int64_t r = 0; r < rows; r++)
    for (int64_t c = 0; c < columns; c++)
      a[c * rows + r] = load_number (dtype, rg_tensor_data (t), (i * rows + r) * columns + c);
}

static inline void
store_matrix (RgTensor *t, int64_t i, int64_t rows, int64_t columns, const double *a)
{
  for (int64_t r = 0; r < rows; r++)
    for (int64_t c = 0; c < columns; c++)
      store_number (rg_tensor_dtype (t), rg_tensor_data (t), (i * rows + r) * columns + c, a[c * rows + r]);
}

/* (A + A^T) / 2: so that all elements count alike, as the gradients say. */
static inline void
make_symmetric (int64_t n, double *a)
{
  for (int64_t r = 0; r < n; r++)
    for (int64_t c = 0; c < r; c++)
      a[c * n + r] = a[r * n + c] = (a[c * n + r] + a[r * n + c]) / 2;
}

/* --- LAPACK --- */

/* One call at a time: Debian's OpenBLAS may be the serial one, whose functions
 * must not run side by side. */
extern GMutex lapack_lock;
#define LAPACK_LOCKED(status, call_)                                           \
  G_STMT_START                                                                 \
  {                                                                            \
    g_mutex_lock (&lapack_lock);                                               \
    status = call_;                                                            \
    g_mutex_unlock (&lapack_lock);                                             \
  }                                                                            \
  G_STMT_END

/* What every pivot array and scratch matrix has: at least one element. */
static inline size_t
room (int64_t n, int64_t m)
{
  return (size_t) MAX (n * m, 1);
}

/* LU factors of a in place; the row of the first zero pivot, from 1; 0: none. */
static inline int
factor (int64_t n, double *a, lapack_int *pivots)
{
  int status;
  LAPACK_LOCKED (status, LAPACKE_dgetrf_work (LAPACK_COL_MAJOR, (lapack_int) n, (lapack_int) n, a,
                                              (lapack_int) MAX (n, 1), pivots));
  return status;
}

static inline bool
fail_singular (RgCall *call, int64_t i, int pivot)
{
  return rg_call_fail (call, RG_ERROR_ARGUMENT, "matrix %" G_GINT64_FORMAT " is singular: pivot %d is zero", i, pivot);
}

/* --- descriptors --- */

#define LAPACK_OP(op_name, stem)                                               \
  .struct_size = sizeof (RgOp), .name = "lapack." #op_name, .category = "linalg", \
  .kind = RG_KIND_GENERAL, .inputs = stem##_inputs, .forward = stem##_forward, \
  .vjp = stem##_vjps, .samples = stem##_samples

/* The matrix product with a transposed factor; %NULL in, %NULL out. */
static inline RgTensor *
turned (RgTensor *x)
{
  return x ? rg_transpose (x, -2, -1) : NULL;
}

/* Operators of this module, for its own gradients. */
static inline RgTensor *
lapack_call (const char *name, RgTensor *first, RgTensor *second)
{
  RgTensor *inputs[] = { first, second }, *out = NULL;
  if (first)
    rg_op_call (NULL, rg_op_find (name, NULL), inputs, second ? 2 : 1, NULL, &out, 1);
  return out;
}

extern const RgOp lapack_solve, lapack_inv, lapack_cholesky, lapack_slogdet, lapack_eigh;

#endif
