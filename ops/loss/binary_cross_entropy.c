/* binary_cross_entropy.c: the cross entropy of probabilities.
 *
 *     out = -weight (target log (input) + (1 - target) log (1 - input)),
 *     and its mean or sum; logarithms are at least -100
 *     d input = weight (input - target) / max (input (1 - input), 1e-12) d out / n
 *     d target = weight (log (1 - input) - log (input)) d out / n
 *
 * binary_cross_entropy.each gives the losses.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "loss.h"

/* --- kernels --- */

/* x is the probability, y the target; nan stays nan. */
#define BCE_BOUND(v) ((v) < -100 ? -100 : (v))
#define BCE(log, log1p) ((y - 1) * BCE_BOUND (log1p (-x)) - y * BCE_BOUND (log (x)))

RG_BINARY (bce_f32, void, float, float, BCE (rg_log_f32, rg_log1p_f32))
RG_BINARY (bce_f64, void, double, double, BCE (rg_log_f64, rg_log1p_f64))

static const RgPointwise bce_each_pointwise = {
  .kernels = { RG_KERNELS_FLOAT (bce) },
  .cost = 1.5,
};

static bool
binary_cross_entropy_forward (RgCall *call)
{
  const RgBinaryCrossEntropyAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0], *t = call->inputs[1], *weight = call->n_inputs > 2 ? call->inputs[2] : NULL;
  if (!loss_same_shape (call, x, t))
    return false;
  if (rg_tensor_numel (x) > 0)
    {
      RgTensor *high = NULL, *low = rg_aminmax (rg_detach (x), &high);
      if (low == NULL || !(rg_item (low) >= 0) || !(rg_item (high) <= 1))
        return rg_call_fail (call, RG_ERROR_ARGUMENT, "all elements of input must lie between 0 and 1 "
                             "(binary_cross_entropy_with_logits takes any)");
      low = rg_aminmax (rg_detach (t), &high);
      if (low == NULL || !(rg_item (low) >= 0) || !(rg_item (high) <= 1))
        return rg_call_fail (call, RG_ERROR_ARGUMENT, "all elements of target must lie between 0 and 1");
    }
  RgTensor *losses = rg_call ("binary_cross_entropy.each", x, t, NULL);
  return rg_call_return (call, 0, loss_reduce (weight ? rg_mul (losses, weight) : losses, a->reduction));
}

/* --- gradients --- */

/* Where the probability is 0 or 1 the quotient is large, but a number. */
static RgTensor *
bce_slope (RgTensor *x, RgTensor *y)
{
  return rg_div (rg_sub (x, y), rg_clamp_min_scalar (rg_mul (rg_rsub_scalar (x, 1), x), 1e-12));
}

/* The logarithms have no bound here, as PyTorch's have none. */
static RgTensor *
bce_target (RgTensor *x)
{
  return rg_sub (rg_log1p (rg_neg (x)), rg_log (x));
}

RG_GRADIENT_2 (bce_each, void, RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), rg_mul (g, bce_slope (x, y)),
               RG_SAVE_INPUT (0), rg_mul (g, bce_target (x)))

/* --- tables --- */

static const RgInput binary_cross_entropy_inputs[] = {
  { "input", "probabilities", RG_INPUT_FLOATING },
  { "target", "0 to 1; of the shape of input", RG_INPUT_FLOATING },
  { "weight", "of each loss; broadcasts", RG_INPUT_FLOATING | RG_INPUT_OPTIONAL },
  { NULL, NULL, 0 },
};

static const RgBinaryCrossEntropyAttrs binary_cross_entropy_init = RG_BINARY_CROSS_ENTROPY_ATTRS_INIT;
static const RgAttr binary_cross_entropy_attrs[] = { LOSS_REDUCTION (RgBinaryCrossEntropyAttrs), { .name = NULL } };

static const RgSample binary_cross_entropy_samples[] = {
  { "3x4:u 3x4:u", NULL, NULL, 0 },
  { "3x4:u 3x4:u", "reduction=sum", NULL, 0 },
  { "3x4:u 3x4:u 4:p", "reduction=none", "weights", 0 },
  { ".:u .:u", NULL, "zero-dimensional", 0 },
  { "0x3 0x3", "reduction=sum", "no elements", 0 },
  { "4:=0,0,1,1 4:=0,1,0,1", "reduction=none", "certain, rightly and wrongly", RG_SAMPLE_NO_GRAD },
  { "3x4:u 4:u", NULL, "a target of another shape", RG_SAMPLE_ERROR },
  { "2:=0.5,1.5 2:=0,1", NULL, "no probability", RG_SAMPLE_ERROR },
  { "2:=0.5,0.5 2:=0,2", NULL, "a target beyond 1", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

static const RgInput bce_each_inputs[] = {
  { "input", "probabilities", 0 },
  { "target", "0 to 1", 0 },
  { NULL, NULL, 0 },
};

static const RgSample bce_each_samples[] = {
  { "3x4:u 3x4:u", NULL, NULL, 0 },
  { "3x4:u 4:u", NULL, "broadcast", 0 },
  { "0x3 0x3", NULL, "no elements", 0 },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptors --- */

static const RgOp binary_cross_entropy_op = {
  .struct_size = sizeof (RgOp),
  .name = "binary_cross_entropy",
  .summary = "The cross entropy of probabilities.",
  .formula = "out = -weight (target log (input) + (1 - target) log (1 - input)), logarithms at least -100",
  .gradient = "d input = weight (input - target) / max (input (1 - input), 1e-12) d out / n; "
              "d target = weight (log (1 - input) - log (input)) d out / n",
  .category = "loss",
  .kind = RG_KIND_COMPOSITE,
  .inputs = binary_cross_entropy_inputs,
  .n_outputs = 1,
  RG_ATTRIBUTES (binary_cross_entropy, RgBinaryCrossEntropyAttrs),
  .forward = binary_cross_entropy_forward,
  .samples = binary_cross_entropy_samples,
  .uses = RG_USES ("aminmax", "binary_cross_entropy.each", "mul", "sum", "mean"),
};

static const RgOp bce_each_op = {
  .struct_size = sizeof (RgOp),
  .name = "binary_cross_entropy.each",
  .summary = "The cross entropy of each probability.",
  .formula = "out = -(target log (input) + (1 - target) log (1 - input)), logarithms at least -100",
  .gradient = "as of binary_cross_entropy",
  .category = "loss",
  .kind = RG_KIND_POINTWISE,
  .inputs = bce_each_inputs,
  .n_outputs = 1,
  .pointwise = &bce_each_pointwise,
  RG_DIFFERENTIABLE (bce_each),
  .samples = bce_each_samples,
  .flags = RG_OP_INTERNAL,
  .backward_name = "BinaryCrossEntropyBackward0",
  .uses = RG_USES ("sub", "div", "mul", "rsub", "clamp_min", "log", "log1p", "neg", "expand"),
};

RG_MODULE (binary_cross_entropy, &binary_cross_entropy_op, &bce_each_op)
