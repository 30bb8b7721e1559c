/* vstack.c: tensors on top of each other.
 *
 *     out = cat (atleast_2d (tensors), 0)
 *     d tensors[i] = the part of d out that it became
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "join.h"

/* --- the composition --- */

static bool
vstack_forward (RgCall *call)
{
  RgTensor **list = input_list (call);
  if (list == NULL)
    return false;
  size_t n = 0;
  RgTensor **larger = rg_atleast_2d (list, call->n_inputs, &n);
  return rg_call_return (call, 0, larger ? rg_cat (larger, n, 0) : NULL);
}

/* --- tables --- */

static const RgInput vstack_inputs[] = {
  { "tensors", "the tensors", RG_INPUT_VARIADIC },
  { NULL, NULL, 0 },
};

static const RgSample vstack_samples[] = {
  { "[2x3 1x3]", NULL, NULL, 0 },
  { "[3 3]", NULL, "vectors are rows", 0 },
  { "[. .]", NULL, "zero-dimensional", 0 },
  { "[2x3 2]", NULL, "sizes that do not fit", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp vstack = {
  SHAPE_OP (vstack, COMPOSITE),
  .summary = "Joins tensors along the first of two dimensions at least.",
  .formula = "out = cat (atleast_2d (tensors), 0)",
  .gradient = "d tensors[i] = the part of d out that it became",
  .n_outputs = 1,
  .uses = RG_USES ("cat", "atleast_2d"),
};

RG_MODULE (vstack, &vstack)
