/* dsplit.c: the third dimension cut into equal parts, or at indices, as views.
 *
 *     out = tensor_split (input, sections or indices, 2)
 *     d input = the d out[k] one after another
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "equal-parts.h"

/* --- the composition --- */

static bool
dsplit_forward (RgCall *call)
{
  const RgDsplitAttrs *a = call->attrs;
  int ndim = rg_tensor_ndim (call->inputs[0]);
  if (ndim < 3)
    return rg_call_fail (call, RG_ERROR_SHAPE, "takes at least 3 dimensions");
  return split_equally (call, 2, a->has_sections ? &a->sections : NULL,
                        a->has_indices_or_sections ? &a->indices_or_sections : NULL);
}

/* --- tables --- */

static const RgInput dsplit_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgDsplitAttrs dsplit_init = RG_DSPLIT_ATTRS_INIT;
static const RgAttr dsplit_attrs[] = {
  RG_ATTR_OPT (RgDsplitAttrs, sections, INT, .doc = "how many parts, all equal"),
  RG_ATTR_OPT (RgDsplitAttrs, indices_or_sections, INTS, .doc = "the indices to cut at"),
  { .name = NULL },
};

static const RgSample dsplit_samples[] = {
  { "1x2x6", "sections=3", NULL, 0 },
  { "1x2x6", "indices_or_sections=1,4", NULL, 0 },
  { "1x2x7", "sections=3", "parts that are not equal", RG_SAMPLE_ERROR },
  { "3x3x3", NULL, "neither", RG_SAMPLE_ERROR },
  { "2x6", "sections=1", "too few dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp dsplit = {
  SHAPE_OP (dsplit, COMPOSITE),
  .summary = "Cuts the third dimension into equal parts or at indices; views.",
  .formula = "out = tensor_split (input, sections or indices, 2)",
  .gradient = "d input = the d out[k] one after another",
  .n_outputs = 0,
  RG_ATTRIBUTES (dsplit, RgDsplitAttrs),
  .uses = RG_USES ("tensor_split"),
};

RG_MODULE (dsplit, &dsplit)
