/* ceil.c: each element rounded up.
 *
 *     out = ceil (input)
 *     d input = 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (ceil_f32, void, float, float, ceilf (x))
RG_UNARY (ceil_f64, void, double, double, ceil (x))
RG_UNARY (ceil_i64, void, int64_t, int64_t, x)
RG_UNARY (ceil_i32, void, int32_t, int32_t, x)
RG_UNARY (ceil_u8, void, uint8_t, uint8_t, x)

static const RgPointwise ceil_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (ceil), RG_KERNELS_INT (ceil) },
  .flags = RG_POINTWISE_NO_BOOL,
};

/* --- gradients --- */

RG_GRADIENT (ceil, void, 0, rg_zeros_like (g))

/* --- tables --- */

static const RgInput ceil_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample ceil_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "3:=-0.5,1,1.5", NULL, "steps", RG_SAMPLE_NO_GRAD },
  { "i64*3:i5", NULL, "integers stay as they are", RG_SAMPLE_NO_GRAD },
  { "3:b", NULL, "bools are refused", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp ceil_op = {
  RG_POINTWISE_OP (ceil),
  RG_DIFFERENTIABLE (ceil),
  .summary = "The least whole number that is not below each element.",
  .formula = "out = ceil (input)",
  .gradient = "d input = 0",
};

RG_MODULE (ceil, &ceil_op)
