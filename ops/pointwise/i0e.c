/* i0e.c: the scaled modified Bessel function I0.
 *
 *     out = e^-|input| * I0 (input)
 *     d input = d out * (i1e (input) - sign (input) * out)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "bessel.h"

/* --- kernels --- */

RG_UNARY (i0e_f32, void, float, float, bessel_i0e (x))
RG_UNARY (i0e_f64, void, double, double, bessel_i0e (x))

static const RgPointwise i0e_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (i0e) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 8,
};

/* --- gradients --- */

RG_GRADIENT (i0e, void,
             RG_SAVE_INPUT (0) | RG_SAVE_OUTPUT (0),
             rg_mul (g, rg_sub (rg_i1e (x), rg_mul (rg_sgn (x), out))))

/* --- tables --- */

static const RgInput i0e_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample i0e_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp i0e_op = {
  RG_POINTWISE_OP (i0e),
  RG_DIFFERENTIABLE (i0e),
  .summary = "The modified Bessel function of order 0 times e^-|input|, which does not overflow.",
  .formula = "out = e^-|input| * I0 (input)",
  .gradient = "d input = d out * (i1e (input) - sign (input) * out)",
  .backward_name = "SpecialI0EBackward0",
  .uses = RG_USES ("mul", "sub", "i1e", "sgn"),
};

RG_MODULE (i0e, &i0e_op)
