/* logical_xor.c: whether exactly one is true, element by element.
 *
 *     out = input xor other; whatever is not 0 is true, nan too
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_BINARY (logical_xor_f32, void, float, uint8_t, (x != 0) != (y != 0))
RG_BINARY (logical_xor_f64, void, double, uint8_t, (x != 0) != (y != 0))
RG_BINARY (logical_xor_i64, void, int64_t, uint8_t, (x != 0) != (y != 0))
RG_BINARY (logical_xor_i32, void, int32_t, uint8_t, (x != 0) != (y != 0))
RG_BINARY (logical_xor_u8, void, uint8_t, uint8_t, (x != 0) != (y != 0))
RG_BINARY (logical_xor_bool, void, uint8_t, uint8_t, (x != 0) != (y != 0))

static const RgPointwise logical_xor_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (logical_xor), RG_KERNELS_INT (logical_xor), RG_KERNELS_BOOL (logical_xor) },
  .flags = RG_POINTWISE_BOOL_OUT,
};

/* --- tables --- */

static const RgInput logical_xor_inputs[] = {
  { "input", "the left side", 0 },
  { "other", "the right side", 0 },
  { NULL, NULL, 0 },
};

static const RgSample logical_xor_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "4:=0,0,1,2 4:=0,3,0,nan", NULL, "all four cases", RG_SAMPLE_NO_GRAD },
  { "3:b 3:b", NULL, "bools", 0 },
  { "i64*3:i5 3", NULL, "integers and floats", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp logical_xor_op = {
  RG_POINTWISE_OP (logical_xor),
  .summary = "Whether exactly one is true, element by element.",
  .formula = "out = input xor other",
  .gradient = "none",
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (logical_xor, &logical_xor_op)
