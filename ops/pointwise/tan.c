/* tan.c: the tangent of each element.
 *
 *     out = tan (input)
 *     d input = d out * (1 + out^2)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "rg-sleef.h"

/* --- kernels --- */

RG_UNARY_SLEEF (tan, tan)

static const RgPointwise tan_pointwise = {
  .kernels = { RG_KERNELS_PLAIN (tan) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 2,
};

/* --- gradients --- */

RG_GRADIENT (tan, void, RG_SAVE_OUTPUT (0), rg_mul (g, rg_add_scalar (rg_square (out), 1)))

/* --- tables --- */

static const RgInput tan_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample tan_samples[] = {
  RG_UNARY_SAMPLES (":m"),
  { "i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp tan_op = {
  RG_POINTWISE_OP (tan),
  RG_DIFFERENTIABLE (tan),
  .summary = "The tangent of each element, in radians.",
  .formula = "out = tan (input)",
  .gradient = "d input = d out * (1 + out^2)",
  .uses = RG_USES ("mul", "add", "square"),
};

RG_MODULE (tan, &tan_op)
