/* encode.h: an encoder of what a file holds, put to use and written as JSON.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef FUZZ_ENCODE_H
#define FUZZ_ENCODE_H

#include "encoder.h"
#include "fuzz.h"

/* JSON that is read is the same when it is written again. */
static inline void
fuzz_encoder (const Encoder *e, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = encoder_to_json (e);
  g_autoptr (Encoder) again = encoder_from_json (json, name, &error);
  fuzz_accepted (again != NULL, error);
  g_autofree char *rewritten = encoder_to_json (again);
  fuzz_check (g_str_equal (json, rewritten), "an encoder's text reads back the same");
}

/* Samples of that many rows, or one line that says why there are none. */
static inline void
fuzz_encode (const Encoder *e, const Source *source)
{
  g_autoptr (GError) error = NULL;
  const RgTensor *inputs = encoder_inputs (e, source, &error);
  if (inputs == NULL)
    fuzz_refused (&error, source->name);
  else
    fuzz_check (rg_tensor_size (inputs, 0) == source->n, "each row gives one sample");
  const RgTensor *targets = encoder_targets (e, source, &error);
  if (targets == NULL)
    fuzz_refused (&error, source->name);
  else
    fuzz_check (rg_tensor_size (targets, 0) == source->n, "each row gives one target");
}

/* The encoder that a training run makes of all rows. */
static inline void
fuzz_build_encoder (const Source *source, const char *target, Missing missing)
{
  g_autoptr (GError) error = NULL;
  g_autofree guint *rows = g_new (guint, source->n + 1);
  for (guint i = 0; i < source->n; i++)
    rows[i] = i;
  const EncoderWish wish = { .target = target, .task = TASK_AUTO, .missing = missing, .rows = rows, .n_rows = source->n, .context = 4 };
  g_autoptr (Encoder) e = encoder_new (source, &wish, &error);
  if (e == NULL)
    {
      fuzz_refused (&error, source->name);
      return;
    }
  fuzz_encoder (e, source->name);
  fuzz_encode (e, source);
}

#endif
