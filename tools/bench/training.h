/* training.h: training steps of a model on made-up data, for the workloads that
 * time them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef BENCH_TRAINING_H
#define BENCH_TRAINING_H

#include "bench.h"
#include "model.h"

/**
 * bench_training:
 * @label: of the row
 * @spec: the model
 * @shape: what goes in and out
 * @batch: samples in a step
 * @optim: the optimiser, with its defaults
 *
 * A row: the time of zeroing gradients, forward, cross entropy, backward and step;
 * a row with what the step allocates; and, of models whose inputs are no tokens, a
 * row of the same where each step takes its batch from 64 of them, in random order.
 */
void bench_training (Bench *b, const char *label, const char *spec, const ModelShape *shape, int64_t batch, const char *optim);

#endif
