/* kthvalue.c: the k-th least element along a dimension, counted from 1.
 *
 *     values = input[indices]
 *     d input[indices] = d values
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "order.h"

/* --- forward --- */

static void
kth (const OrderJob *job, const Keyed *sorted, size_t n, size_t stride, const char *line, char *value,
     int64_t *place)
{
  (void) n;
  order_put (job, 0, sorted[job->k].place, stride, line, value, place);
}

static bool
kthvalue_forward (RgCall *call)
{
  const RgKthvalueAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  int dim = rg_call_dim (call, a->dim, rg_tensor_ndim (in));
  if (dim < 0)
    return false;
  int64_t n = rg_tensor_ndim (in) ? rg_tensor_size (in, dim) : 1;
  if (a->k < 1 || a->k > n)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "k is %" G_GINT64_FORMAT "; expected 1 .. %" G_GINT64_FORMAT,
                         a->k, n);
  OrderJob job = { .k = (size_t) a->k - 1, .finish = kth, .quick = true };
  return order_forward (call, dim, &job, 1, a->keepdim);
}

/* --- gradients --- */

SELECTED_DERIVATIVES (kthvalue, RgKthvalueAttrs, !a->keepdim)

/* --- tables --- */

static const RgInput kthvalue_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgKthvalueAttrs kthvalue_init = RG_KTHVALUE_ATTRS_INIT;
static const RgAttr kthvalue_attrs[] = {
  RG_ATTR (RgKthvalueAttrs, k, INT, NULL, .doc = "which, from 1"),
  RG_ATTR (RgKthvalueAttrs, dim, INT, "-1", .doc = "the dimension to look along"),
  RG_ATTR (RgKthvalueAttrs, keepdim, BOOL, "false", .doc = "keep it with size 1"),
  { .name = NULL },
};

static const RgSample kthvalue_samples[] = {
  { "3x4:s", "k=2", NULL, 0 },
  { "3x4:s", "k=3 dim=0 keepdim=true", NULL, 0 },
  { "2x70:s", "k=35", "longer lines", 0 },
  { ".", "k=1", "zero-dimensional", 0 },
  { "0x3", "k=1", "no lines", 0 },
  { "3x4", "k=0", "counted from 1", RG_SAMPLE_ERROR },
  { "3x4", "k=5", "more than there are", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp kthvalue = {
  .struct_size = sizeof (RgOp),
  .name = "kthvalue",
  .summary = "The k-th least element along a dimension, and where it stands.",
  .formula = "values = the k-th of input in order along dim",
  .gradient = "d input[indices] = d values",
  .category = "reduce",
  .kind = RG_KIND_GENERAL,
  .inputs = kthvalue_inputs,
  .n_outputs = 2,
  .output_names = RG_OUTPUTS ("values", "indices"),
  RG_ATTRIBUTES (kthvalue, RgKthvalueAttrs),
  .forward = kthvalue_forward,
  .vjp = kthvalue_vjps,
  .jvp = kthvalue_jvp,
  .samples = kthvalue_samples,
  .uses = RG_USES (SELECTED_USES),
};

RG_MODULE (kthvalue, &kthvalue)
