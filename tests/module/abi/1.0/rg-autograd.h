/* rg-autograd.h: requiring, computing and reading gradients.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_AUTOGRAD_H
#define RG_AUTOGRAD_H

#include "rg-tensor.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/* --- tensors in the graph --- */

/**
 * rg_set_requires_grad:
 * @tensor: (nullable): a leaf of a floating dtype
 * @requires_grad: whether operators on it are recorded
 *
 * Returns: (transfer none): @tensor; %NULL, with an error in the current
 * scope, for an integer tensor or one that an operator made
 */
RG_API RgTensor *rg_set_requires_grad (RgTensor *tensor, bool requires_grad);
RG_API bool rg_requires_grad (const RgTensor *tensor);
RG_API bool rg_is_leaf (const RgTensor *tensor);
/** rg_grad: (skip): (transfer none) (nullable): the gradient accumulated in @tensor. */
RG_API RgTensor *rg_grad (RgTensor *tensor);
/** rg_set_grad: (skip): replaces the gradient; %NULL clears it. */
RG_API bool rg_set_grad (RgTensor *tensor, RgTensor *grad);
/** rg_grad_fn: (skip): (transfer none) (nullable): the node that made @tensor. */
RG_API RgNode *rg_grad_fn (RgTensor *tensor);
/** rg_retain_grad: (skip): keeps the gradient of a tensor that is no leaf. */
RG_API bool rg_retain_grad (RgTensor *tensor);
/** rg_detach: (skip): a view of @tensor outside the graph. */
RG_API RgTensor *rg_detach (RgTensor *tensor);

/* --- grad mode, per thread --- */

/**
 * rg_grad_mode:
 *
 * Returns: whether operators on the calling thread are recorded
 */
RG_API bool rg_grad_mode (void);
/** rg_set_grad_mode: (skip): sets it, and returns what it was. */
RG_API bool rg_set_grad_mode (bool enabled);

/**
 * RG_NO_GRAD:
 *
 * Operators are not recorded from here to the end of the enclosing block.
 */
typedef bool RgGradModeGuard;
static inline void
rg_grad_mode_restore (RgGradModeGuard *previous)
{
  rg_set_grad_mode (*previous);
}
#define RG_GRAD_GUARD_(name, on)                                               \
  __attribute__ ((cleanup (rg_grad_mode_restore), unused)) RgGradModeGuard name  \
      = rg_set_grad_mode (on)
#define RG_NO_GRAD RG_GRAD_GUARD_ (G_PASTE (rg_no_grad_, __LINE__), false)
#define RG_ENABLE_GRAD RG_GRAD_GUARD_ (G_PASTE (rg_enable_grad_, __LINE__), true)

/** rg_inference_mode: (skip): whether tensors made on the calling thread stay outside every graph. */
RG_API bool rg_inference_mode (void);
/** rg_set_inference_mode: (skip): sets it, and returns what it was; use %RG_INFERENCE_MODE. */
RG_API bool rg_set_inference_mode (bool enabled);

/**
 * RG_INFERENCE_MODE:
 *
 * Like %RG_NO_GRAD to the end of the enclosing block; moreover the tensors made
 * there can never be saved for a backward, nor be written outside.
 */
typedef bool RgInferenceGuard;
static inline void
rg_inference_restore (RgInferenceGuard *previous)
{
  rg_set_inference_mode (*previous);
}
#define RG_INFERENCE_MODE                                                      \
  __attribute__ ((cleanup (rg_inference_restore), unused)) RgInferenceGuard      \
      G_PASTE (rg_inference_, __LINE__) = rg_set_inference_mode (true);        \
  RG_NO_GRAD

/* --- backward --- */

/**
 * RgBackwardOptions:
 * @size: sizeof (RgBackwardOptions)
 * @retain_graph: keep what the graph saved, for another backward
 * @create_graph: record the backward itself, for higher derivatives
 * @inputs: (array length=n_inputs) (nullable): accumulate into these only
 * @n_inputs: how many
 * @cancellable: (nullable): stops the run between nodes
 *
 * Set with %RG_BACKWARD_OPTIONS_INIT.
 */
typedef struct
{
  size_t size;
  bool retain_graph;
  bool create_graph;
  RgTensor *const *inputs;
  size_t n_inputs;
  GCancellable *cancellable;
} RgBackwardOptions;
#define RG_BACKWARD_OPTIONS_INIT { sizeof (RgBackwardOptions), false, false, NULL, 0, NULL }

/**
 * rg_backward:
 * @root: (nullable): a tensor of one element
 * @error: return location for an error
 *
 * Adds the gradient of @root to `.grad` of every leaf that it depends on.
 * The first error that waits in the current scope, if any, is handed over
 * instead when @root is %NULL.
 *
 * Returns: whether it succeeded
 */
RG_API bool rg_backward (RgTensor *root, GError **error);

/** rg_backward_with: (skip): the same from a gradient of @root's shape; the graph is released. */
RG_API bool rg_backward_with (RgTensor *root, RgTensor *gradient, GError **error);

/**
 * rg_backward_full:
 * @roots: (array length=n_roots): tensors to differentiate
 * @gradients: (array length=n_roots) (nullable): a gradient for each; %NULL
 * for those of one element
 * @n_roots: how many
 * @options: (nullable): #RgBackwardOptions
 * @error: return location for an error
 *
 * torch.autograd.backward.
 */
RG_API bool rg_backward_full (RgTensor *const *roots, RgTensor *const *gradients,
                              size_t n_roots, const RgBackwardOptions *options,
                              GError **error);

/**
 * RgGradOptions:
 * @size: sizeof (RgGradOptions)
 * @retain_graph: keep what the graph saved
 * @create_graph: record the backward itself (and retain the graph)
 * @allow_unused: give %NULL for an input that the outputs do not depend on
 * @materialize_grads: give zeros instead of that %NULL
 * @cancellable: (nullable): stops the run between nodes
 */
typedef struct
{
  size_t size;
  bool retain_graph;
  bool create_graph;
  bool allow_unused;
  bool materialize_grads;
  GCancellable *cancellable;
} RgGradOptions;
#define RG_GRAD_OPTIONS_INIT { sizeof (RgGradOptions), false, false, false, false, NULL }

/**
 * rg_grad_of:
 * @outputs: (array length=n_outputs): tensors to differentiate
 * @grad_outputs: (array length=n_outputs) (nullable): a gradient for each
 * @n_outputs: how many
 * @inputs: (array length=n_inputs): with respect to these
 * @n_inputs: how many
 * @options: (nullable): #RgGradOptions
 * @grads: (out) (array length=n_inputs): (transfer none): the gradients, owned
 * by the current scope
 * @error: return location for an error
 *
 * torch.autograd.grad: no `.grad` is touched.
 */
RG_API bool rg_grad_of (RgTensor *const *outputs, RgTensor *const *grad_outputs,
                        size_t n_outputs, RgTensor *const *inputs, size_t n_inputs,
                        const RgGradOptions *options, RgTensor **grads,
                        GError **error);

/* --- nodes --- */

/** rg_node_name: (skip): (transfer none): `MulBackward0`. */
RG_API const char *rg_node_name (RgNode *node);
/** rg_node_n_next: (skip): how many inputs the node's operator had. */
RG_API size_t rg_node_n_next (RgNode *node);
/** rg_node_next: (skip): (transfer none) (nullable): the node that made input @i. */
RG_API RgNode *rg_node_next (RgNode *node, size_t i, size_t *output_nr);
RG_API uint64_t rg_node_sequence_nr (RgNode *node);

G_END_DECLS

#endif
