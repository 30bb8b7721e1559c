/* square.c: the square of each element.
 *
 *     out = input^2
 *     d input = 2 * d out * input
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (square_f32, void, float, float, x * x)
RG_UNARY (square_f64, void, double, double, x * x)
RG_UNARY (square_i64, void, int64_t, int64_t, (uint64_t) x * x)
RG_UNARY (square_i32, void, int32_t, int32_t, (uint32_t) x * x)
RG_UNARY (square_u8, void, uint8_t, uint8_t, x * x)

static const RgPointwise square_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (square), RG_KERNELS_INT (square) },
  .flags = RG_POINTWISE_BOOL_AS_I64,
};

/* --- gradients --- */

RG_GRADIENT (square, void, RG_SAVE_INPUT (0), rg_mul (g, rg_mul_scalar (x, 2)))

/* --- tables --- */

static const RgInput square_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample square_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "i64*3:i5", NULL, "integers", RG_SAMPLE_NO_GRAD },
  { "3:b", NULL, "truth values become int64", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp square_op = {
  RG_POINTWISE_OP (square),
  RG_DIFFERENTIABLE (square),
  .summary = "Squares each element.",
  .formula = "out = input^2",
  .gradient = "d input = 2 * d out * input",
  .backward_name = "PowBackward0",
  .uses = RG_USES ("mul"),
};

RG_MODULE (square, &square_op)
