/* fuzz-text.c: text for a language model.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "encode.h"

void
fuzz_one (const uint8_t *data, size_t n)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fuzz_file ("a.txt", data, n);
  const SourceWish wish = { .path = path, .is_text = true };
  g_autoptr (Source) source = source_read (&wish, &error);
  if (source == NULL)
    {
      fuzz_refused (&error, path);
      return;
    }
  fuzz_check (g_utf8_strlen (source->text, -1) == source->n, "characters are counted");
  g_free (source_describe (source));
  fuzz_build_encoder (source, NULL, MISSING_ERROR);
}
