/* results.h: what a run ended with, in its folder.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef TRAIN_RESULTS_H
#define TRAIN_RESULTS_H

#include "trainer.h"

/** results_write: DIR/results.json: rows, time, measures of the validation, what was predicted worst. */
bool results_write (const Trainer *trainer, const Measures *validation, GError **error);

/** results_read: (transfer full) (nullable): DIR/results.json; %NULL without an error where there is none. */
JsonObject *results_read (const char *dir);

#endif
