/* lt.c: whether one tensor is less than another, element by element.
 *
 *     out = input < other
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_BINARY (lt_f32, void, float, uint8_t, x < y)
RG_BINARY (lt_f64, void, double, uint8_t, x < y)
RG_BINARY (lt_i64, void, int64_t, uint8_t, x < y)
RG_BINARY (lt_i32, void, int32_t, uint8_t, x < y)
RG_BINARY (lt_u8, void, uint8_t, uint8_t, x < y)
RG_BINARY (lt_bool, void, uint8_t, uint8_t, x < y)

static const RgPointwise lt_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (lt), RG_KERNELS_INT (lt), RG_KERNELS_BOOL (lt) },
  .flags = RG_POINTWISE_BOOL_OUT,
};

/* --- tables --- */

static const RgInput lt_inputs[] = {
  { "input", "the left side", 0 },
  { "other", "the right side; a number does not promote", 0 },
  { NULL, NULL, 0 },
};

static const RgSample lt_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "3:=1,2,3 3:=3,2,1", NULL, "less, equal and greater", 0 },
  { "i64*3:i5 3", NULL, "integers against floats", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp lt_op = {
  RG_POINTWISE_OP (lt),
  .summary = "Whether each element of one tensor is less than that of another.",
  .formula = "out = input < other",
  .gradient = "none",
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (lt, &lt_op)
