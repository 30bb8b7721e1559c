/* polygamma.c: derivatives of the digamma function.
 *
 *     out = d^n/dx^n digamma (input)
 *     d input = d out * polygamma (n + 1, input)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include <rg-special.h>

/* --- kernels --- */

/* One number at a time: there is no block function of these. */
static void
polygamma_f32 (size_t n, void *const *out, const void *const *in, const void *attrs)
{
  const RgPolygammaAttrs *a = attrs;
  const float *x = in[0];
  float *o = out[0];
  (void) a;
  for (size_t k = 0; k < n; k++)
    o[k] = rg_polygamma_f32 (a->n, x[k]);
}

static void
polygamma_f64 (size_t n, void *const *out, const void *const *in, const void *attrs)
{
  const RgPolygammaAttrs *a = attrs;
  const double *x = in[0];
  double *o = out[0];
  (void) a;
  for (size_t k = 0; k < n; k++)
    o[k] = rg_polygamma_f64 (a->n, x[k]);
}

static const RgPointwise polygamma_pointwise = {
  .kernels = { RG_KERNELS_PLAIN (polygamma) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 150,
};

/* --- gradients --- */

RG_GRADIENT (polygamma, RgPolygammaAttrs, RG_SAVE_INPUT (0), rg_mul (g, rg_polygamma (a->n + 1, x)))

/* --- tables --- */

static const RgInput polygamma_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgPolygammaAttrs polygamma_init = RG_POLYGAMMA_ATTRS_INIT;
static const RgAttr polygamma_attrs[] = {
  RG_ATTR (RgPolygammaAttrs, n, INT, NULL, .min = 0, .max = 1e9,
           .doc = "which derivative; 0 is digamma"),
  { .name = NULL },
};

static const RgSample polygamma_samples[] = {
  { "3x4:p", "n=1", NULL, 0 },
  { "2x1x5:p", "n=2", NULL, 0 },
  { "3:p", "n=0", "digamma itself", 0 },
  { "4:=-2.5,-0.3,5,20", "n=1", "on both sides of 0", 0 },
  { ".:p", "n=3", "zero-dimensional", 0 },
  { "0x3", "n=1", "no elements", 0 },
  { "2:=0,-1", "n=1", "at the poles", RG_SAMPLE_NO_GRAD },
  { "i64*2:=1,5", "n=1", "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp polygamma_op = {
  RG_POINTWISE_OP (polygamma),
  RG_DIFFERENTIABLE (polygamma),
  RG_ATTRIBUTES (polygamma, RgPolygammaAttrs),
  .summary = "The n-th derivative of digamma.",
  .formula = "out = d^n/dx^n digamma (input)",
  .gradient = "d input = d out * polygamma (n + 1, input)",
  .uses = RG_USES ("mul"),
};

RG_MODULE (polygamma, &polygamma_op)
