/* fmax.c: the greater of two tensors, element by element; a number beats a nan.
 *
 *     out = max (input, other); where one is nan, the other
 *     d input = d out where input >= other or other is nan, else 0
 *     d other = d out elsewhere, else 0
 *
 * Equal elements pass the gradient to the first.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels --- */

RG_BINARY (fmax_f32, void, float, float, x >= y || y != y ? x : y)
RG_BINARY (fmax_f64, void, double, double, x >= y || y != y ? x : y)
RG_BINARY (fmax_i64, void, int64_t, int64_t, x >= y ? x : y)
RG_BINARY (fmax_i32, void, int32_t, int32_t, x >= y ? x : y)
RG_BINARY (fmax_u8, void, uint8_t, uint8_t, x >= y ? x : y)
RG_BINARY (fmax_bool, void, uint8_t, uint8_t, x | y)

static const RgPointwise fmax_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (fmax), RG_KERNELS_INT (fmax), RG_KERNELS_BOOL (fmax) },
};

/* --- gradients --- */

static RgTensor *
fmax_is_first (RgTensor *x, RgTensor *y)
{
  return rg_logical_or (rg_ge (x, y), rg_isnan (y));
}

RG_GRADIENT_2 (fmax, void, RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1),
               rg_where_scalar (fmax_is_first (x, y), g, 0),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1),
               rg_where_scalar (rg_logical_not (fmax_is_first (x, y)), g, 0))

/* --- tables --- */

static const RgInput fmax_inputs[] = {
  { "input", "the first tensor", 0 },
  { "other", "the second tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample fmax_samples[] = {
  RG_BINARY_SAMPLES ("", ""),
  { "i64*3:i5 i64*3:i5", NULL, "integers", RG_SAMPLE_NO_GRAD },
  { "3:=nan,0,nan 3:=1,nan,nan", NULL, "numbers beat nan", RG_SAMPLE_NO_GRAD },
  { "3:=1,2,3 3:=1,2,3", NULL, "the first of equals", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp fmax_op = {
  RG_POINTWISE_OP (fmax),
  RG_DIFFERENTIABLE (fmax),
  .summary = "The greater of two tensors, element by element; a number beats a nan.",
  .formula = "out = max (input, other); where one is nan, the other",
  .gradient = "d input = d out where input >= other or other is nan, else 0; d other = d out elsewhere",
  .uses = RG_USES ("logical_or", "ge", "isnan", "where", "logical_not"),
};

RG_MODULE (fmax, &fmax_op)
