/* cov.c: the covariances of variables, one a row, over observations, one a column.
 *
 *     out[i, j] = sum over k of w[k] (x[i, k] - mean[i]) (x[j, k] - mean[j]) / divisor
 *
 * w is the product of the weights; the divisor is the number of observations (the
 * sum of w, with fweights alone) less the correction, not below 0.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- forward, in other operators --- */

static bool
check_weights (RgCall *call, const char *name, RgTensor *w, int64_t n)
{
  if (w && (rg_tensor_ndim (w) > 1 || rg_tensor_numel (w) != n))
    return rg_call_fail (call, RG_ERROR_SHAPE, "weights must have one element for each observation, here %"
                         G_GINT64_FORMAT, n);
  if (w && n && rg_item (rg_any (rg_lt_scalar (rg_detach (w), 0))) != 0)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "%s must not be negative", name);
  return true;
}

/* What the sum is divided by: zero-dimensional, in the dtype of the weights. */
static RgTensor *
weighted_divisor (RgTensor *w, RgTensor *aweights, RgTensor *total, double correction)
{
  RgTensor *divisor = total;
  if (aweights && correction != 0)
    divisor = rg_sub (total, rg_div (rg_mul_scalar (rg_sum (rg_mul (w, aweights)), correction), total));
  else if (correction != 0)
    divisor = rg_sub_scalar (total, correction);
  return rg_where (rg_le_scalar (divisor, 0), rg_zeros_like (divisor), divisor);
}

static bool
cov_forward (RgCall *call)
{
  const RgCovAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0] /* (variables, n), or (n) */;
  RgTensor *f = call->n_inputs > 1 ? call->inputs[1] : NULL, *v = call->n_inputs > 2 ? call->inputs[2] : NULL;
  if (rg_tensor_ndim (x) > 2)
    return rg_call_fail (call, RG_ERROR_SHAPE, "input must have at most 2 dimensions");
  if (!rg_dtype_is_floating (rg_tensor_dtype (x)))
    x = rg_to (x, RG_F32);
  if (x && rg_tensor_ndim (x) < 2)
    x = rg_reshape (x, RG_SHAPE (1, rg_tensor_numel (x)));
  if (x == NULL)
    return false;
  int64_t n = rg_tensor_size (x, 1);
  if (!check_weights (call, "fweights", f, n) || !check_weights (call, "aweights", v, n))
    return false;
  RgTensor *w = f && v ? rg_mul (f, v) : f ? f : v, *mean, *divisor;
  if (w)
    {
      RgTensor *total = rg_sum (w);
      mean = rg_div (rg_sum_dim (rg_mul (x, w), RG_DIMS (1), true), total);
      divisor = weighted_divisor (w, v, total, (double) a->correction);
    }
  else
    {
      mean = rg_mean_dim (x, RG_DIMS (1), true);
      divisor = rg_full (rg_tensor_dtype (x), RG_SHAPE (), (double) MAX (0, n - a->correction));
    }
  RgTensor *around = rg_sub (x, mean);
  RgTensor *c = rg_mm (around, rg_transpose (w ? rg_mul (around, w) : around, 0, 1));
  return rg_call_return (call, 0, rg_squeeze (rg_div (c, divisor)));
}

/* --- tables --- */

static const RgInput cov_inputs[] = {
  { "input", "the observations (variables, n), or of one variable (n)", 0 },
  { "fweights", "how often each observation counts (n)", RG_INPUT_OPTIONAL | RG_INPUT_INTEGER | RG_INPUT_NO_GRAD },
  { "aweights", "how much each observation weighs (n)", RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgCovAttrs cov_init = RG_COV_ATTRS_INIT;
static const RgAttr cov_attrs[] = {
  RG_ATTR (RgCovAttrs, correction, INT, "1", .doc = "what is taken from the number of observations"),
  { .name = NULL },
};

static const RgSample cov_samples[] = {
  { "3x5", NULL, NULL, 0 },
  { "3x5", "correction=0", NULL, 0 },
  { "5", NULL, "one variable", 0 },
  { "3x5 i64*5:=1,2,1,3,1", NULL, "counted observations", 0 },
  { "3x5 - 5:p", NULL, "weighted observations", 0 },
  { "3x5 i64*5:=1,2,1,3,1 5:p", "correction=2", "both", 0 },
  { "2x3x4", NULL, "three dimensions", RG_SAMPLE_ERROR },
  { "3x5 i64*4:i5", NULL, "weights that do not fit", RG_SAMPLE_ERROR },
  { "3x3 i64*3:=1,-1,2", NULL, "a negative count", RG_SAMPLE_ERROR },
  { "3x3 - 3:=1,-1,2", NULL, "a negative weight", RG_SAMPLE_ERROR },
  { "3x3 3:p", NULL, "counts that are not whole", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp cov = {
  .struct_size = sizeof (RgOp),
  .name = "cov",
  .summary = "The covariances of variables.",
  .formula = "out[i, j] = sum over k of w[k] (x[i, k] - mean[i]) (x[j, k] - mean[j]) / divisor",
  .gradient = "that of the operators it is written in",
  .category = "reduce",
  .kind = RG_KIND_COMPOSITE,
  .inputs = cov_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (cov, RgCovAttrs),
  .forward = cov_forward,
  .samples = cov_samples,
  .uses = RG_USES ("mm", "transpose", "mul", "div", "sub", "sum", "mean", "where", "le", "lt", "any", "reshape", "squeeze"),
};

RG_MODULE (cov, &cov)
