/* checkpoint.h: a run's state in its folder.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef TRAIN_CHECKPOINT_H
#define TRAIN_CHECKPOINT_H

#include "trainer.h"

/** checkpoint_exists: whether @dir holds one. */
bool checkpoint_exists (const char *dir);
/** checkpoint_save: writes all of the state to checkpoint.safetensors. */
bool checkpoint_save (Trainer *trainer, GError **error);
/** checkpoint_load: takes over the state of the run in the trainer's folder. */
bool checkpoint_load (Trainer *trainer, GError **error);

/** checkpoint_model: (transfer full) (nullable): the model that the run in @dir trains, with fresh parameters. */
Model *checkpoint_model (const char *dir, GError **error);

#endif
