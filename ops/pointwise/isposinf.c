/* isposinf.c: whether each element is infinity.
 *
 *     out = input == inf
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (isposinf_f32, void, float, uint8_t, x == INFINITY)
RG_UNARY (isposinf_f64, void, double, uint8_t, x == (double) INFINITY)
RG_UNARY (isposinf_i64, void, int64_t, uint8_t, x & 0)
RG_UNARY (isposinf_i32, void, int32_t, uint8_t, x & 0)
RG_UNARY (isposinf_u8, void, uint8_t, uint8_t, x & 0)
RG_UNARY (isposinf_bool, void, uint8_t, uint8_t, x & 0)

static const RgPointwise isposinf_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (isposinf), RG_KERNELS_INT (isposinf), RG_KERNELS_BOOL (isposinf) },
  .flags = RG_POINTWISE_BOOL_OUT,
};

/* --- tables --- */

static const RgInput isposinf_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample isposinf_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "7:=nan,inf,-inf,-0.0,0,1,-2", NULL, "all kinds", 0 },
  { "i64*3:=-1,0,2", NULL, "integers", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp isposinf_op = {
  RG_POINTWISE_OP (isposinf),
  .summary = "Whether each element is infinity.",
  .formula = "out = input == inf",
  .gradient = "none",
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (isposinf, &isposinf_op)
