/* dsplit.c: the third dimension cut into equal parts, or at indices, as views.
 *
 *     out = tensor_split (input, sections or indices, 2)
 *     d input = the d out[k] one after another
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

static bool
dsplit_forward (RgCall *call)
{
  const RgDsplitAttrs *a = call->attrs;
  int ndim = rg_tensor_ndim (call->inputs[0]), dim = 2;
  if (ndim < 3)
    return rg_call_fail (call, RG_ERROR_SHAPE, "takes at least 3 dimensions");
  if (a->has_sections && (a->sections < 1 || rg_tensor_size (call->inputs[0], dim) % a->sections))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "sections must divide %" G_GINT64_FORMAT ", the size of dimension %d",
                         rg_tensor_size (call->inputs[0], dim), dim);
  RgTensorSplitAttrs attrs = RG_TENSOR_SPLIT_ATTRS_INIT;
  attrs.has_sections = a->has_sections;
  attrs.sections = a->sections;
  attrs.has_indices_or_sections = a->has_indices_or_sections;
  attrs.indices_or_sections = a->indices_or_sections;
  attrs.dim = dim;
  size_t n = 0;
  RgTensor **list = rg_tensor_split_with (call->inputs[0], NULL, &attrs, &n);
  for (size_t i = 0; i < n; i++)
    if (!rg_call_return (call, i, list[i]))
      return false;
  return list != NULL;
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
