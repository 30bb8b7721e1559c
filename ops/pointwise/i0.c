/* i0.c: the modified Bessel function I0.
 *
 *     out = I0 (input)
 *     d input = d out * i1 (input)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "bessel.h"

/* --- kernels --- */

RG_UNARY (i0_f32, void, float, float, bessel_unscaled (x, bessel_i0e (x)))
RG_UNARY (i0_f64, void, double, double, bessel_unscaled (x, bessel_i0e (x)))

static const RgPointwise i0_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (i0) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 10,
};

/* --- gradients --- */

RG_GRADIENT (i0, void, RG_SAVE_INPUT (0), rg_mul (g, rg_i1 (x)))

/* --- tables --- */

static const RgInput i0_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample i0_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp i0_op = {
  RG_POINTWISE_OP (i0),
  RG_DIFFERENTIABLE (i0),
  .summary = "The modified Bessel function of the first kind, of order 0.",
  .formula = "out = I0 (input)",
  .gradient = "d input = d out * i1 (input)",
  .uses = RG_USES ("mul", "i1"),
};

RG_MODULE (i0, &i0_op)
