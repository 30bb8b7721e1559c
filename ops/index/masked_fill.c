/* masked_fill.c: a number where a mask is true, the input elsewhere.
 *
 *     out = mask ? value : input
 *     d input = d out where the mask is false, else 0
 *     d value = the sum of d out where the mask is true
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- kernels: core brings the mask to the type of the input, 0 or 1 --- */

RG_TERNARY (masked_fill_f32, void, float, float, y != 0 ? z : x)
RG_TERNARY (masked_fill_f64, void, double, double, y != 0 ? z : x)
RG_TERNARY (masked_fill_i64, void, int64_t, int64_t, y != 0 ? z : x)
RG_TERNARY (masked_fill_i32, void, int32_t, int32_t, y != 0 ? z : x)
RG_TERNARY (masked_fill_u8, void, uint8_t, uint8_t, y != 0 ? z : x)
RG_TERNARY (masked_fill_bool, void, uint8_t, uint8_t, y != 0 ? z : x)

static const RgPointwise masked_fill_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (masked_fill), RG_KERNELS_INT (masked_fill), RG_KERNELS_BOOL (masked_fill) },
};

/* --- what is refused --- */

static bool
masked_fill_shape (RgCall *call)
{
  const int ndim = rg_tensor_ndim (call->inputs[2]);
  return ndim == 0 || rg_call_fail (call, RG_ERROR_SHAPE, "value has %d dimensions; expected none (where takes any)", ndim);
}

/* --- gradients --- */

RG_VJP (masked_fill_input, rg_masked_fill_scalar (RG_G, RG_IN (1), 0))
RG_VJP (masked_fill_value, rg_where_scalar (RG_IN (1), RG_G, 0))

static const RgVjp masked_fill_vjps[] = {
  { 0, RG_SAVE_INPUT (1), masked_fill_input },
  { 2, RG_SAVE_INPUT (1), masked_fill_value },
  { 0, 0, NULL },
};

/* --- tables --- */

static const RgInput masked_fill_inputs[] = {
  { "input", "what is copied", 0 },
  { "mask", "where to fill; broadcast", RG_INPUT_BOOL | RG_INPUT_NO_GRAD | RG_INPUT_NO_PROMOTE },
  { "value", "the number, or a zero-dimensional tensor; does not promote", RG_INPUT_NO_PROMOTE },
  { NULL, NULL, 0 },
};

static const RgSample masked_fill_samples[] = {
  { "3x4 3x4:b .", NULL, NULL, 0 },
  { "3x4 4:b .", NULL, "the mask broadcasts", 0 },
  { "4 3x4:b .", NULL, "the input broadcasts", 0 },
  { ". .:b .", NULL, "zero-dimensional", 0 },
  { "0x3 3:b .", NULL, "no elements", 0 },
  { "i64*3:i5 3:b i64*.:=7", NULL, NULL, RG_SAMPLE_NO_GRAD },
  { "3 4:b .", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { "3 3 .", NULL, "a mask of numbers", RG_SAMPLE_ERROR },
  { "3 3:b 1", NULL, "a value with dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp masked_fill = {
  .struct_size = sizeof (RgOp),
  .name = "masked_fill",
  .summary = "Copies a tensor and fills it with a number where a mask is true.",
  .formula = "out = mask ? value : input",
  .gradient = "d input = d out where the mask is false; d value = the sum of d out where it is true",
  .category = "index",
  .kind = RG_KIND_POINTWISE,
  .inputs = masked_fill_inputs,
  .n_outputs = 1,
  .pointwise = &masked_fill_pointwise,
  .shape = masked_fill_shape,
  .vjp = masked_fill_vjps,
  .jvp = RG_JVP_LINEAR,
  .samples = masked_fill_samples,
  .uses = RG_USES ("masked_fill", "where"),
};

RG_MODULE (masked_fill, &masked_fill)
