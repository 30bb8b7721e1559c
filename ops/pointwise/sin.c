/* sin.c: the sine of each element.
 *
 *     out = sin (input)
 *     d input = d out * cos (input)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include "rg-sleef.h"

/* --- kernels --- */

RG_UNARY_SLEEF (sin, sin)

static const RgPointwise sin_pointwise = {
  .kernels = { RG_KERNELS_PLAIN (sin) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 2,
};

/* --- gradients --- */

RG_GRADIENT (sin, void, RG_SAVE_INPUT (0), rg_mul (g, rg_cos (x)))

/* --- tables --- */

static const RgInput sin_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample sin_samples[] = {
  RG_UNARY_SAMPLES (""),
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp sin_op = {
  RG_POINTWISE_OP (sin),
  RG_DIFFERENTIABLE (sin),
  .summary = "The sine of each element, in radians.",
  .formula = "out = sin (input)",
  .gradient = "d input = d out * cos (input)",
  .uses = RG_USES ("mul", "cos"),
};

RG_MODULE (sin, &sin_op)
