/* matrix_exp.c: the exponential of square matrices.
 *
 *     out = sum over k of input^k / k!
 *     d input: the upper right block of matrix_exp ([[input^T, d out], [0, input^T]])
 *
 * A matrix is halved until its 1-norm is at most 1/2, where 18 terms of the series
 * are exact to the last bit but rounding, and the result is squared as often. The
 * gradient is Najfeld and Havel, "Derivatives of the matrix exponential and their
 * computation" (1995), theorem 4.5.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "solve.h"

#define TERMS 18

/* --- forward --- */

static void
square_product (RgDType dtype, int64_t n, const void *a, const void *b, void *c, double alpha)
{
  RgGemm g = { .m = n, .n = n, .k = n, .a = a, .a_row = n, .a_col = 1, .b = b, .b_row = n, .b_col = 1,
               .c = c, .c_row = n, .alpha = alpha, .batch = 1 };
  rg_gemm (dtype, &g);
}

static double
one_norm (RgDType dtype, int64_t n, const void *a)
{
  double largest = 0;
  for (int64_t j = 0; j < n; j++)
    {
      double sum = 0;
      for (int64_t i = 0; i < n; i++)
        sum += fabs (solve_get (dtype, a, i * n + j));
      largest = sum > largest || sum != sum ? sum : largest;
    }
  return largest;
}

/* e = exp (a); e, f and half are room for one matrix each, the result is in e or f. */
static void *
exponential (RgDType dtype, int64_t n, const void *a, void *e, void *f, void *half)
{
  double norm = one_norm (dtype, n, a);
  int halvings = 0;
  while (norm > 0.5 && halvings < 1100)
    {
      norm /= 2;
      halvings++;
    }
  for (int64_t k = 0; k < n * n; k++)
    {
      solve_put (dtype, half, k, ldexp (solve_get (dtype, a, k), -halvings));
      solve_put (dtype, e, k, k % (n + 1) == 0);
    }
  /* Horner: 1 + a (1 + a/2 (1 + a/3 (..))). */
  for (int term = TERMS; term > 0; term--)
    {
      square_product (dtype, n, half, e, f, 1.0 / term);
      for (int64_t k = 0; k < n; k++)
        solve_put (dtype, f, k * (n + 1), solve_get (dtype, f, k * (n + 1)) + 1);
      void *swap = e;
      e = f;
      f = swap;
    }
  for (; halvings > 0; halvings--)
    {
      square_product (dtype, n, e, e, f, 1);
      void *swap = e;
      e = f;
      f = swap;
    }
  return e;
}

static bool
matrix_exp_forward (RgCall *call)
{
  int64_t n = 0, batch = 0;
  RgTensor *x = rg_call_contiguous (call, 0);
  if (x == NULL || !solve_sizes (call, x, &n, &batch))
    return false;
  RgDType dtype = rg_tensor_dtype (x);
  size_t bytes = (size_t) (n * n) * rg_dtype_size (dtype);
  RgTensor *out = rg_call_output (call, 0, dtype, rg_tensor_shape (x));
  char *work = rg_call_temp (call, 3 * bytes);
  if (out == NULL || work == NULL)
    return false;
  for (int64_t b = 0; b < batch && n; b++)
    {
      size_t at = (size_t) b * bytes;
      const void *e = exponential (dtype, n, (const char *) rg_tensor_data (x) + at, work, work + bytes,
                                   work + 2 * bytes);
      memcpy ((char *) rg_tensor_data (out) + at, e, bytes);
    }
  return true;
}

/* --- gradients --- */

/* The upper right block of exp ([[a, t], [0, a]]): the derivative of exp at a in the
 * direction t. */
static RgTensor *
derivative (RgTensor *a, RgTensor *t)
{
  if (a == NULL || t == NULL || rg_tensor_numel (a) == 0)
    return t;
  int64_t n = rg_tensor_size (a, -1);
  RgTensor *above[] = { a, t }, *below[] = { rg_zeros_like (a), a };
  RgTensor *rows[] = { rg_cat (above, 2, -1), rg_cat (below, 2, -1) };
  return rg_narrow (rg_narrow (rg_matrix_exp (rg_cat (rows, 2, -2)), -2, 0, n), -1, n, n);
}

static RgTensor *
matrix_exp_input (RgVjpCall *c, size_t i)
{
  return derivative (rg_transpose (rg_vjp_input (c, i), -2, -1), rg_vjp_grad (c, 0));
}

static const RgVjp matrix_exp_vjps[] = { { 0, RG_SAVE_INPUT (0), matrix_exp_input }, { 0, 0, NULL } };

static RgTensor *
matrix_exp_jvp (RgJvpCall *c, size_t o)
{
  RgTensor *t = rg_jvp_tangent (c, 0);
  (void) o;
  return t ? derivative (rg_jvp_input (c, 0), t) : NULL;
}

/* --- tables --- */

static const RgInput matrix_exp_inputs[] = { { "input", "the matrices (.., n, n)", 0 }, { NULL, NULL, 0 } };

static const RgSample matrix_exp_samples[] = {
  { "3x3", NULL, NULL, 0 },
  { "2x2x2", NULL, "a batch", 0 },
  { "1x1", NULL, NULL, 0 },
  { "0x0", NULL, "nothing", 0 },
  { "2x3", NULL, "not square", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp matrix_exp = {
  .struct_size = sizeof (RgOp),
  .name = "matrix_exp",
  .summary = "The exponential of square matrices.",
  .formula = "out = sum over k of input^k / k!",
  .gradient = "d input = the upper right block of matrix_exp([[input^T, d out], [0, input^T]])",
  .category = "linalg",
  .kind = RG_KIND_GENERAL,
  .inputs = matrix_exp_inputs,
  .n_outputs = 1,
  .forward = matrix_exp_forward,
  .vjp = matrix_exp_vjps,
  .jvp = matrix_exp_jvp,
  .backward_name = "LinalgMatrixExpBackward0",
  .samples = matrix_exp_samples,
  .uses = RG_USES ("cat", "narrow", "transpose"),
};

RG_MODULE (matrix_exp, &matrix_exp)
