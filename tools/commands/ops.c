/* ops.c: `retrograde ops [NAME]`: which operators there are, and what one is.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "commands.h"
#include "op-text.h"
#include <stdio.h>

static void
list (char **names, const char *category, bool internal)
{
  size_t width = 0;
  for (char **name = names; *name; name++)
    width = MAX (width, strlen (*name));
  for (char **name = names; *name; name++)
    {
      const RgOp *op = rg_op_find (*name, NULL);
      if (op == NULL || (!internal && op->flags & RG_OP_INTERNAL) || (category && g_strcmp0 (category, op->category) != 0))
        continue;
      printf ("%-*s  %-9s  %s\n", (int) width, op->name, op->category ? op->category : "", op->summary);
    }
}

static void
list_json (char **names, const char *category, bool internal)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();
  json_builder_begin_array (b);
  for (char **name = names; *name; name++)
    {
      const RgOp *op = rg_op_find (*name, NULL);
      if (op && (internal || !(op->flags & RG_OP_INTERNAL)) && (!category || g_strcmp0 (category, op->category) == 0))
        op_add_json (b, op);
    }
  json_builder_end_array (b);
  g_autoptr (JsonNode) root = json_builder_get_root (b);
  g_autofree char *text = json_to_string (root, TRUE);
  puts (text);
}

static int
show (const char *name, bool json)
{
  g_autoptr (GError) error = NULL;
  const RgOp *op = rg_op_find (name, &error);
  if (op == NULL)
    return rg_command_fail ("ops: %s", error->message);
  if (json)
    {
      g_autoptr (JsonBuilder) b = json_builder_new ();
      op_add_json (b, op);
      g_autoptr (JsonNode) root = json_builder_get_root (b);
      g_autofree char *text = json_to_string (root, TRUE);
      puts (text);
      return 0;
    }
  g_autofree char *text = op_to_text (op);
  fputs (text, stdout);
  return 0;
}

int
rg_command_ops (int argc, char **argv)
{
  gboolean json = FALSE, internal = FALSE;
  g_autofree char *why = NULL, *category = NULL, *markdown = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "print JSON", NULL },
    { "why", 0, 0, G_OPTION_ARG_STRING, &why, "where NAME comes from, what it shadows, what was rejected", "NAME" },
    { "category", 0, 0, G_OPTION_ARG_STRING, &category, "only those of a category: pointwise, reduce, shape, ...", "NAME" },
    { "internal", 0, 0, G_OPTION_ARG_NONE, &internal, "list the helpers of gradients, too", NULL },
    { "markdown", 0, 0, G_OPTION_ARG_FILENAME, &markdown, "write the reference: a page for each category into DIR", "DIR" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  int status = rg_command_parse (&argc, &argv, "[NAME]", "Lists the operators, or says all about one.", entries);
  if (status >= 0)
    return status;
  if (argc > 2)
    return rg_command_usage ("ops: one operator at a time; '%s' is a second", argv[2]);
  if (why)
    {
      g_autofree char *text = rg_module_why (why);
      fputs (text, stdout);
      return 0;
    }
  if (argc == 2)
    return show (argv[1], json);
  g_auto (GStrv) names = rg_modules_list ();
  if (markdown)
    {
      g_autoptr (GError) error = NULL;
      return op_write_pages (markdown, names, &error) ? 0 : rg_command_fail ("ops: %s", error->message);
    }
  if (json)
    list_json (names, category, internal);
  else
    list (names, category, internal);
  return 0;
}
