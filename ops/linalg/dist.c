/* dist.c: the p-norm of the difference of two tensors.
 *
 *     out = norm (input - other, p)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- forward, in other operators --- */

static bool
dist_forward (RgCall *call)
{
  const RgDistAttrs *a = call->attrs;
  return rg_call_return (call, 0, rg_norm_p (rg_sub (call->inputs[0], call->inputs[1]), a->p));
}

/* --- tables --- */

static const RgInput dist_inputs[] = {
  { "input", "a tensor", 0 },
  { "other", "another; they broadcast", 0 },
  { NULL, NULL, 0 },
};

static const RgDistAttrs dist_init = RG_DIST_ATTRS_INIT;
static const RgAttr dist_attrs[] = {
  RG_ATTR (RgDistAttrs, p, FLOAT, "2", .doc = "the order of the norm"),
  { .name = NULL },
};

static const RgSample dist_samples[] = {
  { "3x4 3x4", NULL, NULL, 0 },
  { "3x4 4", "p=3", "broadcast", 0 },
  { "3x4 3x4", "p=1", NULL, 0 },
  { "3x4 3x4", "p=inf", NULL, 0 },
  { "0 0", NULL, "no elements", 0 },
  { "3 4", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp dist = {
  .struct_size = sizeof (RgOp),
  .name = "dist",
  .summary = "The p-norm of the difference of two tensors.",
  .formula = "out = norm(input - other, p)",
  .gradient = "as norm",
  .category = "linalg",
  .kind = RG_KIND_COMPOSITE,
  .inputs = dist_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (dist, RgDistAttrs),
  .forward = dist_forward,
  .samples = dist_samples,
  .uses = RG_USES ("norm", "sub"),
};

RG_MODULE (dist, &dist)
