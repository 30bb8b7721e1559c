/* cosh.c: the hyperbolic cosine of each element.
 *
 *     out = cosh (input)
 *     d input = d out * sinh (input)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "rg-sleef.h"

/* --- kernels --- */

RG_UNARY_SLEEF (cosh, cosh)

static const RgPointwise cosh_pointwise = {
  .kernels = { RG_KERNELS_PLAIN (cosh) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 2,
};

/* --- gradients --- */

RG_GRADIENT (cosh, void, RG_SAVE_INPUT (0), rg_mul (g, rg_sinh (x)))

/* --- tables --- */

static const RgInput cosh_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample cosh_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp cosh_op = {
  RG_POINTWISE_OP (cosh),
  RG_DIFFERENTIABLE (cosh),
  .summary = "The hyperbolic cosine of each element.",
  .formula = "out = cosh (input)",
  .gradient = "d input = d out * sinh (input)",
  .uses = RG_USES ("mul", "sinh"),
};

RG_MODULE (cosh, &cosh_op)
