/* abs.c: the absolute value of each element.
 *
 *     out = |input|
 *     d input = d out * sign (input)
 *     0 at 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (abs_f32, void, float, float, fabsf (x))
RG_UNARY (abs_f64, void, double, double, fabs (x))
/* Unsigned, so that the least integer wraps instead of overflowing. */
RG_UNARY (abs_i64, void, int64_t, int64_t, x < 0 ? 0u - (uint64_t) x : (uint64_t) x)
RG_UNARY (abs_i32, void, int32_t, int32_t, x < 0 ? 0u - (uint32_t) x : (uint32_t) x)
RG_UNARY (abs_u8, void, uint8_t, uint8_t, x)

static const RgPointwise abs_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (abs), RG_KERNELS_INT (abs) },
  .flags = RG_POINTWISE_NO_BOOL,
};

/* --- gradients --- */

RG_GRADIENT (abs, void, RG_SAVE_INPUT (0), rg_mul (g, rg_sign (x)))

/* --- tables --- */

static const RgInput abs_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample abs_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "3:=-1,0,1", NULL, "the slope at 0 is 0", RG_SAMPLE_NO_GRAD },
  { "i64*3:=-2,0,2", NULL, "integers", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp abs_op = {
  RG_POINTWISE_OP (abs),
  RG_DIFFERENTIABLE (abs),
  .summary = "The absolute value of each element.",
  .formula = "out = |input|",
  .gradient = "d input = d out * sign (input); 0 at 0",
  .uses = RG_USES ("mul", "sign"),
};

RG_MODULE (abs, &abs_op)
