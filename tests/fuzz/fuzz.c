/* fuzz.c: the frame of every target: a scope, a limit of memory, a folder, and what
 * must hold whatever the input is.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "fuzz.h"
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of tensors: a header that claims more than a small file holds fails against it. */
#define MEMORY_LIMIT (1u << 20)

static char *folder;

void
fuzz_check (bool good, const char *what)
{
  if (good)
    return;
  fprintf (stderr, "fuzz: not so: %s\n", what);
  abort ();
}

/* --- the frame --- */

static GLogWriterOutput
refuse_log (GLogLevelFlags level, const GLogField *fields, gsize n, gpointer payload)
{
  if (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING))
    {
      g_log_writer_standard_streams (level, fields, n, payload);
      fuzz_check (false, "nothing is logged");
    }
  return G_LOG_WRITER_HANDLED;
}

static void
remove_folder (void)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name (dir));)
    {
      g_autofree char *path = fuzz_path (name);
      g_unlink (path);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (folder);
  g_clear_pointer (&folder, g_free);
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  (void) argc;
  (void) argv;
  g_log_set_writer_func (refuse_log, NULL, NULL);
  /* In memory where there is such a folder: a file is written for every input. */
  folder = g_strdup ("/dev/shm/retrograde-fuzz-XXXXXX");
  if (g_mkdtemp (folder) == NULL)
    {
      g_free (folder);
      folder = g_dir_make_tmp ("retrograde-fuzz-XXXXXX", NULL);
    }
  fuzz_check (folder != NULL, "there is a folder for files");
  atexit (remove_folder);
  return 0;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t n)
{
  g_autoptr (GError) error = NULL;
  RgScope *scope = rg_scope_begin ();
  rg_memory_set_limit (MEMORY_LIMIT);
  fuzz_one (data, n);
  /* Who returns an error takes it from the scope. */
  const bool clean = rg_scope_check (scope, &error);
  if (!clean)
    fprintf (stderr, "%s\n", error->message);
  fuzz_check (clean, "the scope keeps no error");
  rg_scope_end (scope);
  return 0;
}

/* --- files --- */

char *
fuzz_path (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

char *
fuzz_file (const char *name, const void *data, size_t n)
{
  char *path = fuzz_path (name);
  FILE *file = fopen (path, "wb");
  fuzz_check (file && (n == 0 || fwrite (data, 1, n, file) == n) && fclose (file) == 0, "the input can be put in a file");
  return path;
}

void
fuzz_lift_limit (void)
{
  rg_memory_set_limit (0);
}

/* --- errors --- */

void
fuzz_refused (GError **error, const char *name)
{
  fuzz_check (*error != NULL, "a refusal says why");
  const char *text = (*error)->message;
  bool good = g_utf8_validate (text, -1, NULL) && strstr (text, name) && strlen (text) < 2000;
  for (const char *at = text; *at; at++)
    good &= !g_ascii_iscntrl (*at);
  if (!good)
    fprintf (stderr, "fuzz: of '%s': \"%s\"\n", name, text);
  fuzz_check (good, "an error is one line that names the file");
  g_clear_error (error);
}

void
fuzz_accepted (bool good, const GError *error)
{
  if (error)
    fprintf (stderr, "%s\n", error->message);
  fuzz_check (good && error == NULL, "this is accepted");
}

/* --- tensors --- */

void
fuzz_same (const RgTensor *a, const RgTensor *b)
{
  bool same = a && b && rg_tensor_dtype (a) == rg_tensor_dtype (b) && rg_tensor_ndim (a) == rg_tensor_ndim (b);
  for (int d = 0; same && d < rg_tensor_ndim (a); d++)
    same = rg_tensor_size (a, d) == rg_tensor_size (b, d);
  fuzz_check (same, "both have one shape and dtype");
  const size_t bytes = (size_t) rg_tensor_numel (a) * rg_dtype_size (rg_tensor_dtype (a));
  same = rg_tensor_is_contiguous (a) && rg_tensor_is_contiguous (b)
         && (bytes == 0 || memcmp (rg_tensor_data (a), rg_tensor_data (b), bytes) == 0);
  fuzz_check (same, "both have the same bits");
}

void
fuzz_same_maps (const RgTensorMap *a, const RgTensorMap *b)
{
  fuzz_check (rg_tensor_map_size (a) == rg_tensor_map_size (b), "both hold as many tensors");
  for (size_t i = 0; i < rg_tensor_map_size (a); i++)
    fuzz_same (rg_tensor_map_tensor (a, i), rg_tensor_map_get (b, rg_tensor_map_name (a, i)));
  g_autofree const char **keys = rg_tensor_map_metadata_keys (a), **others = rg_tensor_map_metadata_keys (b);
  size_t k = 0;
  for (; keys[k]; k++)
    fuzz_check (g_strcmp0 (keys[k], others[k]) == 0
                    && strcmp (rg_tensor_map_metadata (a, keys[k]), rg_tensor_map_metadata (b, keys[k])) == 0,
                "both have the same texts");
  fuzz_check (others[k] == NULL, "both have as many texts");
}
