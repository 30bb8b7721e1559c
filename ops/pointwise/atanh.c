/* atanh.c: the inverse hyperbolic tangent of each element.
 *
 *     out = atanh (input); infinite at -1 and 1, NaN beyond
 *     d input = d out / (1 - input^2)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "rg-sleef.h"

/* --- kernels --- */

RG_UNARY_SLEEF (atanh, atanh)

static const RgPointwise atanh_pointwise = {
  .kernels = { RG_KERNELS_PLAIN (atanh) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 2,
};

/* --- gradients --- */

RG_GRADIENT (atanh, void, RG_SAVE_INPUT (0), rg_div (g, rg_sub_from_scalar (1, rg_square (x))))

/* --- tables --- */

static const RgInput atanh_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample atanh_samples[] = {
  RG_UNARY_SAMPLES (":m"),
  { "3:=-1,1,2", NULL, "infinities, and nan", RG_SAMPLE_NO_GRAD },
  { "i64*2:=0,1", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp atanh_op = {
  RG_POINTWISE_OP (atanh),
  RG_DIFFERENTIABLE (atanh),
  .summary = "The inverse hyperbolic tangent of each element.",
  .formula = "out = atanh (input); infinite at -1 and 1, NaN beyond",
  .gradient = "d input = d out / (1 - input^2)",
  .uses = RG_USES ("div", "sub", "square"),
};

RG_MODULE (atanh, &atanh_op)
