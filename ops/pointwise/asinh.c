/* asinh.c: the inverse hyperbolic sine of each element.
 *
 *     out = asinh (input)
 *     d input = d out / sqrt (input^2 + 1)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "rg-sleef.h"

/* --- kernels --- */

RG_UNARY_SLEEF (asinh, asinh)

static const RgPointwise asinh_pointwise = {
  .kernels = { RG_KERNELS_PLAIN (asinh) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 2,
};

/* --- gradients --- */

RG_GRADIENT (asinh, void,
             RG_SAVE_INPUT (0), rg_mul (g, rg_rsqrt (rg_add_scalar (rg_square (x), 1))))

/* --- tables --- */

static const RgInput asinh_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample asinh_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp asinh_op = {
  RG_POINTWISE_OP (asinh),
  RG_DIFFERENTIABLE (asinh),
  .summary = "The inverse hyperbolic sine of each element.",
  .formula = "out = asinh (input)",
  .gradient = "d input = d out / sqrt (input^2 + 1)",
  .uses = RG_USES ("mul", "rsqrt", "add", "square"),
};

RG_MODULE (asinh, &asinh_op)
