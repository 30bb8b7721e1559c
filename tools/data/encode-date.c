/* encode-date.c: the cycles that dates go round.
 *
 * A date is a number of days, which says how time goes on, and for each cycle the sine
 * and the cosine of where in it the date is: the last of December is close to the first
 * of January. A cycle counts where the dates go round it at least once and twice a turn
 * or more: others would only tell one row from another.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "encode-private.h"
#include <math.h>

static const double turns[] = { 365.2425, 7, 1 }; /* days, in the order of Cycle's bits */

guint
cycles_choose (const double *sorted, guint n)
{
  guint cycles = 0, distinct = n > 0;
  for (guint i = 1; i < n; i++)
    distinct += sorted[i] != sorted[i - 1];
  double span = n ? sorted[n - 1] - sorted[0] : 0;
  for (guint k = 0; k < G_N_ELEMENTS (turns); k++)
    if (span >= turns[k] && distinct * turns[k] >= 2 * span)
      cycles |= 1u << k;
  return cycles;
}

guint
cycles_n (guint cycles)
{
  guint n = 0;
  for (guint k = 0; k < G_N_ELEMENTS (turns); k++)
    n += cycles >> k & 1;
  return n;
}

void
cycles_fill (guint cycles, double days, float *out)
{
  for (guint k = 0; k < G_N_ELEMENTS (turns); k++)
    if (cycles >> k & 1)
      {
        double turn = days / turns[k], angle = 2 * G_PI * (turn - floor (turn));
        *out++ = (float) sin (angle);
        *out++ = (float) cos (angle);
      }
}
