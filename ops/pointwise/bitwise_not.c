/* bitwise_not.c: the bits of each element turned.
 *
 *     out = ~input
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_UNARY (bitwise_not_i64, void, int64_t, int64_t, ~x)
RG_UNARY (bitwise_not_i32, void, int32_t, int32_t, ~x)
RG_UNARY (bitwise_not_u8, void, uint8_t, uint8_t, ~x)
RG_UNARY (bitwise_not_bool, void, uint8_t, uint8_t, x ^ 1)

static const RgPointwise bitwise_not_pointwise = {
  .kernels = { RG_KERNELS_INT (bitwise_not), RG_KERNELS_BOOL (bitwise_not) },
};

/* --- tables --- */

static const RgInput bitwise_not_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample bitwise_not_samples[] = {
  { "i64*3x4:i5", NULL, NULL, 0 },
  { "i32*3:=-1,0,7", NULL, NULL, 0 },
  { "u8*.:=7", NULL, "zero-dimensional", 0 },
  { "3:b", NULL, "bools", 0 },
  { "i64*0x3:i5", NULL, "no elements", 0 },
  { "3", NULL, "floats are refused", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp bitwise_not_op = {
  RG_POINTWISE_OP (bitwise_not),
  .summary = "Turns every bit of each element; of a bool, its value.",
  .formula = "out = ~input",
  .gradient = "none",
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (bitwise_not, &bitwise_not_op)
