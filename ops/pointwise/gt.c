/* gt.c: whether one tensor is greater than another, element by element.
 *
 *     out = input > other
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_BINARY (gt_f32, void, float, uint8_t, x > y)
RG_BINARY (gt_f64, void, double, uint8_t, x > y)
RG_BINARY (gt_i64, void, int64_t, uint8_t, x > y)
RG_BINARY (gt_i32, void, int32_t, uint8_t, x > y)
RG_BINARY (gt_u8, void, uint8_t, uint8_t, x > y)
RG_BINARY (gt_bool, void, uint8_t, uint8_t, x > y)

static const RgPointwise gt_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (gt), RG_KERNELS_INT (gt), RG_KERNELS_BOOL (gt) },
  .flags = RG_POINTWISE_BOOL_OUT,
};

/* --- tables --- */

static const RgInput gt_inputs[] = {
  { "input", "the left side", 0 },
  { "other", "the right side; a number does not promote", 0 },
  { NULL, NULL, 0 },
};

static const RgSample gt_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "3:=1,2,3 3:=3,2,1", NULL, "less, equal and greater", 0 },
  { "i64*3:i5 3", NULL, "integers against floats", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp gt_op = {
  RG_POINTWISE_OP (gt),
  .summary = "Whether each element of one tensor is greater than that of another.",
  .formula = "out = input > other",
  .gradient = "none",
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (gt, &gt_op)
