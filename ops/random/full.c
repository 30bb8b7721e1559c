/* full.c: a tensor of one number throughout.
 *
 *     out = fill_value, converted to dtype
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "making.h"

static bool
full_forward (RgCall *call)
{
  const RgFullAttrs *a = call->attrs;
  return making_return (call, rg_full (a->dtype, a->size, a->fill_value));
}

/* --- tables --- */

static const RgInput full_inputs[] = {
  { NULL, NULL, 0 },
};

static const RgFullAttrs full_init = RG_FULL_ATTRS_INIT;
static const RgAttr full_attrs[] = {
  RG_ATTR (RgFullAttrs, size, INTS, NULL, .doc = "the sizes"),
  RG_ATTR (RgFullAttrs, fill_value, FLOAT, NULL, .doc = "the number"),
  RG_ATTR (RgFullAttrs, dtype, DTYPE, "float32", .doc = "the element type"),
  { .name = NULL },
};

static const RgSample full_samples[] = {
  { "", "size=3,4 fill_value=2.5", NULL, 0 },
  { "", "size= fill_value=2.5", "zero-dimensional", 0 },
  { "", "size=0,3 fill_value=2.5", "no elements", 0 },
  { "", "size=2,2 fill_value=2.5 dtype=float64", NULL, 0 },
  { "", "size=2,-1 fill_value=2.5", "a negative size", RG_SAMPLE_ERROR },
  { "", "size=3 fill_value=7 dtype=int64", NULL, 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp full_op = {
  .struct_size = sizeof (RgOp),
  .name = "full",
  .summary = "A tensor of one number throughout.",
  .formula = "out = fill_value",
  .gradient = "none",
  .category = "random",
  .kind = RG_KIND_GENERAL,
  .inputs = full_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (full, RgFullAttrs),
  .forward = full_forward,
  .samples = full_samples,
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (full, &full_op)
