/* randint.c: whole numbers, all equally likely.
 *
 *     out = uniform in {low, ..., high - 1}, independent
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "making.h"

static bool
randint_forward (RgCall *call)
{
  const RgRandintAttrs *a = call->attrs;
  if (a->low >= a->high)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "low=%" G_GINT64_FORMAT " must be below high=%" G_GINT64_FORMAT, a->low, a->high);
  return making_return (call, rg_to (rg_randint (a->low, a->high, a->size), a->dtype));
}

/* --- tables --- */

static const RgInput randint_inputs[] = {
  { NULL, NULL, 0 },
};

static const RgRandintAttrs randint_init = RG_RANDINT_ATTRS_INIT;
static const RgAttr randint_attrs[] = {
  RG_ATTR (RgRandintAttrs, low, INT, "0", .doc = "the least"),
  RG_ATTR (RgRandintAttrs, high, INT, NULL, .doc = "one above the greatest"),
  RG_ATTR (RgRandintAttrs, size, INTS, NULL, .doc = "the sizes"),
  RG_ATTR (RgRandintAttrs, dtype, DTYPE, "int64", .doc = "the element type"),
  { .name = NULL },
};

static const RgSample randint_samples[] = {
  { "", "high=5 size=3,4", NULL, 0 },
  { "", "low=-3 high=-2 size=4", "one value", 0 },
  { "", "high=9 size=5 dtype=float32", "as floats", 0 },
  { "", "high=5 size=0", "no elements", 0 },
  { "", "low=5 high=5 size=3", "nothing to choose from", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp randint_op = {
  .struct_size = sizeof (RgOp),
  .name = "randint",
  .summary = "Whole numbers, all equally likely.",
  .formula = "out = uniform in {low, ..., high - 1}, independent",
  .gradient = "none",
  .category = "random",
  .kind = RG_KIND_GENERAL,
  .inputs = randint_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (randint, RgRandintAttrs),
  .forward = randint_forward,
  .samples = randint_samples,
  .flags = RG_OP_NO_GRAD | RG_OP_RANDOM,
};

RG_MODULE (randint, &randint_op)
