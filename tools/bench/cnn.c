/* cnn.c: training steps of a convolutional network: two 3x3 convolutions of 16 and
 * 32 channels, pools, one linear layer.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "training.h"

void
bench_cnn (Bench *b)
{
  static const ModelShape shape = { RG_F32, 3, { 1, 28, 28 }, 0, 10 };
  bench_training (b, "batch 64, SGD", "cnn:16,32", &shape, 64, "sgd");
  bench_training (b, "batch 64, Adam", "cnn:16,32", &shape, 64, "adam");
}
