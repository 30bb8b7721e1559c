/* true_divide.c: the quotient of two tensors; another name of div.
 *
 *     out = input / other
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

static bool
true_divide_forward (RgCall *call)
{
  return rg_call_return (call, 0, rg_div (call->inputs[0], call->inputs[1]));
}

/* --- tables --- */

static const RgInput true_divide_inputs[] = {
  { "input", "the dividend", 0 },
  { "other", "the divisor; a number does not promote", 0 },
  { NULL, NULL, 0 },
};

static const RgSample true_divide_samples[] = {
  RG_BINARY_SAMPLES ("", ":p"),
  { "i64*3:i5 i64*3:=1,2,3", NULL, "quotients of integers are float32", RG_SAMPLE_NO_GRAD },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp true_divide_op = {
  .struct_size = sizeof (RgOp),
  .name = "true_divide",
  .summary = "Divides one tensor by another; another name of div.",
  .formula = "out = input / other",
  .gradient = "as of div",
  .category = "pointwise",
  .kind = RG_KIND_COMPOSITE,
  .inputs = true_divide_inputs,
  .n_outputs = 1,
  .forward = true_divide_forward,
  .samples = true_divide_samples,
  .uses = RG_USES ("div"),
};

RG_MODULE (true_divide, &true_divide_op)
