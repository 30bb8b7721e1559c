/* msort.c: the elements in order along the first dimension.
 *
 *     out = values of sort (input, 0)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- forward, in other operators --- */

static bool
msort_forward (RgCall *call)
{
  return rg_call_return (call, 0, rg_sort_dim (call->inputs[0], 0, false, NULL));
}

/* --- tables --- */

static const RgInput msort_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgSample msort_samples[] = {
  { "4x3:s", NULL, NULL, 0 },
  { "0x3", NULL, "no elements", 0 },
  { ".", NULL, "zero-dimensional", 0 },
  { "3 3", NULL, "one input too many", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp msort = {
  .struct_size = sizeof (RgOp),
  .name = "msort",
  .summary = "Puts the elements in order along the first dimension.",
  .formula = "out = values of sort(input, dim=0)",
  .gradient = "as sort",
  .category = "reduce",
  .kind = RG_KIND_COMPOSITE,
  .inputs = msort_inputs,
  .n_outputs = 1,
  .forward = msort_forward,
  .samples = msort_samples,
  .uses = RG_USES ("sort"),
};

RG_MODULE (msort, &msort)
