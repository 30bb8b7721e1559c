/* floor_divide.c: the quotient of two tensors, rounded down.
 *
 *     out = floor (input / other)
 *
 * As div with rounding_mode=floor, which has a gradient of zero; this has none.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

static bool
floor_divide_forward (RgCall *call)
{
  return rg_call_return (call, 0, rg_div_mode (call->inputs[0], call->inputs[1], "floor"));
}

/* --- tables --- */

static const RgInput floor_divide_inputs[] = {
  { "input", "the dividend", 0 },
  { "other", "the divisor; a number does not promote", 0 },
  { NULL, NULL, 0 },
};

static const RgSample floor_divide_samples[] = {
  RG_BINARY_SAMPLES ("", ":p"),
  { "i64*4:=-7,7,-7,7 i64*4:=2,2,-2,0", NULL, "integers stay integers", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp floor_divide_op = {
  .struct_size = sizeof (RgOp),
  .name = "floor_divide",
  .summary = "Divides one tensor by another and rounds down.",
  .formula = "out = floor (input / other)",
  .gradient = "none",
  .category = "pointwise",
  .kind = RG_KIND_COMPOSITE,
  .inputs = floor_divide_inputs,
  .n_outputs = 1,
  .forward = floor_divide_forward,
  .samples = floor_divide_samples,
  .flags = RG_OP_NO_GRAD,
  .uses = RG_USES ("div"),
};

RG_MODULE (floor_divide, &floor_divide_op)
