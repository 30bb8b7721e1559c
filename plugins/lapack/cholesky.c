/* cholesky.c: the lower triangular factor of a positive definite matrix.
 *
 *     S = (input + input^T) / 2 = out out^T
 *     d input = (P + P^T) / 2,  P = out^-T half (out^T d out) out^-1
 *
 * where half keeps what lies below the diagonal, half of the diagonal, and nothing
 * above. The symmetric part is what is factored, so that every element of the
 * input counts, and the gradient is symmetric.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "batch.h"

/* --- forward --- */

static bool
cholesky_forward (RgCall *call)
{
  Batch b = { 0, 0 };
  if (!read_batch (call, &b))
    return false;
  RgTensor *in = rg_call_contiguous (call, 0);
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (call->inputs[0]), rg_tensor_shape (call->inputs[0]));
  double *a = rg_call_temp (call, room (b.n, b.n) * sizeof *a);
  if (!in || !out || !a)
    return false;
  for (int64_t i = 0; i < b.count && b.n; i++)
    {
      int status;
      load_matrix (in, i, b.n, b.n, a);
      make_symmetric (b.n, a);
      LAPACK_LOCKED (status, LAPACKE_dpotrf_work (LAPACK_COL_MAJOR, 'L', (lapack_int) b.n, a, (lapack_int) b.n));
      if (status)
        return rg_call_fail (call, RG_ERROR_ARGUMENT, "matrix %" G_GINT64_FORMAT " is not positive definite: its leading "
                             "minor of order %d is not", i, status);
      for (int64_t c = 0; c < b.n; c++)
        for (int64_t r = 0; r < c; r++)
          a[c * b.n + r] = 0;
      store_matrix (out, i, b.n, b.n, a);
    }
  return true;
}

/* --- gradients --- */

/* Below the diagonal and half of it: the mean of two triangles. */
static RgTensor *
half (RgTensor *x)
{
  return rg_mul_scalar (rg_add (rg_tril (x, 0), rg_tril (x, -1)), 0.5);
}

static RgTensor *
d_input (RgVjpCall *c, size_t i)
{
  RgTensor *out = rg_vjp_output (c, 0), *g = rg_vjp_grad (c, 0), *inverse = lapack_call ("lapack.inv", out, NULL);
  (void) i;
  if (inverse == NULL || g == NULL)
    return NULL;
  RgTensor *p = rg_matmul (rg_matmul (turned (inverse), half (rg_matmul (turned (out), g))), inverse);
  return rg_mul_scalar (rg_add (p, turned (p)), 0.5);
}

static const RgVjp cholesky_vjps[] = { { 0, RG_SAVE_OUTPUT (0), d_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput cholesky_inputs[] = {
  { "input", "positive definite matrices; of others the symmetric part", RG_INPUT_FLOATING },
  { NULL, NULL, 0 },
};

static const RgSample cholesky_samples[] = {
  { "3x3:=4,1,0.5,1,5,-2,0.5,-2,6", NULL, NULL, 0 },
  { "2x2x2:=3,1,1,2,5,-1,-1,4", NULL, "two matrices", 0 },
  { "1x1:p", NULL, "one number", 0 },
  { "2x2:=3,1.5,0.5,2", NULL, "not symmetric: its symmetric part", 0 },
  { "0x3x3", NULL, "no matrices", 0 },
  { "0x0", NULL, "no rows", 0 },
  { "2x2:=1,2,2,1", NULL, "not positive definite", RG_SAMPLE_ERROR },
  { "2x3", NULL, "not square", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

const RgOp lapack_cholesky = {
  LAPACK_OP (cholesky, cholesky),
  .n_outputs = 1,
  .summary = "The lower triangular factor of a positive definite matrix.",
  .formula = "out out^T = (input + input^T) / 2, out lower triangular",
  .gradient = "d input = (P + P^T) / 2, P = out^-T half(out^T d out) out^-1",
  .uses = RG_USES ("transpose", "matmul", "tril", "add", "mul"),
};
