/* fixed-point.c: the gradient of an iteration's limit, without keeping its steps.
 *
 *     x = f (x, w)        lambda = d x + lambda df/dx        d w = lambda df/dw
 *
 * by the implicit function theorem: the second line is a fixed point, too, and is found
 * in the same way. Only the limit is kept, however many steps it took.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde.h>

/* tanh (W x + b); in: x (n), W (n, n), b (n) */
static bool
step (RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  (void) n_in, (void) n_out, (void) user_data;
  out[0] = rg_tanh (rg_add (rg_mv (in[1], in[0]), in[2]));
  return out[0] != NULL;
}

static double
distance (RgTensor *a, RgTensor *b)
{
  return rg_item (rg_amax (rg_abs (rg_sub (a, b))));
}

/* --- the limit as one node --- */

static bool
limit_forward (RgContext *context, RgTensor *const *in, size_t n_in, RgTensor **out, size_t n_out, void *user_data)
{
  RgTensor *at[] = { rg_zeros_like (in[1]), in[0], in[1] }, *next;
  do
    {
      if (!step (at, 3, &next, 1, NULL))
        return false;
      RgTensor *before = at[0];
      at[0] = next;
      next = before;
    }
  while (distance (at[0], next) > 1e-14);
  (void) n_in, (void) n_out, (void) user_data;
  out[0] = at[0];
  for (int i = 0; i < 3; i++)
    rg_context_save (context, at[i]);
  return true;
}

static bool
limit_backward (RgContext *context, RgTensor *const *grad, size_t n_out, RgTensor **to, size_t n_in, void *user_data)
{
  (void) n_out, (void) n_in, (void) user_data;
  RgTensor *at[] = { rg_context_saved (context, 0), rg_context_saved (context, 1), rg_context_saved (context, 2) };
  RgTensor *lambda = grad[0], *before, *g[3];
  RgDerivative one_step = { .function = step, .inputs = at, .n_inputs = 3, .n_outputs = 1 };
  do
    {
      if (!rg_vjp (&one_step, &lambda, NULL, g, NULL))
        return false;
      before = lambda;
      lambda = rg_add (grad[0], g[0]);
    }
  while (distance (lambda, before) > 1e-14);
  if (!rg_vjp (&one_step, &lambda, NULL, g, NULL))
    return false;
  to[0] = g[1];
  to[1] = g[2];
  return true;
}

static const RgCustomFunction limit = { sizeof limit, "Limit", limit_forward, limit_backward, 1, RG_CUSTOM_ONCE, NULL };

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  const double weights[] = { 0.3, -0.2, 0.1, 0.4 }, bias[] = { 0.5, -0.25 };
  RgTensor *in[] = { rg_set_requires_grad (rg_from_data (RG_F64, RG_SHAPE (2, 2), weights), true),
                     rg_set_requires_grad (rg_from_data (RG_F64, RG_SHAPE (2), bias), true) };
  RgTensor *x, *grads[2];
  if (!rg_custom (&limit, in, 2, NULL, NULL, &x))
    return 1;
  RgTensor *loss = rg_sum (rg_mul (x, x));
  if (!rg_grad_of (&loss, NULL, 1, in, 2, NULL, grads, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  rg_print (x);
  rg_print (grads[0]);
  rg_print (grads[1]);

  /* The same by recording two hundred steps. */
  RgTensor *at[] = { rg_zeros_like (in[1]), in[0], in[1] }, *plain[2];
  for (int i = 0; i < 200; i++)
    step (at, 3, &at[0], 1, NULL);
  loss = rg_sum (rg_mul (at[0], at[0]));
  if (!rg_grad_of (&loss, NULL, 1, in, 2, NULL, plain, &error))
    return 1;
  g_print ("as by recording 200 steps: %s\n",
           distance (plain[0], grads[0]) < 1e-12 && distance (plain[1], grads[1]) < 1e-12 ? "yes" : "no");
  return 0;
}
