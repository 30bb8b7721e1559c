/* lapack.c: dense linear algebra through LAPACKE: one module of five operators,
 * each in its own file.
 *
 * Matrices are the last two dimensions; those before count matrices. All is
 * computed in float64, also for float32.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "batch.h"

GMutex lapack_lock;

RG_MODULE (lapack, &lapack_solve, &lapack_inv, &lapack_cholesky, &lapack_slogdet, &lapack_eigh)
