/* samples.h: what a model is trained and measured with: inputs, targets, batches.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef DATA_SAMPLES_H
#define DATA_SAMPLES_H

#include "encoder.h"

/**
 * Samples:
 * @inputs: float32 (n, sizes...); of text: int64 (characters)
 * @targets: (nullable): int64 (n) or float32 (n, 1); of text: @inputs
 * @n: how many there are; of text: how many characters
 * @context: of text: how many characters a sample has; 0 otherwise
 *
 * A sample is named by its row; of text, by the place of its first character.
 */
typedef struct
{
  RgTensor *inputs;
  RgTensor *targets;
  guint n;
  guint context;
} Samples;

/** samples_new: (transfer full) (nullable): encodes @source. */
Samples *samples_new (const Encoder *encoder, const Source *source, bool with_targets, GError **error);
void samples_free (Samples *samples);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Samples, samples_free)

/**
 * samples_batch:
 * @samples: samples
 * @rows: (array length=n): which
 * @n: how many
 * @shift: of text: by how many characters all are moved; 0 otherwise
 * @inputs: (out) (transfer none): (n, sizes...)
 * @targets: (out) (optional) (transfer none): (n), (n, 1), or (n, context)
 *
 * Returns: whether there was memory; if not, the scope has the error
 */
bool samples_batch (const Samples *samples, const guint *rows, guint n, guint shift, RgTensor **inputs, RgTensor **targets);

/** samples_rows: (transfer full): all rows there are, from character @from on in text; in *n how many. */
guint *samples_rows (const Samples *samples, guint from, guint *n);

#endif
