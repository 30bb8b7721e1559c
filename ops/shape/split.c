/* split.c: a dimension cut into parts of one size, or of given sizes, as views.
 *
 *     out[k] = the next part of input along dim
 *     d input = the d out[k] one after another
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "split-views.h"

/* --- the stride rule --- */

/* One number is the size of every part, several are the size of each. */
static RgInts
sections (const RgSplitAttrs *a)
{
  return a->split_size_or_sections.n > 1 ? a->split_size_or_sections : (RgInts){ 0, NULL };
}

static bool
split_forward (RgCall *call)
{
  const RgSplitAttrs *a = call->attrs;
  if (a->split_size_or_sections.n < 1)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "expected one size at least");
  return split_views (call, a->dim, sections (a), a->split_size_or_sections.v[0]);
}

/* --- gradients --- */

RG_VJP (split_input, split_join (c, RG_ATTRS (RgSplitAttrs)->dim, sections (RG_ATTRS (RgSplitAttrs)),
                                 RG_ATTRS (RgSplitAttrs)->split_size_or_sections.v[0]))

static const RgVjp split_vjps[] = { { 0, 0, split_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput split_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSplitAttrs split_init = RG_SPLIT_ATTRS_INIT;
static const RgAttr split_attrs[] = {
  RG_ATTR (RgSplitAttrs, split_size_or_sections, INTS, NULL, .doc = "the size of every part, or of each"),
  RG_ATTR (RgSplitAttrs, dim, INT, "0", .doc = "the dimension"),
  { .name = NULL },
};

static const RgSample split_samples[] = {
  { "6x2", "split_size_or_sections=2", NULL, 0 },
  { "7x2", "split_size_or_sections=3", "a smaller last part", 0 },
  { "2x6", "split_size_or_sections=1,2,3 dim=1", NULL, 0 },
  { "0x2", "split_size_or_sections=3", "no elements", 0 },
  { "6", "split_size_or_sections=0", "parts of no size", RG_SAMPLE_ERROR },
  { "6", "split_size_or_sections=1,2", "sizes that add up to less", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp split = {
  SHAPE_OP (split, VIEW),
  .summary = "Cuts a dimension into parts; views.",
  .formula = "out[k] = the next part of input along dim",
  .gradient = "d input = the d out[k] one after another",
  .flags = RG_OP_MULTI_VIEW,
  .n_outputs = 0,
  RG_ATTRIBUTES (split, RgSplitAttrs),
  .vjp = split_vjps,
  .jvp = RG_JVP_LINEAR,
  .uses = RG_USES ("cat"),
};

RG_MODULE (split, &split)
