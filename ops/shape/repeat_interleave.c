/* repeat_interleave.c: each slice of a dimension repeated in its place.
 *
 *     out[.., k, ..] = input[.., i, ..] for the next repeats[i] of k
 *     d input = d out, summed over the repetitions
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "shape-op.h"

/* --- the composition --- */

/* The slice that stands at each place of the result. */
static RgTensor *
spread (RgCall *call, const int64_t *repeats, int64_t n, bool has_total, int64_t total)
{
  int64_t sum = 0, at = 0;
  for (int64_t i = 0; i < n; i++)
    if (repeats[i] < 0 || __builtin_add_overflow (sum, repeats[i], &sum))
      {
        rg_call_fail (call, RG_ERROR_ARGUMENT,
                      "repeats[%" G_GINT64_FORMAT "] is %" G_GINT64_FORMAT "; expected 0 or more",
                      i, repeats[i]);
        return NULL;
      }
  if (has_total && total != sum)
    {
      rg_call_fail (call, RG_ERROR_ARGUMENT, "output_size is %" G_GINT64_FORMAT "; the repeats add up to %"
                    G_GINT64_FORMAT, total, sum);
      return NULL;
    }
  RgTensor *index = rg_empty (RG_I64, RG_SHAPE (sum));
  int64_t *v = rg_tensor_data (index);
  for (int64_t i = 0; v && i < n; i++)
    for (int64_t k = 0; k < repeats[i]; k++)
      v[at++] = i;
  return index;
}

static bool
repeat_interleave_forward (RgCall *call)
{
  const RgRepeatInterleaveAttrs *a = call->attrs;
  RgTensor *t = call->inputs[0], *given = call->inputs[1];
  int dim = a->has_dim ? rg_call_dim (call, a->dim, rg_tensor_ndim (t)) : 0;
  if (dim < 0)
    return false;
  if (rg_tensor_ndim (given) > 1)
    return rg_call_fail (call, RG_ERROR_SHAPE, "repeats has more than one dimension");
  if (!a->has_dim || rg_tensor_ndim (t) == 0)
    t = rg_reshape (t, RG_SHAPE (rg_tensor_numel (t)));
  const int64_t *repeats = rg_tensor_data (rg_contiguous (rg_to (given, RG_I64)));
  int64_t size = rg_tensor_size (t, dim);
  if (rg_tensor_numel (given) != 1)
    {
      if (rg_tensor_numel (given) != size)
        return rg_call_fail (call, RG_ERROR_SHAPE,
                             "expected one number, or %" G_GINT64_FORMAT ", one for each slice", size);
      RgTensor *index = spread (call, repeats, size, a->has_output_size, a->output_size);
      return index && rg_call_return (call, 0, rg_index_select (t, dim, index));
    }
  /* One number for all: a dimension put in, expanded, and merged in one copy. */
  int64_t sizes[RG_MAX_DIMS + 1], merged[RG_MAX_DIMS], whole;
  RgInts shape = rg_tensor_shape (t);
  if (repeats[0] < 0 || shape.n == RG_MAX_DIMS || __builtin_mul_overflow (size, repeats[0], &whole))
    return rg_call_fail (call, RG_ERROR_ARGUMENT,
                         "expected 0 repeats or more, and at most %d dimensions", RG_MAX_DIMS - 1);
  if (a->has_output_size && a->output_size != whole)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "output_size is %" G_GINT64_FORMAT "; the repeats add up to %"
                         G_GINT64_FORMAT, a->output_size, whole);
  for (int d = 0; d <= shape.n; d++)
    sizes[d] = d <= dim ? shape.v[d] : d == dim + 1 ? repeats[0] : shape.v[d - 1];
  for (int d = 0; d < shape.n; d++)
    merged[d] = d == dim ? whole : shape.v[d];
  t = rg_expand (rg_unsqueeze (t, dim + 1), (RgInts){ shape.n + 1, sizes });
  return rg_call_return (call, 0, rg_reshape (t, (RgInts){ shape.n, merged }));
}

/* --- tables --- */

static const RgInput repeat_interleave_inputs[] = {
  { "input", "the tensor", 0 },
  { "repeats", "how often: one number, or one for each slice", RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { NULL, NULL, 0 },
};

static const RgRepeatInterleaveAttrs repeat_interleave_init = RG_REPEAT_INTERLEAVE_ATTRS_INIT;
static const RgAttr repeat_interleave_attrs[] = {
  RG_ATTR_OPT (RgRepeatInterleaveAttrs, dim, INT, .doc = "the dimension; absent: the tensor is flattened"),
  RG_ATTR_OPT (RgRepeatInterleaveAttrs, output_size, INT, .doc = "what the repeats must add up to"),
  { .name = NULL },
};

static const RgSample repeat_interleave_samples[] = {
  { "3 i64*.:=2", NULL, "flattened", 0 },
  { "2x3 i64*.:=2", "dim=0", NULL, 0 },
  { "2x3 i64*3:=1,0,2", "dim=1", "a number for each", 0 },
  { "3 i64*3:=0,2,1", NULL, "of a vector", 0 },
  { "2x3 i64*1:=3", "dim=-1", "one number in a list", 0 },
  { ". i64*.:=2", NULL, "zero-dimensional", 0 },
  { "2x3 i64*2:=1,2", "dim=1", "other sizes", RG_SAMPLE_ERROR },
  { "3 i64*3:=1,-1,1", NULL, "a negative number", RG_SAMPLE_ERROR },
  { "3 i64*.:=-1", NULL, "a negative number", RG_SAMPLE_ERROR },
  { "3 i64*.:=2", "output_size=5", "an output_size that is not the sum", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp repeat_interleave = {
  SHAPE_OP (repeat_interleave, COMPOSITE),
  .summary = "Repeats each slice of a dimension, one number for all or one for each.",
  .formula = "out[.., k, ..] = input[.., i, ..] for the next repeats[i] of k",
  .gradient = "d input = d out, summed over the repetitions",
  .n_outputs = 1,
  RG_ATTRIBUTES (repeat_interleave, RgRepeatInterleaveAttrs),
  .uses = RG_USES ("reshape", "index_select", "unsqueeze", "expand"),
};

RG_MODULE (repeat_interleave, &repeat_interleave)
