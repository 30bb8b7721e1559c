/* views-private.h: views that autograd knows, and what writing does to them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_VIEWS_PRIVATE_H
#define RG_VIEWS_PRIVATE_H

#include "graph-private.h"

/* Notes of what the outputs of a view operator are views. */
void rg_views_note (RgFullCall *call);

/* Gives a view whose memory was written since the history that its base has now. */
void rg_view_refresh (RgTensor *view);

/* `node` (an edge, taken) becomes what made `t`. */
void rg_tensor_set_node (RgTensor *t, RgNode *node);

/* The history of `written`, a view, is now that of `value`, as is that part of its
 * base's. */
void rg_view_rebase (RgTensor *written, RgTensor *value);

#endif
