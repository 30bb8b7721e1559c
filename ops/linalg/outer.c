/* outer.c: every product of an element of one vector and one of another.
 *
 *     out[i, j] = input[i] * vec2[j]
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- forward, in other operators --- */

static bool
outer_forward (RgCall *call)
{
  RgTensor *x = call->inputs[0] /* (m) */, *y = call->inputs[1] /* (n) */;
  if (rg_tensor_ndim (x) != 1 || rg_tensor_ndim (y) != 1)
    return rg_call_fail (call, RG_ERROR_SHAPE, "both must be vectors");
  return rg_call_return (call, 0, rg_mul (rg_unsqueeze (x, 1), y));
}

/* --- tables --- */

static const RgInput outer_inputs[] = {
  { "input", "a vector (m)", 0 },
  { "vec2", "another (n)", 0 },
  { NULL, NULL, 0 },
};

static const RgSample outer_samples[] = {
  { "3 4", NULL, NULL, 0 },
  { "0 4", NULL, "no elements", 0 },
  { "3x4 4", NULL, "a matrix", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp outer = {
  .struct_size = sizeof (RgOp),
  .name = "outer",
  .summary = "Multiplies every element of one vector with every element of another.",
  .formula = "out[i, j] = input[i] * vec2[j]",
  .gradient = "d input = d out @ vec2; d vec2 = d out^T @ input",
  .category = "linalg",
  .kind = RG_KIND_COMPOSITE,
  .inputs = outer_inputs,
  .n_outputs = 1,
  .forward = outer_forward,
  .samples = outer_samples,
  .uses = RG_USES ("mul", "unsqueeze"),
};

RG_MODULE (outer, &outer)
