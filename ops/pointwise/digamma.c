/* digamma.c: the derivative of the logarithm of the gamma function.
 *
 *     out = d/dx log gamma (input); NaN at the negative integers
 *     d input = d out * polygamma (1, input)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include <rg-special.h>

/* --- kernels --- */

/* One number at a time: there is no block function of these. */
static void
digamma_f32 (size_t n, void *const *out, const void *const *in, const void *attrs)
{
  const void *a = attrs;
  const float *x = in[0];
  float *o = out[0];
  (void) a;
  for (size_t k = 0; k < n; k++)
    o[k] = rg_digamma_f32 (x[k]);
}

static void
digamma_f64 (size_t n, void *const *out, const void *const *in, const void *attrs)
{
  const void *a = attrs;
  const double *x = in[0];
  double *o = out[0];
  (void) a;
  for (size_t k = 0; k < n; k++)
    o[k] = rg_digamma_f64 (x[k]);
}

static const RgPointwise digamma_pointwise = {
  .kernels = { RG_KERNELS_PLAIN (digamma) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 40,
};

/* --- gradients --- */

RG_GRADIENT (digamma, void, RG_SAVE_INPUT (0), rg_mul (g, rg_polygamma (1, x)))

/* --- tables --- */

static const RgInput digamma_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample digamma_samples[] = {
  RG_UNARY_SAMPLES (":p"),
  { "4:=-2.5,-0.3,5,20", NULL, "away from the poles", 0 },
  { "3:=0,-0.0,-2", NULL, "at the poles", RG_SAMPLE_NO_GRAD },
  { "i64*2:=1,5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp digamma_op = {
  RG_POINTWISE_OP (digamma),
  RG_DIFFERENTIABLE (digamma),
  .summary = "The derivative of lgamma.",
  .formula = "out = d/dx log gamma (input); NaN at the negative integers",
  .gradient = "d input = d out * polygamma (1, input)",
  .uses = RG_USES ("mul", "polygamma"),
};

RG_MODULE (digamma, &digamma_op)
