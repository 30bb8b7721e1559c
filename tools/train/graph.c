/* graph.c: a model's layers as boxes, from the input down; a box holds the layers that it
 * runs itself.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "report.h"

enum
{
  WIDTH = 460,
  BOX = 34,   /* a layer alone */
  GAP = 16,   /* between two, with the arrow */
  INSET = 14  /* of layers within a box */
};

static int
height_of (const ModelNode *node)
{
  if (node->n_children == 0)
    return BOX;
  int height = BOX;
  for (guint i = 0; i < node->n_children; i++)
    height += height_of (&node->children[i]) + GAP;
  return height;
}

static void
arrow (GString *html, int x, int from, int to)
{
  g_string_append_printf (html, "<path d=\"M%d %dV%dm-4 -5l4 5l4 -5\" fill=\"none\" stroke=\"#888\"/>", x, from, to);
}

/* Draws @node with its upper edge at @y. */
static void
draw (GString *html, const ModelNode *node, int x, int y, int width)
{
  const int height = height_of (node);
  g_autofree char *name = g_markup_escape_text (node->name, -1);
  g_string_append_printf (html, "<rect class=\"layer\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"5\" fill=\"%s\" "
                                "stroke=\"#9ab\"/><text x=\"%d\" y=\"%d\">%s</text>"
                                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s",
                          x, y, width, height, node->n_children ? "none" : node->n_values ? "#e3eefb" : "#f6f6f6", x + 8, y + 21,
                          name, x + width - 8, y + 21, node->sizes);
  if (node->n_values)
    g_string_append_printf (html, " | %" G_GINT64_FORMAT, node->n_values);
  g_string_append (html, "</text>");
  int at = y + BOX;
  for (guint i = 0; i < node->n_children; i++)
    {
      const ModelNode *child = &node->children[i];
      draw (html, child, x + INSET, at, width - 2 * INSET);
      at += height_of (child) + GAP;
      if (i + 1 < node->n_children)
        arrow (html, x + width / 2, at - GAP, at);
    }
}

void
graph_svg (GString *html, const Model *model)
{
  g_autoptr (ModelNode) root = model_nodes (model);
  int height = 0, at = 0;
  for (guint i = 0; i < root->n_children; i++)
    height += height_of (&root->children[i]) + GAP;
  g_string_append_printf (html, "<figure id=\"graph\"><figcaption>Layers: what comes out, and how many parameters.</figcaption>"
                                "<svg viewBox=\"0 0 %d %d\" style=\"width:100%%;max-width:%dpx;height:auto\" role=\"img\" "
                                "aria-label=\"The model's layers\">", WIDTH, height, WIDTH);
  for (guint i = 0; i < root->n_children; i++)
    {
      draw (html, &root->children[i], 1, at, WIDTH - 2);
      at += height_of (&root->children[i]) + GAP;
      if (i + 1 < root->n_children)
        arrow (html, WIDTH / 2, at - GAP, at);
    }
  g_string_append (html, "</svg></figure>\n");
}
