/* clamp_min.c: each element raised to a bound.
 *
 *     out = input < min ? min : input
 *     d input = d out where input is not below min, else 0
 *     d min = d out where input is below min, else 0
 *
 * A nan in either is a nan in the result.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_BINARY (clamp_min_f32, void, float, float, x != x ? x : x < y || y != y ? y : x)
RG_BINARY (clamp_min_f64, void, double, double, x != x ? x : x < y || y != y ? y : x)
RG_BINARY (clamp_min_i64, void, int64_t, int64_t, x < y ? y : x)
RG_BINARY (clamp_min_i32, void, int32_t, int32_t, x < y ? y : x)
RG_BINARY (clamp_min_u8, void, uint8_t, uint8_t, x < y ? y : x)
RG_BINARY (clamp_min_bool, void, uint8_t, uint8_t, x < y ? y : x)

static const RgPointwise clamp_min_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (clamp_min), RG_KERNELS_INT (clamp_min), RG_KERNELS_BOOL (clamp_min) },
};

/* --- gradients --- */

RG_GRADIENT_2 (clamp_min, void, RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1),
               rg_where_scalar (rg_ge (x, y), g, 0), RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1),
               rg_where_scalar (rg_lt (x, y), g, 0))

static const char *
clamp_min_backward_name (RgCall *c)
{
  return rg_tensor_is_number (c->inputs[1]) ? "ClampMinBackward0" : "ClampMinBackward1";
}

/* --- tables --- */

static const RgInput clamp_min_inputs[] = {
  { "input", "the tensor", 0 },
  { "min", "the bound; a number does not promote", 0 },
  { NULL, NULL, 0 },
};

static const RgSample clamp_min_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "i64*3:i5 i64*3:i5", NULL, "integers", RG_SAMPLE_NO_GRAD },
  { "4:=-2,-1,0,1 .:=-1", NULL, "the gradient at the bound is 1", RG_SAMPLE_NO_GRAD },
  { "3:=nan,0,nan 3:=1,nan,nan", NULL, "nan", RG_SAMPLE_NO_GRAD },
  { "3:b 3:b", NULL, "bools", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp clamp_min_op = {
  RG_POINTWISE_OP (clamp_min),
  RG_DIFFERENTIABLE (clamp_min),
  .backward_name_of = clamp_min_backward_name,
  .summary = "Each element raised to a bound.",
  .formula = "out = input < min ? min : input",
  .gradient = "d input = d out where input is not below min, else 0; d min = d out elsewhere",
  .uses = RG_USES ("ge", "lt", "where"),
};

RG_MODULE (clamp_min, &clamp_min_op)
