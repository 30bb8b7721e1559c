/* fuzz-npy.c: arrays of NumPy: what is read is written and read again.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "fuzz.h"

void
fuzz_one (const uint8_t *data, size_t n)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fuzz_file ("a.npy", data, n), *copy = fuzz_path ("b.npy");
  RgTensor *t = rg_npy_load (path, &error);
  if (t == NULL)
    {
      fuzz_refused (&error, path);
      return;
    }
  fuzz_lift_limit ();
  fuzz_accepted (rg_npy_save (copy, t, &error), error);
  fuzz_same (t, rg_npy_load (copy, &error));
}
