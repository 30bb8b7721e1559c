/* diagnose.c: what a wrong gradient looks like, and what usually makes it so.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "check-private.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool
near (double a, double b)
{
  return fabs (a - b) <= 1e-4 * (fabs (a) + fabs (b)) + 1e-9;
}

static bool
all_zero (const double *v, int64_t n)
{
  for (int64_t k = 0; k < n; k++)
    if (v[k] != 0)
      return false;
  return true;
}

/* The one factor between all elements, or nan. */
static double
common_ratio (const double *expected, const double *got, int64_t n)
{
  double ratio = NAN;
  for (int64_t k = 0; k < n; k++)
    {
      if (fabs (expected[k]) < 1e-6)
        {
          if (fabs (got[k]) > 1e-4)
            return NAN;
          continue;
        }
      if (isnan (ratio))
        ratio = got[k] / expected[k];
      else if (!near (got[k] / expected[k], ratio))
        return NAN;
    }
  return ratio;
}

static int
by_value (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

static bool
same_values_elsewhere (const double *expected, const double *got, int64_t n)
{
  g_autofree double *a = g_memdup2 (expected, (size_t) n * sizeof *a);
  g_autofree double *b = g_memdup2 (got, (size_t) n * sizeof *b);
  qsort (a, (size_t) n, sizeof *a, by_value);
  qsort (b, (size_t) n, sizeof *b, by_value);
  for (int64_t k = 0; k < n; k++)
    if (!near (a[k], b[k]))
      return false;
  return true;
}

const char *
check_diagnose (const double *expected, const double *got, int64_t n, RgInts shape, bool broadcast)
{
  for (int64_t k = 0; k < n; k++)
    if (!isfinite (got[k]))
      return "a division by zero or a log of zero in the vjp, or an output that was never written";
  if (all_zero (got, n))
    return "the vjp forgets this input: a missing row in the table, or a value that was taken out of "
           "the graph (a detach, or a fused operator without a vjp of its own)";
  double ratio = common_ratio (expected, got, n);
  if (near (ratio, -1))
    return "the sign is flipped";
  if (isfinite (ratio) && broadcast)
    return "off by one factor where the input is broadcast: the gradient has to be summed over the "
           "repeated elements (core does so: return it in the broadcast shape)";
  if (isfinite (ratio))
    return "off by one factor: a constant of the formula, a mean for a sum, or an attribute that the "
           "vjp does not multiply by";
  if (shape.n >= 2 && n > 1 && same_values_elsewhere (expected, got, n))
    return "the right values in other places: a transpose too many or too few";
  if (broadcast)
    return "summing the gradient back to the size of a broadcast input";
  return "the formula of the vjp: the wrong input or output saved, or a factor forgotten";
}
