/* zeros.c: a tensor of zeros.
 *
 *     out = 0
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "making.h"

static bool
zeros_forward (RgCall *call)
{
  const RgZerosAttrs *a = call->attrs;
  return making_return (call, rg_full (a->dtype, a->size, 0));
}

/* --- tables --- */

static const RgInput zeros_inputs[] = {
  { NULL, NULL, 0 },
};

static const RgZerosAttrs zeros_init = RG_ZEROS_ATTRS_INIT;
static const RgAttr zeros_attrs[] = {
  RG_ATTR (RgZerosAttrs, size, INTS, NULL, .doc = "the sizes"),
  RG_ATTR (RgZerosAttrs, dtype, DTYPE, "float32", .doc = "the element type"),
  { .name = NULL },
};

static const RgSample zeros_samples[] = {
  { "", "size=3,4", NULL, 0 },
  { "", "size=", "zero-dimensional", 0 },
  { "", "size=0,3", "no elements", 0 },
  { "", "size=2,2 dtype=float64", NULL, 0 },
  { "", "size=2,-1", "a negative size", RG_SAMPLE_ERROR },
  { "", "size=3 dtype=bool", NULL, 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp zeros_op = {
  .struct_size = sizeof (RgOp),
  .name = "zeros",
  .summary = "A tensor of zeros.",
  .formula = "out = 0",
  .gradient = "none",
  .category = "random",
  .kind = RG_KIND_GENERAL,
  .inputs = zeros_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (zeros, RgZerosAttrs),
  .forward = zeros_forward,
  .samples = zeros_samples,
  .flags = RG_OP_NO_GRAD,
};

RG_MODULE (zeros, &zeros_op)
