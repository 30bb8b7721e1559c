/* fuzz-spec.c: the short forms of models. The first byte says what the samples are.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "fuzz.h"
#include "model.h"

static const ModelShape shapes[] = {
  { RG_F32, 1, { 4 }, 0, 3 },
  { RG_F64, 1, { 16 }, 0, 1 },
  { RG_F32, 2, { 5, 6 }, 0, 2 },
  { RG_F32, 3, { 3, 8, 8 }, 0, 2 },
  { RG_F32, 1, { 8 }, 5, 5 },
};

void
fuzz_one (const uint8_t *data, size_t n)
{
  g_autoptr (GError) error = NULL;
  if (n == 0)
    return;
  g_autofree char *spec = g_strndup ((const char *) data + 1, n - 1);
  /* Another file than the input is no matter of this target. */
  if (g_str_has_suffix (spec, ".ini"))
    return;
  const int64_t context = model_wanted_context (spec);
  fuzz_check (context >= 0 && context <= 1000000000, "the context that a model wants is a size");
  g_autoptr (Model) model = model_new (spec, &shapes[data[0] % G_N_ELEMENTS (shapes)], &error);
  if (model == NULL)
    {
      /* There is no file: the form itself is named, as far as it is printed. */
      fuzz_refused (&error, ":");
      return;
    }
  fuzz_lift_limit ();
  g_autoptr (Model) again = model_from_text (model_text (model), "again.ini", &error);
  fuzz_accepted (again != NULL, error);
}
