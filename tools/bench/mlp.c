/* mlp.c: training steps of a perceptron on images of 28x28.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "training.h"

void
bench_mlp (Bench *b)
{
  static const ModelShape shape = { RG_F32, 1, { 784 }, 0, 10 };
  bench_training (b, "batch 64, SGD", "mlp:256,128", &shape, 64, "sgd");
  bench_training (b, "batch 64, Adam", "mlp:256,128", &shape, 64, "adam");
  bench_training (b, "batch 256, SGD", "mlp:256,128", &shape, 256, "sgd");
  bench_training (b, "batch 256, Adam", "mlp:256,128", &shape, 256, "adam");
}
