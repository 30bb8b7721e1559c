/* expm1.c: e to the power of each element, less one.
 *
 *     out = e^input - 1
 *     d input = d out * (out + 1)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (expm1_f32, void, float, float, rg_expm1_f32 (x))
RG_UNARY (expm1_f64, void, double, double, rg_expm1_f64 (x))

static const RgPointwise expm1_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (expm1) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 0.8,
};

/* --- gradients --- */

RG_GRADIENT (expm1, void, RG_SAVE_OUTPUT (0), rg_mul (g, rg_add_scalar (out, 1)))

/* --- tables --- */

static const RgInput expm1_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample expm1_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "i64*3:i5", NULL, "integers give float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp expm1_op = {
  RG_POINTWISE_OP (expm1),
  RG_DIFFERENTIABLE (expm1),
  .summary = "e^input - 1, exact for small inputs.",
  .formula = "out = e^input - 1",
  .gradient = "d input = d out * (out + 1)",
  .uses = RG_USES ("mul", "add"),
};

RG_MODULE (expm1, &expm1_op)
