/* ode.c: the memory of plugins/ode_rk4's adjoint: with checkpoints it grows as the
 * square root of the number of steps, and the gradient does not depend on where they
 * lie. Says what is wrong, and exits with 1.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde.h>
#include <stdio.h>

#define N 4096

/* The most float64 tensors of N elements at a time, through forward and backward. */
static double
run (const char *steps, const char *segment, double *gradient)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  const RgOp *op = rg_op_find ("ode_rk4", &error);
  if (op == NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      return -1;
    }
  g_autoptr (RgAttrs) attrs = rg_attrs_new (op);
  rg_attrs_set (attrs, "rhs", "sin", NULL);
  rg_attrs_set (attrs, "steps", steps, NULL);
  rg_attrs_set (attrs, "segment", segment, NULL);
  RgTensor *x = rg_set_requires_grad (rg_full (RG_F64, RG_SHAPE (N), 0.5), true), *y = NULL;
  RgMemoryStats before, after;
  rg_memory_reset_peak ();
  rg_memory_stats (&before);
  rg_op_call (NULL, op, &x, 1, rg_attrs_get (attrs), &y, 1);
  if (!rg_backward (rg_sum (y), &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return -1;
    }
  rg_memory_stats (&after);
  *gradient = rg_get (rg_grad (x), RG_INTS (N / 2));
  return (double) (after.peak - before.live) / (N * sizeof (double));
}

int
main (void)
{
  double g[3] = { 0 };
  const double few = run ("100", "0", &g[0]), all = run ("100", "100", &g[1]), many = run ("1600", "0", &g[2]);
  if (few > 0 && many > 0 && 3 * few < all && many < 6 * few && g[0] == g[1] && g[0] != 0)
    return 0;
  fprintf (stderr, "tensors held: %g for 100 steps, %g without checkpoints, %g for 1600; gradients %.17g %.17g\n",
           few, all, many, g[0], g[1]);
  return 1;
}
