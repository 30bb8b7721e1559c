/* lerp.c: from one tensor to another, by a weight.
 *
 *     out = input + weight * (end - input)
 *     d input = d out * (1 - weight)
 *     d end = d out * weight
 *     d weight = d out * (end - input)
 *
 * From `input` where |weight| < 1/2, else from `end`, so that weight 1 gives `end` itself.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>
#include <math.h>

/* --- kernels --- */

RG_TERNARY (lerp_f32, void, float, float, fabsf (z) < 0.5f ? x + z * (y - x) : y - (y - x) * (1 - z))
RG_TERNARY (lerp_f64, void, double, double, fabs (z) < 0.5 ? x + z * (y - x) : y - (y - x) * (1 - z))

static const RgPointwise lerp_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (lerp) },
};

/* --- gradients --- */

/* Of a number in double: a function of numbers alone is float32. */
static RgTensor *
lerp_rest (RgTensor *weight)
{
  return rg_tensor_is_number (weight) ? rg_wrapped_number (1 - rg_item (weight)) : rg_rsub_scalar (weight, 1);
}

RG_GRADIENT_3 (lerp, void, RG_SAVE_INPUT (2), rg_mul (g, lerp_rest (z)), RG_SAVE_INPUT (2), rg_mul (g, z),
               RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), rg_mul (g, rg_sub (y, x)))

static const char *
lerp_backward_name (RgCall *c)
{
  return rg_tensor_is_number (c->inputs[2]) ? "LerpBackward0" : "LerpBackward1";
}

/* --- tables --- */

static const RgInput lerp_inputs[] = {
  { "input", "where weight is 0", 0 },
  { "end", "where weight is 1", 0 },
  { "weight", "how far to go; a number does not promote", 0 },
  { NULL, NULL, 0 },
};

static const RgSample lerp_samples[] = {
  { "3x4 3x4 3x4", NULL, NULL, 0 },
  { "3x4 4 3x1", NULL, "broadcast", 0 },
  { "4 3x4 .", NULL, "the first broadcasts", 0 },
  { "0x3 3 3", NULL, "no elements", 0 },
  { "3 3 4", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { "2 2 2:=0,1", NULL, "both ends", RG_SAMPLE_NO_GRAD },
  { "i64*3:i5 i64*3:i5 i64*3:i5", NULL, "integers are refused", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp lerp_op = {
  RG_POINTWISE_OP (lerp),
  RG_DIFFERENTIABLE (lerp),
  .backward_name_of = lerp_backward_name,
  .summary = "From one tensor to another, by a weight.",
  .formula = "out = input + weight * (end - input)",
  .gradient = "d input = d out * (1 - weight); d end = d out * weight; d weight = d out * (end - input)",
  .uses = RG_USES ("mul", "sub", "rsub", "expand"),
};

RG_MODULE (lerp, &lerp_op)
