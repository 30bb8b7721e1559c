/* ndtri.c: the inverse of the normal distribution function.
 *
 *     out = sqrt (2) * erfinv (2 * input - 1); infinite at 0 and 1, NaN beyond
 *     d input = d out * sqrt (2 pi) * e^(out^2 / 2)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "erfinv.h"

/* --- kernels --- */

/* 1 - (2p - 1)^2 = 4p (1 - p) loses no digit near either end. */
RG_INLINE double
ndtri_of (double p)
{
  const double r = 4 * p * (1 - p), x = __builtin_fma (2.0, p, -1.0);
  const double y = M_SQRT2 * x * erfinv_ratio (r, true);
  const double end = __builtin_copysign ((double) INFINITY, x);
  return rg_select_f64 (r > 0, y, rg_select_f64 (r == 0, end, (double) NAN));
}

RG_UNARY (ndtri_f32, void, float, float, ndtri_of (x))
RG_UNARY (ndtri_f64, void, double, double, ndtri_of (x))

static const RgPointwise ndtri_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (ndtri) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 15,
};

/* --- gradients --- */

RG_GRADIENT (ndtri, void,
             RG_SAVE_OUTPUT (0),
             rg_mul (g,
                     rg_mul_scalar (rg_exp (rg_mul_scalar (rg_square (out), 0.5)),
                                    2 / (M_2_SQRTPI * M_SQRT1_2))))

/* --- tables --- */

static const RgInput ndtri_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample ndtri_samples[] = {
  { "4:=0.1,0.4,0.5,0.93", NULL, NULL, 0 },
  { "2x1x2:=0.93,0.5,0.4,0.1", NULL, NULL, 0 },
  { ".:=0.1", NULL, "zero-dimensional", 0 },
  { "0x3", NULL, "no elements", 0 },
  { "3 3", NULL, "one input too many", RG_SAMPLE_ERROR },
  { "5:=0,1,2,-1,1e-300", NULL, "infinities, nan, and far out", RG_SAMPLE_NO_GRAD },
  { "i64*2:=0,1", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp ndtri_op = {
  RG_POINTWISE_OP (ndtri),
  RG_DIFFERENTIABLE (ndtri),
  .summary = "The number below which a standard normal number is with the probability given.",
  .formula = "out = sqrt (2) * erfinv (2 * input - 1); infinite at 0 and 1, NaN beyond",
  .gradient = "d input = d out * sqrt (2 pi) * e^(out^2 / 2)",
  .backward_name = "SpecialNdtriBackward0",
  .uses = RG_USES ("mul", "exp", "square"),
};

RG_MODULE (ndtri, &ndtri_op)
