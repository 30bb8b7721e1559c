/* metrics.h: what a run notes after each epoch.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef TRAIN_METRICS_H
#define TRAIN_METRICS_H

#include "trainer.h"

/** metrics_write: adds the epoch's line to metrics.jsonl and, if asked for, TensorBoard's event file. */
bool metrics_write (Trainer *trainer, double train_loss, const Measures *validation, GError **error);

/**
 * tensorboard_write:
 * @dir: a run's folder
 * @step: of the optimiser
 * @names: (array length=n): what the values are called
 * @values: (array length=n): values; one that is not finite is left out
 * @n: how many
 * @error: return location for an error
 *
 * Adds one event to DIR/tensorboard/events.out.tfevents.*: a file for each process, as
 * TensorBoard expects.
 */
bool tensorboard_write (const char *dir, guint64 step, const char *const *names, const double *values, guint n, GError **error);

#endif
