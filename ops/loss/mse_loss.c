/* mse_loss.c: the squared error.
 *
 *     out = (input - target)^2, and its mean or sum
 *     d input = 2 (input - target) d out / n       d target = -d input
 *
 * n is the number of elements for the mean, else one.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "loss.h"

/* --- forward --- */

static bool
mse_loss_forward (RgCall *call)
{
  const RgMseLossAttrs *a = call->attrs;
  if (!loss_floating (call))
    return false;
  RgTensor *error = loss_error (call->inputs[0], call->inputs[1]);
  RgTensor *reduced = error ? loss_reduce (rg_square (error), a->reduction) : NULL;
  if (reduced == NULL)
    return false;
  RgTensor *out = rg_call_output (call, 0, rg_tensor_dtype (reduced), rg_tensor_shape (reduced));
  return out && rg_copy_ (out, reduced);
}

/* --- gradients --- */

/* 2 (input - target) / n, times what reaches the loss. */
static RgTensor *
slope (RgTensor *input, RgTensor *target, const char *reduction, double sign)
{
  RgTensor *error = loss_error (input, target);
  double n = loss_is (reduction, "mean") ? (double) rg_tensor_numel (error) : 1;
  return rg_mul_scalar (error, sign * 2 / n);
}

RG_VJP (mse_loss_input,
        rg_mul (RG_G, slope (RG_IN (0), RG_IN (1), RG_ATTRS (RgMseLossAttrs)->reduction, 1)))
RG_VJP (mse_loss_target,
        rg_mul (RG_G, slope (RG_IN (0), RG_IN (1), RG_ATTRS (RgMseLossAttrs)->reduction, -1)))

static const RgVjp mse_loss_vjps[] = {
  { 0, RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), mse_loss_input },
  { 1, RG_SAVE_INPUT (0) | RG_SAVE_INPUT (1), mse_loss_target },
  { 0, 0, NULL },
};

static RgTensor *
mse_loss_jvp (RgJvpCall *c, size_t o)
{
  const RgMseLossAttrs *a = rg_jvp_attrs (c);
  RgTensor *ti = rg_jvp_tangent (c, 0), *tt = rg_jvp_tangent (c, 1);
  RgTensor *d = ti && tt ? rg_sub (ti, tt) : ti ? ti : rg_neg (tt);
  RgTensor *t = rg_mul (d, slope (rg_jvp_input (c, 0), rg_jvp_input (c, 1), a->reduction, 1));
  (void) o;
  return loss_is (a->reduction, "none") ? t : rg_sum (t);
}

/* --- tables --- */

static const RgInput mse_loss_inputs[] = {
  { "input", "the predictions", 0 },
  { "target", "what they should be; broadcasts with input", 0 },
  { NULL, NULL, 0 },
};

static const RgMseLossAttrs mse_loss_init = RG_MSE_LOSS_ATTRS_INIT;
static const RgAttr mse_loss_attrs[] = { LOSS_REDUCTION (RgMseLossAttrs), { .name = NULL } };

static const RgSample mse_loss_samples[] = {
  { "3x4 3x4", NULL, NULL, 0 },
  { "3x4 3x4", "reduction=sum", NULL, 0 },
  { "3x4 3x4", "reduction=none", NULL, 0 },
  { "3x4 4", NULL, "broadcast", 0 },
  { ". .", NULL, "zero-dimensional", 0 },
  { "3x4 3x4:i5", NULL, "an integer target", RG_SAMPLE_NO_GRAD },
  { "3:i5 3:i5", NULL, "integers alone", RG_SAMPLE_ERROR },
  { "0x3 0x3", "reduction=sum", "no elements", 0 },
  { "3 4", NULL, "sizes that do not broadcast", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp mse_loss = {
  .struct_size = sizeof (RgOp),
  .name = "mse_loss",
  .summary = "The mean squared error.",
  .formula = "out = mean((input - target)^2)",
  .gradient = "d input = 2 (input - target) d out / n; d target = -d input",
  .category = "loss",
  .kind = RG_KIND_GENERAL,
  .inputs = mse_loss_inputs,
  .n_outputs = 1,
  .attrs = mse_loss_attrs,
  .attrs_size = sizeof (RgMseLossAttrs),
  .attrs_init = &mse_loss_init,
  .forward = mse_loss_forward,
  .vjp = mse_loss_vjps,
  .jvp = mse_loss_jvp,
  .samples = mse_loss_samples,
  .uses = RG_USES ("sub", "square", "mul", "sum", "mean", "neg", "copy"),
};

RG_MODULE (mse_loss, &mse_loss)
