/* signbit.c: whether the sign bit of each element is set.
 *
 *     out = whether the sign bit of input is set
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (signbit_f32, void, float, uint8_t, rg_bits_f32 (x) >> 31)
RG_UNARY (signbit_f64, void, double, uint8_t, rg_bits_f64 (x) >> 63)
RG_UNARY (signbit_i64, void, int64_t, uint8_t, x < 0)
RG_UNARY (signbit_i32, void, int32_t, uint8_t, x < 0)
RG_UNARY (signbit_u8, void, uint8_t, uint8_t, x & 0)
RG_UNARY (signbit_bool, void, uint8_t, uint8_t, x & 0)

static const RgPointwise signbit_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (signbit), RG_KERNELS_INT (signbit), RG_KERNELS_BOOL (signbit) },
  .flags = RG_POINTWISE_BOOL_OUT,
};

/* --- tables --- */

static const RgInput signbit_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample signbit_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "7:=nan,inf,-inf,-0.0,0,1,-2", NULL, "all kinds", 0 },
  { "i64*3:=-1,0,2", NULL, "integers", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp signbit_op = {
  RG_POINTWISE_OP (signbit),
  .summary = "Whether the sign bit of each element is set; so it is for -0.",
  .formula = "out = whether the sign bit of input is set",
  .gradient = "none",
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (signbit, &signbit_op)
