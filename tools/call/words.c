/* words.c: a word of the command line as a tensor: archives, standard input, and which
 * of all that it can be a word is.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "call.h"
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* --- archives --- */

static RgTensor *
load_archive (const char *path, const char *name, GError **error)
{
  g_autoptr (RgTensorMap) map = g_str_has_suffix (path, ".npz") ? rg_npz_load (path, error)
                                                                 : rg_safetensors_load (path, error);
  if (map == NULL)
    return NULL;
  const size_t n = rg_tensor_map_size (map);
  RgTensor *t = name ? rg_tensor_map_get (map, name) : n == 1 ? rg_tensor_map_tensor (map, 0) : NULL;
  if (t)
    return rg_scope_own (rg_scope_current (), rg_tensor_ref (t));
  g_autoptr (GString) names = g_string_new (NULL);
  for (size_t i = 0; i < n && names->len < 200; i++)
    g_string_append_printf (names, "%s%s", i ? ", " : "", rg_tensor_map_name (map, i));
  if (name)
    g_set_error (error, RG_ERROR, RG_ERROR_FORMAT, "%s: there is no array '%s' in it; it holds: %s", path,
                 name, n ? names->str : "nothing");
  else
    g_set_error (error, RG_ERROR, RG_ERROR_FORMAT, "%s: it holds %zu arrays (%s); say which, as in %s:%s",
                 path, n, n ? names->str : "nothing", path, n ? rg_tensor_map_name (map, 0) : "NAME");
  return NULL;
}

/* --- standard input --- */

/* The reader wants to know the size beforehand, so the bytes rest in a file. */
static RgTensor *
load_standard_input (GError **error)
{
  g_autofree char *path = NULL;
  char buffer[65536];
  size_t n;
  int fd = g_file_open_tmp ("retrograde-XXXXXX.npy", &path, error);
  if (fd < 0)
    return NULL;
  FILE *file = fdopen (fd, "wb");
  bool ok = file != NULL;
  while (ok && (n = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    ok = fwrite (buffer, 1, n, file) == n;
  ok &= ferror (stdin) == 0;
  if (file ? fclose (file) != 0 : close (fd) != 0)
    ok = false;
  g_autoptr (GError) why = NULL;
  RgTensor *t = ok ? rg_npy_load (path, &why) : NULL;
  g_unlink (path);
  if (t == NULL && why && g_str_has_prefix (why->message, path))
    g_set_error (error, why->domain, why->code, "standard input%s", why->message + strlen (path));
  else if (t == NULL)
    g_set_error (error, RG_ERROR, RG_ERROR_IO, "standard input: %s",
                 why ? why->message : "could not be read, or kept in a temporary file");
  return t;
}

/* --- which of them a word is --- */

/* `FILE.npz:NAME`: where the name begins; NULL if there is none. */
static const char *
name_in_archive (const char *word)
{
  static const char *const marks[] = { ".npz:", ".safetensors:" };
  for (size_t i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *at = strstr (word, marks[i]);
      if (at)
        return at + strlen (marks[i]);
    }
  return NULL;
}

RgTensor *
call_tensor (const char *word, bool *wrong, GError **error)
{
  g_autoptr (GError) why = NULL;
  const char *name = name_in_archive (word);
  if (strcmp (word, "-") == 0)
    return load_standard_input (error);
  if (name && !g_file_test (word, G_FILE_TEST_EXISTS))
    {
      g_autofree char *path = g_strndup (word, (gsize) (name - word) - 1);
      return load_archive (path, name, error);
    }
  if (g_str_has_suffix (word, ".npz") || g_str_has_suffix (word, ".safetensors"))
    return load_archive (word, NULL, error);
  RgTensor *t = call_literal (word, &why);
  if (t == NULL && why)
    {
      *wrong = true;
      g_propagate_error (error, g_steal_pointer (&why));
      return NULL;
    }
  if (t == NULL && rg_scope_failed (NULL))
    {
      rg_scope_check (NULL, error);
      return NULL;
    }
  return t ? t : rg_npy_load (word, error);
}
