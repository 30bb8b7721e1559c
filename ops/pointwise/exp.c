/* exp.c: e to the power of each element.
 *
 *     out = e^input
 *     d input = d out * out
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include <rg-vecmath-v4.h>

/* --- kernels --- */

RG_UNARY_V4 (exp_f32, rg_exp_f32 (x), rg_exp_f32x16)
RG_UNARY (exp_f64, void, double, double, rg_exp_f64 (x))

static const RgPointwise exp_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (exp) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 0.6,
};

/* --- gradients --- */

RG_GRADIENT (exp, void, RG_SAVE_OUTPUT (0), rg_mul (g, out))

/* --- tables --- */

static const RgInput exp_inputs[] = {
  { "input", "the exponents", 0 },
  { NULL, NULL, 0 },
};

static const RgSample exp_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp exp_op = {
  RG_POINTWISE_OP (exp),
  RG_DIFFERENTIABLE (exp),
  .summary = "Raises e to the power of each element.",
  .formula = "out = e^input",
  .gradient = "d input = d out * out",
  .uses = RG_USES ("mul"),
};

RG_MODULE (exp, &exp_op)
