/* nll_loss.c: the negative log likelihood of classes.
 *
 *     out[n] = -weight[t] input[n, t]        t = target[n]
 *
 * The mean divides by the sum of the weights that take part. Targets equal to
 * ignore_index do not. Linear in input, so that the gradient's gradient is the
 * loss again.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "loss.h"

/* --- the shapes: input is rows x classes x columns, target rows x columns --- */

typedef struct
{
  int64_t rows, classes, columns;
  RgInts shape;            /* of the target */
  const int64_t *target;   /* (rows, columns) */
  RgTensor *weight;        /* (classes) or NULL */
  int64_t ignore;
} Classes;

static bool
find_classes (RgCall *call, size_t first, int64_t ignore, Classes *k)
{
  RgTensor *input = call->inputs[first], *target = call->inputs[first + 1];
  RgTensor *weight = call->n_inputs > first + 2 ? call->inputs[first + 2] : NULL;
  RgInts x = rg_tensor_shape (input), t = rg_tensor_shape (target);
  int64_t at = x.n > 1; /* the dimension of the classes */
  bool fits = x.n > 0 && t.n == x.n - 1;
  for (int64_t d = 0; d < t.n && fits; d++)
    fits = t.v[d] == x.v[d < at ? d : d + 1];
  if (!fits)
    return rg_call_fail (call, RG_ERROR_SHAPE, "input must be [N, C, d...] (or [C]) and target [N, d...] (or [])");
  k->shape = t;
  k->classes = x.v[at];
  k->rows = at ? x.v[0] : 1;
  k->columns = 1;
  for (int64_t d = 2; d < x.n; d++)
    k->columns *= x.v[d];
  k->ignore = ignore;
  k->weight = weight;
  if (weight && (rg_tensor_ndim (weight) != 1 || rg_tensor_size (weight, 0) != k->classes))
    return rg_call_fail (call, RG_ERROR_SHAPE, "weight must have one number for each of the %" G_GINT64_FORMAT
                         " classes", k->classes);
  RgTensor *indices = rg_contiguous (rg_to (target, RG_I64));
  if (indices == NULL)
    return false;
  k->target = rg_tensor_data (indices);
  for (int64_t i = 0; i < k->rows * k->columns; i++)
    if (k->target[i] != ignore && (k->target[i] < 0 || k->target[i] >= k->classes))
      return rg_call_fail (call, RG_ERROR_ARGUMENT, "Target %" G_GINT64_FORMAT " at element %" G_GINT64_FORMAT
                           " is out of bounds: there are %" G_GINT64_FORMAT " classes", k->target[i], i, k->classes);
  if (k->weight)
    k->weight = rg_contiguous (rg_to (weight, RG_F64));
  return weight == NULL || k->weight != NULL;
}

static inline double
weight_of (const Classes *k, int64_t i)
{
  if (k->target[i] == k->ignore)
    return 0;
  return k->weight ? ((const double *) rg_tensor_data (k->weight))[k->target[i]] : 1;
}

/* The sum of the weights that take part, in the order of the targets. */
static double
total_weight (const Classes *k)
{
  double total = 0;
  for (int64_t i = 0; i < k->rows * k->columns; i++)
    total += weight_of (k, i);
  return total;
}

/* --- kernels --- */

#define LOSSES(T)                                                              \
  for (int64_t i = 0; i < k->rows * k->columns; i++)                           \
    {                                                                          \
      int64_t row = i / k->columns, column = i % k->columns;                   \
      if (k->target[i] == k->ignore)                                           \
        ((T *) out)[i] = 0;                                                    \
      else                                                                     \
        ((T *) out)[i] = -(T) weight_of (k, i)                                 \
                         * ((const T *) in)[(row * k->classes + k->target[i]) * k->columns + column]; \
    }

static void
losses (const Classes *k, RgDType dtype, void *out, const void *in)
{
  if (dtype == RG_F32)
    LOSSES (float)
  else
    LOSSES (double)
}

#define SCATTER(T)                                                             \
  for (int64_t i = 0; i < k->rows * k->columns; i++)                           \
    {                                                                          \
      int64_t row = i / k->columns, column = i % k->columns;                   \
      if (k->target[i] != k->ignore)                                           \
        ((T *) out)[(row * k->classes + k->target[i]) * k->columns + column]   \
            = (T) (-weight_of (k, i) * (double) ((const T *) grad)[i * step] / total); \
    }

static void
scatter (const Classes *k, RgDType dtype, void *out, const void *grad, int64_t step, double total)
{
  if (dtype == RG_F32)
    SCATTER (float)
  else
    SCATTER (double)
}

/* --- forward --- */

static bool
nll_loss_forward (RgCall *call)
{
  const RgNllLossAttrs *a = call->attrs;
  Classes k;
  if (!find_classes (call, 0, a->ignore_index, &k))
    return false;
  bool none = loss_is (a->reduction, "none");
  RgTensor *input = rg_call_contiguous (call, 0);
  RgDType dtype = input ? rg_tensor_dtype (input) : RG_F32;
  RgTensor *each = none ? rg_call_output (call, 0, dtype, k.shape) : rg_empty (dtype, k.shape);
  if (input == NULL || each == NULL)
    return false;
  losses (&k, dtype, rg_tensor_data (each), rg_tensor_data (input));
  if (none)
    return true;
  RgTensor *sum = rg_sum (each), *out = rg_call_output (call, 0, dtype, RG_SHAPE ());
  if (sum && loss_is (a->reduction, "mean"))
    sum = rg_div_scalar (sum, total_weight (&k));
  return sum && out && rg_copy_ (out, sum);
}

static bool
nll_loss_backward_forward (RgCall *call)
{
  const RgNllLossBackwardAttrs *a = call->attrs;
  Classes k;
  if (!find_classes (call, 1, a->ignore_index, &k))
    return false;
  bool none = loss_is (a->reduction, "none");
  RgTensor *grad = rg_call_contiguous (call, 0);
  if (grad == NULL || rg_tensor_numel (grad) != (none ? k.rows * k.columns : 1))
    return grad && rg_call_fail (call, RG_ERROR_SHAPE, "grad_output must have the loss's size");
  RgDType dtype = rg_tensor_dtype (grad);
  RgTensor *out = rg_call_output (call, 0, dtype, rg_tensor_shape (call->inputs[1]));
  if (out == NULL || rg_zero_ (out) == NULL)
    return false;
  scatter (&k, dtype, rg_tensor_data (out), rg_tensor_data (grad), none,
           loss_is (a->reduction, "mean") ? total_weight (&k) : 1);
  return true;
}

/* --- gradients --- */

static RgTensor *
weight_in (RgVjpCall *c, size_t i)
{
  return rg_vjp_n_inputs (c) > i ? rg_vjp_input (c, i) : NULL;
}

RG_VJP (nll_loss_input,
        rg_nll_loss_backward (RG_G, RG_IN (0), RG_IN (1), weight_in (c, 2),
                              RG_ATTRS (RgNllLossAttrs)->ignore_index, RG_ATTRS (RgNllLossAttrs)->reduction))

static RgTensor *
loss_with (RgTensor *input, RgTensor *target, RgTensor *weight, int64_t ignore_index, const char *reduction)
{
  RgNllLossAttrs a = RG_NLL_LOSS_ATTRS_INIT;
  a.ignore_index = ignore_index;
  a.reduction = reduction;
  return rg_nll_loss_with (input, target, weight, &a);
}

RG_VJP (nll_loss_backward_grad_output,
        loss_with (RG_G, RG_IN (2), weight_in (c, 3), RG_ATTRS (RgNllLossBackwardAttrs)->ignore_index,
                   RG_ATTRS (RgNllLossBackwardAttrs)->reduction))

static const RgVjp nll_loss_vjps[] = {
  { 0, RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1) | RG_SAVE_INPUT (2), nll_loss_input },
  { 0, 0, NULL },
};
static const RgVjp nll_loss_backward_vjps[] = {
  { 0, RG_SAVE_INPUT (2) | RG_SAVE_INPUT (3), nll_loss_backward_grad_output },
  { 0, 0, NULL },
};

/* --- tables --- */

static const RgInput nll_loss_inputs[] = {
  { "input", "log probabilities [N, C, d...]", RG_INPUT_FLOATING },
  { "target", "classes [N, d...]", RG_INPUT_INTEGER | RG_INPUT_NO_GRAD },
  { "weight", "a weight for each class [C]", RG_INPUT_OPTIONAL | RG_INPUT_FLOATING | RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};
static const RgNllLossAttrs nll_loss_init = RG_NLL_LOSS_ATTRS_INIT;
static const RgAttr nll_loss_attrs[] = {
  RG_ATTR (RgNllLossAttrs, ignore_index, INT, "-100", .doc = "a target that does not take part"),
  LOSS_REDUCTION (RgNllLossAttrs),
  { .name = NULL },
};
static const RgSample nll_loss_samples[] = {
  { "4x3 i64*4:i3", NULL, NULL, 0 },
  { "4x3 i64*4:i3 3:p", NULL, "weights", 0 },
  { "4x3 i64*4:i3 3:p", "reduction=none", NULL, 0 },
  { "4x3 i64*4:i3", "reduction=sum", NULL, 0 },
  { "4x3 i64*4:i3", "ignore_index=1 reduction=sum", "a class that is left out", 0 },
  { "2x3x2x2 i64*2x2x2:i3", NULL, "images", 0 },
  { "3 i64*.:=2", NULL, "one row without a dimension", 0 },
  { "0x3 i64*0:i3", "reduction=sum", "no rows", 0 },
  { "2x3 i64*2:=0,3", NULL, "a class that does not exist", RG_SAMPLE_ERROR },
  { "2x3 i64*3:i3", NULL, "sizes that do not fit", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgInput nll_loss_backward_inputs[] = {
  { "grad_output", "the gradient of the loss", RG_INPUT_FLOATING },
  { "input", "as in nll_loss; its size only", RG_INPUT_FLOATING | RG_INPUT_NO_GRAD },
  { "target", "as in nll_loss", RG_INPUT_INTEGER | RG_INPUT_NO_GRAD },
  { "weight", "as in nll_loss", RG_INPUT_OPTIONAL | RG_INPUT_FLOATING | RG_INPUT_NO_GRAD },
  { NULL, NULL, 0 },
};
static const RgNllLossBackwardAttrs nll_loss_backward_init = RG_NLL_LOSS_BACKWARD_ATTRS_INIT;
static const RgAttr nll_loss_backward_attrs[] = {
  RG_ATTR (RgNllLossBackwardAttrs, ignore_index, INT, "-100", .doc = "as in nll_loss"),
  LOSS_REDUCTION (RgNllLossBackwardAttrs),
  { .name = NULL },
};
static const RgSample nll_loss_backward_samples[] = {
  { ". 4x3 i64*4:i3", NULL, NULL, 0 },
  { "4 4x3 i64*4:i3 3:p", "reduction=none", NULL, 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp nll_loss = {
  .struct_size = sizeof (RgOp),
  .name = "nll_loss",
  .summary = "The negative log likelihood of classes.",
  .formula = "out = -weight[target] * input[n, target], reduced; the mean divides by the sum of the weights",
  .gradient = "d input[n, target] = -weight[target] * d out (over the sum of the weights for the mean), else 0",
  .category = "loss",
  .kind = RG_KIND_GENERAL,
  .inputs = nll_loss_inputs,
  .n_outputs = 1,
  .attrs = nll_loss_attrs,
  .attrs_size = sizeof (RgNllLossAttrs),
  .attrs_init = &nll_loss_init,
  .forward = nll_loss_forward,
  .vjp = nll_loss_vjps,
  .jvp = RG_JVP_LINEAR,
  .samples = nll_loss_samples,
  .uses = RG_USES ("nll_loss_backward", "sum", "div", "copy", "to"),
};

static const RgOp nll_loss_backward = {
  .struct_size = sizeof (RgOp),
  .name = "nll_loss_backward",
  .summary = "The gradient of nll_loss.",
  .formula = "out[n, target] = -weight[target] * grad_output (over the sum of the weights for the mean), else 0",
  .gradient = "d grad_output = nll_loss(d out)",
  .category = "loss",
  .kind = RG_KIND_GENERAL,
  .flags = RG_OP_INTERNAL,
  .inputs = nll_loss_backward_inputs,
  .n_outputs = 1,
  .attrs = nll_loss_backward_attrs,
  .attrs_size = sizeof (RgNllLossBackwardAttrs),
  .attrs_init = &nll_loss_backward_init,
  .forward = nll_loss_backward_forward,
  .vjp = nll_loss_backward_vjps,
  .jvp = RG_JVP_LINEAR,
  .samples = nll_loss_backward_samples,
  .uses = RG_USES ("nll_loss", "fill", "to"),
};

RG_MODULE (nll_loss, &nll_loss, &nll_loss_backward)
