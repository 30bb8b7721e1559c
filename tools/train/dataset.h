/* dataset.h: what a model is trained with: samples, and which are for training and
 * which for validation.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef TRAIN_DATASET_H
#define TRAIN_DATASET_H

#include "model.h"
#include "options.h"
#include "samples.h"

/**
 * DataFiles:
 * @source: the file to train with
 * @validation: (nullable): the file to validate with; %NULL: a part of @source
 */
typedef struct
{
  Source *source;
  Source *validation;
} DataFiles;

typedef struct
{
  Encoder *encoder;
  Samples *samples;
  Samples *val_samples; /* the same, unless there is a file of them */
  guint *train, *val; /* rows */
  guint n_train, n_val;
  ModelShape shape;
  double *class_weights; /* (classes) or NULL */
  guint64 mark;       /* of what was read, so that a run goes on with the same */
} Dataset;

/** data_files_read: (transfer full) (nullable): reads what @options name. */
DataFiles *data_files_read (const TrainOptions *options, GError **error);
void data_files_free (DataFiles *files);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DataFiles, data_files_free)

/** dataset_new: (transfer full) (nullable): splits and encodes; @fold 1 to --folds is what that fold validates with, 0: no folds. */
Dataset *dataset_new (const DataFiles *files, const TrainOptions *options, guint fold, GError **error);
void dataset_free (Dataset *dataset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Dataset, dataset_free)

/** dataset_shuffle: puts @rows in the order of @epoch, which depends on the seed and the epoch alone. */
void dataset_shuffle (guint *rows, guint n, uint64_t seed, uint64_t epoch);

/** dataset_shift: of text: by how much the samples of @epoch are moved; 0 otherwise. */
guint dataset_shift (const Dataset *dataset, uint64_t seed, uint64_t epoch);

#endif
