/* heaviside.c: the step function, with a value of choice at 0.
 *
 *     out = input > 0 ? 1 : input == 0 ? values : 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_BINARY (heaviside_f32, void, float, float, x == 0 ? y : x > 0)
RG_BINARY (heaviside_f64, void, double, double, x == 0 ? y : x > 0)
RG_BINARY (heaviside_i64, void, int64_t, int64_t, x == 0 ? y : x > 0)
RG_BINARY (heaviside_i32, void, int32_t, int32_t, x == 0 ? y : x > 0)
RG_BINARY (heaviside_u8, void, uint8_t, uint8_t, x == 0 ? y : x > 0)
RG_BINARY (heaviside_bool, void, uint8_t, uint8_t, x ? 1 : y)

static const RgPointwise heaviside_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (heaviside), RG_KERNELS_INT (heaviside), RG_KERNELS_BOOL (heaviside) },
};

/* --- tables --- */

static const RgInput heaviside_inputs[] = {
  { "input", "the tensor", 0 },
  { "values", "what stands at 0", 0 },
  { NULL, NULL, 0 },
};

static const RgSample heaviside_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "3:=-1,0,1 3:=0.5,0.5,0.5", NULL, "below, at and above 0", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp heaviside_op = {
  RG_POINTWISE_OP (heaviside),
  .summary = "The step function, with a value of choice at 0.",
  .formula = "out = input > 0 ? 1 : input = 0 ? values : 0",
  .gradient = "none",
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (heaviside, &heaviside_op)
