/* log_ndtr.c: the logarithm of the normal distribution function.
 *
 *     out = log (ndtr (input))
 *     d input = d out * sqrt (2 / pi) / erfcx (-input / sqrt (2))
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "erfcx.h"

/* --- kernels --- */

/* Below 0, ndtr (x) = e^(-x^2 / 2) erfcx (-x / sqrt (2)) / 2. */
RG_INLINE double
log_ndtr_of (double x)
{
  const double t = __builtin_fabs (x);
  const double below = rg_log_f64 (0.5 * erfcx_positive (t * M_SQRT1_2));
  const double far = rg_select_f64 (t > 1e150, -(double) INFINITY,
                                    __builtin_fma (-0.5 * t, t, below));
  return rg_select_f64 (x < 0, far, rg_log1p_f64 (-normal_above (t)));
}

RG_UNARY (log_ndtr_f32, void, float, float, log_ndtr_of (x))
RG_UNARY (log_ndtr_f64, void, double, double, log_ndtr_of (x))

static const RgPointwise log_ndtr_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (log_ndtr) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 9,
};

/* --- gradients --- */

RG_GRADIENT (log_ndtr, void,
             RG_SAVE_INPUT (0),
             rg_mul_scalar (rg_div (g, rg_erfcx (rg_mul_scalar (x, -M_SQRT1_2))),
                            M_2_SQRTPI * M_SQRT1_2))

/* --- tables --- */

static const RgInput log_ndtr_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample log_ndtr_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp log_ndtr_op = {
  RG_POINTWISE_OP (log_ndtr),
  RG_DIFFERENTIABLE (log_ndtr),
  .summary = "The logarithm of ndtr, exact where that underflows.",
  .formula = "out = log (ndtr (input))",
  .gradient = "d input = d out * sqrt (2 / pi) / erfcx (-input / sqrt (2))",
  .backward_name = "SpecialLogNdtrBackward0",
  .uses = RG_USES ("mul", "div", "erfcx"),
};

RG_MODULE (log_ndtr, &log_ndtr_op)
