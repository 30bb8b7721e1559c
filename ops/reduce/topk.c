/* topk.c: the k largest (or least) elements along a dimension, in order.
 *
 *     values[j] = input[indices[j]], j < k
 *     d input[indices[j]] = d values[j]
 *
 * Of equal elements it takes those that PyTorch takes, in its order: see order-std.h.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "order.h"

/* --- forward --- */

static bool
topk_forward (RgCall *call)
{
  const RgTopkAttrs *a = call->attrs;
  RgTensor *in = call->inputs[0];
  int dim = rg_call_dim (call, a->dim, rg_tensor_ndim (in));
  if (dim < 0)
    return false;
  int64_t n = rg_tensor_ndim (in) ? rg_tensor_size (in, dim) : 1;
  if (a->k < 0 || a->k > n)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "k is %" G_GINT64_FORMAT "; expected 0 .. %" G_GINT64_FORMAT,
                         a->k, n);
  OrderJob job = { .descending = a->largest, .k = (size_t) a->k, .finish = order_first, .first_only = true,
                   .any_order = !a->sorted };
  return order_forward (call, dim, &job, a->k, true);
}

/* --- gradients --- */

SELECTED_DERIVATIVES (topk, RgTopkAttrs, false)

/* --- tables --- */

static const RgInput topk_inputs[] = { { "input", "the tensor", 0 }, { NULL, NULL, 0 } };

static const RgTopkAttrs topk_init = RG_TOPK_ATTRS_INIT;
static const RgAttr topk_attrs[] = {
  RG_ATTR (RgTopkAttrs, k, INT, NULL, .doc = "how many"),
  RG_ATTR (RgTopkAttrs, dim, INT, "-1", .doc = "the dimension to look along"),
  RG_ATTR (RgTopkAttrs, largest, BOOL, "true", .doc = "the largest; else the least"),
  RG_ATTR (RgTopkAttrs, sorted, BOOL, "true", .doc = "in order"),
  { .name = NULL },
};

static const RgSample topk_samples[] = {
  { "3x4:s", "k=2", NULL, 0 },
  { "3x4:s", "k=2 dim=0 largest=false", NULL, 0 },
  { "2x70:s", "k=5", "longer lines", 0 },
  { "3x4", "k=0", "none", 0 },
  { ".", "k=1", "zero-dimensional", 0 },
  { "i64*3x70:i5", "k=3", "integers", RG_SAMPLE_NO_GRAD },
  { "3x4", "k=5", "more than there are", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp topk = {
  .struct_size = sizeof (RgOp),
  .name = "topk",
  .summary = "The k largest or least elements along a dimension, in order, and where they stand.",
  .formula = "values[j] = input[indices[j]], the k largest",
  .gradient = "d input[indices] = d values",
  .category = "reduce",
  .kind = RG_KIND_GENERAL,
  .inputs = topk_inputs,
  .n_outputs = 2,
  .output_names = RG_OUTPUTS ("values", "indices"),
  RG_ATTRIBUTES (topk, RgTopkAttrs),
  .forward = topk_forward,
  .vjp = topk_vjps,
  .jvp = topk_jvp,
  .samples = topk_samples,
  .uses = RG_USES (SELECTED_USES),
};

RG_MODULE (topk, &topk)
