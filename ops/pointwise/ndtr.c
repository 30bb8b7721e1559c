/* ndtr.c: the distribution function of the standard normal distribution.
 *
 *     out = (1 + erf (input / sqrt (2))) / 2
 *     d input = d out * e^(-input^2 / 2) / sqrt (2 pi)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "erfcx.h"

/* --- kernels --- */

RG_INLINE double
ndtr_of (double x)
{
  const double above = normal_above (__builtin_fabs (x));
  return rg_select_f64 (x < 0, above, 1 - above);
}

RG_UNARY (ndtr_f32, void, float, float, ndtr_of (x))
RG_UNARY (ndtr_f64, void, double, double, ndtr_of (x))

static const RgPointwise ndtr_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (ndtr) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 7,
};

/* --- gradients --- */

RG_GRADIENT (ndtr, void,
             RG_SAVE_INPUT (0),
             rg_mul (g,
                     rg_mul_scalar (rg_exp (rg_mul_scalar (rg_square (x), -0.5)),
                                    M_2_SQRTPI * M_SQRT1_2 / 2)))

/* --- tables --- */

static const RgInput ndtr_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample ndtr_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp ndtr_op = {
  RG_POINTWISE_OP (ndtr),
  RG_DIFFERENTIABLE (ndtr),
  .summary = "The probability that a standard normal number is below each element.",
  .formula = "out = (1 + erf (input / sqrt (2))) / 2",
  .gradient = "d input = d out * e^(-input^2 / 2) / sqrt (2 pi)",
  .uses = RG_USES ("mul", "exp", "square"),
};

RG_MODULE (ndtr, &ndtr_op)
