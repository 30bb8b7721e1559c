/* trunc.c: each element rounded towards zero.
 *
 *     out = the whole part of input
 *     d input = 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (trunc_f32, void, float, float, truncf (x))
RG_UNARY (trunc_f64, void, double, double, trunc (x))
RG_UNARY (trunc_i64, void, int64_t, int64_t, x)
RG_UNARY (trunc_i32, void, int32_t, int32_t, x)
RG_UNARY (trunc_u8, void, uint8_t, uint8_t, x)

static const RgPointwise trunc_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (trunc), RG_KERNELS_INT (trunc) },
  .flags = RG_POINTWISE_NO_BOOL,
};

/* --- gradients --- */

RG_GRADIENT (trunc, void, 0, rg_zeros_like (g))

/* --- tables --- */

static const RgInput trunc_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample trunc_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "3:=-1.5,-0.5,1.5", NULL, "steps", RG_SAMPLE_NO_GRAD },
  { "i64*3:i5", NULL, "integers stay as they are", RG_SAMPLE_NO_GRAD },
  { "3:b", NULL, "bools are refused", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp trunc_op = {
  RG_POINTWISE_OP (trunc),
  RG_DIFFERENTIABLE (trunc),
  .summary = "The whole part of each element.",
  .formula = "out = the whole part of input",
  .gradient = "d input = 0",
};

RG_MODULE (trunc, &trunc_op)
