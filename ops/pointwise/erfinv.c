/* erfinv.c: the inverse of the error function.
 *
 *     out = erfinv (input); infinite at -1 and 1, NaN beyond
 *     d input = d out * sqrt (pi) / 2 * e^(out^2)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "erfinv.h"

/* --- kernels --- */

RG_INLINE double
erfinv_of (double x)
{
  const double r = (1 - x) * (1 + x), y = x * erfinv_ratio (r, false);
  const double end = __builtin_copysign ((double) INFINITY, x);
  return rg_select_f64 (r > 0, y, rg_select_f64 (r == 0, end, (double) NAN));
}

RG_UNARY (erfinv_f32, void, float, float, erfinv_of (x))
RG_UNARY (erfinv_f64, void, double, double, erfinv_of (x))

static const RgPointwise erfinv_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (erfinv) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 12,
};

/* --- gradients --- */

RG_GRADIENT (erfinv, void,
             RG_SAVE_OUTPUT (0),
             rg_mul (g, rg_mul_scalar (rg_exp (rg_square (out)), 1 / M_2_SQRTPI)))

/* --- tables --- */

static const RgInput erfinv_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample erfinv_samples[] = {
  RG_UNARY_SAMPLES (":m"),
  { "3:=-1,1,2", NULL, "infinities, and nan", RG_SAMPLE_NO_GRAD },
  { "i64*2:=0,1", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp erfinv_op = {
  RG_POINTWISE_OP (erfinv),
  RG_DIFFERENTIABLE (erfinv),
  .summary = "The number whose error function each element is.",
  .formula = "out = erfinv (input); infinite at -1 and 1, NaN beyond",
  .gradient = "d input = d out * sqrt (pi) / 2 * e^(out^2)",
  .uses = RG_USES ("mul", "exp", "square"),
};

RG_MODULE (erfinv, &erfinv_op)
