/* svd.h: the singular values of one matrix, by one-sided Jacobi rotations.
 *
 * Pairs of columns are turned until all are orthogonal; their lengths are then the
 * singular values. Small values come out as accurately as large ones. One matrix is
 * the work of one thread, in float64, so the order of operations is fixed.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef SVD_H
#define SVD_H

#include <math.h>
#include <stdint.h>

enum { SVD_SWEEPS = 60 }; /* about ten are enough; not a number never settles */

static inline void
svd_turn (double *x, double *y, int64_t n, double c, double s)
{
  for (int64_t i = 0; i < n; i++)
    {
      const double a = x[i], b = y[i];
      x[i] = c * a - s * b;
      y[i] = s * a + c * b;
    }
}

/* Makes two columns orthogonal; returns whether they were not. */
static inline bool
svd_pair (double *x, double *y, int64_t l, double *vx, double *vy, int64_t k)
{
  double xx = 0, yy = 0, xy = 0;
  for (int64_t i = 0; i < l; i++)
    {
      xx += x[i] * x[i];
      yy += y[i] * y[i];
      xy += x[i] * y[i];
    }
  if (!(fabs (xy) > 1e-16 * sqrt (xx) * sqrt (yy)))
    return false;
  const double zeta = (yy - xx) / (2 * xy);
  const double t = (zeta < 0 ? -1 : 1) / (fabs (zeta) + hypot (1, zeta)), c = 1 / sqrt (1 + t * t);
  svd_turn (x, y, l, c, c * t);
  svd_turn (vx, vy, k, c, c * t);
  return fabs (xy) > 1e-15 * sqrt (xx) * sqrt (yy);
}

static inline void
svd_swap (double *x, double *y, int64_t n)
{
  for (int64_t i = 0; i < n; i++)
    {
      const double t = x[i];
      x[i] = y[i];
      y[i] = t;
    }
}

/* The columns of w (k of l numbers, l >= k, one after the other) become left singular
 * vectors, s the singular values, descending, and the columns of v (k of k) the right
 * ones. A vector that belongs to 0 is 0. */
static inline void
svd_one (double *w, double *s, double *v, int64_t l, int64_t k)
{
  double scale = 0;
  bool turned = true;
  for (int64_t i = 0; i < k * l; i++)
    scale = fabs (w[i]) > scale || isnan (w[i]) ? fabs (w[i]) : scale;
  if (!(scale > 0))
    scale = isnan (scale) ? scale : 1;
  for (int64_t i = 0; i < k * l; i++)
    w[i] /= scale; /* their squares must not overflow */
  for (int64_t i = 0; i < k * k; i++)
    v[i] = i % (k + 1) == 0;
  for (int sweep = 0; sweep < SVD_SWEEPS && turned; sweep++)
    {
      turned = false;
      for (int64_t i = 0; i < k; i++)
        for (int64_t j = i + 1; j < k; j++)
          turned |= svd_pair (w + i * l, w + j * l, l, v + i * k, v + j * k, k);
    }
  for (int64_t j = 0; j < k; j++)
    {
      double square = 0;
      for (int64_t i = 0; i < l; i++)
        square += w[j * l + i] * w[j * l + i];
      s[j] = sqrt (square);
      for (int64_t i = 0; i < l && s[j] > 0; i++)
        w[j * l + i] /= s[j];
      s[j] *= scale;
    }
  for (int64_t i = 0; i < k; i++)
    {
      int64_t best = i;
      for (int64_t j = i + 1; j < k; j++)
        best = s[j] > s[best] ? j : best;
      svd_swap (s + i, s + best, 1);
      svd_swap (w + i * l, w + best * l, l);
      svd_swap (v + i * k, v + best * k, k);
    }
}

#endif
