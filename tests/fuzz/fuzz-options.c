/* fuzz-options.c: options in a file, as --config takes them, and as a run keeps them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "fuzz.h"
#include "options-private.h"

/* What the options say is what they say when they are read again. */
static void
write_again (const TrainOptions *o)
{
  g_autoptr (GError) error = NULL;
  TrainOptions again;
  g_autofree char *text = train_options_to_text (o, false);
  train_options_init (&again);
  fuzz_accepted (train_options_resume (&again, text, "fuzz.ini", &error), error);
  for (size_t i = 0; i < train_n_options; i++)
    {
      g_autofree char *a = train_option_get (o, i), *b = train_option_get (&again, i);
      /* Paths become whole. */
      if (train_options[i].part == RESULT && train_options[i].type != PATH)
        fuzz_check (g_strcmp0 (a, b) == 0, "options read back the same");
    }
  train_options_clear (&again);
  g_free (train_options_to_text (o, true));
}

void
fuzz_one (const uint8_t *data, size_t n)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fuzz_file ("fuzz.ini", data, n), *text = g_strndup ((const char *) data, n);
  TrainOptions o;
  train_options_init (&o);
  o.texts[train_option_find ("config")] = g_strdup (path);
  if (!train_options_read (&o, NULL, &error))
    fuzz_refused (&error, path);
  else
    {
      if (!train_options_check (&o, &error))
        fuzz_refused (&error, "--");
      g_free (train_options_spec (&o));
      write_again (&o);
    }
  train_options_clear (&o);

  train_options_init (&o);
  if (!train_options_resume (&o, text, "kept.ini", &error))
    fuzz_refused (&error, "kept.ini");
  train_options_clear (&o);
}
