/* fuzz-npz.c: archives of NumPy: what is read is written and read again, in its order.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "fuzz.h"

static void
write_again (const RgTensorMap *map)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = fuzz_path ("b.npz");
  const size_t n = rg_tensor_map_size (map);
  g_autofree const char **names = g_new (const char *, n + 1);
  g_autofree RgTensor **tensors = g_new (RgTensor *, n + 1);
  for (size_t i = 0; i < n; i++)
    {
      names[i] = rg_tensor_map_name (map, i);
      tensors[i] = rg_tensor_map_tensor (map, i);
    }
  fuzz_lift_limit ();
  fuzz_accepted (rg_npz_save (copy, names, tensors, n, &error), error);
  g_autoptr (RgTensorMap) again = rg_npz_load (copy, &error);
  fuzz_accepted (again != NULL, error);
  fuzz_same_maps (map, again);
  for (size_t i = 0; i < n; i++)
    fuzz_check (g_str_equal (names[i], rg_tensor_map_name (again, i)), "the arrays keep their order");
}

void
fuzz_one (const uint8_t *data, size_t n)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fuzz_file ("a.npz", data, n);
  g_autoptr (RgTensorMap) map = rg_npz_load (path, &error);
  if (map)
    write_again (map);
  else
    fuzz_refused (&error, path);
}
