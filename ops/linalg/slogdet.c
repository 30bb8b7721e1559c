/* slogdet.c: the sign of the determinant of square matrices, and the logarithm of
 * its size.
 *
 *     det (input) = sign * exp (logabsdet)
 *     d input = d logabsdet * (input^-1)^T
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "solve.h"

/* --- forward --- */

typedef struct
{
  RgDType dtype;
  int64_t n;
  const void *in;    /* (batch, n, n) */
  void *sign, *size; /* (batch) */
  double *work;      /* (batch, n, n) */
  int64_t *pivot;    /* (batch, n) */
} Job;

static void
determine (int64_t begin, int64_t end, void *payload)
{
  const Job *job = payload;
  const int64_t n = job->n;
  for (int64_t b = begin; b < end; b++)
    {
      double *a = job->work + b * n * n, sum = 0;
      for (int64_t k = 0; k < n * n; k++)
        a[k] = solve_get (job->dtype, job->in, b * n * n + k);
      int sign = solve_factor (a, job->pivot + b * n, n);
      for (int64_t k = 0; k < n; k++)
        {
          double d = a[k * n + k];
          sign = d < 0 ? -sign : sign;
          sum += rg_log_f64 (fabs (d));
        }
      solve_put (job->dtype, job->sign, b, sign);
      solve_put (job->dtype, job->size, b, sign ? sum : -INFINITY);
    }
}

static bool
slogdet_forward (RgCall *call)
{
  int64_t n = 0, batch = 0;
  RgTensor *x = rg_call_contiguous (call, 0);
  if (x == NULL || !solve_sizes (call, x, &n, &batch))
    return false;
  RgInts shape = { rg_tensor_ndim (x) - 2, rg_tensor_shape (x).v };
  RgTensor *sign = rg_call_output (call, 0, rg_tensor_dtype (x), shape);
  RgTensor *size = sign ? rg_call_output (call, 1, rg_tensor_dtype (x), shape) : NULL;
  Job job = { .dtype = rg_tensor_dtype (x), .n = n, .in = rg_tensor_data (x), .sign = rg_tensor_data (sign),
              .size = rg_tensor_data (size) };
  job.work = rg_call_temp (call, (size_t) (batch * n * n) * sizeof *job.work);
  job.pivot = rg_call_temp (call, (size_t) (batch * n) * sizeof *job.pivot);
  if (size == NULL || job.work == NULL || job.pivot == NULL)
    return false;
  rg_parallel_for (batch, MAX (1, 20000 / (n * n * n + 1)), determine, &job);
  return true;
}

/* --- gradients --- */

static RgTensor *
slogdet_input (RgVjpCall *c, size_t i)
{
  RgTensor *g = rg_vjp_grad (c, 1);
  if (g == NULL)
    return NULL;
  RgTensor *turned = rg_transpose (rg_inverse (rg_vjp_input (c, i)), -2, -1);
  return rg_mul (rg_unsqueeze (rg_unsqueeze (g, -1), -1), turned);
}

static const RgVjp slogdet_vjps[] = { { 0, RG_SAVE_INPUT (0), slogdet_input }, { 0, 0, NULL } };

static RgTensor *
slogdet_jvp (RgJvpCall *c, size_t o)
{
  RgTensor *t = rg_jvp_tangent (c, 0);
  if (t == NULL || o == 0)
    return NULL;
  RgTensor *turned = rg_transpose (rg_inverse (rg_jvp_input (c, 0)), -2, -1);
  return rg_sum_dim (rg_mul (t, turned), RG_DIMS (-2, -1), false);
}

/* --- tables --- */

static const RgInput slogdet_inputs[] = { { "input", "the matrices (.., n, n)", 0 }, { NULL, NULL, 0 } };

static const RgSample slogdet_samples[] = {
  { "3x3:=2,1,0,1,3,1,0,1,4", NULL, NULL, 0 },
  { "2x2x2:=2,1,1,3,0,1,1,0", NULL, "a batch; a negative determinant", 0 },
  { "0x0", NULL, "the determinant of nothing is 1", 0 },
  { "2x3", NULL, "not square", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp slogdet = {
  .struct_size = sizeof (RgOp),
  .name = "slogdet",
  .summary = "The sign of the determinant of square matrices, and the logarithm of its size.",
  .formula = "det(input) = sign * exp(logabsdet)",
  .gradient = "d input = d logabsdet * inverse(input)^T",
  .category = "linalg",
  .kind = RG_KIND_GENERAL,
  .inputs = slogdet_inputs,
  .n_outputs = 2,
  .output_names = RG_OUTPUTS ("sign", "logabsdet"),
  .forward = slogdet_forward,
  .vjp = slogdet_vjps,
  .jvp = slogdet_jvp,
  .backward_name = "LinalgSlogdetBackward0",
  .samples = slogdet_samples,
  .uses = RG_USES ("inverse", "transpose", "mul", "unsqueeze", "sum"),
};

RG_MODULE (slogdet, &slogdet)
