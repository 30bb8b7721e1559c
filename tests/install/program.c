/* program.c: a program that uses the installed library and an operator of its
 * own, for the test of what is installed. Says what is wrong, and exits with 1.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde.h>
#include <stdio.h>

static int
expect (const char *what, double got, double wanted)
{
  if (got == wanted)
    return 0;
  fprintf (stderr, "%s: expected %g, got %g\n", what, wanted, got);
  return 1;
}

int
main (void)
{
  GError *error = NULL;
  RgScope *scope = rg_scope_begin ();
  int wrong = 0;

  /* A bundled operator, then the plugin: d/dx sum (2 x^3) = 6 x^2. */
  RgTensor *x = rg_full (RG_F64, RG_SHAPE (3), 2.0);
  rg_set_requires_grad (x, true);
  RgTensor *y = rg_sum (rg_mul_scalar (rg_call ("cube", x, NULL), 2));
  if (!rg_backward (y, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      g_error_free (error);
      rg_scope_end (scope);
      return 1;
    }
  wrong |= expect ("2 * sum (x^3)", rg_item (y), 48.0);
  wrong |= expect ("its gradient", rg_get (rg_grad (x), RG_INTS (1)), 24.0);
  rg_scope_end (scope);
  return wrong;
}
