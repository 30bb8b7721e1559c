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

/** saved_write_text: writes @text to @path, whole or not at all, and sees it to the disk. */
bool saved_write_text (const char *path, const char *text, gssize n, GError **error);

#endif
