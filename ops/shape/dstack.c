/* dstack.c: tensors behind each other.
 *
 *     out = cat (atleast_3d (tensors), 2)
 *     d tensors[i] = the part of d out that it became
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "join.h"

/* --- the composition --- */

static bool
dstack_forward (RgCall *call)
{
  RgTensor **list = input_list (call);
  if (list == NULL)
    return false;
  size_t n = 0;
  RgTensor **larger = rg_atleast_3d (list, call->n_inputs, &n);
  return rg_call_return (call, 0, larger ? rg_cat (larger, n, 2) : NULL);
}

/* --- tables --- */

static const RgInput dstack_inputs[] = {
  { "tensors", "the tensors", RG_INPUT_VARIADIC },
  { NULL, NULL, 0 },
};

static const RgSample dstack_samples[] = {
  { "[2x3 2x3]", NULL, NULL, 0 },
  { "[3 3]", NULL, "vectors", 0 },
  { "[. .]", NULL, "zero-dimensional", 0 },
  { "[2x3 3x2]", NULL, "sizes that do not fit", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp dstack = {
  SHAPE_OP (dstack, COMPOSITE),
  .summary = "Joins tensors along the third of three dimensions at least.",
  .formula = "out = cat (atleast_3d (tensors), 2)",
  .gradient = "d tensors[i] = the part of d out that it became",
  .n_outputs = 1,
  .uses = RG_USES ("cat", "atleast_3d"),
};

RG_MODULE (dstack, &dstack)
