/* inv.c: the inverse of a matrix.
 *
 *     out = input^-1
 *     d input = -out^T d out out^T
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "batch.h"

/* --- forward --- */

static bool
inv_forward (RgCall *call)
{
  Batch b = { 0, 0 };
  if (!read_batch (call, &b))
    return false;
  RgTensor *in = rg_call_contiguous (call, 0);
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (call->inputs[0]), rg_tensor_shape (call->inputs[0]));
  double *a = rg_call_temp (call, room (b.n, b.n) * sizeof *a), *work = rg_call_temp (call, room (b.n, b.n) * sizeof *work);
  lapack_int *pivots = rg_call_temp (call, room (b.n, 1) * sizeof *pivots);
  if (!in || !out || !a || !work || !pivots)
    return false;
  for (int64_t i = 0; i < b.count && b.n; i++)
    {
      load_matrix (in, i, b.n, b.n, a);
      int status = factor (b.n, a, pivots);
      if (status == 0)
        LAPACK_LOCKED (status, LAPACKE_dgetri_work (LAPACK_COL_MAJOR, (lapack_int) b.n, a, (lapack_int) b.n, pivots,
                                                    work, (lapack_int) (b.n * b.n)));
      if (status)
        return fail_singular (call, i, status);
      store_matrix (out, i, b.n, b.n, a);
    }
  return true;
}

/* --- gradients --- */

static RgTensor *
d_input (RgVjpCall *c, size_t i)
{
  RgTensor *t = turned (rg_vjp_output (c, 0)), *g = rg_vjp_grad (c, 0);
  (void) i;
  return t && g ? rg_neg (rg_matmul (rg_matmul (t, g), t)) : NULL;
}

static const RgVjp inv_vjps[] = { { 0, RG_SAVE_OUTPUT (0), d_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput inv_inputs[] = { { "input", "the matrices", RG_INPUT_FLOATING }, { NULL, NULL, 0 } };

static const RgSample inv_samples[] = {
  { "3x3", NULL, NULL, 0 },
  { "2x3x3", NULL, "two matrices", 0 },
  { "1x1:p", NULL, "one number", 0 },
  { "0x3x3", NULL, "no matrices", 0 },
  { "0x0", NULL, "no rows", 0 },
  { "2x2:=1,2,2,4", NULL, "singular", RG_SAMPLE_ERROR },
  { "2x3", NULL, "not square", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

const RgOp lapack_inv = {
  LAPACK_OP (inv, inv),
  .n_outputs = 1,
  .summary = "The inverse of a square matrix.",
  .formula = "out = input^-1",
  .gradient = "d input = -out^T d out out^T",
  .uses = RG_USES ("transpose", "matmul", "neg"),
};
