/* randperm.c: the numbers below n in a random order.
 *
 *     out = a permutation of 0, ..., n - 1, all equally likely
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "making.h"

static bool
randperm_forward (RgCall *call)
{
  const RgRandpermAttrs *a = call->attrs;
  return making_return (call, rg_to (rg_randperm (a->n), a->dtype));
}

/* --- tables --- */

static const RgInput randperm_inputs[] = {
  { NULL, NULL, 0 },
};

static const RgRandpermAttrs randperm_init = RG_RANDPERM_ATTRS_INIT;
static const RgAttr randperm_attrs[] = {
  RG_ATTR (RgRandpermAttrs, n, INT, NULL, .doc = "how many; at least 0"),
  RG_ATTR (RgRandpermAttrs, dtype, DTYPE, "int64", .doc = "the element type"),
  { .name = NULL },
};

static const RgSample randperm_samples[] = {
  { "", "n=10", NULL, 0 },
  { "", "n=0", "nothing", 0 },
  { "", "n=5 dtype=float32", NULL, 0 },
  { "", "n=-1", "less than nothing", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp randperm_op = {
  .struct_size = sizeof (RgOp),
  .name = "randperm",
  .summary = "The numbers below n in a random order.",
  .formula = "out = a permutation of 0, ..., n - 1, all equally likely",
  .gradient = "none",
  .category = "random",
  .kind = RG_KIND_GENERAL,
  .inputs = randperm_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (randperm, RgRandpermAttrs),
  .forward = randperm_forward,
  .samples = randperm_samples,
  .flags = RG_OP_NO_GRAD | RG_OP_RANDOM,
};

RG_MODULE (randperm, &randperm_op)
