/* dot.c: a graph in Graphviz's language.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "graph-private.h"
#include "rg-sight.h"

/* --- one node --- */

static void
append_size (GString *to, const RgTensor *t)
{
  g_string_append_printf (to, "%s (", rg_dtype_name ((RgDType) t->dtype));
  for (int d = 0; d < t->ndim; d++)
    g_string_append_printf (to, "%s%" G_GINT64_FORMAT, d ? ", " : "", rg_sizes (t)[d]);
  g_string_append_printf (to, ")\\n%" G_GINT64_FORMAT " bytes", rg_numel (t) * (int64_t) rg_esize (t));
}

/* What the node keeps for its backward. */
static int64_t
saved_bytes (RgNode *node)
{
  int64_t bytes = 0;
  if (rg_node_flags (node) & (RG_NODE_LEAF | RG_NODE_RELEASED | RG_NODE_PROXY))
    return 0;
  for (int i = 0; i < node->n_inputs; i++)
    {
      const RgTensor *t = rg_node_saved (node)[i];
      bytes += t ? rg_numel (t) * (int64_t) rg_esize (t) : 0;
    }
  return bytes;
}

static void
append_node (GString *to, RgNode *node, int id)
{
  const bool leaf = rg_node_flags (node) & RG_NODE_LEAF;
  g_autofree char *name = g_strescape (rg_node_name (node), NULL);
  g_string_append_printf (to, "  n%d [label=\"%s\\n", id, leaf ? "leaf" : name);
  /* With several outputs each has a size, and none is the node's. */
  if (node->n_outputs > 1)
    g_string_append_printf (to, "%d outputs", (int) node->n_outputs);
  else
    append_size (to, rg_node_meta (node));
  const int64_t saved = saved_bytes (node);
  if (saved)
    g_string_append_printf (to, "\\nsaved %" G_GINT64_FORMAT " bytes", saved);
  g_string_append_printf (to, "\"%s];\n", leaf ? ", style=rounded" : "");
}

/* --- the graph --- */

typedef struct
{
  GHashTable *ids;  /* RgNode -> number + 1 */
  GPtrArray *nodes; /* in the order of their numbers */
} Known;

static int
number_of (Known *known, RgNode *node)
{
  int id = GPOINTER_TO_INT (g_hash_table_lookup (known->ids, node));
  if (id == 0)
    {
      g_ptr_array_add (known->nodes, node);
      id = (int) known->nodes->len;
      g_hash_table_insert (known->ids, node, GINT_TO_POINTER (id));
    }
  return id - 1;
}

/* The node that people mean by an edge's target, and which of its outputs. */
static RgNode *
target_of (RgNode *edge, int *output)
{
  const bool proxy = rg_node_flags (edge) & RG_NODE_PROXY;
  *output = proxy ? edge->n_outputs : 0;
  return proxy ? rg_node_edges (edge)[0] : edge;
}

char *
rg_graph_to_dot (RgTensor *const *roots, size_t n_roots)
{
  GString *text = g_string_new ("digraph retrograde {\n  node [shape=box];\n");
  Known known = { g_hash_table_new (NULL, NULL), g_ptr_array_new () };
  int output;
  for (size_t i = 0; i < n_roots; i++)
    {
      RgNode *node = roots && roots[i] ? rg_gradient_node (roots[i]) : NULL;
      if (node)
        g_string_append_printf (text, "  root%d [shape=plaintext, label=\"root %d\"];\n  root%d -> n%d;\n", (int) i, (int) i, (int) i,
                                number_of (&known, target_of (node, &output)));
    }
  /* The list grows while it is gone through: no recursion, however deep the graph. */
  for (guint at = 0; at < known.nodes->len; at++)
    {
      RgNode *node = known.nodes->pdata[at];
      append_node (text, node, (int) at);
      for (int i = 0; i < node->n_inputs; i++)
        {
          RgNode *edge = rg_node_edges (node)[i];
          if (edge == NULL)
            continue;
          const int to = number_of (&known, target_of (edge, &output));
          g_string_append_printf (text, "  n%d -> n%d", (int) at, to);
          if (output)
            g_string_append_printf (text, " [label=\"output %d\"]", output);
          g_string_append (text, ";\n");
        }
    }
  g_hash_table_destroy (known.ids);
  g_ptr_array_free (known.nodes, TRUE);
  g_string_append (text, "}\n");
  return g_string_free (text, FALSE);
}
