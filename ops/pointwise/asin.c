/* asin.c: the arc sine of each element.
 *
 *     out = asin (input); NaN outside -1 .. 1
 *     d input = d out / sqrt (1 - input^2)
 *     infinite at -1 and 1
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "rg-sleef.h"

/* --- kernels --- */

RG_UNARY_SLEEF (asin, asin)

static const RgPointwise asin_pointwise = {
  .kernels = { RG_KERNELS_PLAIN (asin) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 2,
};

/* --- gradients --- */

RG_GRADIENT (asin, void,
             RG_SAVE_INPUT (0), rg_mul (g, rg_rsqrt (rg_sub_from_scalar (1, rg_square (x)))))

/* --- tables --- */

static const RgInput asin_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample asin_samples[] = {
  RG_UNARY_SAMPLES (":m"),
  { "3:=-1,1,2", NULL, "steep ends, and nan", RG_SAMPLE_NO_GRAD },
  { "i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp asin_op = {
  RG_POINTWISE_OP (asin),
  RG_DIFFERENTIABLE (asin),
  .summary = "The angle whose sine each element is, in radians.",
  .formula = "out = asin (input); NaN outside -1 .. 1",
  .gradient = "d input = d out / sqrt (1 - input^2); infinite at -1 and 1",
  .uses = RG_USES ("mul", "rsqrt", "sub", "square"),
};

RG_MODULE (asin, &asin_op)
