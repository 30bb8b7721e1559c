/* corrcoef.c: the correlations of variables, one a row.
 *
 *     out[i, j] = c[i, j] / sqrt (c[i, i] c[j, j]), c = cov (input), within -1 .. 1
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- forward, in other operators --- */

static bool
corrcoef_forward (RgCall *call)
{
  RgTensor *x = call->inputs[0];
  if (rg_tensor_ndim (x) > 2)
    return rg_call_fail (call, RG_ERROR_SHAPE, "input must have at most 2 dimensions");
  RgTensor *c = rg_cov (x);
  if (c == NULL)
    return false;
  if (rg_tensor_ndim (c) == 0)
    return rg_call_return (call, 0, rg_div (c, c));
  RgTensor *deviation = rg_sqrt (rg_diagonal (c));
  RgTensor *r = rg_div (rg_div (c, rg_unsqueeze (deviation, 1)), rg_unsqueeze (deviation, 0));
  RgTensor *one = rg_ones_like (r);
  r = rg_where (rg_gt_scalar (r, 1), one, r);
  return rg_call_return (call, 0, rg_where (rg_lt_scalar (r, -1), rg_neg (one), r));
}

/* --- tables --- */

static const RgInput corrcoef_inputs[] = {
  { "input", "the observations (variables, n), or of one variable (n)", 0 },
  { NULL, NULL, 0 },
};

static const RgSample corrcoef_samples[] = {
  { "3x5", NULL, NULL, 0 },
  { "5", NULL, "one variable: always 1", RG_SAMPLE_NO_GRAD },
  { "2x3x4", NULL, "three dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp corrcoef = {
  .struct_size = sizeof (RgOp),
  .name = "corrcoef",
  .summary = "The correlations of variables.",
  .formula = "out[i, j] = c[i, j] / sqrt(c[i, i] * c[j, j]), c = cov(input)",
  .gradient = "that of the operators it is written in",
  .category = "reduce",
  .kind = RG_KIND_COMPOSITE,
  .inputs = corrcoef_inputs,
  .n_outputs = 1,
  .forward = corrcoef_forward,
  .samples = corrcoef_samples,
  .uses = RG_USES ("cov", "div", "sqrt", "diagonal", "unsqueeze", "where", "gt", "lt", "neg"),
};

RG_MODULE (corrcoef, &corrcoef)
