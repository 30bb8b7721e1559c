/* lgamma.c: the logarithm of the gamma function.
 *
 *     out = log |gamma (input)|
 *     d input = d out * digamma (input)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "rg-sleef.h"

/* --- kernels --- */

RG_UNARY_SLEEF (lgamma, lgamma)

static const RgPointwise lgamma_pointwise = {
  .kernels = { RG_KERNELS_PLAIN (lgamma) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 10,
};

/* --- gradients --- */

RG_GRADIENT (lgamma, void, RG_SAVE_INPUT (0), rg_mul (g, rg_digamma (x)))

/* --- tables --- */

static const RgInput lgamma_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample lgamma_samples[] = {
  RG_UNARY_SAMPLES (":p"),
  { "4:=-2.5,-0.3,5,20", NULL, "away from the poles", 0 },
  { "3:=0,-1,-2", NULL, "inf at the poles", RG_SAMPLE_NO_GRAD },
  { "i64*2:=1,5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp lgamma_op = {
  RG_POINTWISE_OP (lgamma),
  RG_DIFFERENTIABLE (lgamma),
  .summary = "The logarithm of the size of the gamma function.",
  .formula = "out = log |gamma (input)|",
  .gradient = "d input = d out * digamma (input)",
  .uses = RG_USES ("mul", "digamma"),
};

RG_MODULE (lgamma, &lgamma_op)
