/* pages.c: the reference in Markdown, a page for each category.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "op-text.h"

char *
op_to_markdown (const RgOp *op)
{
  GString *s = g_string_new (NULL);
  g_autofree char *signature = op_signature (op), *example = op_example (op);
  g_string_append_printf (s, "## %s\n\n    %s\n\n%s\n\n    %s\n", op->name, signature, op->summary, op->formula);
  if (op->gradient)
    g_string_append_printf (s, "    %s\n", op->gradient);
  if ((op->inputs && op->inputs->name) || (op->attrs && op->attrs->name))
    g_string_append_c (s, '\n');
  for (const RgInput *in = op->inputs; in && in->name; in++)
    g_string_append_printf (s, "- `%s`: %s\n", in->name, in->doc ? in->doc : "");
  for (const RgAttr *a = op->attrs; a && a->name; a++)
    g_string_append_printf (s, "- `%s`%s%s%s: %s%s%s\n", a->name, a->has_offset || a->def ? " (" : "",
                            a->has_offset ? "optional" : a->def ? a->def : "", a->has_offset || a->def ? ")" : "", a->doc ? a->doc : "",
                            a->choices ? "; one of " : "", a->choices ? a->choices : "");
  if (example)
    g_string_append_printf (s, "\n```\n%s```\n", example);
  g_string_append_c (s, '\n');
  return g_string_free (s, FALSE);
}

static bool
write_page (const char *dir, const char *name, GString *text, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.md", dir, name);
  return g_file_set_contents (path, text->str, (gssize) text->len, error);
}

bool
op_write_pages (const char *dir, char **names, GError **error)
{
  static const char *const categories[] = { "pointwise", "reduce", "shape", "index", "linalg", "nn", "loss", "random" };
  g_autoptr (GString) index = g_string_new ("# Operators\n\nWritten by `retrograde ops --markdown` from the descriptors.\n");
  if (g_mkdir_with_parents (dir, 0777) != 0)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s: this folder cannot be made", dir);
      return false;
    }
  for (size_t k = 0; k < G_N_ELEMENTS (categories); k++)
    {
      g_autoptr (GString) page = g_string_new (NULL);
      g_string_append_printf (page, "# %s\n\nWritten by `retrograde ops --markdown` from the descriptors.\n\n", categories[k]);
      g_string_append_printf (index, "\n[%s](%s.md):", categories[k], categories[k]);
      for (char **name = names; *name; name++)
        {
          const RgOp *op = rg_op_find (*name, NULL);
          if (op == NULL || op->flags & RG_OP_INTERNAL || g_strcmp0 (op->category, categories[k]) != 0)
            continue;
          g_autofree char *section = op_to_markdown (op);
          g_string_append (page, section);
          g_string_append_printf (index, " %s", op->name);
        }
      g_string_append_c (index, '\n');
      if (!write_page (dir, categories[k], page, error))
        return false;
    }
  return write_page (dir, "README", index, error);
}
