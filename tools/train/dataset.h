/* dataset.h: what a model is trained with: inputs, targets, and which rows are for
 * training and which for validation.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef TRAIN_DATASET_H
#define TRAIN_DATASET_H

#include "model.h"
#include "options.h"

typedef struct
{
  Encoder *encoder;
  RgTensor *inputs;  /* float32 (n, sizes...) */
  RgTensor *targets; /* int64 (n) or float32 (n, 1) */
  int64_t n;
  guint *train, *val; /* rows */
  guint n_train, n_val;
  ModelShape shape;
  double *class_weights; /* (classes) or NULL */
} Dataset;

/** dataset_load: (transfer full) (nullable): reads and encodes what @options name. */
Dataset *dataset_load (const TrainOptions *options, GError **error);
void dataset_free (Dataset *dataset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Dataset, dataset_free)

/** dataset_shuffle: puts @rows in the order of @epoch, which depends on the seed and the epoch alone. */
void dataset_shuffle (guint *rows, guint n, uint64_t seed, uint64_t epoch);

/** dataset_batch: (transfer none) (nullable): rows @rows of @from, as a tensor of their own. */
RgTensor *dataset_batch (RgTensor *from, const guint *rows, guint n);

#endif
