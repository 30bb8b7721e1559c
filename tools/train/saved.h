/* saved.h: model files: weights under PyTorch's names, the model's text and the
 * encoder beside them; nothing of when, where or with how many threads.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef TRAIN_SAVED_H
#define TRAIN_SAVED_H

#include "encoder.h"
#include "model.h"

/** saved_write: writes the model, whole or not at all. */
bool saved_write (const char *path, const Model *model, const Encoder *encoder, GError **error);

/** saved_read: reads a model file, or the one in a training run's folder. */
bool saved_read (const char *path, Model **model, Encoder **encoder, GError **error);

/**
 * saved_source:
 * @encoder: of the model
 * @path: a file of the kind that it was trained with, or `-`
 * @labels: (nullable): of an IDX file: its labels
 * @inputs: (nullable): of an npz file: the array of inputs
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what the file holds
 */
Source *saved_source (const Encoder *encoder, const char *path, const char *labels, const char *inputs, GError **error);

/** saved_write_text: writes @text to @path, whole or not at all, and sees it to the disk. */
bool saved_write_text (const char *path, const char *text, gssize n, GError **error);

#endif
