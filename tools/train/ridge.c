/* ridge.c: ridge regression, with the penalty that five folds of the rows agree on.
 *
 *   w = (X'X + a I)^-1 X'y  or, of more columns than rows,  X' (XX' + a I)^-1 y
 *
 * Everything is summed in one order: the bits depend on no thread.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "ridge.h"
#include <math.h>
#include <string.h>

#define FOLDS 5

static const double penalties[] = { 1e-3, 1e-2, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1e3, 1e4 };

double
ridge_dot (const double *a, const double *b, guint n)
{
  double sum = 0;
  for (guint i = 0; i < n; i++)
    sum += a[i] * b[i];
  return sum;
}

/* --- equations --- */

/* a (m, m) = L L', in its lower half; false if it is not positive. */
static bool
cholesky (double *a, guint m)
{
  for (guint i = 0; i < m; i++)
    for (guint j = 0; j <= i; j++)
      {
        double rest = a[(gsize) i * m + j] - ridge_dot (a + (gsize) i * m, a + (gsize) j * m, j);
        if (i == j && !(rest > 0))
          return false;
        a[(gsize) i * m + j] = i == j ? sqrt (rest) : rest / a[(gsize) j * m + j];
      }
  return true;
}

/* L L' v = b, in place */
static void
substitute (const double *l, guint m, double *b)
{
  for (guint i = 0; i < m; i++)
    b[i] = (b[i] - ridge_dot (l + (gsize) i * m, b, i)) / l[(gsize) i * m + i];
  for (guint i = m; i-- > 0;)
    {
      b[i] /= l[(gsize) i * m + i];
      for (guint j = 0; j < i; j++)
        b[j] -= l[(gsize) i * m + j] * b[i];
    }
}

/* (products + penalty I) v = b, in place; @products are left alone. */
static bool
solve (const double *products, guint m, double penalty, double *work, double *b)
{
  memcpy (work, products, (gsize) m * m * sizeof *work);
  for (guint i = 0; i < m; i++)
    work[(gsize) i * m + i] += penalty;
  if (!cholesky (work, m))
    return false;
  substitute (work, m, b);
  return true;
}

/* --- weights --- */

static bool
is_in (guint row, guint fold)
{
  return row % FOLDS == fold;
}

/* Sums of products over the rows that are not of @fold: of columns, X'X and X'y; or of
 * those rows, XX' and y, whose number is then in *m. */
static void
sum_products (const RidgeRows *r, guint fold, double *products, double *b, guint *m)
{
  const bool of_columns = r->p <= r->n;
  *m = 0;
  if (of_columns)
    {
      *m = r->p;
      memset (products, 0, (gsize) r->p * r->p * sizeof *products);
      memset (b, 0, r->p * sizeof *b);
    }
  for (guint i = 0; i < r->n; i++)
    {
      const double *x = r->x + (gsize) i * r->p;
      if (is_in (i, fold))
        continue;
      for (guint k = 0; k < r->p && of_columns; k++)
        {
          for (guint j = 0; j <= k; j++)
            products[(gsize) k * r->p + j] += x[k] * x[j];
          b[k] += x[k] * r->y[i];
        }
      if (!of_columns)
        b[(*m)++] = r->y[i];
    }
  for (guint i = 0, at = 0; i < r->n && !of_columns; i++)
    if (!is_in (i, fold))
      {
        for (guint j = 0, k = 0; j <= i; j++)
          if (!is_in (j, fold))
            products[(gsize) at * *m + k++] = ridge_dot (r->x + (gsize) i * r->p, r->x + (gsize) j * r->p, r->p);
        at++;
      }
}

/* What the weights are: of columns the solution itself. */
static void
to_weights (const RidgeRows *r, guint fold, const double *solution, double *w)
{
  if (r->p <= r->n)
    {
      memcpy (w, solution, r->p * sizeof *w);
      return;
    }
  memset (w, 0, r->p * sizeof *w);
  for (guint i = 0; i < r->n; i++)
    if (!is_in (i, fold))
      {
        for (guint k = 0; k < r->p; k++)
          w[k] += *solution * r->x[(gsize) i * r->p + k];
        solution++;
      }
}

/* The weights of the rows that are not of @fold; no row is of the fold FOLDS. errors[] grows
 * by what each penalty makes of the others, or @w is for the penalty alone. */
static bool
fit (const RidgeRows *r, guint fold, double penalty, double *errors, double *w)
{
  const guint most = MIN (r->n, r->p);
  g_autofree double *products = g_new (double, (gsize) most * most), *work = g_new (double, (gsize) most * most);
  g_autofree double *b = g_new (double, most), *solution = g_new (double, most);
  guint m;
  sum_products (r, fold, products, b, &m);
  for (guint k = 0; k < (errors ? G_N_ELEMENTS (penalties) : 1); k++)
    {
      memcpy (solution, b, m * sizeof *b);
      if (!solve (products, m, errors ? penalties[k] : penalty, work, solution))
        {
          if (errors == NULL)
            return false;
          errors[k] = INFINITY;
          continue;
        }
      to_weights (r, fold, solution, w);
      for (guint i = 0; i < r->n && errors; i++)
        if (is_in (i, fold))
          {
            double error = r->y[i] - ridge_dot (w, r->x + (gsize) i * r->p, r->p);
            errors[k] += error * error;
          }
    }
  return true;
}

/* The penalty with the least error; of equal ones the greatest. */
static double
choose (const RidgeRows *r, double *w)
{
  double errors[G_N_ELEMENTS (penalties)] = { 0 };
  guint best = 0;
  for (guint fold = 0; fold < FOLDS; fold++)
    fit (r, fold, 0, errors, w);
  for (guint k = 1; k < G_N_ELEMENTS (penalties); k++)
    if (errors[k] <= errors[best])
      best = k;
  return penalties[best];
}

bool
ridge_fit (const RidgeRows *r, double *w)
{
  return fit (r, FOLDS, choose (r, w), NULL, w);
}
