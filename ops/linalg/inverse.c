/* inverse.c: the inverse of square matrices.
 *
 *     out = input^-1
 *     d input = -out^T @ d out @ out^T
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "solve.h"
#include <stdatomic.h>

/* --- forward --- */

typedef struct
{
  RgDType dtype;
  int64_t n;
  const void *in; /* (batch, n, n) */
  void *out;      /* likewise */
  double *work;   /* (batch, n, n + 1) */
  int64_t *pivot; /* (batch, n) */
  atomic_bool singular;
} Job;

/* Solves L U x = the permuted unit vector, for each column of the inverse. */
static void
invert (int64_t begin, int64_t end, void *payload)
{
  Job *job = payload;
  const int64_t n = job->n;
  for (int64_t b = begin; b < end; b++)
    {
      double *a = job->work + b * n * (n + 1), *x = a + n * n;
      int64_t *pivot = job->pivot + b * n;
      for (int64_t k = 0; k < n * n; k++)
        a[k] = solve_get (job->dtype, job->in, b * n * n + k);
      if (solve_factor (a, pivot, n) == 0)
        atomic_store (&job->singular, true);
      for (int64_t c = 0; c < n; c++)
        {
          for (int64_t i = 0; i < n; i++)
            {
              x[i] = pivot[i] == c;
              for (int64_t j = 0; j < i; j++)
                x[i] -= a[i * n + j] * x[j];
            }
          for (int64_t i = n; i-- > 0;)
            {
              for (int64_t j = i + 1; j < n; j++)
                x[i] -= a[i * n + j] * x[j];
              x[i] /= a[i * n + i];
            }
          for (int64_t i = 0; i < n; i++)
            solve_put (job->dtype, job->out, b * n * n + i * n + c, x[i]);
        }
    }
}

static bool
inverse_forward (RgCall *call)
{
  int64_t n = 0, batch = 0;
  RgTensor *x = rg_call_contiguous (call, 0);
  if (x == NULL || !solve_sizes (call, x, &n, &batch))
    return false;
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (x), rg_tensor_shape (x));
  Job job = { .dtype = rg_tensor_dtype (x), .n = n, .in = rg_tensor_data (x), .out = rg_tensor_data (out) };
  job.work = rg_call_temp (call, (size_t) (batch * n * (n + 1)) * sizeof *job.work);
  job.pivot = rg_call_temp (call, (size_t) (batch * n) * sizeof *job.pivot);
  if (out == NULL || job.work == NULL || job.pivot == NULL)
    return false;
  if (n)
    rg_parallel_for (batch, MAX (1, 20000 / (n * n * n)), invert, &job);
  if (atomic_load (&job.singular))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "a matrix is singular: it has no inverse");
  return true;
}

/* --- gradients --- */

static RgTensor *
change (RgTensor *left, RgTensor *t, RgTensor *right)
{
  return rg_neg (rg_matmul (rg_matmul (left, t), right));
}

static RgTensor *
inverse_input (RgVjpCall *c, size_t i)
{
  RgTensor *turned = rg_transpose (rg_vjp_output (c, 0), -2, -1);
  (void) i;
  return change (turned, rg_vjp_grad (c, 0), turned);
}

static const RgVjp inverse_vjps[] = { { 0, RG_SAVE_OUTPUT (0), inverse_input }, { 0, 0, NULL } };

static RgTensor *
inverse_jvp (RgJvpCall *c, size_t o)
{
  RgTensor *t = rg_jvp_tangent (c, 0), *out = rg_jvp_output (c, o);
  return t ? change (out, t, out) : NULL;
}

/* --- tables --- */

static const RgInput inverse_inputs[] = { { "input", "the matrices (.., n, n)", 0 }, { NULL, NULL, 0 } };

static const RgSample inverse_samples[] = {
  { "3x3:=2,1,0,1,3,1,0,1,4", NULL, NULL, 0 },
  { "2x2x2:=2,1,1,3,0,1,1,0", NULL, "a batch, and pivots", 0 },
  { "1x1:p", NULL, NULL, 0 },
  { "0x0", NULL, "nothing", 0 },
  { "2x2:=1,2,2,4", NULL, "singular", RG_SAMPLE_ERROR },
  { "2x3", NULL, "not square", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp inverse = {
  .struct_size = sizeof (RgOp),
  .name = "inverse",
  .summary = "The inverse of square matrices.",
  .formula = "out = input^-1",
  .gradient = "d input = -out^T @ d out @ out^T",
  .category = "linalg",
  .kind = RG_KIND_GENERAL,
  .inputs = inverse_inputs,
  .n_outputs = 1,
  .forward = inverse_forward,
  .vjp = inverse_vjps,
  .jvp = inverse_jvp,
  .backward_name = "LinalgInvExBackward0",
  .samples = inverse_samples,
  .uses = RG_USES ("matmul", "transpose", "neg"),
};

RG_MODULE (inverse, &inverse)
