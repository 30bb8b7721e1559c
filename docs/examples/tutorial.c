/* tutorial.c: the autograd tutorial that every PyTorch user knows, cell by cell,
 * in C. What it prints is compared to what the tutorial shows, addresses masked.
 *
 * Build it outside the source tree with
 *
 *     cc tutorial.c $(pkg-config --cflags --libs retrograde) -o tutorial
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde.h>
#include <stdio.h>

static void
print_bool (bool value)
{
  printf ("%s\n", value ? "True" : "False");
}

static void
print_node (RgNode *node)
{
  g_autofree char *text = rg_format_node (node);
  printf ("%s\n", text);
}

/* Cells 2 to 9: a graph is built while it runs, and runs backward. */
static bool
first_gradient (GError **error)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();

  RgTensor *x = rg_set_requires_grad (rg_ones (RG_F32, RG_SHAPE (2, 2)), true);
  rg_print (x);

  RgTensor *y = rg_add_scalar (x, 2);
  rg_print (y);
  print_node (rg_grad_fn (y));

  RgTensor *z = rg_mul_scalar (rg_mul (y, y), 3);
  RgTensor *out = rg_mean (z);
  rg_print (z);
  rg_print (out);

  /* requires_grad changes in place; until then nothing is recorded. */
  RgTensor *a = rg_from_data (RG_F32, RG_SHAPE (2, 2), (const float[]){ 0.25f, 0.5f, 0.75f, 0.125f });
  a = rg_div (rg_mul_scalar (a, 3), rg_sub_scalar (a, 1));
  print_bool (rg_requires_grad (a));
  rg_set_requires_grad (a, true);
  print_bool (rg_requires_grad (a));
  RgTensor *b = rg_sum (rg_mul (a, a));
  print_node (rg_grad_fn (b));

  if (!rg_backward (out, error))
    return false;
  rg_print (rg_grad (x)); /* d(out)/dx */
  return rg_scope_check (scope, error);
}

/* Cells 10 to 15: as many operators as the data asks for. */
static bool
doubling (GError **error)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();

  /* The tutorial draws these at random; here they are what its output shows. */
  RgTensor *x = rg_from_data (RG_F32, RG_SHAPE (3),
                              (const float[]){ 827.5931f / 1024, 582.7769f / 1024, 831.4139f / 1024 });
  rg_set_requires_grad (x, true);
  rg_print (x);

  RgTensor *y = rg_mul_scalar (x, 2);
  while (rg_item (rg_norm (rg_detach (y))) < 1000)
    y = rg_mul_scalar (y, 2);
  rg_print (y);

  print_bool (rg_requires_grad (x));
  print_bool (rg_requires_grad (rg_pow_scalar (x, 2)));
  {
    RG_NO_GRAD;
    print_bool (rg_requires_grad (rg_pow_scalar (x, 2)));
  }

  /* Not a scalar: backward takes the vector v of a vector-Jacobian product. */
  RgTensor *v = rg_from_data (RG_F32, RG_SHAPE (3), (const float[]){ 0.1f, 1.0f, 0.0001f });
  if (!rg_backward_with (y, v, error))
    return false;
  rg_print (rg_grad (x));
  return rg_scope_check (scope, error);
}

/* Beyond the tutorial: detaching, and gradients that add up. */
static bool
more (GError **error)
{
  g_autoptr (RgScope) scope = rg_scope_begin ();

  RgTensor *x = rg_set_requires_grad (rg_ones (RG_F32, RG_SHAPE (2)), true);
  print_node (rg_grad_fn (x)); /* the user made it: None */
  print_bool (rg_requires_grad (rg_detach (rg_mul (x, x))));

  for (int i = 0; i < 2; i++)
    {
      if (!rg_backward (rg_sum (rg_mul_scalar (x, 3)), error))
        return false;
      rg_print (rg_grad (x));
    }
  return rg_scope_check (scope, error);
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  if (first_gradient (&error) && doubling (&error) && more (&error))
    return 0;
  g_printerr ("tutorial: %s\n", error->message);
  return 1;
}
