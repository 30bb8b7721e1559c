/* sqrt.c: the square root of each element.
 *
 *     out = sqrt (input); NaN below 0
 *     d input = d out / (2 * out)
 *     inf at 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (sqrt_f32, void, float, float, sqrtf (x))
RG_UNARY (sqrt_f64, void, double, double, sqrt (x))

static const RgPointwise sqrt_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (sqrt) },
  .flags = RG_POINTWISE_FLOAT,
  .cost = 0.6,
};

/* --- gradients --- */

RG_GRADIENT (sqrt, void, RG_SAVE_OUTPUT (0), rg_div (g, rg_mul_scalar (out, 2)))

/* --- tables --- */

static const RgInput sqrt_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample sqrt_samples[] = {
  RG_UNARY_SAMPLES (":p"),
  { "2:=0,4", NULL, "the slope at 0 is infinite", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp sqrt_op = {
  RG_POINTWISE_OP (sqrt),
  RG_DIFFERENTIABLE (sqrt),
  .summary = "The square root of each element.",
  .formula = "out = sqrt (input); NaN below 0",
  .gradient = "d input = d out / (2 * out); inf at 0",
  .uses = RG_USES ("div", "mul"),
};

RG_MODULE (sqrt, &sqrt_op)
