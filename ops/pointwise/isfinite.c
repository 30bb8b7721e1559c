/* isfinite.c: whether each element is finite.
 *
 *     out = |input| < inf
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (isfinite_f32, void, float, uint8_t, fabsf (x) < INFINITY)
RG_UNARY (isfinite_f64, void, double, uint8_t, fabs (x) < (double) INFINITY)
RG_UNARY (isfinite_i64, void, int64_t, uint8_t, (x & 0) + 1)
RG_UNARY (isfinite_i32, void, int32_t, uint8_t, (x & 0) + 1)
RG_UNARY (isfinite_u8, void, uint8_t, uint8_t, (x & 0) + 1)
RG_UNARY (isfinite_bool, void, uint8_t, uint8_t, (x & 0) + 1)

static const RgPointwise isfinite_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (isfinite), RG_KERNELS_INT (isfinite), RG_KERNELS_BOOL (isfinite) },
  .flags = RG_POINTWISE_BOOL_OUT,
};

/* --- tables --- */

static const RgInput isfinite_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample isfinite_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "7:=nan,inf,-inf,-0.0,0,1,-2", NULL, "all kinds", 0 },
  { "i64*3:=-1,0,2", NULL, "integers", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp isfinite_op = {
  RG_POINTWISE_OP (isfinite),
  .summary = "Whether each element is neither NaN nor infinite.",
  .formula = "out = |input| < inf",
  .gradient = "none",
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (isfinite, &isfinite_op)
