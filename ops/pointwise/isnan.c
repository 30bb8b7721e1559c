/* isnan.c: whether each element is NaN.
 *
 *     out = whether input is NaN
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (isnan_f32, void, float, uint8_t, x != x)
RG_UNARY (isnan_f64, void, double, uint8_t, x != x)
RG_UNARY (isnan_i64, void, int64_t, uint8_t, x & 0)
RG_UNARY (isnan_i32, void, int32_t, uint8_t, x & 0)
RG_UNARY (isnan_u8, void, uint8_t, uint8_t, x & 0)
RG_UNARY (isnan_bool, void, uint8_t, uint8_t, x & 0)

static const RgPointwise isnan_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (isnan), RG_KERNELS_INT (isnan), RG_KERNELS_BOOL (isnan) },
  .flags = RG_POINTWISE_BOOL_OUT,
};

/* --- tables --- */

static const RgInput isnan_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample isnan_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "7:=nan,inf,-inf,-0.0,0,1,-2", NULL, "all kinds", 0 },
  { "i64*3:=-1,0,2", NULL, "integers", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp isnan_op = {
  RG_POINTWISE_OP (isnan),
  .summary = "Whether each element is not a number.",
  .formula = "out = whether input is NaN",
  .gradient = "none",
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (isnan, &isnan_op)
