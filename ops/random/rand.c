/* rand.c: numbers uniform in [0, 1), from the default generator.
 *
 *     out = uniform in [0, 1), independent
 *
 * The same numbers for a seed at any number of threads.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "making.h"

static bool
rand_forward (RgCall *call)
{
  const RgRandAttrs *a = call->attrs;
  if (!making_floating (call, a->dtype))
    return false;
  return making_return (call, rg_rand (a->dtype, a->size));
}

/* --- tables --- */

static const RgInput rand_inputs[] = {
  { NULL, NULL, 0 },
};

static const RgRandAttrs rand_init = RG_RAND_ATTRS_INIT;
static const RgAttr rand_attrs[] = {
  RG_ATTR (RgRandAttrs, size, INTS, NULL, .doc = "the sizes"),
  RG_ATTR (RgRandAttrs, dtype, DTYPE, "float32", .doc = "the element type"),
  { .name = NULL },
};

static const RgSample rand_samples[] = {
  { "", "size=3,4", NULL, 0 },
  { "", "size=", "zero-dimensional", 0 },
  { "", "size=0,3", "no elements", 0 },
  { "", "size=2,2 dtype=float64", NULL, 0 },
  { "", "size=2,-1", "a negative size", RG_SAMPLE_ERROR },
  { "", "size=3 dtype=int64", "integers", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp rand_op = {
  .struct_size = sizeof (RgOp),
  .name = "rand",
  .summary = "Numbers uniform in [0, 1).",
  .formula = "out = uniform in [0, 1), independent",
  .gradient = "none",
  .category = "random",
  .kind = RG_KIND_GENERAL,
  .inputs = rand_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (rand, RgRandAttrs),
  .forward = rand_forward,
  .samples = rand_samples,
  .flags = RG_OP_NO_GRAD | RG_OP_RANDOM,
};

RG_MODULE (rand, &rand_op)
