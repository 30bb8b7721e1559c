/* solve.c: a linear solver of the host's own, as one node of the graph.
 *
 *     x = A^-1 b        d b = A^-T d x        d A = -d b x^T
 *
 * The host solves; the graph asks it to solve with the transposed matrix on the way back.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <math.h>
#include <retrograde.h>

/* --- the host's solver: Gauss, with pivots --- */

/* a: (n, n), row major, destroyed; b: (n), which becomes the solution. */
static gboolean
host_solve (int64_t n, double *a, double *b)
{
  for (int64_t k = 0; k < n; k++)
    {
      int64_t pivot = k;
      for (int64_t i = k + 1; i < n; i++)
        if (fabs (a[i * n + k]) > fabs (a[pivot * n + k]))
          pivot = i;
      if (a[pivot * n + k] == 0)
        return FALSE;
      for (int64_t j = 0; j < n; j++)
        {
          const double t = a[k * n + j];
          a[k * n + j] = a[pivot * n + j];
          a[pivot * n + j] = t;
        }
      const double t = b[k];
      b[k] = b[pivot];
      b[pivot] = t;
      for (int64_t i = k + 1; i < n; i++)
        {
          const double factor = a[i * n + k] / a[k * n + k];
          for (int64_t j = k; j < n; j++)
            a[i * n + j] -= factor * a[k * n + j];
          b[i] -= factor * b[k];
        }
    }
  for (int64_t i = n; i-- > 0;)
    {
      for (int64_t j = i + 1; j < n; j++)
        b[i] -= a[i * n + j] * b[j];
      b[i] /= a[i * n + i];
    }
  return TRUE;
}

/* --- as tensors --- */

/* a: (n, n), b: (n), float64; NULL, with the error in the scope, if a is singular. */
static RgTensor *
solved (RgTensor *a, RgTensor *b)
{
  RgTensor *work = rg_contiguous (rg_clone (rg_detach (a))), *x = rg_clone (rg_detach (b));
  if (work && x && host_solve (rg_tensor_size (b, 0), rg_tensor_data (work), rg_tensor_data (x)))
    return x;
  rg_scope_fail (NULL, RG_ERROR_ARGUMENT, "solve: the matrix is singular");
  return NULL;
}

/* --- as a function of the graph --- */

static bool
solve_forward (RgContext *context, RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) n_in, (void) n_out, (void) user_data;
  out[0] = solved (in[0], in[1]);
  rg_context_save (context, in[0]);
  rg_context_save (context, out[0]);
  return out[0] != NULL;
}

static bool
solve_backward (RgContext *context, RgTensor *const *grad, size_t n_out, RgTensor **to, size_t n_in, void *user_data)
{
  (void) n_out, (void) n_in, (void) user_data;
  RgTensor *a = rg_context_saved (context, 0), *x = rg_context_saved (context, 1);
  to[1] = solved (rg_contiguous (rg_t (a)), grad[0]);
  to[0] = to[1] ? rg_neg (rg_outer (to[1], x)) : NULL;
  return to[1] != NULL;
}

/* The backward is the host's code, so it cannot be differentiated again. */
static const RgCustomFunction solve = { sizeof solve, "Solve", solve_forward, solve_backward, 1, RG_CUSTOM_ONCE, NULL };

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  const double matrix[] = { 4, 1, 0, 1, 3, 1, 0, 1, 2 }, right[] = { 1, 2, 3 };
  RgTensor *in[] = { rg_set_requires_grad (rg_from_data (RG_F64, RG_SHAPE (3, 3), matrix), true),
                     rg_set_requires_grad (rg_from_data (RG_F64, RG_SHAPE (3), right), true) };
  RgTensor *x;
  if (!rg_custom (&solve, in, 2, NULL, NULL, &x) || !rg_backward (rg_sum (rg_mul (x, x)), &error))
    {
      rg_scope_check (scope, error ? NULL : &error);
      g_printerr ("%s\n", error->message);
      return 1;
    }
  rg_print (x);
  rg_print (rg_grad (in[1]));
  rg_print (rg_grad (in[0]));
  return 0;
}
