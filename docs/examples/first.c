/* first.c: the first program: a gradient.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde.h>

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgScope) scope = rg_scope_begin ();

  RgTensor *x = rg_set_requires_grad (rg_ones (RG_F32, RG_SHAPE (2, 2)), true);
  RgTensor *y = rg_add_scalar (x, 2);
  RgTensor *out = rg_mean (rg_mul_scalar (rg_mul (y, y), 3));
  rg_print (out);

  if (!rg_backward (out, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  rg_print (rg_grad (x));
  return 0;
}
