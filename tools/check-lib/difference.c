/* difference.c: a gradient against central differences.
 *
 * For f = sum_j w_j out_j (x) the difference over +-h errs by f''' h^2 / 6, which
 * for h = 1e-6 is nothing, and by rounding: each out_j is known to a few units of
 * 2^-53 relative, so that the quotient errs by about
 *
 *     noise = 16 * 2^-53 * sum_j |w_j out_j| / (2 h)
 *
 * That is added to PyTorch's tolerances, atol + rtol |difference|. An absolute
 * tolerance alone would pass any gradient that is small as a whole, so atol is at
 * most rtol times the largest difference: a flipped sign errs by twice the
 * gradient, and is seen at every scale above the noise.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "check-private.h"
#include <float.h>
#include <math.h>

#define DIRECTIONS 8

/* Sums that cancel inside the operator leave rounding that its result does not show. */
#define FLOOR 2e-10

bool
check_difference (CheckFunc f, void *data, double *x, int64_t n_x, const double *direction,
                  const double *weight, int64_t n_f, double eps, double *value, double *noise)
{
  g_autofree double *kept = g_memdup2 (x, (size_t) MAX (n_x, 1) * sizeof *x);
  g_autofree double *plus = g_new0 (double, MAX (n_f, 1));
  g_autofree double *minus = g_new0 (double, MAX (n_f, 1));
  for (int64_t k = 0; k < n_x; k++)
    x[k] = kept[k] + eps * direction[k];
  bool ok = f (data, plus);
  for (int64_t k = 0; k < n_x; k++)
    x[k] = kept[k] - eps * direction[k];
  ok = ok && f (data, minus);
  for (int64_t k = 0; k < n_x; k++)
    x[k] = kept[k];
  double sum = 0, size = 0;
  for (int64_t j = 0; j < n_f; j++)
    {
      sum += weight[j] * (plus[j] - minus[j]);
      size += fabs (weight[j]) * fmax (fabs (plus[j]), fabs (minus[j]));
    }
  *value = sum / (2 * eps);
  *noise = 8 * DBL_EPSILON * size / (2 * eps) + FLOOR;
  return ok;
}

/* --- which directions --- */

typedef struct
{
  int64_t n;           /* how many comparisons */
  int64_t *element;    /* (n): one element, or -1 for a random direction */
  double *expected, *got, *noise;
} Comparisons;

static void
comparisons_clear (Comparisons *m)
{
  g_free (m->element);
  g_free (m->expected);
  g_free (m->got);
  g_free (m->noise);
}

static void
choose (Comparisons *m, const CheckGradient *g)
{
  bool all = g->n <= g->most;
  m->n = all ? g->n : g->most + DIRECTIONS;
  m->element = g_new (int64_t, MAX (m->n, 1));
  m->expected = g_new0 (double, MAX (m->n, 1));
  m->got = g_new0 (double, MAX (m->n, 1));
  m->noise = g_new0 (double, MAX (m->n, 1));
  for (int64_t i = 0; i < m->n; i++)
    m->element[i] = all           ? i
                    : i < g->most ? (int64_t) (rg_random_bits (7, (uint64_t) i) % (uint64_t) g->n)
                                  : -1;
}

static bool
compare (Check *c, const CheckGradient *g, Comparisons *m, int64_t i, double *direction)
{
  double sum = 0;
  for (int64_t k = 0; k < g->n; k++)
    {
      direction[k] = m->element[i] < 0 ? rg_random_normal ((uint64_t) i, (uint64_t) k)
                                       : (k == m->element[i]);
      sum += direction[k] != 0 ? direction[k] * g->grad[k] : 0;
    }
  m->got[i] = sum;
  return check_difference (g->f, g->data, g->x, g->n, direction, g->weight, g->n_f, c->options->eps,
                           &m->expected[i], &m->noise[i]);
}

/* How far comparison i is out, in units of what it may be. */
static double
excess (const Check *c, const Comparisons *m, int64_t i, double largest)
{
  double expected = m->expected[i], got = m->got[i];
  if (isnan (expected) && isnan (got))
    return 0;
  if (isnan (expected) || isnan (got) || isinf (expected) || isinf (got))
    return expected == got ? 0 : INFINITY;
  double tolerance = m->noise[i] + c->options->rtol * fabs (expected)
                     + fmin (c->options->atol, c->options->rtol * largest);
  double error = fabs (got - expected);
  return error == 0 ? 0 : error / tolerance;
}

bool
check_gradient (Check *c, const CheckGradient *g)
{
  Comparisons m = { 0 };
  g_autofree double *direction = g_new0 (double, MAX (g->n, 1));
  choose (&m, g);
  bool ok = true;
  double largest = 0, worst = 1;
  int64_t at = -1;
  for (int64_t i = 0; i < m.n && ok; i++)
    {
      ok = compare (c, g, &m, i, direction);
      if (isfinite (m.expected[i]))
        largest = fmax (largest, fabs (m.expected[i]));
    }
  if (!ok)
    check_fail (c, "a value near the sample at which the operator refuses to work",
                "the operator failed at a point near the sample");
  for (int64_t i = 0; i < m.n && ok; i++)
    {
      double e = excess (c, &m, i, largest);
      if (e > worst)
        {
          worst = e;
          at = i;
        }
    }
  if (at >= 0)
    {
      bool whole = g->n <= g->most;
      g_autofree char *index = m.element[at] < 0 ? g_strdup (" along a random direction")
                                                 : check_index_text (g->shape, m.element[at]);
      check_fail_at (c, check_diagnose (m.expected, m.got, m.n, whole ? g->shape : (RgInts){ 0, NULL },
                                        g->broadcast),
                     g->message, g_strconcat (g->name, index, NULL), m.expected[at], m.got[at]);
    }
  comparisons_clear (&m);
  return ok && at < 0;
}
