/* split_with_sizes.c: a dimension cut into parts of given sizes, as views.
 *
 *     out[k] = the next split_sizes[k] of input along dim
 *     d input = the d out[k] one after another
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "split-views.h"

/* --- the stride rule --- */

static bool
split_with_sizes_forward (RgCall *call)
{
  const RgSplitWithSizesAttrs *a = call->attrs;
  if (a->split_sizes.n < 1)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "expected one size at least");
  return split_views (call, a->dim, a->split_sizes, 0);
}

/* --- gradients --- */

RG_VJP (split_with_sizes_input, split_join (c, RG_ATTRS (RgSplitWithSizesAttrs)->dim,
                                            RG_ATTRS (RgSplitWithSizesAttrs)->split_sizes, 0))

static const RgVjp split_with_sizes_vjps[] = { { 0, 0, split_with_sizes_input }, { 0, 0, NULL } };

/* --- tables --- */

static const RgInput split_with_sizes_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgSplitWithSizesAttrs split_with_sizes_init = RG_SPLIT_WITH_SIZES_ATTRS_INIT;
static const RgAttr split_with_sizes_attrs[] = {
  RG_ATTR (RgSplitWithSizesAttrs, split_sizes, INTS, NULL, .doc = "the size of each part"),
  RG_ATTR (RgSplitWithSizesAttrs, dim, INT, "0", .doc = "the dimension"),
  { .name = NULL },
};

static const RgSample split_with_sizes_samples[] = {
  { "6x2", "split_sizes=1,3,2", NULL, 0 },
  { "2x6", "split_sizes=6,0 dim=-1", "an empty part", 0 },
  { "6", "split_sizes=1,3", "sizes that add up to less", RG_SAMPLE_ERROR },
  { "6", "split_sizes=7,-1", "a negative size", RG_SAMPLE_ERROR },
  { ".", "split_sizes=1", "zero-dimensional", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp split_with_sizes = {
  SHAPE_OP (split_with_sizes, VIEW),
  .summary = "Cuts a dimension into parts of given sizes; views.",
  .formula = "out[k] = the next split_sizes[k] of input along dim",
  .gradient = "d input = the d out[k] one after another",
  .flags = RG_OP_MULTI_VIEW,
  .n_outputs = 0,
  RG_ATTRIBUTES (split_with_sizes, RgSplitWithSizesAttrs),
  .vjp = split_with_sizes_vjps,
  .jvp = RG_JVP_LINEAR,
  .uses = RG_USES ("cat"),
};

RG_MODULE (split_with_sizes, &split_with_sizes)
