/* rg-hooks.h: callbacks of the host inside a backward.
 *
 * Hooks run on the thread that called backward, one at a time and outside the
 * team's parallel region, so that a host's own OpenMP and MPI work inside them;
 * unless %RG_ANY_THREAD is given. They must not longjmp or throw. The order is
 * PyTorch's: hooks on the tensor, retain_grad, hooks before the node, the node,
 * hooks after it; at a leaf the accumulation, then hooks after accumulation.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_HOOKS_H
#define RG_HOOKS_H

#include "rg-autograd.h"

G_BEGIN_DECLS

/**
 * RgHookFlags:
 * @RG_ON_CALLER: on the thread that called backward
 * @RG_ANY_THREAD: on whichever worker runs the node, perhaps several at a time
 * @RG_PREPEND: before the hooks registered so far
 */
typedef enum
{
  RG_ON_CALLER = 0,
  RG_ANY_THREAD = 1 << 0,
  RG_PREPEND = 1 << 1
} RgHookFlags;

/** RgTensorHook: sees the gradient of a tensor; returns another in its place (same shape and dtype), or %NULL to leave it. */
typedef RgTensor *(*RgTensorHook) (RgTensor *grad, void *user_data);

/** RgNodePreHook: sees the gradients of a node's outputs before it runs, and may replace them in the array. */
typedef void (*RgNodePreHook) (RgNode *node, RgTensor **grad_outputs, size_t n, void *user_data);

/** RgNodeHook: sees what a node made of them, and may replace its results in the array. */
typedef void (*RgNodeHook) (RgNode *node, RgTensor **grad_inputs, size_t n_inputs,
                            RgTensor *const *grad_outputs, size_t n_outputs, void *user_data);

/** RgLeafHook: called when the gradient of a leaf has been accumulated. */
typedef void (*RgLeafHook) (RgTensor *leaf, void *user_data);

/**
 * rg_register_hook:
 * @tensor: (nullable): a tensor that requires a gradient
 * @hook: called with its gradient
 * @user_data: for @hook
 * @destroy: (nullable): called with @user_data when the hook is gone
 * @flags: #RgHookFlags
 *
 * Returns: a number for rg_remove_hook(); 0 on failure
 */
RG_API uint64_t rg_register_hook (RgTensor *tensor, RgTensorHook hook, void *user_data,
                                  GDestroyNotify destroy, unsigned flags);
RG_API uint64_t rg_register_post_accumulate_grad_hook (RgTensor *leaf, RgLeafHook hook,
                                                       void *user_data, GDestroyNotify destroy,
                                                       unsigned flags);
RG_API uint64_t rg_node_register_prehook (RgNode *node, RgNodePreHook hook, void *user_data,
                                          GDestroyNotify destroy, unsigned flags);
RG_API uint64_t rg_node_register_hook (RgNode *node, RgNodeHook hook, void *user_data,
                                       GDestroyNotify destroy, unsigned flags);
/** rg_remove_hook: (skip): false if there is no such hook any more. A hook may remove itself. */
RG_API bool rg_remove_hook (uint64_t id);

/* --- saved tensors --- */

/** RgPackHook: (skip): turns a tensor that a node saves into anything else. */
typedef void *(*RgPackHook) (RgTensor *saved, void *user_data);
/** RgUnpackHook: (skip): turns that back into a tensor of the same values; %NULL after rg_scope_fail(). */
typedef RgTensor *(*RgUnpackHook) (void *packed, void *user_data);

/**
 * rg_saved_tensors_hooks_push:
 * @pack: called for each tensor that an operator on this thread saves from now on
 * @unpack: called when backward asks for it
 * @release: (nullable): called for what @pack gave when the node lets go of it
 * @user_data: for all three; it must outlive the graph
 * @flags: #RgHookFlags; %RG_ANY_THREAD if @unpack may run on any worker
 *
 * torch.autograd.graph.saved_tensors_hooks; ends with rg_saved_tensors_hooks_pop().
 */
RG_API void rg_saved_tensors_hooks_push (RgPackHook pack, RgUnpackHook unpack,
                                         GDestroyNotify release, void *user_data,
                                         unsigned flags);
RG_API void rg_saved_tensors_hooks_pop (void);

/* --- anomaly mode --- */

/** rg_set_anomaly_mode: (skip): records where each operator was called, and makes the first nan of a backward an error that says so. Returns what it was. */
RG_API bool rg_set_anomaly_mode (bool enabled);
RG_API bool rg_anomaly_mode (void);

G_END_DECLS

#endif
