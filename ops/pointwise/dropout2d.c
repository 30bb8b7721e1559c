/* dropout2d.c: whole channels set to 0 at random, the others scaled up.
 *
 *     out = input * m, m = 0 with probability p, else 1 / (1 - p), one for each
 *     channel of each sample
 *     d input = d out * m
 *
 * PyTorch reads an input of three dimensions as (n, channels, length), and so does
 * this.
 *
 * J. Tompson and others, "Efficient object localization using convolutional
 * networks" (2015).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "dropout.h"

static bool
dropout2d_forward (RgCall *call)
{
  const RgDropout2dAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0]; /* (n, channels, height, width) or (n, channels, length) */
  RgInts shape = rg_tensor_shape (x);
  if (!dropout_check (call, a->p))
    return false;
  if (shape.n < 3 || shape.n > 4)
    return rg_call_fail (call, RG_ERROR_SHAPE, "expected 3 or 4 dimensions, but got %d",
                         (int) shape.n);
  if (!a->training || a->p == 0)
    return rg_call_return (call, 0, x);
  RgTensor *ones = dropout_channels (x, true);
  return rg_call_return (call, 0,
                         rg_mul (x, dropout_draw (ones, a->p, a->p == 1 ? 0 : 1 / (1 - a->p))));
}

/* --- tables --- */

DROPOUT_TABLES (dropout2d, RgDropout2dAttrs, true)

static const RgSample dropout2d_samples[] = {
  { "2x3x2x2", NULL, NULL, 0 },
  { "2x3x4", "p=0.2", NULL, 0 },
  { "2x3x2x2", "training=false", "the input", 0 },
  { "2x3x2x2", "p=1", "nothing is left", 0 },
  { "0x2x3x4", NULL, "no elements", 0 },
  { "3x4", NULL, "too few dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp dropout2d_op = {
  DROPOUT_OP (dropout2d, RgDropout2dAttrs),
  .summary = "Sets whole channels with two spatial dimensions to 0 at random, and scales the "
             "others.",
  .formula = "out = input * m, m = 0 with probability p, else 1 / (1 - p), for each channel; in "
             "training only",
  .gradient = "d input = d out * m",
  .uses = RG_USES ("dropout.mask", "mul"),
};

RG_MODULE (dropout2d, &dropout2d_op)
