/* sinh.c: the hyperbolic sine of each element.
 *
 *     out = sinh (input)
 *     d input = d out * cosh (input)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "rg-sleef.h"

/* --- kernels --- */

RG_UNARY_SLEEF (sinh, sinh)

static const RgPointwise sinh_pointwise = {
  .kernels = { RG_KERNELS_PLAIN (sinh) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 2,
};

/* --- gradients --- */

RG_GRADIENT (sinh, void, RG_SAVE_INPUT (0), rg_mul (g, rg_cosh (x)))

/* --- tables --- */

static const RgInput sinh_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample sinh_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp sinh_op = {
  RG_POINTWISE_OP (sinh),
  RG_DIFFERENTIABLE (sinh),
  .summary = "The hyperbolic sine of each element.",
  .formula = "out = sinh (input)",
  .gradient = "d input = d out * cosh (input)",
  .uses = RG_USES ("mul", "cosh"),
};

RG_MODULE (sinh, &sinh_op)
