/* vsplit.c: the first dimension cut into equal parts, or at indices, as views.
 *
 *     out = tensor_split (input, sections or indices, 0)
 *     d input = the d out[k] one after another
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "equal-parts.h"

/* --- the composition --- */

static bool
vsplit_forward (RgCall *call)
{
  const RgVsplitAttrs *a = call->attrs;
  int ndim = rg_tensor_ndim (call->inputs[0]);
  if (ndim < 2)
    return rg_call_fail (call, RG_ERROR_SHAPE, "takes at least 2 dimensions");
  return split_equally (call, 0, a->has_sections ? &a->sections : NULL,
                        a->has_indices_or_sections ? &a->indices_or_sections : NULL);
}

/* --- tables --- */

static const RgInput vsplit_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgVsplitAttrs vsplit_init = RG_VSPLIT_ATTRS_INIT;
static const RgAttr vsplit_attrs[] = {
  RG_ATTR_OPT (RgVsplitAttrs, sections, INT, .doc = "how many parts, all equal"),
  RG_ATTR_OPT (RgVsplitAttrs, indices_or_sections, INTS, .doc = "the indices to cut at"),
  { .name = NULL },
};

static const RgSample vsplit_samples[] = {
  { "6x2", "sections=3", NULL, 0 },
  { "6x2", "indices_or_sections=1,4", NULL, 0 },
  { "7x2", "sections=3", "parts that are not equal", RG_SAMPLE_ERROR },
  { "3x3x3", NULL, "neither", RG_SAMPLE_ERROR },
  { "6", "sections=1", "too few dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp vsplit = {
  SHAPE_OP (vsplit, COMPOSITE),
  .summary = "Cuts the first dimension into equal parts or at indices; views.",
  .formula = "out = tensor_split (input, sections or indices, 0)",
  .gradient = "d input = the d out[k] one after another",
  .n_outputs = 0,
  RG_ATTRIBUTES (vsplit, RgVsplitAttrs),
  .uses = RG_USES ("tensor_split"),
};

RG_MODULE (vsplit, &vsplit)
