/* cos.c: the cosine of each element.
 *
 *     out = cos (input)
 *     d input = -d out * sin (input)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "rg-sleef.h"

/* --- kernels --- */

RG_UNARY_SLEEF (cos, cos)

static const RgPointwise cos_pointwise = {
  .kernels = { RG_KERNELS_PLAIN (cos) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 2,
};

/* --- gradients --- */

RG_GRADIENT (cos, void, RG_SAVE_INPUT (0), rg_neg (rg_mul (g, rg_sin (x))))

/* --- tables --- */

static const RgInput cos_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample cos_samples[] = {
  RG_UNARY_SAMPLES (""),
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp cos_op = {
  RG_POINTWISE_OP (cos),
  RG_DIFFERENTIABLE (cos),
  .summary = "The cosine of each element, in radians.",
  .formula = "out = cos (input)",
  .gradient = "d input = -d out * sin (input)",
  .uses = RG_USES ("neg", "mul", "sin"),
};

RG_MODULE (cos, &cos_op)
