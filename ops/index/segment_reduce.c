/* segment_reduce.c: consecutive slices of a dimension reduced to one each.
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

/* The segments of `rows` rows of `whole` slices each: n lengths a row, in float64, and
 * where each row's first begins. */
typedef struct
{
  int64_t rows, whole, n;
  double *lengths;
  int64_t *start;
  bool gaps; /* slices that no segment has */
} Segments;

static bool
segments_of (RgCall *call, int axis, bool unsafe, Segments *g)
{
  RgTensor *offsets = call->n_inputs > 2 ? call->inputs[2] : NULL;
  RgTensor *given = call->n_inputs > 1 && call->inputs[1] ? call->inputs[1] : offsets;
  bool good = given && (offsets == NULL || given == offsets) && rg_tensor_ndim (given) == axis + 1
              && (offsets == NULL || rg_tensor_size (given, axis) > 0);
  for (int d = 0; good && d < axis; d++)
    good = rg_tensor_size (given, d) == rg_tensor_size (call->inputs[0], d);
  if (!good)
    return rg_call_fail (call, RG_ERROR_ARGUMENT,
                         "expected either lengths or offsets, with the dimensions of input up to axis");
  const int64_t *v = rg_tensor_data (rg_contiguous (rg_to (given, RG_I64)));
  g->n = rg_tensor_size (given, axis) - (offsets != NULL);
  g->lengths = v ? rg_call_temp (call, (size_t) (g->rows * g->n + 1) * sizeof *g->lengths) : NULL;
  g->start = g->lengths ? rg_call_temp (call, (size_t) (g->rows + 1) * sizeof *g->start) : NULL;
  if (g->start == NULL)
    return false;
  for (int64_t r = 0; good && r < g->rows; r++, v += g->n + (offsets != NULL))
    {
      int64_t at = g->start[r] = offsets ? v[0] : 0;
      good = at >= 0 && at <= g->whole;
      for (int64_t s = 0; good && s < g->n; s++)
        {
          int64_t length = offsets ? v[s + 1] - v[s] : v[s];
          good = length >= 0 && length <= g->whole - at;
          at += length;
          g->lengths[r * g->n + s] = (double) length;
        }
      good = good && (offsets || unsafe || at == g->whole);
      g->gaps = g->gaps || at != g->whole || g->start[r] > 0;
    }
  return good || rg_call_fail (call, RG_ERROR_ARGUMENT, "%s %" G_GINT64_FORMAT ", the size of dimension %d",
                               offsets  ? "offsets must not decrease, and lie in 0 to"
                               : unsafe ? "lengths must not be negative, nor add up to more than"
                                        : "lengths must not be negative, and add up to", g->whole, axis);
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
  int64_t sizes[RG_MAX_DIMS];
  int k = 0;
  if (!check_word (call, "reduce", a->reduce))
    return false;
  const RgInts shape = rg_tensor_shape (in);
  const int axis = rg_call_dim (call, a->axis, (int) shape.n);
  if (axis < 0)
    return false;
  if (shape.n == 0)
    return rg_call_fail (call, RG_ERROR_SHAPE, "input must have a dimension to cut");
  /* The rows before axis one after another, so that there is one dimension to reduce. */
  Segments g = { .rows = 1, .whole = shape.v[axis] };
  for (int d = 0; d < axis; d++)
    g.rows *= shape.v[d];
  RgTensor *index = segments_of (call, axis, a->unsafe, &g) ? rg_empty (RG_I64, RG_SHAPE (g.rows * g.whole)) : NULL;
  int64_t *v = rg_tensor_data (index);
  if (index == NULL)
    return false;
  /* What is in no segment goes to one more, which is left out. */
  for (int64_t i = 0; i < g.rows * g.whole; i++)
    v[i] = g.rows * g.n;
  for (int64_t r = 0; r < g.rows; r++)
    for (int64_t s = 0, at = r * g.whole + g.start[r]; s < g.n; s++)
      for (int64_t i = 0; i < (int64_t) g.lengths[r * g.n + s]; i++)
        v[at++] = r * g.n + s;
  while (strcmp (segment_kinds[k].name, a->reduce) != 0)
    k++;
  const RgInts flat = { shape.n - axis, sizes };
  memcpy (sizes, shape.v + axis, (size_t) flat.n * sizeof *sizes);
  sizes[0] = g.rows * g.whole;
  in = rg_reshape (in, flat);
  sizes[0] = g.rows * g.n + g.gaps;
  RgTensor *out = rg_full (rg_tensor_dtype (in), flat, a->has_initial ? a->initial : segment_kinds[k].nothing);
  if (segment_kinds[k].joins)
    out = rg_index_reduce (out, 0, index, in, segment_kinds[k].joins, true);
  else
    out = rg_index_add (out, 0, index, in);
  if (g.gaps)
    out = rg_narrow (out, 0, 0, g.rows * g.n);
  if (k == 1)
    out = segment_mean (call, out, g.lengths, g.rows * g.n, a->has_initial);
  memcpy (sizes, shape.v, (size_t) shape.n * sizeof *sizes);
  sizes[axis] = g.n;
  return rg_call_return (call, 0, rg_reshape (out, (RgInts){ shape.n, sizes }));
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
  RG_ATTR (RgSegmentReduceAttrs, axis, INT, "0", .doc = "the dimension to cut"),
  RG_ATTR_OPT (RgSegmentReduceAttrs, initial, FLOAT, .doc = "what every segment begins with"),
  RG_ATTR (RgSegmentReduceAttrs, unsafe, BOOL, "false", .doc = "whether lengths may add up to less; the rest is left out"),
  { .name = NULL },
};

static const RgSample segment_reduce_samples[] = {
  { "5x2 i64*3:=2,0,3", "reduce=sum initial=1", NULL, 0 },
  { "5x2 i64*2:=2,3", "reduce=mean", NULL, 0 },
  { "5 i64*2:=2,3", "reduce=prod", NULL, 0 },
  { "5:s i64*3:=2,0,3", "reduce=max initial=-9", NULL, 0 },
  { "5:s - i64*3:=0,2,5", "reduce=min", "by offsets", 0 },
  { "5x2 i64*2:=2,2", "reduce=sum unsafe=true", "lengths that add up to less", 0 },
  { "5:s i64*2:=2,2", "reduce=max unsafe=true", NULL, 0 },
  { "6x2 - i64*3:=1,3,4", "reduce=mean", "offsets that leave out both ends", 0 },
  { "5 i64*2:=2,2", "reduce=sum", "lengths that add up to less", RG_SAMPLE_ERROR },
  { "5 i64*2:=2,4", "reduce=sum unsafe=true", "lengths that add up to more", RG_SAMPLE_ERROR },
  { "5 - i64*3:=0,3,2", "reduce=sum", "offsets that decrease", RG_SAMPLE_ERROR },
  { "5 i64*2:=-1,6", "reduce=sum", "a negative length", RG_SAMPLE_ERROR },
  { "5", "reduce=sum", "neither", RG_SAMPLE_ERROR },
  { "2x3 i64*2x2:=1,2,3,0", "reduce=mean axis=1 initial=1", "another axis", 0 },
  { "2x3x2:s - i64*2x3:=0,1,3,0,3,3", "reduce=max axis=1 initial=-9", "another axis, by offsets", 0 },
  { "5x2 i64*1:=2", "reduce=sum axis=1", "lengths of too few dimensions", RG_SAMPLE_ERROR },
  { "5x2 i64*1:=2", "reduce=sum axis=2", "an axis out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp segment_reduce = {
  INDEX_OP (segment_reduce, COMPOSITE),
  .summary = "Reduces consecutive slices of a dimension, segment by segment.",
  .formula = "out[s] = the sum, mean, product, maximum or minimum of the slices of segment s, and initial",
  .gradient = "d input: that of the reduction, for each segment",
  .n_outputs = 1,
  RG_ATTRIBUTES (segment_reduce, RgSegmentReduceAttrs),
  .uses = RG_USES ("index_add", "index_reduce", "div", "reshape", "narrow"),
};

RG_MODULE (segment_reduce, &segment_reduce)
