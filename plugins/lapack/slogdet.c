/* slogdet.c: sign and logarithm of the absolute value of a determinant.
 *
 *     sign * exp (logabsdet) = det (input)
 *     d input = d logabsdet * input^-T
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "batch.h"

/* --- forward --- */

/* From the factors: every row that was exchanged turns the sign. */
static void
sum_up (int64_t n, const double *lu, const lapack_int *pivots, double *sign, double *logabs)
{
  *sign = 1;
  *logabs = 0;
  for (int64_t k = 0; k < n; k++)
    {
      const double pivot = lu[k * n + k];
      *sign *= (pivot < 0) != (pivots[k] != k + 1) ? -1 : 1;
      *logabs += log (fabs (pivot));
    }
}

static bool
slogdet_forward (RgCall *call)
{
  Batch b = { 0, 0 };
  if (!read_batch (call, &b))
    return false;
  RgTensor *in = rg_call_contiguous (call, 0);
  const RgDType dtype = rg_tensor_dtype (call->inputs[0]);
  const RgInts shape = { rg_tensor_ndim (call->inputs[0]) - 2, rg_tensor_shape (call->inputs[0]).v };
  RgTensor *sign = rg_call_output (call, 0, dtype, shape), *logabs = rg_call_output (call, 1, dtype, shape);
  double *a = rg_call_temp (call, room (b.n, b.n) * sizeof *a);
  lapack_int *pivots = rg_call_temp (call, room (b.n, 1) * sizeof *pivots);
  if (!in || !sign || !logabs || !a || !pivots)
    return false;
  rg_call_no_gradient (call, 0);
  for (int64_t i = 0; i < b.count; i++)
    {
      double s = 1, l = 0;
      load_matrix (in, i, b.n, b.n, a);
      if (b.n && factor (b.n, a, pivots) > 0)
        s = 0, l = -INFINITY;
      else
        sum_up (b.n, a, pivots, &s, &l);
      store_number (dtype, rg_tensor_data (sign), i, s);
      store_number (dtype, rg_tensor_data (logabs), i, l);
    }
  return true;
}

/* --- gradients --- */

static RgTensor *
d_input (RgVjpCall *c, size_t i)
{
  RgTensor *g = rg_vjp_grad (c, 1);
  (void) i;
  if (g == NULL)
    return NULL;
  RgTensor *inverse = turned (lapack_call ("lapack.inv", rg_vjp_input (c, 0), NULL));
  return inverse ? rg_mul (rg_unsqueeze (rg_unsqueeze (g, -1), -1), inverse) : NULL;
}

static const RgVjp slogdet_vjps[] = { { 0, RG_SAVE_INPUT (0), d_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput slogdet_inputs[] = { { "input", "the matrices", RG_INPUT_FLOATING }, { NULL, NULL, 0 } };

static const RgSample slogdet_samples[] = {
  { "3x3", NULL, NULL, 0 },
  { "2x4x4", NULL, "two matrices", 0 },
  { "1x1:p", NULL, "one number", 0 },
  { "0x3x3", NULL, "no matrices", 0 },
  { "0x0", NULL, "no rows: the determinant is 1", 0 },
  { "2x3", NULL, "not square", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

const RgOp lapack_slogdet = {
  LAPACK_OP (slogdet, slogdet),
  .n_outputs = 2,
  .output_names = RG_OUTPUTS ("sign", "logabsdet"),
  .summary = "Sign and logarithm of the absolute value of a determinant.",
  .formula = "sign * exp(logabsdet) = det(input)",
  .gradient = "d input = d logabsdet * input^-T; none through sign",
  .uses = RG_USES ("transpose", "mul", "unsqueeze"),
};
