/* cross_entropy.c: log_softmax and nll_loss, for classes or probabilities.
 *
 *     out[n] = -sum over c of weight[c] q[n, c] log_softmax (input)[n, c]
 *
 * q is one at the target class or the target probabilities, smoothed:
 * q (1 - label_smoothing) + label_smoothing / C.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "loss.h"

static bool
same_shape (RgTensor *a, RgTensor *b)
{
  RgInts x = rg_tensor_shape (a), y = rg_tensor_shape (b);
  return x.n == y.n && memcmp (x.v, y.v, (size_t) x.n * sizeof *x.v) == 0;
}

/* The weights of the classes, shaped to multiply log probabilities. */
static RgTensor *
shaped_weight (RgTensor *weight, RgTensor *input, int64_t dim)
{
  int64_t sizes[RG_MAX_DIMS];
  int n = rg_tensor_ndim (input);
  for (int d = 0; d < n; d++)
    sizes[d] = d == dim ? rg_tensor_numel (weight) : 1;
  return rg_reshape (weight, (RgInts){ n, sizes });
}

static bool
check_weight (RgCall *call, RgTensor *weight, int64_t classes)
{
  return weight == NULL || (rg_tensor_ndim (weight) == 1 && rg_tensor_numel (weight) == classes)
         || rg_call_fail (call, RG_ERROR_SHAPE, "weight must have one number for each of the %" G_GINT64_FORMAT
                          " classes", classes);
}

/* --- probabilities --- */

static RgTensor *
with_probabilities (RgTensor *logp, RgTensor *target, RgTensor *weight, int64_t dim,
                    const RgCrossEntropyAttrs *a)
{
  double classes = (double) rg_tensor_size (logp, (int) dim);
  if (a->label_smoothing > 0)
    target = rg_add_scalar (rg_mul_scalar (target, 1 - a->label_smoothing), a->label_smoothing / classes);
  RgTensor *each = rg_mul (logp, target);
  if (weight)
    each = rg_mul (each, shaped_weight (weight, logp, dim));
  double n = (double) rg_tensor_numel (logp) / classes;
  if (loss_is (a->reduction, "none"))
    return rg_neg (rg_sum_dim (each, RG_DIMS (dim), false));
  RgTensor *sum = rg_neg (rg_sum (each));
  return loss_is (a->reduction, "mean") ? rg_div_scalar (sum, n) : sum;
}

/* --- classes --- */

static RgTensor *
nll (RgTensor *logp, RgTensor *target, RgTensor *weight, int64_t ignore, const char *reduction)
{
  RgNllLossAttrs n = RG_NLL_LOSS_ATTRS_INIT;
  n.ignore_index = ignore;
  n.reduction = reduction;
  return rg_nll_loss_with (logp, target, weight, &n);
}

/* The part of the smoothed loss that all classes share. */
static RgTensor *
smooth_part (RgTensor *logp, RgTensor *target, RgTensor *weight, int64_t dim, const RgCrossEntropyAttrs *a)
{
  RgTensor *each = weight ? rg_mul (logp, shaped_weight (weight, logp, dim)) : logp;
  RgTensor *keep = rg_to (rg_ne_scalar (target, (double) a->ignore_index), rg_tensor_dtype (logp));
  RgTensor *smooth = rg_neg (rg_mul (rg_sum_dim (each, RG_DIMS (dim), false), keep));
  if (loss_is (a->reduction, "none"))
    return smooth;
  smooth = rg_sum (smooth);
  if (!loss_is (a->reduction, "mean"))
    return smooth;
  /* nll_loss of -1 adds up the weights of the targets. */
  RgTensor *ones = rg_full (rg_tensor_dtype (logp), rg_tensor_shape (logp), -1);
  return rg_div (smooth, nll (ones, target, weight, a->ignore_index, "sum"));
}

/* --- forward --- */

static bool
cross_entropy_forward (RgCall *call)
{
  const RgCrossEntropyAttrs *a = call->attrs;
  RgTensor *input = call->inputs[0], *target = call->inputs[1];
  RgTensor *weight = call->n_inputs > 2 ? call->inputs[2] : NULL;
  int64_t dim = rg_tensor_ndim (input) > 1;
  if (rg_tensor_ndim (input) == 0)
    return rg_call_fail (call, RG_ERROR_SHAPE, "input must be [N, C, d...] or [C]");
  int64_t classes = rg_tensor_size (input, (int) dim);
  bool probabilities = rg_dtype_is_floating (rg_tensor_dtype (target));
  if (probabilities && !same_shape (input, target))
    return rg_call_fail (call, RG_ERROR_SHAPE, "a target of probabilities has the size of input; a target of classes "
                         "is int64");
  if (a->label_smoothing < 0 || a->label_smoothing > 1)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "label_smoothing must be between 0 and 1");
  if (!check_weight (call, weight, classes))
    return false;
  RgTensor *logp = rg_log_softmax (input, dim);
  if (logp == NULL)
    return false;
  if (probabilities)
    return rg_call_return (call, 0, with_probabilities (logp, target, weight, dim, a));
  RgTensor *loss = nll (logp, target, weight, a->ignore_index, a->reduction);
  if (loss && a->label_smoothing > 0)
    loss = rg_add (rg_mul_scalar (loss, 1 - a->label_smoothing),
                   rg_mul_scalar (smooth_part (logp, target, weight, dim, a),
                                  a->label_smoothing / (double) classes));
  return rg_call_return (call, 0, loss);
}

/* --- tables --- */

static const RgInput cross_entropy_inputs[] = {
  { "input", "scores [N, C, d...], not normalised", RG_INPUT_FLOATING },
  { "target", "classes [N, d...] (int64), or probabilities of input's size", 0 },
  { "weight", "a weight for each class [C]", RG_INPUT_OPTIONAL | RG_INPUT_FLOATING | RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};
static const RgCrossEntropyAttrs cross_entropy_init = RG_CROSS_ENTROPY_ATTRS_INIT;
static const RgAttr cross_entropy_attrs[] = {
  RG_ATTR (RgCrossEntropyAttrs, ignore_index, INT, "-100", .doc = "a target class that does not take part"),
  LOSS_REDUCTION (RgCrossEntropyAttrs),
  RG_ATTR (RgCrossEntropyAttrs, label_smoothing, FLOAT, "0", .min = 0, .max = 1,
           .doc = "how much of the target is spread over all classes"),
  { .name = NULL },
};
static const RgSample cross_entropy_samples[] = {
  { "4x3 i64*4:i3", NULL, NULL, 0 },
  { "4x3 i64*4:i3 3:p", "label_smoothing=0.1", "weights and smoothing", 0 },
  { "4x3 i64*4:i3", "reduction=none label_smoothing=0.2", NULL, 0 },
  { "4x3 i64*4:i3", "reduction=sum ignore_index=1", NULL, 0 },
  { "4x3 4x3:u", NULL, "probabilities", 0 },
  { "4x3 4x3:u 3:p", "reduction=sum label_smoothing=0.1", NULL, 0 },
  { "2x3x2 i64*2x2:i3", NULL, "more dimensions", 0 },
  { "3 i64*.:=1", NULL, "one row without a dimension", 0 },
  { "2x3 i64*2:=0,3", NULL, "a class that does not exist", RG_SAMPLE_ERROR },
  { "2x3 2x4", NULL, "probabilities of another size", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp cross_entropy = {
  .struct_size = sizeof (RgOp),
  .name = "cross_entropy",
  .summary = "The cross entropy of scores and classes or probabilities.",
  .formula = "out = nll_loss(log_softmax(input, 1), target)",
  .gradient = "d input = (softmax(input) - q) d out / n",
  .category = "loss",
  .kind = RG_KIND_COMPOSITE,
  .inputs = cross_entropy_inputs,
  .n_outputs = 1,
  .attrs = cross_entropy_attrs,
  .attrs_size = sizeof (RgCrossEntropyAttrs),
  .attrs_init = &cross_entropy_init,
  .forward = cross_entropy_forward,
  .samples = cross_entropy_samples,
  .uses = RG_USES ("log_softmax", "nll_loss", "mul", "add", "sum", "neg", "div", "ne", "reshape", "to"),
};

RG_MODULE (cross_entropy, &cross_entropy)
