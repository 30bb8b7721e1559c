/* bitwise_and.c: and of the bits of integers or of bools, element by element.
 *
 *     out = input & other
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_BINARY (bitwise_and_i64, void, int64_t, int64_t, x & y)
RG_BINARY (bitwise_and_i32, void, int32_t, int32_t, x & y)
RG_BINARY (bitwise_and_u8, void, uint8_t, uint8_t, x & y)
RG_BINARY (bitwise_and_bool, void, uint8_t, uint8_t, x & y)

static const RgPointwise bitwise_and_pointwise = {
  .kernels = { RG_KERNELS_INT (bitwise_and), RG_KERNELS_BOOL (bitwise_and) },
};

/* --- tables --- */

static const RgInput bitwise_and_inputs[] = {
  { "input", "integers or bools", 0 },
  { "other", "integers or bools; a number does not promote", 0 },
  { NULL, NULL, 0 },
};

static const RgSample bitwise_and_samples[] = {
  { "i64*3x4:i9 i64*3x4:i9", NULL, NULL, 0 },
  { "i64*3x4:i9 i64*4:i9", NULL, "broadcast rows", 0 },
  { "3:b 3:b", NULL, "bools", 0 },
  { "i64*0x3:i9 i64*3:i9", NULL, "no elements", 0 },
  { "3 3", NULL, "floats have no bits here", RG_SAMPLE_ERROR },
  { "i64*3:i9 i64*4:i9", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp bitwise_and_op = {
  RG_POINTWISE_OP (bitwise_and),
  .summary = "And of the bits of integers or of bools, element by element.",
  .formula = "out = input & other",
  .gradient = "none",
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (bitwise_and, &bitwise_and_op)
