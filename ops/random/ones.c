/* ones.c: a tensor of ones.
 *
 *     out = 1
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "making.h"

static bool
ones_forward (RgCall *call)
{
  const RgOnesAttrs *a = call->attrs;
  return making_return (call, rg_full (a->dtype, a->size, 1));
}

/* --- tables --- */

static const RgInput ones_inputs[] = {
  { NULL, NULL, 0 },
};

static const RgOnesAttrs ones_init = RG_ONES_ATTRS_INIT;
static const RgAttr ones_attrs[] = {
  RG_ATTR (RgOnesAttrs, size, INTS, NULL, .doc = "the sizes"),
  RG_ATTR (RgOnesAttrs, dtype, DTYPE, "float32", .doc = "the element type"),
  { .name = NULL },
};

static const RgSample ones_samples[] = {
  { "", "size=3,4", NULL, 0 },
  { "", "size=", "zero-dimensional", 0 },
  { "", "size=0,3", "no elements", 0 },
  { "", "size=2,2 dtype=float64", NULL, 0 },
  { "", "size=2,-1", "a negative size", RG_SAMPLE_ERROR },
  { "", "size=3 dtype=bool", NULL, 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp ones_op = {
  .struct_size = sizeof (RgOp),
  .name = "ones",
  .summary = "A tensor of ones.",
  .formula = "out = 1",
  .gradient = "none",
  .category = "random",
  .kind = RG_KIND_GENERAL,
  .inputs = ones_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (ones, RgOnesAttrs),
  .forward = ones_forward,
  .samples = ones_samples,
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (ones, &ones_op)
