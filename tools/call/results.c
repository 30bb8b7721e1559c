/* results.c: named tensors, printed and written: all files of a call or none.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "call.h"
#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>

void
call_results_init (CallResults *results)
{
  results->names = g_ptr_array_new_with_free_func (g_free);
  results->tensors = g_ptr_array_new ();
}

void
call_results_add (CallResults *results, char *name, RgTensor *tensor)
{
  g_ptr_array_add (results->names, name);
  g_ptr_array_add (results->tensors, tensor);
}

void
call_results_clear (CallResults *results)
{
  g_ptr_array_unref (results->names);
  g_ptr_array_unref (results->tensors);
}

/* --- printing --- */

void
call_results_print (const CallResults *results)
{
  for (guint i = 0; i < results->names->len; i++)
    {
      const char *name = results->names->pdata[i];
      RgTensor *t = results->tensors->pdata[i];
      if (t == NULL)
        {
          printf ("%s: none\n", name);
          continue;
        }
      RgInts shape = rg_tensor_shape (t);
      printf ("%s: %s (", name, rg_dtype_name (rg_tensor_dtype (t)));
      for (int64_t d = 0; d < shape.n; d++)
        printf ("%s%" G_GINT64_FORMAT "%s", d ? ", " : "", shape.v[d], shape.n == 1 ? "," : "");
      puts (")");
      rg_print (rg_detach (t));
    }
}

/* --- files --- */

/* Everything is written under names that nobody reads, and renamed at the end. */
typedef struct
{
  GPtrArray *finals;    /* of char, owned */
  GPtrArray *temporary; /* beside them; NULL once renamed */
} Files;

static bool
write_all (const CallResults *results, const char *dir, Files *files, GError **error)
{
  for (guint i = 0; i < results->names->len; i++)
    {
      RgTensor *t = results->tensors->pdata[i];
      if (t == NULL)
        continue;
      char *final = g_strdup_printf ("%s/%s.npy", dir, (const char *) results->names->pdata[i]);
      char *temporary = g_strdup_printf ("%s.new", final);
      g_ptr_array_add (files->finals, final);
      g_ptr_array_add (files->temporary, temporary);
      if (g_file_test (final, G_FILE_TEST_IS_DIR))
        {
          g_set_error (error, RG_ERROR, RG_ERROR_IO, "%s: is a folder; the array cannot be written there", final);
          return false;
        }
      if (!rg_npy_save (temporary, rg_detach (t), error))
        return false;
    }
  return true;
}

static bool
rename_all (Files *files, GError **error)
{
  for (guint i = 0; i < files->finals->len; i++)
    {
      const char *final = files->finals->pdata[i];
      if (g_rename (files->temporary->pdata[i], final) != 0)
        {
          g_set_error (error, RG_ERROR, RG_ERROR_IO, "%s: cannot be written: %s", final, g_strerror (errno));
          return false;
        }
      g_clear_pointer (&files->temporary->pdata[i], g_free);
    }
  return true;
}

bool
call_results_save (const CallResults *results, const char *dir, GError **error)
{
  if (g_mkdir_with_parents (dir, 0777) != 0)
    {
      g_set_error (error, RG_ERROR, RG_ERROR_IO, "%s: this folder cannot be made: %s", dir, g_strerror (errno));
      return false;
    }
  Files files = { g_ptr_array_new_with_free_func (g_free), g_ptr_array_new_with_free_func (g_free) };
  bool ok = write_all (results, dir, &files, error) && rename_all (&files, error);
  for (guint i = 0; i < files.temporary->len; i++)
    if (files.temporary->pdata[i])
      g_unlink (files.temporary->pdata[i]);
  g_ptr_array_unref (files.finals);
  g_ptr_array_unref (files.temporary);
  return ok;
}
