/* bincount.c: how often each number from 0 on stands in a vector.
 *
 *     out[v] = how many input[k] equal v, or the sum of their weights
 *
 * Weights are added in order, one after the other, in float64.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include <retrograde-op.h>

/* --- forward --- */

static bool
bincount_forward (RgCall *call)
{
  const RgBincountAttrs *a = call->attrs;
  RgTensor *x = rg_contiguous (rg_to (call->inputs[0], RG_I64));
  RgTensor *w = call->n_inputs > 1 ? call->inputs[1] : NULL;
  if (x == NULL)
    return false;
  int64_t n = rg_tensor_numel (x), bins = a->minlength;
  const int64_t *v = rg_tensor_data (x);
  if (rg_tensor_ndim (x) != 1 || (w && (rg_tensor_ndim (w) != 1 || rg_tensor_numel (w) != n)))
    return rg_call_fail (call, RG_ERROR_SHAPE, "input must be a vector, and weights one of the same size");
  if (bins < 0)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "minlength must not be negative");
  for (int64_t k = 0; k < n; k++)
    {
      if (v[k] < 0 || v[k] == INT64_MAX)
        return rg_call_fail (call, RG_ERROR_ARGUMENT, "%" G_GINT64_FORMAT " cannot be counted", v[k]);
      bins = MAX (bins, v[k] + 1);
    }
  if (w == NULL)
    {
      RgTensor *out = rg_call_output (call, 0, RG_I64, RG_SHAPE (bins));
      if (out == NULL)
        return false;
      int64_t *count = rg_tensor_data (out);
      for (int64_t b = 0; b < bins; b++)
        count[b] = 0;
      for (int64_t k = 0; k < n; k++)
        count[v[k]]++;
      return true;
    }
  /* float32 weights give float32, all others float64. */
  bool narrow = rg_tensor_dtype (w) == RG_F32;
  w = rg_contiguous (rg_to (w, RG_F64));
  RgTensor *sums = w ? rg_zeros (RG_F64, RG_SHAPE (bins)) : NULL;
  RgTensor *out = sums ? rg_call_output (call, 0, narrow ? RG_F32 : RG_F64, RG_SHAPE (bins)) : NULL;
  if (out == NULL)
    return false;
  double *sum = rg_tensor_data (sums);
  for (int64_t k = 0; k < n; k++)
    sum[v[k]] += ((const double *) rg_tensor_data (w))[k];
  for (int64_t b = 0; b < bins; b++)
    if (narrow)
      ((float *) rg_tensor_data (out))[b] = (float) sum[b];
    else
      ((double *) rg_tensor_data (out))[b] = sum[b];
  return true;
}

/* --- tables --- */

static const RgInput bincount_inputs[] = {
  { "input", "numbers that are not negative", RG_INPUT_INTEGER | RG_INPUT_NO_GRAD },
  { "weights", "what each counts", RG_INPUT_OPTIONAL | RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};

static const RgBincountAttrs bincount_init = RG_BINCOUNT_ATTRS_INIT;
static const RgAttr bincount_attrs[] = {
  RG_ATTR (RgBincountAttrs, minlength, INT, "0", .doc = "the least length of the result"),
  { .name = NULL },
};

static const RgSample bincount_samples[] = {
  { "9:i5", NULL, NULL, 0 },
  { "9:i5", "minlength=7", NULL, 0 },
  { "9:i5 9", NULL, "weights", 0 },
  { "i64*0", NULL, "no numbers", 0 },
  { "i64*2:=1,-1", NULL, "a negative number", RG_SAMPLE_ERROR },
  { "3x3:i5", NULL, "a matrix", RG_SAMPLE_ERROR },
  { "3", NULL, "not integers", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp bincount = {
  .struct_size = sizeof (RgOp),
  .name = "bincount",
  .summary = "Counts how often each number from 0 on stands in a vector.",
  .formula = "out[v] = how many input[k] equal v, or the sum of their weights",
  .gradient = "none",
  .category = "reduce",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_NO_GRAD,
  .inputs = bincount_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (bincount, RgBincountAttrs),
  .forward = bincount_forward,
  .samples = bincount_samples,
};

RG_MODULE (bincount, &bincount)
