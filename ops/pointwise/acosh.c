/* acosh.c: the inverse hyperbolic cosine of each element.
 *
 *     out = acosh (input); NaN below 1
 *     d input = d out / sqrt (input^2 - 1)
 *     inf at 1
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "rg-sleef.h"

/* --- kernels --- */

RG_UNARY_SLEEF (acosh, acosh)

static const RgPointwise acosh_pointwise = {
  .kernels = { RG_KERNELS_PLAIN (acosh) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 2,
};

/* --- gradients --- */

RG_GRADIENT (acosh, void,
             RG_SAVE_INPUT (0), rg_mul (g, rg_rsqrt (rg_sub_scalar (rg_square (x), 1))))

/* --- tables --- */

static const RgInput acosh_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample acosh_samples[] = {
  { "4:=1.2,1.5,3,10", NULL, NULL, 0 },
  { "2x1x2:=10,3,1.5,1.2", NULL, NULL, 0 },
  { ".:=1.2", NULL, "zero-dimensional", 0 },
  { "0x3", NULL, "no elements", 0 },
  { "3 3", NULL, "one input too many", RG_SAMPLE_ERROR },
  { "2:=1,0", NULL, "a steep end, and nan", RG_SAMPLE_NO_GRAD },
  { "i64*2:=1,2", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp acosh_op = {
  RG_POINTWISE_OP (acosh),
  RG_DIFFERENTIABLE (acosh),
  .summary = "The inverse hyperbolic cosine of each element.",
  .formula = "out = acosh (input); NaN below 1",
  .gradient = "d input = d out / sqrt (input^2 - 1); inf at 1",
  .uses = RG_USES ("mul", "rsqrt", "sub", "square"),
};

RG_MODULE (acosh, &acosh_op)
