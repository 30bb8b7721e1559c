/* tensor_split.c: a dimension cut into nearly equal parts, or at indices, as views.
 *
 *     out[k] = the next part of input along dim
 *     d input = the d out[k] one after another
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

/* Part k ends where it is told, or after its share. */
static bool
give_parts (RgCall *call, int64_t dim, int64_t n, const int64_t *ends)
{
  RgTensor *in = call->inputs[0];
  int64_t size = rg_tensor_size (in, (int) dim), start = 0;
  if (n < 1 || n > 32767)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "would give %" G_GINT64_FORMAT " parts; expected 1 .. 32767", n);
  for (int64_t k = 0; k < n; k++)
    {
      int64_t end = ends == NULL ? start + size / n + (k < size % n) : k < n - 1 ? ends[k] : size;
      if (!rg_call_return (call, (size_t) k, rg_slice (in, dim, start, end)))
        return false;
      start = end;
    }
  return true;
}

static bool
tensor_split_forward (RgCall *call)
{
  const RgTensorSplitAttrs *a = call->attrs;
  RgTensor *given = call->n_inputs > 1 ? call->inputs[1] : NULL;
  int dim = rg_call_dim (call, a->dim, rg_tensor_ndim (call->inputs[0]));
  if (dim < 0)
    return false;
  if (rg_tensor_ndim (call->inputs[0]) == 0)
    return rg_call_fail (call, RG_ERROR_SHAPE, "a zero-dimensional tensor cannot be split");
  if ((given != NULL) + a->has_sections + a->has_indices_or_sections != 1)
    return rg_call_fail (call, RG_ERROR_ARGUMENT,
                         "expected one of sections, indices_or_sections and a tensor of either");
  if (a->has_sections)
    return give_parts (call, dim, a->sections, NULL);
  if (a->has_indices_or_sections)
    return give_parts (call, dim, a->indices_or_sections.n + 1, a->indices_or_sections.v);
  if (rg_tensor_ndim (given) > 1)
    return rg_call_fail (call, RG_ERROR_SHAPE, "tensor_indices_or_sections has more than one dimension");
  const int64_t *values = rg_tensor_data (rg_contiguous (rg_to (given, RG_I64)));
  if (values == NULL && rg_tensor_numel (given))
    return false;
  return rg_tensor_ndim (given) ? give_parts (call, dim, rg_tensor_numel (given) + 1, values)
                                : give_parts (call, dim, values[0], NULL);
}

/* --- tables --- */

static const RgInput tensor_split_inputs[] = {
  { "input", "the tensor", 0 },
  { "tensor_indices_or_sections", "the number of parts, or the indices to cut at",
    RG_INPUT_OPTIONAL | RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { NULL, NULL, 0 },
};

static const RgTensorSplitAttrs tensor_split_init = RG_TENSOR_SPLIT_ATTRS_INIT;
static const RgAttr tensor_split_attrs[] = {
  RG_ATTR_OPT (RgTensorSplitAttrs, sections, INT, .doc = "how many parts, as equal as can be"),
  RG_ATTR_OPT (RgTensorSplitAttrs, indices_or_sections, INTS, .doc = "the indices to cut at"),
  RG_ATTR (RgTensorSplitAttrs, dim, INT, "0", .doc = "the dimension"),
  { .name = NULL },
};

static const RgSample tensor_split_samples[] = {
  { "7x2", "sections=3", NULL, 0 },
  { "2x7", "indices_or_sections=2,5 dim=-1", NULL, 0 },
  { "7 i64*2:=1,-2", NULL, "indices as a tensor", 0 },
  { "7 i64*.:=3", NULL, "their number as a tensor", 0 },
  { "7", "indices_or_sections=5,2,9", "indices out of order give empty parts", 0 },
  { "7", "sections=0", "no parts", RG_SAMPLE_ERROR },
  { "7", NULL, "neither", RG_SAMPLE_ERROR },
  { ".", "sections=1", "zero-dimensional", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp tensor_split = {
  SHAPE_OP (tensor_split, COMPOSITE),
  .summary = "Cuts a dimension into nearly equal parts or at indices; views.",
  .formula = "out[k] = the next part of input along dim",
  .gradient = "d input = the d out[k] one after another",
  .n_outputs = 0,
  RG_ATTRIBUTES (tensor_split, RgTensorSplitAttrs),
  .uses = RG_USES ("slice"),
};

RG_MODULE (tensor_split, &tensor_split)
