/* rg-sight.h: a graph as a picture.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_SIGHT_H
#define RG_SIGHT_H

#include "rg-autograd.h"

G_BEGIN_DECLS

/**
 * rg_graph_to_dot:
 * @roots: (array length=n_roots): tensors that a backward could begin at
 * @n_roots: how many
 *
 * The graph behind @roots in Graphviz's language: a box for each node, with its name,
 * the size of the tensor whose gradient it takes, its bytes, and those of what it saved;
 * rounded for the leaves. `dot -Tsvg` draws it.
 *
 * Returns: (transfer full): the text; free with g_free()
 */
RG_API char *rg_graph_to_dot (RgTensor *const *roots, size_t n_roots);

G_END_DECLS

#endif
