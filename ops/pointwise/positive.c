/* positive.c: the tensor itself.
 *
 *     out = input
 *     d input = d out
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

static bool
positive_forward (RgCall *call)
{
  if (rg_tensor_dtype (call->inputs[0]) == RG_BOOL)
    return rg_call_fail (call, RG_ERROR_DTYPE,
                         "bool inputs are not supported; convert them with rg_to");
  return rg_call_return (call, 0, call->inputs[0]);
}

/* --- tables --- */

static const RgInput positive_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSample positive_samples[] = {
  RG_UNARY_SAMPLES (""),
  { "i64*3:i5", NULL, "integers", RG_SAMPLE_NO_GRAD },
  { "3:b", NULL, "bools are refused", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp positive_op = {
  .struct_size = sizeof (RgOp),
  .name = "positive",
  .summary = "The tensor itself; the unary plus.",
  .formula = "out = input",
  .gradient = "d input = d out",
  .category = "pointwise",
  .kind = RG_KIND_COMPOSITE,
  .inputs = positive_inputs,
  .n_outputs = 1,
  .forward = positive_forward,
  .samples = positive_samples,
};

RG_MODULE (positive, &positive_op)
