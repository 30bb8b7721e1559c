/* summary.c: a model's layers, for people.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "model-private.h"

/* --- the tree --- */

static void
fill (ModelNode *node, const Layer *layer, bool is_shortcut)
{
  GString *sizes = g_string_new (NULL);
  guint n = layer->children ? layer->children->len : 0;
  for (int d = 0; d < layer->ndim; d++)
    g_string_append_printf (sizes, "%s%" G_GINT64_FORMAT, d ? "x" : "", layer->sizes[d]);
  node->name = g_strdup (layer->group);
  node->sizes = g_string_free (g_string_append (sizes, sizes->len ? "" : "1"), FALSE);
  node->n_values = layer->n_values;
  node->is_shortcut = is_shortcut;
  node->n_children = n + (layer->shortcut != NULL);
  node->children = g_new0 (ModelNode, MAX (1, node->n_children));
  for (guint i = 0; i < n; i++)
    fill (&node->children[i], layer->children->pdata[i], false);
  if (layer->shortcut)
    fill (&node->children[n], layer->shortcut, true);
}

ModelNode *
model_nodes (const Model *model)
{
  ModelNode *root = g_new0 (ModelNode, 1);
  root->n_values = model_n_values (model);
  root->n_children = model->layers->len;
  root->children = g_new0 (ModelNode, MAX (1, root->n_children));
  for (guint i = 0; i < root->n_children; i++)
    fill (&root->children[i], model->layers->pdata[i], false);
  return root;
}

static void
clear (ModelNode *node)
{
  for (guint i = 0; i < node->n_children; i++)
    clear (&node->children[i]);
  g_free (node->children);
  g_free (node->name);
  g_free (node->sizes);
}

void
model_node_free (ModelNode *root)
{
  if (root == NULL)
    return;
  clear (root);
  g_free (root);
}

/* --- the table --- */

static void
append (GString *text, const ModelNode *node, const char *number, int depth)
{
  g_autofree char *place = g_strdup_printf ("%*s%s", 2 * depth, "", number);
  g_string_append_printf (text, "%-8s %-24s %-16s %12" G_GINT64_FORMAT "\n", place, node->name, node->sizes, node->n_values);
  for (guint i = 0; i < node->n_children; i++)
    {
      g_autofree char *inner = g_strdup_printf ("%s.%u", number, i);
      append (text, &node->children[i], node->children[i].is_shortcut ? "shortcut" : inner, depth + 1);
    }
}

char *
model_summary (const Model *model)
{
  g_autoptr (ModelNode) root = model_nodes (model);
  GString *text = g_string_new (NULL);
  g_string_append_printf (text, "%-8s %-24s %-16s %12s\n", "", "layer", "output", "parameters");
  for (guint i = 0; i < root->n_children; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      append (text, &root->children[i], number, 0);
    }
  g_string_append_printf (text, "%-8s %-24s %-16s %12" G_GINT64_FORMAT "\n", "", "all", "", root->n_values);
  return g_string_free (text, FALSE);
}
