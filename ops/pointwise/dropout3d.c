/* dropout3d.c: whole channels set to 0 at random, the others scaled up.
 *
 *     out = input * m, m = 0 with probability p, else 1 / (1 - p), one for each
 *     channel of each sample
 *     d input = d out * m
 *
 * J. Tompson and others, "Efficient object localization using convolutional
 * networks" (2015).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "dropout.h"

static bool
dropout3d_forward (RgCall *call)
{
  const RgDropout3dAttrs *a = call->attrs;
  RgTensor *x = call->inputs[0]; /* (n, channels, depth, height, width) or without n */
  RgInts shape = rg_tensor_shape (x);
  if (!dropout_check (call, a->p))
    return false;
  if (shape.n < 4 || shape.n > 5)
    return rg_call_fail (call, RG_ERROR_SHAPE, "expected 4 or 5 dimensions, but got %d",
                         (int) shape.n);
  if (!a->training || a->p == 0)
    return rg_call_return (call, 0, x);
  RgTensor *ones = dropout_channels (x, shape.n == 5);
  return rg_call_return (call, 0,
                         rg_mul (x, dropout_draw (ones, a->p, a->p == 1 ? 0 : 1 / (1 - a->p))));
}

/* --- tables --- */

DROPOUT_TABLES (dropout3d, RgDropout3dAttrs, true)

static const RgSample dropout3d_samples[] = {
  { "2x3x2x2x2", NULL, NULL, 0 },
  { "3x2x2x2", "p=0.2", NULL, 0 },
  { "2x3x2x2x2", "training=false", "the input", 0 },
  { "2x3x2x2x2", "p=1", "nothing is left", 0 },
  { "0x3x2x2x2", NULL, "no elements", 0 },
  { "3x4x2", NULL, "too few dimensions", RG_SAMPLE_ERROR },
  { NULL, NULL, NULL, 0 },
};

/* --- the descriptor --- */

static const RgOp dropout3d_op = {
  DROPOUT_OP (dropout3d, RgDropout3dAttrs),
  .summary = "Sets whole channels with three spatial dimensions to 0 at random, and scales the "
             "others.",
  .formula = "out = input * m, m = 0 with probability p, else 1 / (1 - p), for each channel; in "
             "training only",
  .gradient = "d input = d out * m",
  .uses = RG_USES ("dropout.mask", "mul"),
};

RG_MODULE (dropout3d, &dropout3d_op)
