/* copysign.c: the size of one tensor with the sign of another, element by element.
 *
 *     out = |input| with the sign of other; -0 has a sign, too
 *     d input = d out where the sign stays, -d out where it turns, 0 at 0
 *     d other = 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_BINARY (copysign_f32, void, float, float, copysignf (x, y))
RG_BINARY (copysign_f64, void, double, double, copysign (x, y))

static const RgPointwise copysign_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (copysign) },
  .flags = RG_POINTWISE_FLOAT,
};

/* --- gradients --- */

RG_GRADIENT_2 (copysign, void, RG_SAVE_INPUT (0) | RG_SAVE_OUTPUT (0), rg_mul (g, rg_sgn (rg_mul (rg_sgn (x), out))),
               0, rg_zeros_like (g))

/* --- tables --- */

static const RgInput copysign_inputs[] = {
  { "input", "the first tensor", 0 },
  { "other", "the second tensor; a number does not promote", 0 },
  { NULL, NULL, 0 },
};

static const RgSample copysign_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "4:=1,-1,0,2 4:=-1,-0,-1,1", NULL, "the sign of -0, and 0", RG_SAMPLE_NO_GRAD },
  { "i64*3:i5 i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp copysign_op = {
  RG_POINTWISE_OP (copysign),
  RG_DIFFERENTIABLE (copysign),
  .summary = "The size of one tensor with the sign of another, element by element.",
  .formula = "out = |input| with the sign of other",
  .gradient = "d input = d out * sign (input) * sign (out), 0 at 0; d other = 0",
  .uses = RG_USES ("sgn", "mul"),
};

RG_MODULE (copysign, &copysign_op)
