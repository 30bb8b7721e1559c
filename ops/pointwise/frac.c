/* frac.c: the part of each element behind the point.
 *
 *     out = input - trunc (input)
 *     d input = d out
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (frac_f32, void, float, float, x - truncf (x))
RG_UNARY (frac_f64, void, double, double, x - trunc (x))

static const RgPointwise frac_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (frac) },
};

/* --- gradients --- */

RG_GRADIENT (frac, void, 0, g)

/* --- tables --- */

static const RgInput frac_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample frac_samples[] = {
  RG_UNARY_SAMPLES (":p"),
  { "3:=-1.5,-0.5,2", NULL, "steps", RG_SAMPLE_NO_GRAD },
  { "i64*3:i5", NULL, "integers are refused", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp frac_op = {
  RG_POINTWISE_OP (frac),
  RG_DIFFERENTIABLE (frac),
  .summary = "The fractional part of each element, with its sign.",
  .formula = "out = input - trunc (input)",
  .gradient = "d input = d out",
};

RG_MODULE (frac, &frac_op)
