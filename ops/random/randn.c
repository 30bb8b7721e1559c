/* randn.c: standard normal numbers, from the default generator.
 *
 *     out = standard normal, independent
 *
 * The same numbers for a seed at any number of threads.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "making.h"

static bool
randn_forward (RgCall *call)
{
  const RgRandnAttrs *a = call->attrs;
  if (!making_floating (call, a->dtype))
    return false;
  return making_return (call, rg_randn (a->dtype, a->size));
}

/* --- tables --- */

static const RgInput randn_inputs[] = {
  { NULL, NULL, 0 },
};

static const RgRandnAttrs randn_init = RG_RANDN_ATTRS_INIT;
static const RgAttr randn_attrs[] = {
  RG_ATTR (RgRandnAttrs, size, INTS, NULL, .doc = "the sizes"),
  RG_ATTR (RgRandnAttrs, dtype, DTYPE, "float32", .doc = "the element type"),
  { .name = NULL },
};

static const RgSample randn_samples[] = {
  { "", "size=3,4", NULL, 0 },
  { "", "size=", "zero-dimensional", 0 },
  { "", "size=0,3", "no elements", 0 },
  { "", "size=2,2 dtype=float64", NULL, 0 },
  { "", "size=2,-1", "a negative size", RG_SAMPLE_ERROR },
  { "", "size=3 dtype=int64", "integers", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp randn_op = {
  .struct_size = sizeof (RgOp),
  .name = "randn",
  .summary = "Standard normal numbers.",
  .formula = "out = standard normal, independent",
  .gradient = "none",
  .category = "random",
  .kind = RG_KIND_GENERAL,
  .inputs = randn_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (randn, RgRandnAttrs),
  .forward = randn_forward,
  .samples = randn_samples,
  .flags = RG_OP_NO_GRAD | RG_OP_RANDOM,
};

RG_MODULE (randn, &randn_op)
