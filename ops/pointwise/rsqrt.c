/* rsqrt.c: one over the square root of each element.
 *
 *     out = 1 / sqrt (input)
 *     d input = -d out * out^3 / 2
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (rsqrt_f32, void, float, float, 1 / sqrtf (x))
RG_UNARY (rsqrt_f64, void, double, double, 1 / sqrt (x))

static const RgPointwise rsqrt_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (rsqrt) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 0.8,
};

/* --- gradients --- */

RG_GRADIENT (rsqrt, void,
             RG_SAVE_OUTPUT (0), rg_mul_scalar (rg_mul (g, rg_mul (out, rg_mul (out, out))), -0.5))

/* --- tables --- */

static const RgInput rsqrt_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample rsqrt_samples[] = {
  RG_UNARY_SAMPLES (":p"),
  { "2:=0,4", NULL, "inf at 0", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp rsqrt_op = {
  RG_POINTWISE_OP (rsqrt),
  RG_DIFFERENTIABLE (rsqrt),
  .summary = "One over the square root of each element.",
  .formula = "out = 1 / sqrt (input)",
  .gradient = "d input = -d out * out^3 / 2",
  .uses = RG_USES ("mul"),
};

RG_MODULE (rsqrt, &rsqrt_op)
