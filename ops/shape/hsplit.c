/* hsplit.c: the second dimension, of a vector the first, cut into equal parts, or at indices, as views.
 *
 *     out = tensor_split (input, sections or indices, 1)
 *     d input = the d out[k] one after another
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "equal-parts.h"

/* --- the composition --- */

static bool
hsplit_forward (RgCall *call)
{
  const RgHsplitAttrs *a = call->attrs;
  int ndim = rg_tensor_ndim (call->inputs[0]);
  if (ndim < 1)
    return rg_call_fail (call, RG_ERROR_SHAPE, "takes at least 1 dimension");
  return split_equally (call, ndim == 1 ? 0 : 1, a->has_sections ? &a->sections : NULL,
                        a->has_indices_or_sections ? &a->indices_or_sections : NULL);
}

/* --- tables --- */

static const RgInput hsplit_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgHsplitAttrs hsplit_init = RG_HSPLIT_ATTRS_INIT;
static const RgAttr hsplit_attrs[] = {
  RG_ATTR_OPT (RgHsplitAttrs, sections, INT, .doc = "how many parts, all equal"),
  RG_ATTR_OPT (RgHsplitAttrs, indices_or_sections, INTS, .doc = "the indices to cut at"),
  { .name = NULL },
};

static const RgSample hsplit_samples[] = {
  { "2x6", "sections=3", NULL, 0 },
  { "6", "indices_or_sections=1,4", NULL, 0 },
  { "2x7", "sections=3", "parts that are not equal", RG_SAMPLE_ERROR },
  { "3x3x3", NULL, "neither", RG_SAMPLE_ERROR },
  { ".", "sections=1", "too few dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp hsplit = {
  SHAPE_OP (hsplit, COMPOSITE),
  .summary = "Cuts the second dimension, of a vector the first, into equal parts or at indices; views.",
  .formula = "out = tensor_split (input, sections or indices, 1)",
  .gradient = "d input = the d out[k] one after another",
  .n_outputs = 0,
  RG_ATTRIBUTES (hsplit, RgHsplitAttrs),
  .uses = RG_USES ("tensor_split"),
};

RG_MODULE (hsplit, &hsplit)
