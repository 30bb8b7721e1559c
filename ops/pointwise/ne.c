/* ne.c: whether one tensor differs from another, element by element.
 *
 *     out = input != other
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_BINARY (ne_f32, void, float, uint8_t, x != y)
RG_BINARY (ne_f64, void, double, uint8_t, x != y)
RG_BINARY (ne_i64, void, int64_t, uint8_t, x != y)
RG_BINARY (ne_i32, void, int32_t, uint8_t, x != y)
RG_BINARY (ne_u8, void, uint8_t, uint8_t, x != y)
RG_BINARY (ne_bool, void, uint8_t, uint8_t, x != y)

static const RgPointwise ne_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (ne), RG_KERNELS_INT (ne), RG_KERNELS_BOOL (ne) },
  .flags = RG_POINTWISE_BOOL_OUT,
};

/* --- tables --- */

static const RgInput ne_inputs[] = {
  { "input", "the left side", 0 },
  { "other", "the right side; a number does not promote", 0 },
  { NULL, NULL, 0 },
};

static const RgSample ne_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "3:=1,2,3 3:=3,2,1", NULL, "less, equal and greater", 0 },
  { "i64*3:i5 3", NULL, "integers against floats", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp ne_op = {
  RG_POINTWISE_OP (ne),
  .summary = "Whether each element of one tensor differs from that of another.",
  .formula = "out = input != other",
  .gradient = "none",
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (ne, &ne_op)
