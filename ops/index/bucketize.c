/* bucketize.c: which of the ranges between boundaries numbers fall into.
 *
 *     out[i] = searchsorted (boundaries, input[i])
 *     none
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "index-op.h"

/* --- the composition --- */

static bool
bucketize_forward (RgCall *call)
{
  const RgBucketizeAttrs *a = call->attrs;
  RgSearchsortedAttrs attrs = RG_SEARCHSORTED_ATTRS_INIT;
  attrs.right = a->right;
  attrs.out_int32 = a->out_int32;
  if (rg_tensor_ndim (call->inputs[1]) != 1)
    return rg_call_fail (call, RG_ERROR_SHAPE, "boundaries must be a vector");
  return rg_call_return (call, 0, rg_searchsorted_with (call->inputs[1], call->inputs[0], NULL, &attrs));
}

/* --- tables --- */

static const RgInput bucketize_inputs[] = {
  { "input", "the numbers", RG_INPUT_NO_GRAD },
  { "boundaries", "a sorted vector", RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};

static const RgBucketizeAttrs bucketize_init = RG_BUCKETIZE_ATTRS_INIT;
static const RgAttr bucketize_attrs[] = {
  RG_ATTR (RgBucketizeAttrs, right, BOOL, "false", .doc = "after equal elements rather than before them"),
  RG_ATTR (RgBucketizeAttrs, out_int32, BOOL, "false", .doc = "give int32 rather than int64"),
  { .name = NULL },
};

static const RgSample bucketize_samples[] = {
  { "2x3:=0,1,4,7,8,5 4:=1,3,5,7", NULL, NULL, 0 },
  { ".:=3 3:=1,3,5", "right=true", NULL, 0 },
  { "3 2x2", NULL, "boundaries that are no vector", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp bucketize = {
  INDEX_OP (bucketize, COMPOSITE),
  .summary = "Finds the ranges between sorted boundaries that numbers fall into.",
  .formula = "out[i] = searchsorted (boundaries, input[i])",
  .gradient = "none",
  .flags = RG_OP_NO_GRAD,
  .n_outputs = 1,
  RG_ATTRIBUTES (bucketize, RgBucketizeAttrs),
  .uses = RG_USES ("searchsorted"),
};

RG_MODULE (bucketize, &bucketize)
