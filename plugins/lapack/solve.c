/* solve.c: the solution of linear equations.
 *
 *     input out = other
 *     d other = solve (input^T, d out)        d input = -d other out^T
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "batch.h"

/* --- forward --- */

/* other is n x k for each matrix, or n: a vector for each matrix. */
static bool
read_right (RgCall *call, const Batch *b, int64_t *k)
{
  RgTensor *a = call->inputs[0], *x = call->inputs[1];
  const int ndim = rg_tensor_ndim (a), fewer = ndim - rg_tensor_ndim (x);
  bool fits = (fewer == 0 || fewer == 1) && rg_tensor_size (x, ndim - 2) == b->n;
  for (int d = 0; fits && d < ndim - 2; d++)
    fits = rg_tensor_size (a, d) == rg_tensor_size (x, d);
  if (!fits)
    return rg_call_fail (call, RG_ERROR_SHAPE, "other must have input's dimensions, the last being any number of "
                                               "columns, or all but its last");
  if (rg_tensor_dtype (a) != rg_tensor_dtype (x))
    return rg_call_fail (call, RG_ERROR_DTYPE, "input and other must have one dtype: convert one");
  *k = fewer ? 1 : rg_tensor_size (x, -1);
  return true;
}

static bool
solve_forward (RgCall *call)
{
  Batch b = { 0, 0 };
  int64_t k = 0;
  if (!read_batch (call, &b) || !read_right (call, &b, &k))
    return false;
  RgTensor *in = rg_call_contiguous (call, 0), *other = rg_call_contiguous (call, 1);
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (in), rg_tensor_shape (call->inputs[1]));
  double *a = rg_call_temp (call, room (b.n, b.n) * sizeof *a), *x = rg_call_temp (call, room (b.n, k) * sizeof *x);
  lapack_int *pivots = rg_call_temp (call, room (b.n, 1) * sizeof *pivots);
  if (!in || !other || !out || !a || !x || !pivots)
    return false;
  for (int64_t i = 0; i < b.count && b.n && k; i++)
    {
      int status;
      load_matrix (in, i, b.n, b.n, a);
      load_matrix (other, i, b.n, k, x);
      LAPACK_LOCKED (status, LAPACKE_dgesv_work (LAPACK_COL_MAJOR, (lapack_int) b.n, (lapack_int) k, a,
                                                 (lapack_int) b.n, pivots, x, (lapack_int) b.n));
      if (status)
        return fail_singular (call, i, status);
      store_matrix (out, i, b.n, k, x);
    }
  return true;
}

/* --- gradients --- */

static RgTensor *
d_other (RgVjpCall *c, size_t i)
{
  (void) i;
  return lapack_call ("lapack.solve", turned (rg_vjp_input (c, 0)), rg_vjp_grad (c, 0));
}

static RgTensor *
d_input (RgVjpCall *c, size_t i)
{
  RgTensor *g = d_other (c, i), *out = rg_vjp_output (c, 0);
  if (g == NULL || out == NULL)
    return NULL;
  if (rg_tensor_ndim (out) < rg_vjp_shape (c, 0).n) /* one vector for each matrix */
    {
      g = rg_unsqueeze (g, -1);
      out = rg_unsqueeze (out, -1);
    }
  return rg_neg (rg_matmul (g, turned (out)));
}

static const RgVjp solve_vjps[] = {
  { 0, RG_SAVE_INPUT (0) | RG_SAVE_OUTPUT (0), d_input },
  { 1, RG_SAVE_INPUT (0), d_other },
  { 0, 0, NULL },
};

/* --- tables --- */

static const RgInput solve_inputs[] = {
  { "input", "the matrices", RG_INPUT_FLOATING },
  { "other", "the right-hand sides: columns, or one vector for each matrix", RG_INPUT_FLOATING },
  { NULL, NULL, 0 },
};

static const RgSample solve_samples[] = {
  { "3x3 3x2", NULL, NULL, 0 },
  { "3x3 3", NULL, "one vector", 0 },
  { "2x3x3 2x3x1", NULL, "two matrices", 0 },
  { "2x4x4 2x4", NULL, "a vector for each", 0 },
  { "0x3x3 0x3x2", NULL, "no matrices", 0 },
  { "0x0 0x2", NULL, "no equations", 0 },
  { "2x2:=1,2,2,4 2", NULL, "singular", RG_SAMPLE_ERROR },
  { "2x3 2", NULL, "not square", RG_SAMPLE_ERROR },
  { "3x3 2", NULL, "another number of rows", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

const RgOp lapack_solve = {
  LAPACK_OP (solve, solve),
  .n_outputs = 1,
  .summary = "Solves the linear equations input out = other.",
  .formula = "out = inverse(input) other",
  .gradient = "d other = solve(input^T, d out); d input = -d other out^T",
  .uses = RG_USES ("transpose", "matmul", "neg", "unsqueeze"),
};
