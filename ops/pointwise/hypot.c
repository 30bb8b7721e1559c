/* hypot.c: the length of the hypotenuse, without overflow on the way.
 *
 *     out = sqrt (input^2 + other^2)
 *     d input = d out * input / out
 *     d other = d out * other / out
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "rg-sleef.h"

/* --- kernels --- */

RG_BINARY_SLEEF (hypot, hypot)

static const RgPointwise hypot_pointwise = {
  .kernels = { RG_KERNELS_PLAIN (hypot) },
};

/* --- gradients --- */

RG_GRADIENT_2 (hypot, void, RG_SAVE_INPUT (0) | RG_SAVE_OUTPUT (0), rg_mul (g, rg_div (x, out)),
               RG_SAVE_INPUT (1) | RG_SAVE_OUTPUT (0), rg_mul (g, rg_div (y, out)))

/* --- tables --- */

static const RgInput hypot_inputs[] = {
  { "input", "one side", 0 },
  { "other", "the other side", 0 },
  { NULL, NULL, 0 },
};

static const RgSample hypot_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "2:=3,1e300 2:=4,1e300", NULL, "no overflow", RG_SAMPLE_NO_GRAD },
  { "i64*3:i5 i64*3:i5", NULL, "integers are refused", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp hypot_op = {
  RG_POINTWISE_OP (hypot),
  RG_DIFFERENTIABLE (hypot),
  .summary = "The length of the hypotenuse, without overflow on the way.",
  .formula = "out = sqrt (input^2 + other^2)",
  .gradient = "d input = d out * input / out; d other = d out * other / out",
  .uses = RG_USES ("mul", "div"),
};

RG_MODULE (hypot, &hypot_op)
