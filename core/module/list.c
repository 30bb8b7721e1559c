/* list.c: for the tools: which operators there are, and where one comes from.
 *
 * A program never needs this: it opens the module that it asks for. Only here are
 * directories read.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "loader-private.h"
#include "registry-private.h"
#include <string.h>

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
collect (gpointer key, gpointer value, gpointer user_data)
{
  (void) value;
  g_ptr_array_add (user_data, g_strdup (key));
}

/* Opens every module in the directories; what is rejected is for --why to tell. */
static void
load_all (void)
{
  GPtrArray *dirs = rg_loader_dirs ();
  for (guint i = 0; i < dirs->len; i++)
    {
      const RgModuleDir *dir = dirs->pdata[i];
      g_autoptr (GDir) listing = g_dir_open (dir->path, 0, NULL);
      const char *file;
      while (listing && (file = g_dir_read_name (listing)))
        {
          if (!g_str_has_suffix (file, ".so"))
            continue;
          g_autofree char *name = g_strndup (file, strlen (file) - 3);
          rg_op_find (name, NULL);
        }
    }
}

char **
rg_modules_list (void)
{
  load_all ();
  GPtrArray *names = g_ptr_array_new ();
  rg_registry_foreach (collect, names);
  g_ptr_array_sort (names, compare);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

char *
rg_module_why (const char *name)
{
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);
  const RgOp *op = rg_op_find (name, &error);
  const char *path = NULL;
  if (op)
    {
      const RgModule *m = rg_op_module (op, &path);
      g_string_append_printf (text, "%s: %s (module %s %s, %s)\n", name, path ? path : "built in", m->name,
                              m->version, m->licence);
    }
  else
    g_string_append_printf (text, "%s\n", error->message);
  if (name == NULL || op == NULL)
    return g_string_free (text, FALSE);

  g_autofree char *stem = rg_loader_module_name (name);
  g_autofree char *file = g_strconcat (stem, ".so", NULL);
  GPtrArray *dirs = rg_loader_dirs ();
  for (guint i = 0; i < dirs->len; i++)
    {
      const RgModuleDir *dir = dirs->pdata[i];
      g_autofree char *candidate = g_build_filename (dir->path, file, NULL);
      if (!g_file_test (candidate, G_FILE_TEST_EXISTS))
        continue;
      g_autoptr (GError) fault = NULL;
      g_autofree char *real = rg_loader_check_file (candidate, dir->trusted, &fault);
      const char *from = dir->from ? dir->from : "added by the program";
      if (real == NULL)
        g_string_append_printf (text, "  rejected: %s\n", fault->message);
      else if (g_strcmp0 (real, path) != 0)
        g_string_append_printf (text, "  shadowed: %s (%s)\n", candidate, from);
      else
        g_string_append_printf (text, "  taken: %s (%s)\n", candidate, from);
    }
  return g_string_free (text, FALSE);
}
