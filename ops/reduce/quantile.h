/* quantile.h: what quantile and nanquantile have in common.
 *
 * A line is sorted; quantile q stands at rank q (n - 1), counted from 0, between
 * two elements unless that is whole. A nan in a line makes its quantiles nan, or
 * is left out.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef QUANTILE_H
#define QUANTILE_H

#include <retrograde-op.h>
#include <rg-autograd.h>
#include <math.h>
#include <string.h>

#define QUANTILE_USES                                                          \
  "sort", "gather", "transpose", "reshape", "movedim", "expand", "mul", "add", "sub", "sum", "eq", "ne", "gt", "ge", \
      "lt", "where"
#define QUANTILE_ATTRS(A)                                                      \
  RG_ATTR_OPT (A, q, FLOAT, .min = 0, .max = 1, .doc = "which, where it is no tensor"), \
  RG_ATTR_OPT (A, dim, INT, .doc = "the dimension; absent: all, as one line"),  \
  RG_ATTR (A, keepdim, BOOL, "false", .doc = "keep it with size 1"),           \
  RG_ATTR (A, interpolation, STRING, "linear", .choices = "linear lower higher midpoint nearest", \
           .doc = "what to take between two elements")
#define QUANTILE_SAMPLES                                                       \
  { "3x5:s -", "q=0.4", NULL, 0 },                                             \
  { "3x5:s -", "q=0.5 dim=1 keepdim=true", NULL, 0 },                          \
  { "3x5:s 3:=0.1,0.6,0.9", "dim=0", "several", 0 },                           \
  { "5:s -", "q=0.3 interpolation=lower", NULL, 0 },                           \
  { "5:s -", "q=0.3 interpolation=higher", NULL, 0 },                          \
  { "5:s -", "q=0.3 interpolation=midpoint", NULL, 0 },                        \
  { "5:s -", "q=0.3 interpolation=nearest", NULL, 0 },                         \
  { "4:=1,nan,3,2 -", "q=0.5", "a nan", RG_SAMPLE_NO_GRAD },                   \
  { "0 -", "q=0.5", "nothing has no quantile", RG_SAMPLE_ERROR },              \
  { "3 -", NULL, "no q", RG_SAMPLE_ERROR },                                    \
  { "3 2:=0.5,1.5", NULL, "a q above 1", RG_SAMPLE_ERROR }

typedef struct
{
  bool has_q, has_dim, keepdim, skip_nan;
  double q;
  int64_t dim;
  const char *interpolation;
} Quantile;

/* q as a vector; NULL, with the error set, if it is none. */
static inline RgTensor *
quantile_q (RgCall *call, const Quantile *a, RgDType dtype)
{
  RgTensor *q = call->n_inputs > 1 ? call->inputs[1] : NULL;
  if (q == NULL && !a->has_q)
    rg_call_fail (call, RG_ERROR_ARGUMENT, "q must be given");
  else if (q && (rg_tensor_ndim (q) > 1 || rg_tensor_dtype (q) != dtype))
    rg_call_fail (call, RG_ERROR_ARGUMENT, "q must be a number or a vector of the dtype of input");
  else
    {
      q = q ? rg_reshape (q, RG_SHAPE (rg_tensor_numel (q))) : rg_full (dtype, RG_SHAPE (1), a->q);
      for (int64_t k = 0; q && k < rg_tensor_numel (q); k++)
        {
          double value = rg_get (q, RG_SHAPE (k));
          if (value >= 0 && value <= 1)
            continue;
          rg_call_fail (call, RG_ERROR_ARGUMENT, "q must lie in 0 .. 1");
          return NULL;
        }
      return q;
    }
  return NULL;
}

/* What stands at `rank` of sorted lines (lines, n): both (lines, m). */
static inline RgTensor *
quantile_at (RgTensor *sorted, RgTensor *rank, const char *how)
{
  RgDType dtype = rg_tensor_dtype (rank);
  RgTensor *below = rg_to (rg_detach (rank), RG_I64); /* ranks are not negative: the floor */
  RgTensor *part = rg_sub (rank, rg_to (below, dtype));
  RgTensor *above = rg_add (below, rg_to (rg_gt_scalar (part, 0), RG_I64));
  if (strcmp (how, "lower") == 0)
    return rg_gather (sorted, 1, below);
  if (strcmp (how, "higher") == 0)
    return rg_gather (sorted, 1, above);
  if (strcmp (how, "nearest") == 0)
    {
      /* Half way: to the even rank. */
      RgTensor *half = rg_mul_scalar (rg_to (below, dtype), 0.5);
      RgTensor *odd = rg_ne (half, rg_to (rg_to (half, RG_I64), dtype));
      RgTensor *up = rg_where (odd, rg_ge_scalar (part, 0.5), rg_gt_scalar (part, 0.5));
      return rg_gather (sorted, 1, rg_where (up, above, below));
    }
  RgTensor *low = rg_gather (sorted, 1, below), *high = rg_gather (sorted, 1, above);
  if (strcmp (how, "midpoint") == 0)
    part = rg_full (dtype, rg_tensor_shape (rank), 0.5);
  /* From the nearer side, as lerp does. */
  RgTensor *step = rg_sub (high, low);
  RgTensor *from_low = rg_add (low, rg_mul (part, step));
  RgTensor *from_high = rg_sub (high, rg_mul (rg_sub_from_scalar (1, part), step));
  return rg_where (rg_lt_scalar (part, 0.5), from_low, from_high);
}

static inline bool
quantile_forward (RgCall *call, const Quantile *a)
{
  RgTensor *x = call->inputs[0];
  RgDType dtype = rg_tensor_dtype (x);
  RgInts shape = rg_tensor_shape (x);
  int dim = a->has_dim ? rg_call_dim (call, a->dim, (int) shape.n) : 0;
  if (dim < 0)
    return false;
  if (!rg_dtype_is_floating (dtype))
    return rg_call_fail (call, RG_ERROR_DTYPE, "%s is not supported", rg_dtype_name (dtype));
  if (rg_tensor_numel (x) == 0)
    return rg_call_fail (call, RG_ERROR_SHAPE, "nothing has no quantile");
  RgTensor *q = quantile_q (call, a, dtype);
  if (q == NULL)
    return false;
  bool scalar = call->n_inputs < 2 || call->inputs[1] == NULL || rg_tensor_ndim (call->inputs[1]) == 0;

  /* Lines (lines, n), and the sizes of the result after that of q. */
  int64_t sizes[2 * RG_MAX_DIMS], ndim = 1, m = rg_tensor_numel (q);
  int64_t n = a->has_dim && shape.n ? shape.v[dim] : rg_tensor_numel (x);
  for (int64_t d = 0; d < shape.n; d++)
    {
      bool gone = !a->has_dim || d == dim;
      if (!gone || a->keepdim)
        sizes[ndim++] = gone ? 1 : shape.v[d];
    }
  sizes[0] = m;
  if (ndim - (scalar ? 1 : 0) > RG_MAX_DIMS)
    return rg_call_fail (call, RG_ERROR_SHAPE, "the result would have more than %d dimensions", RG_MAX_DIMS);
  RgTensor *lines = a->has_dim && shape.n ? rg_movedim (x, dim, -1) : x;
  lines = rg_reshape (lines, RG_SHAPE (rg_tensor_numel (x) / n, n));
  RgTensor *sorted = rg_sort_dim (lines, 1, false, NULL);

  /* A rank for each line and q; nan stands at the end of a sorted line. */
  RgTensor *numbers = rg_to (rg_sum_dim (rg_eq (lines, lines), RG_DIMS (1), true), dtype);
  RgTensor *rank;
  if (a->skip_nan)
    {
      rank = rg_mul (rg_sub_scalar (numbers, 1), q);
      rank = rg_where (rg_lt_scalar (rank, 0), rg_zeros_like (rank), rank);
    }
  else
    {
      rank = rg_expand (rg_mul_scalar (q, (double) (n - 1)), RG_SHAPE (rg_tensor_numel (x) / n, m));
      rank = rg_where (rg_lt_scalar (numbers, (double) n), rg_full (dtype, RG_SHAPE (), (double) (n - 1)), rank);
    }
  RgTensor *values = quantile_at (sorted, rank, a->interpolation);
  RgTensor *out = rg_transpose (values, 0, 1); /* (m, lines) */
  return rg_call_return (call, 0, scalar ? rg_reshape (out, (RgInts){ ndim - 1, sizes + 1 })
                                         : rg_reshape (out, (RgInts){ ndim, sizes }));
}

#endif
