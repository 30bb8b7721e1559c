/* nanmean.c: the mean of what is a number, over all dimensions or some.
 *
 *     out = nansum (input) / how many are numbers
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "reduce.h"

/* --- forward, in other operators --- */

static bool
nanmean_forward (RgCall *call)
{
  const RgNanmeanAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  /* Integers are refused whatever dtype says. */
  if (a->has_dtype && rg_dtype_is_floating (rg_tensor_dtype (in)))
    in = rg_to (in, a->dtype);
  if (in == NULL)
    return false;
  if (!rg_dtype_is_floating (rg_tensor_dtype (in)))
    return rg_call_fail (call, RG_ERROR_DTYPE, "%s is not supported", rg_dtype_name (rg_tensor_dtype (in)));
  RgNansumAttrs sum = RG_NANSUM_ATTRS_INIT;
  sum.has_dim = a->has_dim;
  sum.dim = a->dim;
  sum.keepdim = a->keepdim;
  RgTensor *count = reduced_sum (rg_eq (in, in), a->has_dim, a->dim, a->keepdim);
  return rg_call_return (call, 0, rg_div (rg_nansum_with (in, &sum), count));
}

/* --- tables --- */

static const RgInput nanmean_inputs[] = { { "input", "the numbers", 0 }, { NULL, NULL, 0 } };

static const RgNanmeanAttrs nanmean_init = RG_NANMEAN_ATTRS_INIT;
static const RgAttr nanmean_attrs[] = {
  REDUCE_DIM_ATTRS (RgNanmeanAttrs),
  RG_ATTR_OPT (RgNanmeanAttrs, dtype, DTYPE, .doc = "the element type to compute in"),
  { .name = NULL },
};

static const RgSample nanmean_samples[] = {
  REDUCE_SAMPLES (""),
  { "4:=1,nan,2,nan", NULL, "nan does not count", RG_SAMPLE_NO_GRAD },
  { "i64*3:i5", NULL, "integers", RG_SAMPLE_ERROR },
  { "i64*3:i5", "dtype=float64", "integers, whatever dtype says", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp nanmean = {
  .struct_size = sizeof (RgOp),
  .name = "nanmean",
  .summary = "The mean of what is a number, over all dimensions or over some.",
  .formula = "out = nansum(input) / how many are numbers",
  .gradient = "d input = d out / how many, where input is a number, else 0",
  .category = "reduce",
  .kind = RG_KIND_COMPOSITE,
  .inputs = nanmean_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (nanmean, RgNanmeanAttrs),
  .forward = nanmean_forward,
  .samples = nanmean_samples,
  .uses = RG_USES ("nansum", "eq", "sum", "div"),
};

RG_MODULE (nanmean, &nanmean)
