/* erfc.c: the complementary error function.
 *
 *     out = 1 - erf (input)
 *     d input = -d out * 2 / sqrt (pi) * e^(-input^2)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "rg-sleef.h"

/* --- kernels --- */

RG_UNARY_SLEEF (erfc, erfc)

static const RgPointwise erfc_pointwise = {
  .kernels = { RG_KERNELS_PLAIN (erfc) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 4,
};

/* --- gradients --- */

RG_GRADIENT (erfc, void,
             RG_SAVE_INPUT (0),
             rg_mul (g, rg_mul_scalar (rg_exp (rg_neg (rg_square (x))), -M_2_SQRTPI)))

/* --- tables --- */

static const RgInput erfc_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample erfc_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp erfc_op = {
  RG_POINTWISE_OP (erfc),
  RG_DIFFERENTIABLE (erfc),
  .summary = "One less the error function, exact where that is near one.",
  .formula = "out = 1 - erf (input)",
  .gradient = "d input = -d out * 2 / sqrt (pi) * e^(-input^2)",
  .uses = RG_USES ("mul", "exp", "neg", "square"),
};

RG_MODULE (erfc, &erfc_op)
