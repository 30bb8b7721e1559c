/* narrow.c: a range of a dimension by its start and length, as a view.
 *
 *     out[.., i, ..] = input[.., start + i, ..], i < length
 *     d input = zeros, with d out in the range
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

static bool
narrow_forward (RgCall *call)
{
  const RgNarrowAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  int dim = rg_call_dim (call, a->dim, rg_tensor_ndim (in));
  if (dim < 0)
    return false;
  if (rg_tensor_ndim (in) == 0)
    return rg_call_fail (call, RG_ERROR_SHAPE, "a zero-dimensional tensor has no range to take");
  int64_t size = rg_tensor_size (in, dim), start = a->start < 0 ? a->start + size : a->start;
  if (start < 0 || start > size)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "start %" G_GINT64_FORMAT " is out of range: expected %"
                         G_GINT64_FORMAT " .. %" G_GINT64_FORMAT, a->start, -size, size);
  if (a->length < 0 || a->length > size - start)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "length %" G_GINT64_FORMAT " is out of range: expected 0 .. %"
                         G_GINT64_FORMAT, a->length, size - start);
  return rg_call_return (call, 0, rg_slice (in, dim, start, start + a->length));
}

/* --- tables --- */

static const RgInput narrow_inputs[] = {
  { "input", "the tensor", 0 },
  { NULL, NULL, 0 },
};

static const RgNarrowAttrs narrow_init = RG_NARROW_ATTRS_INIT;
static const RgAttr narrow_attrs[] = {
  RG_ATTR (RgNarrowAttrs, dim, INT, NULL, .doc = "the dimension"),
  RG_ATTR (RgNarrowAttrs, start, INT, NULL, .doc = "the first index; a negative one counts from the end"),
  RG_ATTR (RgNarrowAttrs, length, INT, NULL, .doc = "how many"),
  { .name = NULL },
};

static const RgSample narrow_samples[] = {
  { "5x4", "dim=0 start=1 length=3", NULL, 0 },
  { "5x4", "dim=-1 start=-2 length=2", NULL, 0 },
  { "5", "dim=0 start=5 length=0", "nothing", 0 },
  { "5", "dim=0 start=3 length=3", "past the end", RG_SAMPLE_ERROR },
  { "5", "dim=0 start=0 length=-1", "a negative length", RG_SAMPLE_ERROR },
  { ".", "dim=0 start=0 length=1", "zero-dimensional", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp narrow = {
  SHAPE_OP (narrow, COMPOSITE),
  .summary = "Takes a range of a dimension; a view.",
  .formula = "out[.., i, ..] = input[.., start + i, ..], i < length",
  .gradient = "d input = zeros, with d out in the range",
  .n_outputs = 1,
  RG_ATTRIBUTES (narrow, RgNarrowAttrs),
  .uses = RG_USES ("slice"),
};

RG_MODULE (narrow, &narrow)
