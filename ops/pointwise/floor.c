/* floor.c: each element rounded down.
 *
 *     out = floor (input)
 *     d input = 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (floor_f32, void, float, float, floorf (x))
RG_UNARY (floor_f64, void, double, double, floor (x))
RG_UNARY (floor_i64, void, int64_t, int64_t, x)
RG_UNARY (floor_i32, void, int32_t, int32_t, x)
RG_UNARY (floor_u8, void, uint8_t, uint8_t, x)

static const RgPointwise floor_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (floor), RG_KERNELS_INT (floor) },
  .flags = RG_POINTWISE_NO_BOOL,
};

/* --- gradients --- */

RG_GRADIENT (floor, void, 0, rg_zeros_like (g))

/* --- tables --- */

static const RgInput floor_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample floor_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "3:=-0.5,1,1.5", NULL, "steps", RG_SAMPLE_NO_GRAD },
  { "i64*3:i5", NULL, "integers stay as they are", RG_SAMPLE_NO_GRAD },
  { "3:b", NULL, "bools are refused", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp floor_op = {
  RG_POINTWISE_OP (floor),
  RG_DIFFERENTIABLE (floor),
  .summary = "The largest whole number that is not above each element.",
  .formula = "out = floor (input)",
  .gradient = "d input = 0",
};

RG_MODULE (floor, &floor_op)
