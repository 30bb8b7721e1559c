/* trace.c: the sum of a matrix's diagonal.
 *
 *     out = input[0, 0] + input[1, 1] + ..
 *     d input = d out on the diagonal, else 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- forward, in other operators --- */

static bool
trace_forward (RgCall *call)
{
  RgTensor *in = call->inputs[0];
  if (rg_tensor_ndim (in) != 2)
    return rg_call_fail (call, RG_ERROR_SHAPE, "input must be a matrix");
  return rg_call_return (call, 0, rg_sum (rg_diagonal (in)));
}

/* --- tables --- */

static const RgInput trace_inputs[] = { { "input", "the matrix", 0 }, { NULL, NULL, 0 } };

static const RgSample trace_samples[] = {
  { "3x4", NULL, NULL, 0 },
  { "4x3", NULL, NULL, 0 },
  { "0x3", NULL, "no diagonal", 0 },
  { "3", NULL, "a vector", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp trace = {
  .struct_size = sizeof (RgOp),
  .name = "trace",
  .summary = "Sums the diagonal of a matrix.",
  .formula = "out = sum over i of input[i, i]",
  .gradient = "d input = d out on the diagonal, else 0",
  .category = "reduce",
  .kind = RG_KIND_COMPOSITE,
  .inputs = trace_inputs,
  .n_outputs = 1,
  .forward = trace_forward,
  .samples = trace_samples,
  .uses = RG_USES ("diagonal", "sum"),
};

RG_MODULE (trace, &trace)
