/* atan.c: the arc tangent of each element.
 *
 *     out = atan (input)
 *     d input = d out / (1 + input^2)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "rg-sleef.h"

/* --- kernels --- */

RG_UNARY_SLEEF (atan, atan)

static const RgPointwise atan_pointwise = {
  .kernels = { RG_KERNELS_PLAIN (atan) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 2,
};

/* --- gradients --- */

RG_GRADIENT (atan, void, RG_SAVE_INPUT (0), rg_div (g, rg_add_scalar (rg_square (x), 1)))

/* --- tables --- */

static const RgInput atan_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample atan_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp atan_op = {
  RG_POINTWISE_OP (atan),
  RG_DIFFERENTIABLE (atan),
  .summary = "The angle whose tangent each element is, in radians.",
  .formula = "out = atan (input)",
  .gradient = "d input = d out / (1 + input^2)",
  .uses = RG_USES ("div", "add", "square"),
};

RG_MODULE (atan, &atan_op)
