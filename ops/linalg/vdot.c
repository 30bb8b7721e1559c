/* vdot.c: the dot product of two vectors; without complex numbers the same as dot.
 *
 *     out = sum of input * other
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- forward, in other operators --- */

static bool
vdot_forward (RgCall *call)
{
  return rg_call_return (call, 0, rg_dot (call->inputs[0], call->inputs[1]));
}

/* --- tables --- */

static const RgInput vdot_inputs[] = {
  { "input", "a vector", 0 },
  { "other", "another of the same size", 0 },
  { NULL, NULL, 0 },
};

static const RgSample vdot_samples[] = {
  { "4 4", NULL, NULL, 0 },
  { "0 0", NULL, "a sum of nothing is zero", 0 },
  { "3 4", NULL, "sizes that differ", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp vdot = {
  .struct_size = sizeof (RgOp),
  .name = "vdot",
  .summary = "The dot product of two vectors.",
  .formula = "out = sum over i of input[i] * other[i]",
  .gradient = "d input = d out * other; d other = d out * input",
  .category = "linalg",
  .kind = RG_KIND_COMPOSITE,
  .inputs = vdot_inputs,
  .n_outputs = 1,
  .forward = vdot_forward,
  .samples = vdot_samples,
  .uses = RG_USES ("dot"),
};

RG_MODULE (vdot, &vdot)
