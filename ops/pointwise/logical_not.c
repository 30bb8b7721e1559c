/* logical_not.c: whether each element is zero.
 *
 *     out = input == 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (logical_not_f32, void, float, uint8_t, x == 0)
RG_UNARY (logical_not_f64, void, double, uint8_t, x == 0)
RG_UNARY (logical_not_i64, void, int64_t, uint8_t, x == 0)
RG_UNARY (logical_not_i32, void, int32_t, uint8_t, x == 0)
RG_UNARY (logical_not_u8, void, uint8_t, uint8_t, x == 0)
RG_UNARY (logical_not_bool, void, uint8_t, uint8_t, x == 0)

static const RgPointwise logical_not_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (logical_not),
               RG_KERNELS_INT (logical_not),
               RG_KERNELS_BOOL (logical_not) },
  .flags = RG_POINTWISE_BOOL_OUT,
};

/* --- tables --- */

static const RgInput logical_not_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample logical_not_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "7:=nan,inf,-inf,-0.0,0,1,-2", NULL, "all kinds", 0 },
  { "i64*3:=-1,0,2", NULL, "integers", 0 },
  { "3:b", NULL, "bools", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp logical_not_op = {
  RG_POINTWISE_OP (logical_not),
  .summary = "Whether each element is zero; NaN is not.",
  .formula = "out = input == 0",
  .gradient = "none",
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (logical_not, &logical_not_op)
