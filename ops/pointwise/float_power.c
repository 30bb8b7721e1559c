/* float_power.c: a power, worked out in float64.
 *
 *     out = float64 (input) ^ float64 (exponent)
 *
 * The gradients are those of pow, brought back to the dtypes of the inputs.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

static bool
float_power_forward (RgCall *call)
{
  RgTensor *x = rg_to (call->inputs[0], RG_F64);
  /* A number is taken as it is: pow saves it as one. */
  RgTensor *e = rg_tensor_is_number (call->inputs[1]) ? call->inputs[1] : rg_to (call->inputs[1], RG_F64);
  return rg_call_return (call, 0, rg_pow (x, e));
}

/* --- tables --- */

static const RgInput float_power_inputs[] = {
  { "input", "the base", 0 },
  { "exponent", "the exponent; may be a number", 0 },
  { NULL, NULL, 0 },
};

static const RgSample float_power_samples[] = {
  RG_BINARY_SAMPLES (":p", ""),
  { "3x4 .:=2", NULL, "squares, of negative numbers too", RG_SAMPLE_NO_GRAD },
  { "i64*3:=1,2,3 i64*3:=-1,2,0", NULL, "integers give float64", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp float_power_op = {
  .struct_size = sizeof (RgOp),
  .name = "float_power",
  .summary = "Raises one tensor to the power of another, in float64.",
  .formula = "out = float64 (input) ^ float64 (exponent)",
  .gradient = "as of pow",
  .category = "pointwise",
  .kind = RG_KIND_COMPOSITE,
  .inputs = float_power_inputs,
  .n_outputs = 1,
  .forward = float_power_forward,
  .samples = float_power_samples,
  .uses = RG_USES ("pow"),
};

RG_MODULE (float_power, &float_power_op)
