/* linalg_svd.c: the singular value decomposition, without the vectors that only
 * complete a basis.
 *
 *     input = U @ diag (S) @ Vh, S descending; k = min (m, n)
 *     d input = U (skew (U^T dU) / E * S + S * skew (V^T dV) / E + diag (dS)) V^T
 *               + (1 - U U^T) dU S^-1 V^T + U S^-1 dV^T (1 - V V^T)
 *     with E[i, j] = S[j]^2 - S[i]^2 (1 where i = j) and skew (X) = X - X^T
 *
 * A vector of a singular value 0 is 0 here: that is what the nuclear norm wants, and
 * why the operator is internal.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "solve.h"
#include "svd.h"

/* --- forward --- */

typedef struct
{
  RgDType dtype;
  int64_t m, n, k, l; /* l: the larger of m and n */
  const void *in;     /* (batch, m, n) */
  void *u, *s, *vh;
  double *work; /* (batch, k * l + k + k * k) */
} Job;

static void
decompose (int64_t begin, int64_t end, void *payload)
{
  Job *job = payload;
  const int64_t m = job->m, n = job->n, k = job->k, l = job->l;
  const bool wide = m < n;
  for (int64_t b = begin; b < end; b++)
    {
      double *w = job->work + b * (k * l + k + k * k), *s = w + k * l, *v = s + k;
      for (int64_t j = 0; j < k; j++)
        for (int64_t i = 0; i < l; i++)
          w[j * l + i] = solve_get (job->dtype, job->in, b * m * n + (wide ? j * n + i : i * n + j));
      svd_one (w, s, v, l, k);
      for (int64_t j = 0; j < k; j++)
        {
          const double *left = wide ? v + j * k : w + j * l, *right = wide ? w + j * l : v + j * k;
          solve_put (job->dtype, job->s, b * k + j, s[j]);
          for (int64_t i = 0; i < m; i++)
            solve_put (job->dtype, job->u, (b * m + i) * k + j, left[i]);
          for (int64_t i = 0; i < n; i++)
            solve_put (job->dtype, job->vh, (b * k + j) * n + i, right[i]);
        }
    }
}

static bool
linalg_svd_forward (RgCall *call)
{
  RgTensor *x = rg_call_contiguous (call, 0);
  if (x == NULL)
    return false;
  RgInts shape = rg_tensor_shape (x);
  RgDType dtype = rg_tensor_dtype (x);
  int64_t sizes[RG_MAX_DIMS], batch = 1;
  if (shape.n < 2)
    return rg_call_fail (call, RG_ERROR_SHAPE, "input must have at least 2 dimensions");
  if (!rg_dtype_is_floating (dtype))
    return rg_call_fail (call, RG_ERROR_DTYPE, "%s is not supported; float32 or float64 would be right",
                         rg_dtype_name (dtype));
  const int64_t r = shape.n - 2;
  for (int64_t d = 0; d < r; d++)
    batch *= sizes[d] = shape.v[d];
  Job job = { .dtype = dtype, .m = shape.v[r], .n = shape.v[r + 1], .in = rg_tensor_data (x) };
  job.k = MIN (job.m, job.n);
  job.l = MAX (job.m, job.n);
  sizes[r] = job.m;
  sizes[r + 1] = job.k;
  RgTensor *u = rg_call_output (call, 0, dtype, (RgInts){ r + 2, sizes });
  sizes[r] = job.k;
  RgTensor *s = u ? rg_call_output (call, 1, dtype, (RgInts){ r + 1, sizes }) : NULL;
  sizes[r + 1] = job.n;
  RgTensor *vh = s ? rg_call_output (call, 2, dtype, (RgInts){ r + 2, sizes }) : NULL;
  if (vh == NULL)
    return false;
  if (batch == 0 || job.k == 0)
    return true;
  job.u = rg_tensor_data (u);
  job.s = rg_tensor_data (s);
  job.vh = rg_tensor_data (vh);
  job.work = rg_call_temp (call, (size_t) (batch * (job.k * job.l + job.k + job.k * job.k)) * sizeof *job.work);
  if (job.work == NULL)
    return false;
  rg_parallel_for (batch, MAX (1, 2000 / (job.k * job.k * job.l)), decompose, &job);
  return true;
}

/* --- gradients --- */

static RgTensor *
turned_back (RgTensor *t)
{
  return t ? rg_transpose (t, -2, -1) : NULL;
}

static RgTensor *
skew (RgTensor *t)
{
  return rg_sub (t, turned_back (t));
}

/* E, which tells singular values apart. */
static RgTensor *
differences (RgTensor *s)
{
  RgTensor *square = rg_square (s);
  return rg_add (rg_sub (rg_unsqueeze (square, -2), rg_unsqueeze (square, -1)),
                 rg_to (rg_eye (rg_tensor_size (s, rg_tensor_ndim (s) - 1)), rg_tensor_dtype (s)));
}

/* (1 - q q^T) t: what of t lies outside the columns of q. */
static RgTensor *
outside (RgTensor *q, RgTensor *t)
{
  return rg_sub (t, rg_matmul (q, rg_matmul (turned_back (q), t)));
}

static RgTensor *
sum_of (RgTensor *a, RgTensor *b)
{
  return a && b ? rg_add (a, b) : a ? a : b;
}

static RgTensor *
linalg_svd_input (RgVjpCall *c, size_t i)
{
  RgTensor *u = rg_vjp_output (c, 0), *s = rg_vjp_output (c, 1), *vh = rg_vjp_output (c, 2);
  RgTensor *gu = rg_vjp_grad (c, 0), *gs = rg_vjp_grad (c, 1), *gv = turned_back (rg_vjp_grad (c, 2));
  RgTensor *inner = NULL, *rest = NULL;
  RgInts shape = rg_vjp_shape (c, i);
  const int64_t m = shape.v[shape.n - 2], n = shape.v[shape.n - 1];
  RgTensor *across = s ? rg_unsqueeze (s, -2) : NULL, *down = s ? rg_unsqueeze (s, -1) : NULL;
  if (u == NULL || s == NULL || vh == NULL)
    return NULL;
  RgTensor *v = turned_back (vh);
  if (gu)
    inner = rg_mul (rg_div (skew (rg_matmul (turned_back (u), gu)), differences (s)), across);
  if (gv)
    inner = sum_of (inner, rg_mul (rg_div (skew (rg_matmul (vh, gv)), differences (s)), down));
  if (inner) /* the usual case has the values only */
    {
      inner = rg_matmul (rg_matmul (u, inner), vh);
      if (gu && m > n)
        rest = rg_matmul (rg_div (outside (u, gu), across), vh);
      if (gv && n > m)
        rest = sum_of (rest, rg_matmul (u, turned_back (rg_div (outside (v, gv), across))));
    }
  RgTensor *values = gs ? rg_matmul (rg_mul (u, rg_unsqueeze (gs, -2)), vh) : NULL;
  return sum_of (sum_of (inner, rest), values);
}

static const RgVjp linalg_svd_vjps[] = {
  { 0, RG_SAVE_OUTPUT (0) | RG_SAVE_OUTPUT (1) | RG_SAVE_OUTPUT (2), linalg_svd_input },
  { 0, 0, NULL },
};

static RgTensor *
linalg_svd_jvp (RgJvpCall *c, size_t o)
{
  RgTensor *t = rg_jvp_tangent (c, 0), *u = rg_jvp_output (c, 0), *s = rg_jvp_output (c, 1);
  if (t == NULL)
    return NULL;
  RgTensor *vh = rg_jvp_output (c, 2), *v = turned_back (vh);
  RgTensor *p = rg_matmul (rg_matmul (turned_back (u), t), v); /* k, k */
  RgTensor *change = rg_diagonal_dims (p, 0, -2, -1);
  if (o == 1)
    return change;
  const int64_t m = rg_tensor_size (u, rg_tensor_ndim (u) - 2), n = rg_tensor_size (vh, rg_tensor_ndim (vh) - 1);
  RgTensor *across = rg_unsqueeze (s, -2), *down = rg_unsqueeze (s, -1), *back = turned_back (p);
  RgTensor *turn = o == 0 ? rg_add (rg_mul (p, across), rg_mul (back, down))
                          : rg_add (rg_mul (p, down), rg_mul (back, across));
  /* E is 1 on the diagonal, where nothing turns. */
  RgTensor *still = rg_mul_scalar (rg_mul (change, s), 2);
  turn = rg_div (rg_sub (turn, rg_diag_embed (still)), differences (s));
  RgTensor *out = rg_matmul (o == 0 ? u : v, turn);
  if (o == 0 && m > n)
    out = rg_add (out, rg_div (outside (u, rg_matmul (t, v)), across));
  if (o == 2 && n > m)
    out = rg_add (out, rg_div (outside (v, rg_matmul (turned_back (t), u)), across));
  return o == 0 ? out : turned_back (out);
}

/* --- tables --- */

static const RgInput linalg_svd_inputs[] = { { "input", "the matrices (.., m, n)", 0 }, { NULL, NULL, 0 } };

static const RgSample linalg_svd_samples[] = {
  { "3x3:=2,1,0,1,3,1,0.5,1,4", NULL, NULL, 0 },
  { "2x4x2:s", NULL, "tall, a batch", 0 },
  { "2x4:=1,0.5,0,2,0.3,3,1,0.2", NULL, "wide", 0 },
  { "1x1:p", NULL, NULL, 0 },
  { "3x2:z", NULL, "all values are 0", RG_SAMPLE_NO_GRAD },
  { "0x3", NULL, "nothing", 0 },
  { "3", NULL, "one dimension", RG_SAMPLE_ERROR },
  { "i64*2x2:i5", NULL, "integers", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp linalg_svd = {
  .struct_size = sizeof (RgOp),
  .name = "linalg_svd",
  .summary = "The singular value decomposition of matrices, reduced.",
  .formula = "input = U @ diag(S) @ Vh",
  .gradient = "d input = U diag(d S) Vh, and what the vectors give",
  .category = "linalg",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = linalg_svd_inputs,
  .n_outputs = 3,
  .output_names = RG_OUTPUTS ("U", "S", "Vh"),
  .forward = linalg_svd_forward,
  .vjp = linalg_svd_vjps,
  .jvp = linalg_svd_jvp,
  .samples = linalg_svd_samples,
  .uses = RG_USES ("matmul", "transpose", "unsqueeze", "mul", "div", "add", "sub", "square", "eye", "diagonal",
                   "diag_embed"),
};

RG_MODULE (linalg_svd, &linalg_svd)
