/* multinomial.c: places drawn by their weights.
 *
 *     out[..., k] = j with probability input[..., j] / sum (input[...])
 *
 * With replacement each draw looks for a uniform number among the running sums. Without
 * it the draws are the places of the largest weight / exponential: Efraimidis and
 * Spirakis, "Weighted random sampling with a reservoir" (2006), which needs one number
 * per place and no renormalising.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "making.h"
#include <math.h>

/* --- checks --- */

/* Whether each row has weights to draw from: finite, none negative, enough above 0. */
static bool
check_weights (RgCall *call, const double *weights, int64_t rows, int64_t n, int64_t needed)
{
  for (int64_t r = 0; r < rows; r++)
    {
      int64_t above = 0;
      double sum = 0;
      for (int64_t j = 0; j < n; j++)
        {
          const double w = weights[r * n + j];
          if (!(w >= 0) || !isfinite (w))
            return rg_call_fail (call, RG_ERROR_ARGUMENT, "row %" G_GINT64_FORMAT " has the weight %g: weights are finite and at least 0", r, w);
          above += w > 0;
          sum += w;
        }
      if (above == 0 || !isfinite (sum))
        return rg_call_fail (call, RG_ERROR_ARGUMENT, "the weights of row %" G_GINT64_FORMAT " add up to %g: there is nothing to draw", r, sum);
      if (above < needed)
        return rg_call_fail (call, RG_ERROR_ARGUMENT,
                             "row %" G_GINT64_FORMAT " has %" G_GINT64_FORMAT " weights above 0: num_samples=%" G_GINT64_FORMAT
                             " without replacement wants at least as many",
                             r, above, needed);
    }
  return true;
}

/* --- the draws --- */

/* weights, sums: (n), u: (k) in [0, 1), out: (k). A draw is the first place whose running
 * sum exceeds it; rounding cannot lead past the last weight above 0. */
static void
draw_again (const double *weights, double *sums, int64_t n, const double *u, int64_t k, int64_t *out)
{
  double sum = 0;
  int64_t last = 0;
  for (int64_t j = 0; j < n; j++)
    {
      sums[j] = sum += weights[j];
      if (weights[j] > 0)
        last = j;
    }
  for (int64_t i = 0; i < k; i++)
    {
      int64_t low = 0, high = last;
      while (low < high)
        {
          const int64_t middle = low + (high - low) / 2;
          if (sums[middle] > u[i] * sum)
            high = middle;
          else
            low = middle + 1;
        }
      out[i] = low;
    }
}

static RgTensor *
with_replacement (const double *weights, int64_t rows, int64_t n, int64_t k)
{
  RgTensor *out = rg_empty (RG_I64, RG_SHAPE (rows, k)), *sums = rg_empty (RG_F64, RG_SHAPE (n));
  RgTensor *drawn = rg_rand (RG_F64, RG_SHAPE (rows, k));
  if (out == NULL || sums == NULL || drawn == NULL)
    return NULL;
  int64_t *to = rg_tensor_data (out);
  const double *u = rg_tensor_data (drawn);
  for (int64_t r = 0; r < rows; r++)
    draw_again (weights + r * n, rg_tensor_data (sums), n, u + r * k, k, to + r * k);
  return out;
}

/* A weight of 0 gets the key -1, below all others. 1 - u is above 0, so its logarithm is
 * finite, and at most 1, so that the exponential number is at least 0. */
static RgTensor *
without_replacement (RgTensor *weights, int64_t k)
{
  RgTensor *drawn = rg_rand (RG_F64, rg_tensor_shape (weights));
  RgTensor *exponential = rg_neg (rg_log1p (rg_neg (drawn)));
  RgTensor *keys = rg_where (rg_gt (weights, rg_scalar (RG_F64, 0)), rg_div (weights, exponential), rg_scalar (RG_F64, -1));
  /* A copy, so that the result does not hold the places that were not drawn. */
  return rg_clone (rg_narrow (rg_argsort_dim (keys, 1, true), 1, 0, k));
}

/* --- forward --- */

/* input: (n) or (m, n); out: (k) or (m, k), int64. */
static bool
multinomial_forward (RgCall *call)
{
  const RgMultinomialAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0];
  const int rank = rg_tensor_ndim (x);
  if (!making_floating (call, rg_tensor_dtype (x)))
    return false;
  if (rank < 1 || rank > 2)
    return rg_call_fail (call, RG_ERROR_SHAPE, "input must have one or two dimensions: (n) or (m, n)");
  const int64_t n = rg_tensor_size (x, -1), rows = rank == 2 ? rg_tensor_size (x, 0) : 1;
  if (a->num_samples < 1)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "num_samples=%" G_GINT64_FORMAT " must be at least 1", a->num_samples);
  RgTensor *weights = rg_contiguous (rg_reshape (rg_to (rg_detach (x), RG_F64), RG_SHAPE (rows, n)));
  if (weights == NULL
      || !check_weights (call, rg_tensor_data (weights), rows, n, a->replacement ? 1 : a->num_samples))
    return false;
  RgTensor *out = a->replacement ? with_replacement (rg_tensor_data (weights), rows, n, a->num_samples)
                                 : without_replacement (weights, a->num_samples);
  return making_return (call, rank == 1 ? rg_reshape (out, RG_SHAPE (a->num_samples)) : out);
}

/* --- tables --- */

static const RgInput multinomial_inputs[] = {
  { "input", "weights, at least 0; (n) or (m, n), each row on its own", 0 },
  { NULL, NULL, 0 },
};

static const RgMultinomialAttrs multinomial_init = RG_MULTINOMIAL_ATTRS_INIT;
static const RgAttr multinomial_attrs[] = {
  RG_ATTR (RgMultinomialAttrs, num_samples, INT, NULL, .doc = "how many places to draw of each row"),
  RG_ATTR (RgMultinomialAttrs, replacement, BOOL, "false", .doc = "whether a place may be drawn again"),
  { .name = NULL },
};

static const RgSample multinomial_samples[] = {
  { "5:u", "num_samples=3", NULL, 0 },
  { "2x4:u", "num_samples=6 replacement=true", "again and again", 0 },
  { "4:=0,1,0,2", "num_samples=2", "as many as there are", 0 },
  { "0x3", "num_samples=2", "no rows", 0 },
  { "4:=0,1,0,2", "num_samples=3", "more than there are", RG_SAMPLE_ERROR },
  { "3:=0,0,0", "num_samples=1", "nothing to draw", RG_SAMPLE_ERROR },
  { "3:=1,-1,1", "num_samples=1", "a negative weight", RG_SAMPLE_ERROR },
  { "2x2x2:u", "num_samples=1", "three dimensions", RG_SAMPLE_ERROR },
  { "i64*3:=1,2,3", "num_samples=1", "integers", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp multinomial_op = {
  .struct_size = sizeof (RgOp),
  .name = "multinomial",
  .summary = "Places drawn by their weights.",
  .formula = "out[..., k] = j with probability input[..., j] / sum (input[...])",
  .gradient = "none",
  .category = "random",
  .kind = RG_KIND_GENERAL,
  .inputs = multinomial_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (multinomial, RgMultinomialAttrs),
  .forward = multinomial_forward,
  .samples = multinomial_samples,
  .flags = RG_OP_NO_GRAD | RG_OP_RANDOM,
  .uses = RG_USES ("neg", "log1p", "gt", "div", "where", "argsort", "narrow", "reshape"),
};

RG_MODULE (multinomial, &multinomial_op)
