/* fuzz-model.c: models written as files: one that builds gives a text that builds the
 * same one again.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "fuzz.h"
#include "model.h"

static void
build_again (const Model *model)
{
  g_autoptr (GError) error = NULL;
  fuzz_lift_limit ();
  g_autoptr (Model) again = model_from_text (model_text (model), "again.ini", &error);
  fuzz_accepted (again != NULL, error);
  fuzz_check (g_str_equal (model_text (model), model_text (again)), "a model's text builds a model of the same text");
  g_autoptr (RgTensorMap) map = rg_tensor_map_new ();
  model_save_to (model, map, "");
  fuzz_accepted (model_load_from (again, map, "", &error), error);
  g_free (model_summary (again));
}

void
fuzz_one (const uint8_t *data, size_t n)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strndup ((const char *) data, n);
  g_autoptr (Model) model = model_from_text (text, "fuzz.ini", &error);
  if (model)
    build_again (model);
  else
    fuzz_refused (&error, "fuzz.ini");
}
