/* ge.c: whether one tensor is at least another, element by element.
 *
 *     out = input >= other
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_BINARY (ge_f32, void, float, uint8_t, x >= y)
RG_BINARY (ge_f64, void, double, uint8_t, x >= y)
RG_BINARY (ge_i64, void, int64_t, uint8_t, x >= y)
RG_BINARY (ge_i32, void, int32_t, uint8_t, x >= y)
RG_BINARY (ge_u8, void, uint8_t, uint8_t, x >= y)
RG_BINARY (ge_bool, void, uint8_t, uint8_t, x >= y)

static const RgPointwise ge_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (ge), RG_KERNELS_INT (ge), RG_KERNELS_BOOL (ge) },
  .flags = RG_POINTWISE_BOOL_OUT,
};

/* --- tables --- */

static const RgInput ge_inputs[] = {
  { "input", "the left side", 0 },
  { "other", "the right side; a number does not promote", 0 },
  { NULL, NULL, 0 },
};

static const RgSample ge_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "3:=1,2,3 3:=3,2,1", NULL, "less, equal and greater", 0 },
  { "i64*3:i5 3", NULL, "integers against floats", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp ge_op = {
  RG_POINTWISE_OP (ge),
  .summary = "Whether each element of one tensor is at least that of another.",
  .formula = "out = input >= other",
  .gradient = "none",
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (ge, &ge_op)
