/* fit.c: a network that learns a curve: layers by hand, Adam, and a rate that falls.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <math.h>
#include <retrograde.h>
#include <stdio.h>

#define N 64
#define WIDTH 32

/* (N, 1) -> (N, 1), with parameters (WIDTH, 1), (WIDTH), (1, WIDTH), (1) */
static RgTensor *
network (RgTensor *x, RgTensor *const *p)
{
  return rg_linear (rg_tanh (rg_linear (x, p[0], p[1])), p[2], p[3]);
}

static RgTensor *
parameter (RgInts shape, double scale)
{
  RgTensor *t = rg_mul_scalar (rg_randn (RG_F32, shape), scale);
  return rg_tensor_ref (rg_set_requires_grad (t, true));
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  rg_manual_seed (1);
  RgTensor *p[4] = { parameter (RG_SHAPE (WIDTH, 1), 1), parameter (RG_SHAPE (WIDTH), 1),
                     parameter (RG_SHAPE (1, WIDTH), 0.2), parameter (RG_SHAPE (1), 0) };
  float xs[N], ys[N];
  for (int i = 0; i < N; i++)
    {
      xs[i] = (float) i / N * 4 - 2;
      ys[i] = sinf (2 * xs[i]);
    }
  RgTensor *x = rg_from_data (RG_F32, RG_SHAPE (N, 1), xs), *y = rg_from_data (RG_F32, RG_SHAPE (N, 1), ys);
  g_autoptr (RgOptim) adam = rg_optim_new ("adam", p, 4, "lr=0.01", &error);
  double loss = NAN;
  for (int step = 0; adam && step < 1500; step++)
    {
      g_autoptr (RgScope) inner = rg_scope_begin (); /* what a step makes goes with it */
      RgTensor *l = rg_mse_loss (network (x, p), y);
      if (!rg_backward (l, &error) || !rg_optim_step (adam, &error))
        break;
      rg_optim_zero_grad (adam);
      loss = rg_item (l);
    }
  if (error)
    g_printerr ("%s\n", error->message);
  else
    printf ("%s\n", loss < 1e-3 ? "the curve is learned" : "the curve is not learned");
  for (int i = 0; i < 4; i++)
    rg_tensor_unref (p[i]);
  return error != NULL;
}
