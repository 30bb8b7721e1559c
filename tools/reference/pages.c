/* pages.c: the reference in Markdown: a page for each category, and an index.
 *
 * Not a page for each operator: T and t are two, and some file systems cannot tell.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "op-text.h"
#include <errno.h>

static const struct
{
  const char *name, *title;
} categories[] = {
  { "pointwise", "element by element" },
  { "reduce", "sums, extremes, orders and statistics over dimensions" },
  { "shape", "views, joining, splitting, padding" },
  { "index", "reading and writing by index" },
  { "linalg", "products and decompositions of matrices" },
  { "nn", "layers of networks" },
  { "loss", "losses" },
  { "random", "random numbers, ranges, constants" },
};

static const char made_by[] = "Written by `retrograde ops --markdown docs/operators` from the descriptors: change those, not\nthis page.\n";

/* --- one operator --- */

/* In a table a bar would end the cell. */
static void
add_cell (GString *s, const char *text)
{
  g_string_append (s, " ");
  for (; text && *text; text++)
    if (*text == '|')
      g_string_append (s, "\\|");
    else
      g_string_append_c (s, *text);
  g_string_append (s, " |");
}

/* The formula and the gradients, a line each. */
static void
add_formulas (GString *s, const RgOp *op)
{
  g_autofree char *gradient = op_gradient_text (op);
  g_auto (GStrv) parts = g_strsplit (gradient, "; d ", -1);
  g_string_append_printf (s, "    %s\n", op->formula);
  for (char **part = parts; *part; part++)
    g_string_append_printf (s, "    %s%s\n", part == parts ? "" : "d ", *part);
}

static void
add_inputs (GString *s, const RgOp *op)
{
  if (op->inputs == NULL || op->inputs->name == NULL)
    return;
  g_string_append (s, "\n| input | |\n|---|---|\n");
  for (const RgInput *in = op->inputs; in->name; in++)
    {
      g_autofree char *note = op_input_note (in);
      g_autofree char *text = g_strconcat (in->doc ? in->doc : "", *note ? "; " : "", note, NULL);
      g_string_append_printf (s, "| `%s` |", in->name);
      add_cell (s, text);
      g_string_append_c (s, '\n');
    }
}

static void
add_attrs (GString *s, const RgOp *op)
{
  if (op->attrs == NULL || op->attrs->name == NULL)
    return;
  g_string_append (s, "\n| attribute | type | | |\n|---|---|---|---|\n");
  for (const RgAttr *a = op->attrs; a->name; a++)
    {
      g_autofree char *range = op_attr_range (a), *def = op_attr_default (a);
      g_autofree char *text = g_strconcat (a->doc ? a->doc : "", range ? "; " : "", range, NULL);
      g_string_append_printf (s, "| `%s` |", a->name);
      add_cell (s, op_attr_type (a));
      add_cell (s, def);
      add_cell (s, text);
      g_string_append_c (s, '\n');
    }
}

char *
op_to_markdown (const RgOp *op)
{
  GString *s = g_string_new (NULL);
  g_autofree char *signature = op_signature (op), *example = op_example (op);
  g_string_append_printf (s, "## %s\n\n    %s\n\n%s\n\n", op->name, signature, op->summary);
  add_formulas (s, op);
  add_inputs (s, op);
  add_attrs (s, op);
  if (example)
    g_string_append_printf (s, "\n```\n%s```\n", example);
  g_string_append_c (s, '\n');
  return g_string_free (s, FALSE);
}

/* --- pages --- */

static bool
write_page (const char *dir, const char *name, const GString *text, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.md", dir, name);
  return g_file_set_contents (path, text->str, (gssize) text->len, error);
}

/* Where a heading can be linked to: in small letters, the second of one name with
 * -1 after it, as T and t. */
static char *
anchor (GHashTable *seen, const char *name)
{
  char *small = g_ascii_strdown (name, -1);
  const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (seen, small));
  g_hash_table_insert (seen, g_strdup (small), GUINT_TO_POINTER (n + 1));
  if (n == 0)
    return small;
  char *numbered = g_strdup_printf ("%s-%u", small, n);
  g_free (small);
  return numbered;
}

static bool
write_category (const char *dir, const char *category, const char *title, GPtrArray *ops, GString *index, GError **error)
{
  g_autoptr (GString) page = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_string_append_printf (page, "# %s: %s\n\n%s\n", category, title, made_by);
  g_string_append_printf (index, "\n## [%s](%s.md): %s\n\n| | |\n|---|---|\n", category, category, title);
  g_free (anchor (seen, category));
  for (guint i = 0; i < ops->len; i++)
    {
      const RgOp *op = ops->pdata[i];
      g_autofree char *section = op_to_markdown (op), *at = anchor (seen, op->name);
      g_string_append (page, section);
      g_string_append_printf (index, "| [%s](%s.md#%s) |", op->name, category, at);
      add_cell (index, op->summary);
      g_string_append_c (index, '\n');
    }
  g_string_truncate (page, page->len - (ops->len ? 1 : 0)); /* the empty line after the last */
  return write_page (dir, category, page, error);
}

bool
op_write_pages (const char *dir, char **names, GError **error)
{
  g_autoptr (GString) index = g_string_new (NULL), tables = g_string_new (NULL);
  guint n = 0;
  if (g_mkdir_with_parents (dir, 0777) != 0)
    {
      g_set_error (error, RG_ERROR, RG_ERROR_IO, "%s: this folder cannot be made: %s", dir, g_strerror (errno));
      return false;
    }
  for (size_t k = 0; k < G_N_ELEMENTS (categories); k++)
    {
      g_autoptr (GPtrArray) ops = g_ptr_array_new ();
      for (char **name = names; *name; name++)
        {
          const RgOp *op = rg_op_find (*name, NULL);
          if (op && !(op->flags & RG_OP_INTERNAL) && g_strcmp0 (op->category, categories[k].name) == 0)
            g_ptr_array_add (ops, (gpointer) op);
        }
      n += ops->len;
      if (ops->len && !write_category (dir, categories[k].name, categories[k].title, ops, tables, error))
        return false;
    }
  g_string_append_printf (index, "# Operators\n\n%u operators, by the folders of `ops/`. On a terminal:\n\n"
                          "    retrograde ops sum                           # what stands here about one\n"
                          "    retrograde call sum x.npy --dim 0 --grad     # run it on NumPy files, forward and backward\n"
                          "    retrograde check sum                         # prove that its gradient is right\n\n"
                          "In a signature `?` stands after what may be absent and `*` after an input that stands for any\n"
                          "number of tensors. `d out` is the gradient of a result, `d input` that of an input. An example\n"
                          "shows the inputs, the call, and what it gives.\n\n%s%s", n, made_by, tables->str);
  return write_page (dir, "README", index, error);
}
