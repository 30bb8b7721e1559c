/* clamp_max.c: each element lowered to a bound.
 *
 *     out = input > max ? max : input
 *     d input = d out where input is not above max, else 0
 *     d max = d out where input is above max, else 0
 *
 * A nan in either is a nan in the result.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_BINARY (clamp_max_f32, void, float, float, x != x ? x : x > y || y != y ? y : x)
RG_BINARY (clamp_max_f64, void, double, double, x != x ? x : x > y || y != y ? y : x)
RG_BINARY (clamp_max_i64, void, int64_t, int64_t, x > y ? y : x)
RG_BINARY (clamp_max_i32, void, int32_t, int32_t, x > y ? y : x)
RG_BINARY (clamp_max_u8, void, uint8_t, uint8_t, x > y ? y : x)
RG_BINARY (clamp_max_bool, void, uint8_t, uint8_t, x > y ? y : x)

static const RgPointwise clamp_max_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (clamp_max), RG_KERNELS_INT (clamp_max), RG_KERNELS_BOOL (clamp_max) },
};

/* --- gradients --- */

RG_GRADIENT_2 (clamp_max, void, RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1),
               rg_where_scalar (rg_le (x, y), g, 0), RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1),
               rg_where_scalar (rg_gt (x, y), g, 0))

static const char *
clamp_max_backward_name (RgCall *c)
{
  return rg_tensor_is_number (c->inputs[1]) ? "ClampMaxBackward0" : "ClampMaxBackward1";
}

/* --- tables --- */

static const RgInput clamp_max_inputs[] = {
  { "input", "the tensor", 0 },
  { "max", "the bound; a number does not promote", 0 },
  { NULL, NULL, 0 },
};

static const RgSample clamp_max_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "i64*3:i5 i64*3:i5", NULL, "integers", RG_SAMPLE_NO_GRAD },
  { "4:=-2,-1,0,1 .:=-1", NULL, "the gradient at the bound is 1", RG_SAMPLE_NO_GRAD },
  { "3:=nan,0,nan 3:=1,nan,nan", NULL, "nan", RG_SAMPLE_NO_GRAD },
  { "3:b 3:b", NULL, "bools", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp clamp_max_op = {
  RG_POINTWISE_OP (clamp_max),
  RG_DIFFERENTIABLE (clamp_max),
  .backward_name_of = clamp_max_backward_name,
  .summary = "Each element lowered to a bound.",
  .formula = "out = input > max ? max : input",
  .gradient = "d input = d out where input is not above max, else 0; d max = d out elsewhere",
  .uses = RG_USES ("le", "gt", "where"),
};

RG_MODULE (clamp_max, &clamp_max_op)
