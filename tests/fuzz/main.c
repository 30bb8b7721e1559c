/* main.c: in place of libFuzzer: runs a target over its corpus, each input whole and
 * cut short, and says TAP.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "fuzz.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* At most so many lengths of each input. */
#define CUTS 48

/* The input lies in a block of its own, so that AddressSanitizer sees its end. */
static void
run (const char *data, size_t n)
{
  uint8_t *copy = malloc (n); /* not g_malloc(), which gives NULL for none */
  if (n)
    memcpy (copy, data, n);
  LLVMFuzzerTestOneInput (copy, n);
  free (copy);
}

static void
run_file (const char *path, int number)
{
  g_autofree char *data = NULL, *name = g_path_get_basename (path);
  gsize n;
  /* Said first: what fails ends the program. */
  printf ("# %s\n", name);
  fflush (stdout);
  fuzz_check (g_file_get_contents (path, &data, &n, NULL), "the corpus can be read");
  run (data, n);
  const size_t step = n / CUTS + 1;
  for (size_t cut = 0; cut < n; cut += step)
    run (data, cut);
  printf ("ok %d - %s\n", number, name);
}

int
main (int argc, char **argv)
{
  int number = 0;
  fuzz_check (argc == 2, "the folder of inputs is given");
  LLVMFuzzerInitialize (&argc, &argv);
  GDir *dir = g_dir_open (argv[1], 0, NULL);
  fuzz_check (dir != NULL, "the folder of inputs is there");
  for (const char *name; (name = g_dir_read_name (dir));)
    {
      g_autofree char *path = g_build_filename (argv[1], name, NULL);
      run_file (path, ++number);
    }
  g_dir_close (dir);
  printf ("1..%d\n", number);
  return number == 0;
}
