/* feature_alpha_dropout.c: whole channels at random set to what selu tends to, then shifted.
 *
 *     out = a * (m * input + (1 - m) * alpha') + b, m = 0 with probability p, else 1
 *     a = ((1 - p) * (1 + p * alpha'^2))^(-1/2), b = -a * alpha' * p
 *     d input = d out * a * m
 *
 * alpha' = -1.7580993 is what selu tends to far below 0. Mean 0 and variance 1 stay.
 *
 * G. Klambauer and others, "Self-normalizing neural networks" (2017).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "dropout.h"

#define SELU_LIMIT 1.7580993408473766

static bool
feature_alpha_dropout_forward (RgCall *call)
{
  const RgFeatureAlphaDropoutAttrs *attrs = call->attrs;
  const double p = attrs->p;
  RgTensor *x = call->inputs[0];
  if (!dropout_check (call, p))
    return false;
  if (rg_tensor_ndim (x) < 2)
    return rg_call_fail (call, RG_ERROR_SHAPE,
                         "the input must be (n, channels, ...), but has %d dimensions",
                         rg_tensor_ndim (x));
  if (!attrs->training || p == 0)
    return rg_call_return (call, 0, x);
  if (p == 1)
    return rg_call_return (call, 0, rg_mul_scalar (x, 0));
  const double a = 1 / sqrt ((1 - p) * (1 + p * SELU_LIMIT * SELU_LIMIT));
  RgTensor *m = dropout_draw (dropout_channels (x, true), p, 1);
  /* a alpha' (1 - m) + b, with alpha' below 0 */
  RgTensor *shift = rg_add_scalar (rg_mul_scalar (m, a * SELU_LIMIT), a * SELU_LIMIT * (p - 1));
  return rg_call_return (call, 0, rg_add (rg_mul (x, rg_mul_scalar (m, a)), shift));
}

/* --- tables --- */

DROPOUT_TABLES (feature_alpha_dropout, RgFeatureAlphaDropoutAttrs, false)

static const RgSample feature_alpha_dropout_samples[] = {
  { "3x4", "training=true", NULL, 0 },
  { "2x3x5", "p=0.2 training=true", NULL, 0 },
  { "3x4", NULL, "the input: not in training", 0 },
  { "3x4", "p=1 training=true", "nothing is left", 0 },
  { "3", "training=true", "too few dimensions", RG_SAMPLE_ERROR },
  { "0x3", "training=true", "no elements", 0 },
  { "i64*3x4:i5", "training=true", "integers are refused", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp feature_alpha_dropout_op = {
  DROPOUT_OP (feature_alpha_dropout, RgFeatureAlphaDropoutAttrs),
  .summary = "Sets whole channels to selu's limit at random, and keeps mean and variance.",
  .formula = "out = a * (m * input + (1 - m) * -1.7580993) + b, m = 0 with probability p, else 1; "
             "in training only",
  .gradient = "d input = d out * a * m",
  .uses = RG_USES ("dropout.mask", "mul", "add"),
};

RG_MODULE (feature_alpha_dropout, &feature_alpha_dropout_op)
