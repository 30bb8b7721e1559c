/* encode-warp.c: columns whose tails are heavy: incomes, areas, counts, ratios.
 *
 * A standard deviation says nothing of them: one value makes it, all others come out
 * as nearly the same number, and the one is so large that the network follows it. A
 * logarithm, or where there are values of zero and below asinh, which is linear in the
 * middle and logarithmic on both sides, brings all of them into reach.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "encode-private.h"
#include <float.h>
#include <math.h>
#include <stdlib.h>

/* Tails are heavy beyond so many times the deviation that the middle half has: of a
 * thousand normal values the farthest is at 3.3, of exponential ones at 8. */
#define HEAVY 10
/* Of fewer values nothing is said. */
#define FEWEST 20

static double
quantile (const double *sorted, guint n, double part)
{
  double at = part * (n - 1);
  guint below = (guint) at;
  return below + 1 < n ? sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]) : sorted[n - 1];
}

/* The deviation of normal values whose middle half is as wide; where half of them are
 * the same, what is usual of the others. */
static double
middle_deviation (const double *sorted, guint n, double median)
{
  double width = quantile (sorted, n, 0.75) - quantile (sorted, n, 0.25);
  if (width > 0)
    return width / 1.349;
  g_autofree double *away = g_new (double, MAX (n, 1));
  guint k = 0;
  for (guint i = 0; i < n; i++)
    if (sorted[i] != median)
      away[k++] = fabs (sorted[i] - median);
  qsort (away, k, sizeof *away, source_by_number);
  return k ? quantile (away, k, 0.5) : 0;
}

/* How far the farthest value is, and in *center and *unit from where and in what. */
static double
reach (const double *sorted, guint n, double *center, double *unit)
{
  *center = quantile (sorted, n, 0.5);
  *unit = middle_deviation (sorted, n, *center);
  return *unit > 0 ? fmax (sorted[n - 1] - *center, *center - sorted[0]) / *unit : 0;
}

static double
reach_through (const double *sorted, guint n, const Feature *f)
{
  double center, unit;
  g_autofree double *bent = g_new (double, n);
  for (guint i = 0; i < n; i++)
    bent[i] = warp_apply (f, sorted[i]);
  return reach (bent, n, &center, &unit);
}

void
warp_choose (const double *sorted, guint n, Feature *f)
{
  f->warp = WARP_NONE;
  if (n < FEWEST || reach (sorted, n, &f->center, &f->unit) <= HEAVY)
    return;
  f->warp = WARP_ASINH;
  if (sorted[0] <= 0)
    return;
  Feature log_of = { .warp = WARP_LOG };
  if (reach_through (sorted, n, &log_of) <= reach_through (sorted, n, f))
    f->warp = WARP_LOG;
}

double
warp_apply (const Feature *f, double value)
{
  switch (f->warp)
    {
    case WARP_LOG:
      /* What is not above zero was not met in training. */
      return log (fmax (value, DBL_MIN));
    case WARP_ASINH:
      return asinh ((value - f->center) / f->unit);
    default:
      return value;
    }
}

double
warp_invert (const Feature *f, double value)
{
  switch (f->warp)
    {
    case WARP_LOG:
      return exp (value);
    case WARP_ASINH:
      return sinh (value) * f->unit + f->center;
    default:
      return value;
    }
}
