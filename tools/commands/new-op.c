/* new-op.c: `retrograde new-op NAME`: writes a folder with an operator that works,
 * builds and has a test, for its author to change.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "commands.h"
#include "new-op.h"
#include <errno.h>
#include <gio/gio.h>
#include <retrograde.h>
#include <stdio.h>
#include <string.h>

/* --- kinds --- */

typedef struct
{
  const char *name;
  const char *fields; /* of the attribute struct; NULL: none of its own */
  const char *rows;   /* of their table, with %s for the struct */
  const char *own[4]; /* their names */
  bool is_layer;      /* a batch of rows can go through it */
  const char *ini;    /* keys of its own in the model */
} Kind;

static const Kind kinds[] = {
  { .name = "pointwise", .is_layer = true },
  { .name = "reduction",
    .fields = "  RgInts dim;\n  bool has_dim;\n  bool keepdim;\n",
    .rows = "  RG_ATTR_OPT (%s, dim, INTS, .doc = \"the dimensions to reduce; absent or empty: all\"),\n"
            "  RG_ATTR (%s, keepdim, BOOL, \"false\", .doc = \"keep them with size 1\"),\n",
    .own = { "dim", "has_dim", "keepdim" },
    .is_layer = true, .ini = "dim = -1\nkeepdim = true\n" },
  { .name = "view" },
  { .name = "general", .is_layer = true },
  { .name = "composite", .is_layer = true },
};

static const Kind *
kind_of (const char *name)
{
  for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name))
      return &kinds[i];
  return NULL;
}

/* --- what the templates are filled with --- */

/* soft_step: SoftStepAttrs */
static char *
struct_name (const char *op)
{
  GString *out = g_string_new (NULL);
  bool upper = true;
  for (const char *p = op; *p; p++)
    {
      if (*p != '_')
        g_string_append_c (out, upper ? g_ascii_toupper (*p) : *p);
      upper = *p == '_';
    }
  g_string_append (out, "Attrs");
  return g_string_free (out, FALSE);
}

static void
set (GHashTable *keys, const char *key, char *value)
{
  g_hash_table_insert (keys, g_strdup (key), value);
}

/* A pointwise body multiplies by the first number among the attributes. */
static void
set_factor (GHashTable *keys, const GPtrArray *attrs)
{
  const char *name = NULL;
  for (guint i = 0; i < attrs->len && name == NULL; i++)
    if (new_attr_is_float (attrs->pdata[i]))
      name = ((NewAttr *) attrs->pdata[i])->name;
  set (keys, "FACTOR_TEXT", name ? g_strdup_printf ("%s * ", name) : g_strdup (""));
  set (keys, "FACTOR_F32", name ? g_strdup_printf ("(float) a->%s * ", name) : g_strdup (""));
  set (keys, "FACTOR_F64", name ? g_strdup_printf ("a->%s * ", name) : g_strdup (""));
  set (keys, "FACTOR", name ? g_strdup_printf (" * a->%s", name) : g_strdup (""));
}

static GHashTable *
make_keys (const char *name, const Kind *kind, const GPtrArray *attrs)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const bool any = attrs->len || kind->fields;
  char *type = any ? struct_name (name) : g_strdup ("void");
  g_auto (GStrv) pieces = g_strsplit (kind->rows ? kind->rows : "", "%s", -1);
  g_autofree char *rows = g_strjoinv (type, pieces);
  g_autofree char *given = new_attrs_given (attrs, "=", " "), *lines = new_attrs_given (attrs, " = ", "\n");
  set (keys, "NAME", g_strdup (name));
  set (keys, "KIND", g_strdup (kind->name));
  set (keys, "STRUCT", type);
  set (keys, "ATTRIBUTES", any ? new_attrs_section (attrs, name, type, kind->fields ? kind->fields : "", rows) : g_strdup (""));
  set (keys, "ATTR_FIELDS", any ? g_strdup_printf ("  RG_ATTRIBUTES (%s, %s),", name, type) : g_strdup (""));
  set (keys, "GIVEN", *given ? g_strdup_printf ("\"%s\"", given) : g_strdup ("NULL"));
  set (keys, "GIVEN_TAIL", *given ? g_strdup_printf (" \" %s\"", given) : g_strdup (""));
  set (keys, "INI", g_strdup_printf ("%s%s", kind->ini ? kind->ini : "", lines));
  set (keys, "MODEL_HINT", g_strdup (kind->is_layer ? "as a layer of a model that is trained, as in `model.ini`"
                                                    : "as a layer of a model, by its name"));
  set_factor (keys, attrs);
  return keys;
}

/* --- writing --- */

static bool
write_file (const char *folder, const char *name, const char *template, GHashTable *keys)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, name, NULL), *text = new_op_fill (template, keys);
  if (g_file_set_contents (path, text, -1, &error))
    return true;
  rg_command_fail ("new-op: %s", error->message);
  return false;
}

static bool
is_empty (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  return dir && g_dir_read_name (dir) == NULL;
}

static int
write_folder (const char *folder, const char *name, const Kind *kind, const GPtrArray *attrs)
{
  g_autoptr (GHashTable) keys = make_keys (name, kind, attrs);
  g_autofree char *source = g_strconcat (name, ".c", NULL), *test = g_strconcat ("test-", name, ".c", NULL);
  g_autofree char *template = g_strconcat (kind->name, ".c.in", NULL), *quoted = g_shell_quote (folder);
  const char *shown = strspn (folder, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./") == strlen (folder)
                          ? folder : quoted;
  if (g_file_test (folder, G_FILE_TEST_EXISTS) && !is_empty (folder))
    return rg_command_fail ("new-op: %s is there already; --dir names another folder", folder);
  if (g_mkdir_with_parents (folder, 0755))
    return rg_command_fail ("new-op: cannot make the folder %s: %s", folder, g_strerror (errno));
  if (!write_file (folder, source, template, keys) || !write_file (folder, "meson.build", "meson.build.in", keys)
      || !write_file (folder, test, "test.c.in", keys) || !write_file (folder, "README.md", "README.md.in", keys)
      || (kind->is_layer && !write_file (folder, "model.ini", "model.ini.in", keys)))
    return RG_EXIT_FAILED;
  printf ("wrote %s: %s, meson.build, %s, README.md%s\n\n"
          "  meson setup %s/build %s && ninja -C %s/build\n"
          "  retrograde check %s/build/%s.so\n",
          folder, source, test, kind->is_layer ? ", model.ini" : "", shown, shown, shown, shown, name);
  return 0;
}

/* --- the command --- */

static int
read_attrs (GPtrArray *attrs, char **specs, const Kind *kind)
{
  g_autoptr (GError) error = NULL;
  for (char **spec = specs; spec && *spec; spec++)
    {
      if (!new_attrs_add (attrs, *spec, &error))
        return rg_command_usage ("new-op: %s", error->message);
      const NewAttr *last = attrs->pdata[attrs->len - 1];
      for (size_t i = 0; i < G_N_ELEMENTS (kind->own) && kind->own[i]; i++)
        if (g_str_equal (last->name, kind->own[i]))
          return rg_command_usage ("new-op: --attr %s: every %s has %s", *spec, kind->name, last->name);
    }
  return 0;
}

int
rg_command_new_op (int argc, char **argv)
{
  g_autofree char *kind_name = NULL, *folder = NULL;
  g_auto (GStrv) specs = NULL;
  g_autoptr (GPtrArray) attrs = new_attrs_new ();
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind_name, "pointwise, reduction, view, general or composite (pointwise)", "KIND" },
    { "attr", 0, 0, G_OPTION_ARG_STRING_ARRAY, &specs,
      "an attribute, name:type=default; type: int, float, bool, string, ints, dtype; without =default it must be given; "
      "may be repeated", "ATTR" },
    { "dir", 0, 0, G_OPTION_ARG_FILENAME, &folder, "the folder to write (NAME)", "DIR" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  int status = rg_command_parse (&argc, &argv, "NAME",
                                 "Writes a folder with an operator of your own: a source that works, a build, a test.", entries);
  if (status >= 0)
    return status;
  if (argc != 2)
    return rg_command_usage ("new-op: give one name; see 'retrograde new-op --help'");
  const char *name = argv[1], *fault = new_name_fault (name);
  const Kind *kind = kind_of (kind_name ? kind_name : "pointwise");
  if (fault)
    return rg_command_usage ("new-op: a name %s; \"%s\" does not", fault, name);
  if (kind == NULL)
    return rg_command_usage ("new-op: --kind is pointwise, reduction, view, general or composite, not \"%s\"", kind_name);
  if ((status = read_attrs (attrs, specs, kind)))
    return status;
  if (rg_op_find (name, NULL))
    return rg_command_fail ("new-op: there is an operator %s already; see 'retrograde ops --why %s'", name, name);
  return write_folder (folder ? folder : name, name, kind, attrs);
}
