/* fuzz-literal.c: numbers and lists as `retrograde call` takes them: what is read is
 * a tensor, which NumPy's format keeps.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "call.h"
#include "fuzz.h"
#include <string.h>

void
fuzz_one (const uint8_t *data, size_t n)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strndup ((const char *) data, n), *path = fuzz_path ("literal.npy");
  RgTensor *t = call_literal (text, &error);
  if (t == NULL)
    {
      /* Neither a number nor a list: a file's name. A refusal repeats the word, on one line. */
      if (error)
        fuzz_refused (&error, ": ");
      else if (!rg_scope_check (NULL, &error))
        fuzz_refused (&error, " ");
      return;
    }
  fuzz_accepted (rg_npy_save (path, t, &error), error);
  RgTensor *again = rg_npy_load (path, &error);
  fuzz_accepted (again != NULL, error);
  fuzz_same (rg_contiguous (t), again);
  g_free (rg_tensor_to_string (t));
}
