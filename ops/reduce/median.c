/* median.c: the median of all, or along a dimension: of an even count the
 * lower of the two in the middle.
 *
 *     median (input)            d input = d out, spread evenly over ties
 *     median (input, dim)       values and indices; d input goes to the index only
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "extremes.h"
#include "order.h"

/* --- forward --- */

static void
middle (const OrderJob *job, const Keyed *sorted, size_t n, size_t stride, const char *line, char *value,
        int64_t *place)
{
  size_t at = (n - 1) / 2;
  /* nan, which stands at the end, wins: its first place. */
  if (sorted[n - 1].key == ORDER_NAN && rg_dtype_is_floating (job->dtype))
    for (at = n - 1; at && sorted[at - 1].key == ORDER_NAN; at--)
      ;
  order_put (job, 0, sorted[at].place, stride, line, value, place);
}

static bool
full_forward (RgCall *call)
{
  RgTensor *x = rg_call_contiguous (call, 0);
  Lines lines = { 0, 1, x ? rg_tensor_numel (x) : 0, 1 };
  OrderJob job = { .finish = middle };
  RgTensor *out = x ? rg_call_output (call, 0, rg_tensor_dtype (x), RG_SHAPE ()) : NULL;
  if (out == NULL)
    return false;
  if (lines.n)
    return order_run (call, x, &lines, &job, 1, out, NULL);
  /* The median of nothing. */
  if (!rg_dtype_is_floating (rg_tensor_dtype (x)))
    return rg_call_fail (call, RG_ERROR_SHAPE, "integers have no median of nothing");
  if (rg_tensor_dtype (x) == RG_F32)
    *(float *) rg_tensor_data (out) = NAN;
  else
    *(double *) rg_tensor_data (out) = NAN;
  return true;
}

static bool
dim_forward (RgCall *call)
{
  const RgMedianAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  int dim = rg_call_dim (call, a->dim, rg_tensor_ndim (in));
  if (dim < 0)
    return false;
  if (rg_tensor_ndim (in) && rg_tensor_size (in, dim) == 0)
    return rg_call_fail (call, RG_ERROR_SHAPE, "nothing along dim has no median with an index");
  OrderJob job = { .finish = middle };
  return order_forward (call, dim, &job, 1, a->keepdim);
}

static bool
median_forward (RgCall *call)
{
  const RgMedianAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0], *out[2] = { NULL };
  if (!a->has_dim)
    {
      rg_op_call (NULL, rg_op_find ("median.full", NULL), &in, 1, NULL, out, 1);
      return rg_call_return (call, 0, out[0]);
    }
  rg_op_call (NULL, rg_op_find ("median.dim", NULL), &in, 1, a, out, 2);
  return rg_call_return (call, 0, out[0]) && rg_call_return (call, 1, out[1]);
}

/* --- gradients --- */

/* Where the median is nan, all are: they share the gradient too. */
static RgTensor *
full_input (RgVjpCall *c, size_t i)
{
  return extreme_of_all_gradient (rg_vjp_input (c, i), rg_vjp_output (c, 0), rg_vjp_grad (c, 0));
}

static const RgVjp full_vjps[] = {
  { 0, RG_SAVE_INPUT (0) | RG_SAVE_OUTPUT (0), full_input },
  { 0, 0, NULL },
};

static RgTensor *
full_jvp (RgJvpCall *c, size_t o)
{
  return extreme_of_all_tangent (rg_jvp_input (c, 0), rg_jvp_output (c, o), rg_jvp_tangent (c, 0));
}

SELECTED_DERIVATIVES (dim, RgMedianAttrs, !a->keepdim)

/* --- tables --- */

static const RgInput median_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgMedianAttrs median_init = RG_MEDIAN_ATTRS_INIT;
static const RgAttr median_attrs[] = { REDUCE_ONE_DIM_ATTRS (RgMedianAttrs), { .name = NULL } };

static const RgSample median_samples[] = {
  { "3x5:s", NULL, NULL, 0 },
  { "3x4:s", "dim=1", NULL, 0 },
  { "3x4:s", "dim=0 keepdim=true", NULL, 0 },
  { "2x70:s", "dim=1", "longer lines", 0 },
  { ".", NULL, "zero-dimensional", 0 },
  { ".", "dim=0", NULL, 0 },
  { "4:=1,nan,3,2", NULL, "a nan", RG_SAMPLE_NO_GRAD },
  { "i64*3x4:i5", "dim=1", "integers", RG_SAMPLE_NO_GRAD },
  { "0", NULL, "the median of nothing is nan", RG_SAMPLE_NO_GRAD },
  { "0x3", "dim=0", "nothing along dim", RG_SAMPLE_ERROR },
  { "3x4", "dim=2", "a dim out of range", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};
static const RgSample full_samples[] = { { "3x5:s", NULL, NULL, 0 }, { NULL, NULL, NULL, 0 } };
static const RgSample dim_samples[] = { { "3x5:s", "dim=1", NULL, 0 }, { NULL, NULL, NULL, 0 } };

/* --- the descriptors --- */

static const RgOp median = {
  .struct_size = sizeof (RgOp),
  .name = "median",
  .summary = "The median of all, or along a dimension with its index.",
  .formula = "out = the middle of input in order, the lower of two",
  .gradient = "evenly over ties; with dim: to the index",
  .category = "reduce",
  .kind = RG_KIND_COMPOSITE,
  .inputs = median_inputs,
  .n_outputs = 0,
  .output_names = RG_OUTPUTS ("values", "indices"),
  RG_ATTRIBUTES (median, RgMedianAttrs),
  .forward = median_forward,
  .samples = median_samples,
  .uses = RG_USES ("median.full", "median.dim"),
};

static const RgOp full = {
  .struct_size = sizeof (RgOp),
  .name = "median.full",
  .summary = "The median of all.",
  .formula = "out = the middle of input in order, the lower of two",
  .gradient = "d input = d out, spread evenly over the elements that equal out",
  .category = "reduce",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = median_inputs,
  .n_outputs = 1,
  .forward = full_forward,
  .vjp = full_vjps,
  .jvp = full_jvp,
  .backward_name = "MedianBackward0",
  .samples = full_samples,
  .uses = RG_USES ("eq", "ne", "where", "sum", "mul", "div"),
};

static const RgOp dim = {
  .struct_size = sizeof (RgOp),
  .name = "median.dim",
  .summary = "The median along a dimension, and where it stands.",
  .formula = "values = the middle of input in order along dim, the lower of two",
  .gradient = "d input[index] = d values",
  .category = "reduce",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = median_inputs,
  .n_outputs = 2,
  .output_names = RG_OUTPUTS ("values", "indices"),
  RG_ATTRIBUTES (median, RgMedianAttrs),
  .forward = dim_forward,
  .vjp = dim_vjps,
  .jvp = dim_jvp,
  .backward_name = "MedianBackward1",
  .samples = dim_samples,
  .uses = RG_USES (SELECTED_USES),
};

RG_MODULE (median, &median, &full, &dim)
