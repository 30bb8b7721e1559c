/* picture.h: a sample as a picture, where it is one.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef TRAIN_PICTURE_H
#define TRAIN_PICTURE_H

#include "samples.h"

/** picture_of: (transfer full) (nullable): sample @row as a `data:` address of a picture, grey or red-green-blue. */
char *picture_of (const Encoder *encoder, const Samples *samples, guint row);

#endif
