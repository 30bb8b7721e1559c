/* segment_reduce.c: consecutive slices of the first dimension reduced to one each.
 *
 *     out[s] = the sum, mean, product, maximum or minimum of the slices of segment s, and initial
 *     d input: that of the reduction, for each segment
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "index-op.h"

#include <math.h>

/* --- the composition --- */

static const struct
{
  const char *name, *joins; /* of index_reduce */
  double nothing;
} segment_kinds[] = {
  { "sum", NULL, 0 },
  { "mean", NULL, 0 },
  { "prod", "prod", 1 },
  { "max", "amax", -HUGE_VAL },
  { "min", "amin", HUGE_VAL },
};

/* The length of each segment, in float64; NULL with the error set. */
static double *
segment_lengths (RgCall *call, int64_t whole, int64_t *n)
{
  RgTensor *offsets = call->n_inputs > 2 ? call->inputs[2] : NULL;
  RgTensor *given = call->n_inputs > 1 && call->inputs[1] ? call->inputs[1] : offsets;
  if (given == NULL || (offsets && given != offsets) || rg_tensor_ndim (given) != 1
      || (offsets && rg_tensor_numel (given) == 0))
    {
      rg_call_fail (call, RG_ERROR_ARGUMENT, "expected either lengths or offsets, a vector");
      return NULL;
    }
  const int64_t *v = rg_tensor_data (rg_contiguous (rg_to (given, RG_I64)));
  *n = rg_tensor_numel (given) - (offsets != NULL);
  double *lengths = rg_call_temp (call, (size_t) (*n + 1) * sizeof *lengths);
  int64_t sum = offsets ? v[0] : 0;
  bool good = sum == 0;
  for (int64_t s = 0; lengths && good && s < *n; s++)
    {
      int64_t length = offsets ? v[s + 1] - v[s] : v[s];
      good = length >= 0 && length <= whole - sum;
      sum += length;
      lengths[s] = (double) length;
    }
  if (lengths && (!good || sum != whole))
    {
      rg_call_fail (call, RG_ERROR_ARGUMENT, "lengths must not be negative, and add up to %" G_GINT64_FORMAT
                    ", the size of dimension 0", whole);
      return NULL;
    }
  return lengths;
}

/* The mean of a segment: by its length; without slices initial, or nan. */
static RgTensor *
segment_mean (RgCall *call, RgTensor *sum, const double *lengths, int64_t n, bool has_initial)
{
  double *by = rg_call_temp (call, (size_t) (n + 1) * sizeof *by);
  int64_t sizes[RG_MAX_DIMS];
  for (int64_t s = 0; by && s < n; s++)
    by[s] = lengths[s] > 0 ? lengths[s] : has_initial ? 1 : 0;
  for (int d = 0; d < rg_tensor_ndim (sum); d++)
    sizes[d] = d ? 1 : n;
  RgTensor *t = by ? rg_to (rg_from_data (RG_F64, RG_SHAPE (n), by), rg_tensor_dtype (sum)) : NULL;
  return rg_div (sum, rg_reshape (t, (RgInts){ rg_tensor_ndim (sum), sizes }));
}

static bool
segment_reduce_forward (RgCall *call)
{
  const RgSegmentReduceAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  int64_t sizes[RG_MAX_DIMS], n;
  int k = 0;
  if (!check_word (call, "reduce", a->reduce))
    return false;
  if (a->axis != 0 || rg_tensor_ndim (in) == 0)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "reduces the first dimension only: axis must be 0");
  int64_t whole = rg_tensor_size (in, 0);
  const double *lengths = segment_lengths (call, whole, &n);
  RgTensor *index = lengths ? rg_empty (RG_I64, RG_SHAPE (whole)) : NULL;
  int64_t *v = rg_tensor_data (index);
  if (index == NULL)
    return false;
  for (int64_t s = 0, at = 0; s < n; s++)
    for (int64_t i = 0; i < (int64_t) lengths[s]; i++)
      v[at++] = s;
  while (strcmp (segment_kinds[k].name, a->reduce) != 0)
    k++;
  memcpy (sizes, rg_tensor_shape (in).v, (size_t) rg_tensor_ndim (in) * sizeof *sizes);
  sizes[0] = n;
  RgTensor *out = rg_full (rg_tensor_dtype (in), (RgInts){ rg_tensor_ndim (in), sizes },
                           a->has_initial ? a->initial : segment_kinds[k].nothing);
  if (segment_kinds[k].joins)
    return rg_call_return (call, 0, rg_index_reduce (out, 0, index, in, segment_kinds[k].joins, true));
  out = rg_index_add (out, 0, index, in);
  return rg_call_return (call, 0, k == 0 ? out : segment_mean (call, out, lengths, n, a->has_initial));
}

/* --- tables --- */

static const RgInput segment_reduce_inputs[] = {
  { "input", "what is reduced", 0 },
  { "lengths", "how many slices each segment has", RG_INPUT_OPTIONAL | RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { "offsets", "where each segment begins, and the end of the last, in place of lengths",
    RG_INPUT_OPTIONAL | RG_INPUT_NO_GRAD | RG_INPUT_INTEGER },
  { NULL, NULL, 0 },
};

static const RgSegmentReduceAttrs segment_reduce_init = RG_SEGMENT_REDUCE_ATTRS_INIT;
static const RgAttr segment_reduce_attrs[] = {
  RG_ATTR (RgSegmentReduceAttrs, reduce, STRING, NULL, .choices = "sum mean prod max min",
           .doc = "how a segment is reduced"),
  RG_ATTR (RgSegmentReduceAttrs, axis, INT, "0", .doc = "the dimension: 0"),
  RG_ATTR_OPT (RgSegmentReduceAttrs, initial, FLOAT, .doc = "what every segment begins with"),
  { .name = NULL },
};

static const RgSample segment_reduce_samples[] = {
  { "5x2 i64*3:=2,0,3", "reduce=sum initial=1", NULL, 0 },
  { "5x2 i64*2:=2,3", "reduce=mean", NULL, 0 },
  { "5 i64*2:=2,3", "reduce=prod", NULL, 0 },
  { "5:s i64*3:=2,0,3", "reduce=max initial=-9", NULL, 0 },
  { "5:s - i64*3:=0,2,5", "reduce=min", "by offsets", 0 },
  { "5 i64*2:=2,2", "reduce=sum", "lengths that add up to less", RG_SAMPLE_ERROR },
  { "5 i64*2:=-1,6", "reduce=sum", "a negative length", RG_SAMPLE_ERROR },
  { "5", "reduce=sum", "neither", RG_SAMPLE_ERROR },
  { "5x2 i64*1:=2", "reduce=sum axis=1", "another axis", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp segment_reduce = {
  INDEX_OP (segment_reduce, COMPOSITE),
  .summary = "Reduces consecutive slices of the first dimension, segment by segment.",
  .formula = "out[s] = the sum, mean, product, maximum or minimum of the slices of segment s, and initial",
  .gradient = "d input: that of the reduction, for each segment",
  .n_outputs = 1,
  RG_ATTRIBUTES (segment_reduce, RgSegmentReduceAttrs),
  .uses = RG_USES ("index_add", "index_reduce", "div", "reshape"),
};

RG_MODULE (segment_reduce, &segment_reduce)
