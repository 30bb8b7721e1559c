/* le.c: whether one tensor is at most another, element by element.
 *
 *     out = input <= other
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_BINARY (le_f32, void, float, uint8_t, x <= y)
RG_BINARY (le_f64, void, double, uint8_t, x <= y)
RG_BINARY (le_i64, void, int64_t, uint8_t, x <= y)
RG_BINARY (le_i32, void, int32_t, uint8_t, x <= y)
RG_BINARY (le_u8, void, uint8_t, uint8_t, x <= y)
RG_BINARY (le_bool, void, uint8_t, uint8_t, x <= y)

static const RgPointwise le_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (le), RG_KERNELS_INT (le), RG_KERNELS_BOOL (le) },
  .flags = RG_POINTWISE_BOOL_OUT,
};

/* --- tables --- */

static const RgInput le_inputs[] = {
  { "input", "the left side", 0 },
  { "other", "the right side; a number does not promote", 0 },
  { NULL, NULL, 0 },
};

static const RgSample le_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "3:=1,2,3 3:=3,2,1", NULL, "less, equal and greater", 0 },
  { "i64*3:i5 3", NULL, "integers against floats", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp le_op = {
  RG_POINTWISE_OP (le),
  .summary = "Whether each element of one tensor is at most that of another.",
  .formula = "out = input <= other",
  .gradient = "none",
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (le, &le_op)
