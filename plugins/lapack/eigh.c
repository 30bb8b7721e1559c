/* eigh.c: eigenvalues and eigenvectors of a symmetric matrix.
 *
 *     S = (input + input^T) / 2 = V diag (w) V^T,  w in rising order
 *     d input = symmetric part of V (diag (d w) + F * (V^T d V)) V^T,
 *     F[i, j] = 1 / (w[j] - w[i]), 0 on the diagonal
 *
 * The gradient through V has no meaning where two eigenvalues are equal. An
 * eigenvector's sign is chosen such that its element of largest absolute value
 * (the first, of equal ones) is positive; so it does not depend on LAPACK's build.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "batch.h"

/* --- forward --- */

static void
choose_sign (int64_t n, double *v)
{
  int64_t largest = 0;
  for (int64_t r = 1; r < n; r++)
    if (fabs (v[r]) > fabs (v[largest]))
      largest = r;
  const double sign = v[largest] < 0 ? -1 : 1;
  for (int64_t r = 0; r < n; r++)
    v[r] *= sign;
}

static bool
eigh_forward (RgCall *call)
{
  Batch b = { 0, 0 };
  if (!read_batch (call, &b))
    return false;
  RgTensor *in = rg_call_contiguous (call, 0), *t = call->inputs[0];
  const RgDType dtype = rg_tensor_dtype (t);
  RgTensor *w = rg_call_output (call, 0, dtype, (RgInts){ rg_tensor_ndim (t) - 1, rg_tensor_shape (t).v });
  RgTensor *v = rg_call_output (call, 1, dtype, rg_tensor_shape (t));
  double *a = rg_call_temp (call, room (b.n, b.n) * sizeof *a), *values = rg_call_temp (call, room (b.n, 1) * sizeof *values);
  const int64_t n_work = 64 * MAX (b.n, 1);
  double *work = rg_call_temp (call, (size_t) n_work * sizeof *work);
  if (!in || !w || !v || !a || !values || !work)
    return false;
  for (int64_t i = 0; i < b.count && b.n; i++)
    {
      int status;
      load_matrix (in, i, b.n, b.n, a);
      make_symmetric (b.n, a);
      LAPACK_LOCKED (status, LAPACKE_dsyev_work (LAPACK_COL_MAJOR, 'V', 'L', (lapack_int) b.n, a, (lapack_int) b.n,
                                                 values, work, (lapack_int) n_work));
      if (status)
        return rg_call_fail (call, RG_ERROR_ARGUMENT, "the eigenvalues of matrix %" G_GINT64_FORMAT " did not converge: are "
                             "all elements finite?", i);
      for (int64_t k = 0; k < b.n; k++)
        {
          choose_sign (b.n, a + k * b.n);
          store_number (dtype, rg_tensor_data (w), i * b.n + k, values[k]);
        }
      store_matrix (v, i, b.n, b.n, a);
    }
  return true;
}

/* --- gradients --- */

/* F: ones stand on the diagonal while all is divided, then zeros. */
static RgTensor *
differences (RgTensor *w)
{
  RgTensor *d = rg_sub (rg_unsqueeze (w, -2), rg_unsqueeze (w, -1));
  if (d == NULL)
    return NULL;
  const int64_t n = rg_tensor_size (w, -1);
  RgTensor *eye = rg_diag_embed (rg_ones (rg_tensor_dtype (w), RG_SHAPE (n)));
  return rg_sub (rg_reciprocal (rg_add (d, eye)), eye);
}

static RgTensor *
d_input (RgVjpCall *c, size_t i)
{
  RgTensor *w = rg_vjp_output (c, 0), *v = rg_vjp_output (c, 1), *dw = rg_vjp_grad (c, 0), *dv = rg_vjp_grad (c, 1);
  RgTensor *inner = dw ? rg_diag_embed (dw) : NULL;
  (void) i;
  if (w == NULL || v == NULL)
    return NULL;
  if (dv)
    {
      RgTensor *turn = rg_mul (differences (w), rg_matmul (turned (v), dv));
      inner = inner ? rg_add (inner, turn) : turn;
    }
  if (inner == NULL)
    return NULL;
  RgTensor *p = rg_matmul (rg_matmul (v, inner), turned (v));
  return rg_mul_scalar (rg_add (p, turned (p)), 0.5);
}

static const RgVjp eigh_vjps[] = { { 0, RG_SAVE_OUTPUT (0) | RG_SAVE_OUTPUT (1), d_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput eigh_inputs[] = {
  { "input", "symmetric matrices; of others the symmetric part", RG_INPUT_FLOATING },
  { NULL, NULL, 0 },
};

static const RgSample eigh_samples[] = {
  { "3x3", NULL, NULL, 0 },
  { "2x4x4", NULL, "two matrices", 0 },
  { "2x2:=2,1,1,-3", NULL, "a symmetric one", 0 },
  { "1x1", NULL, "one number", 0 },
  { "0x3x3", NULL, "no matrices", 0 },
  { "0x0", NULL, "no rows", 0 },
  { "2x3", NULL, "not square", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

const RgOp lapack_eigh = {
  LAPACK_OP (eigh, eigh),
  .n_outputs = 2,
  .output_names = RG_OUTPUTS ("eigenvalues", "eigenvectors"),
  .summary = "Eigenvalues, in rising order, and eigenvectors of a symmetric matrix.",
  .formula = "V diag(w) V^T = (input + input^T) / 2",
  .gradient = "d input = symmetric part of V (diag(d w) + F * (V^T d V)) V^T, F[i, j] = 1 / (w[j] - w[i]), 0 for i = j",
  .uses = RG_USES ("transpose", "matmul", "unsqueeze", "sub", "add", "mul", "reciprocal", "diag_embed"),
};
