/* workloads.c: the table of workloads, in the order of a full run.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "bench.h"

const BenchWorkload bench_workloads[] = {
  { "overhead", "what one operator on 4 floats costs", bench_overhead },
  { "chain", "a chain of a million operators", bench_chain },
  { "backward", "independent nodes, chains and branches: the team against one thread", bench_backward },
  { "wide", "64 branches of 8 operators, forward and backward", bench_wide },
  { "pointwise", "pointwise operators", bench_pointwise },
  { "reduce", "reductions, softmax and norms", bench_reduce },
  { "cache", "functions of an element, in cache", bench_cache },
  { "matmul", "matrix products", bench_matmul },
  { "conv", "convolutions, forward and backward", bench_conv },
  { "mlp", "training steps of a perceptron, 784-256-128-10", bench_mlp },
  { "cnn", "training steps of a convolutional network, batch 64", bench_cnn },
  { "gpt", "training steps of a transformer, batch 4, context 64, AdamW", bench_gpt },
  { "startup", "a program that makes a tensor and runs backward", bench_startup },
};
const size_t bench_n_workloads = G_N_ELEMENTS (bench_workloads);
