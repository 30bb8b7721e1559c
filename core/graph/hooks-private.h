/* hooks-private.h: running hooks.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_HOOKS_PRIVATE_H
#define RG_HOOKS_PRIVATE_H

#include "graph-private.h"
#include "rg-hooks.h"

/* Each replaces what its hooks replaced; false with the scope's error where a
 * replacement does not fit. */
bool rg_hooks_tensor (RgExtra *extra, const RgTensor *meta, RgTensor **grad);
bool rg_hooks_pre (RgExtra *extra, RgNode *node, RgTensor **grads, size_t n);
bool rg_hooks_post (RgExtra *extra, RgNode *node, RgTensor **results, RgTensor *const *grads, size_t n);
void rg_hooks_leaf (RgExtra *extra, RgTensor *leaf);

/* Hooks on saved tensors that are in force on this thread, or NULL. */
typedef struct _RgSavedHooks RgSavedHooks;
struct _RgSavedHooks
{
  RgSavedHooks *below;
  RgPackHook pack;
  RgUnpackHook unpack;
  GDestroyNotify release;
  void *user_data;
  unsigned flags;
};
RgSavedHooks *rg_saved_hooks (void);
/* What the hooks in force make of `plain`, an alias outside the graph. False with the
 * scope's error where the hook failed or wrote to it. */
bool rg_saved_pack (RgSavedHooks *hooks, RgTensor *plain, RgPacked *packed);

#endif
