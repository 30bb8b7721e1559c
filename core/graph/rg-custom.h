/* rg-custom.h: functions of the host's own as nodes of the graph, without a
 * module: torch.autograd.Function; and recomputing instead of keeping.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_CUSTOM_H
#define RG_CUSTOM_H

#include "rg-hooks.h"

G_BEGIN_DECLS

/**
 * RgContext:
 *
 * What the forward of a custom function leaves for its backward.
 */
typedef struct _RgContext RgContext;

/**
 * RgCustomForward:
 * @context: the context
 * @inputs: (array length=n_inputs): the inputs; %NULL where one is absent
 * @n_inputs: how many
 * @outputs: (out) (array length=n_outputs): the results (owned by a scope)
 * @n_outputs: how many
 * @user_data: the host's
 *
 * Runs with grad mode off.
 *
 * Returns: false after rg_scope_fail()
 */
typedef bool (*RgCustomForward) (RgContext *context, RgTensor *const *inputs, size_t n_inputs,
                                 RgTensor **outputs, size_t n_outputs, void *user_data);

/**
 * RgCustomBackward:
 * @context: the context
 * @grad_outputs: (array length=n_outputs): the gradients of the outputs; zeros
 * where none came, unless rg_context_set_materialize_grads() said no
 * @n_outputs: how many
 * @grad_inputs: (out) (array length=n_inputs): the gradients of the inputs; %NULL
 * stands for none
 * @n_inputs: how many
 * @user_data: the host's
 *
 * Under `create_graph` it is recorded: written in operators, it can be
 * differentiated again.
 *
 * Returns: false after rg_scope_fail()
 */
typedef bool (*RgCustomBackward) (RgContext *context, RgTensor *const *grad_outputs, size_t n_outputs,
                                  RgTensor **grad_inputs, size_t n_inputs, void *user_data);

/**
 * RgCustomJvp:
 * @context: the context of the forward that has just run
 * @tangents: (array length=n_inputs): the tangents of the inputs; zeros where one has
 * none, unless rg_context_set_materialize_grads() said no
 * @n_inputs: how many
 * @tangent_outputs: (out) (array length=n_outputs): the tangents of the outputs; %NULL
 * stands for zero
 * @n_outputs: how many
 * @user_data: the host's
 *
 * Forward mode, called once after forward where an input has a tangent.
 *
 * Returns: false after rg_scope_fail()
 */
typedef bool (*RgCustomJvp) (RgContext *context, RgTensor *const *tangents, size_t n_inputs,
                             RgTensor **tangent_outputs, size_t n_outputs, void *user_data);

/**
 * RgCustomFlags:
 * @RG_CUSTOM_ANY_THREAD: backward may run on any worker, several at a time
 * @RG_CUSTOM_ONCE: backward is not written in operators: differentiating it again
 * is an error
 */
typedef enum
{
  RG_CUSTOM_PLAIN = 0,
  RG_CUSTOM_ANY_THREAD = 1 << 0,
  RG_CUSTOM_ONCE = 1 << 1
} RgCustomFlags;

/**
 * RgCustomFunction:
 * @size: sizeof (RgCustomFunction)
 * @name: the node's name is this followed by `Backward`
 * @forward: computes the outputs
 * @backward: computes the gradients
 * @n_outputs: how many outputs
 * @flags: #RgCustomFlags
 * @jvp: (nullable): forward mode; without it rg_jvp() differentiates backward
 *
 * Must outlive the graphs that hold it: usually static.
 */
typedef struct
{
  size_t size;
  const char *name;
  RgCustomForward forward;
  RgCustomBackward backward;
  size_t n_outputs;
  unsigned flags;
  RgCustomJvp jvp;
} RgCustomFunction;

/**
 * rg_custom:
 * @function: the function
 * @inputs: (array length=n_inputs): the inputs
 * @n_inputs: how many
 * @user_data: for both callbacks
 * @destroy: (nullable): called with @user_data when the graph lets go of it
 * @outputs: (out) (array): the results, owned by the current scope
 *
 * Calls @function as an operator. By default its backward runs on the thread that
 * called backward, one at a time, outside the team's parallel region.
 *
 * Returns: whether it succeeded; the current scope keeps the error
 */
RG_API bool rg_custom (const RgCustomFunction *function, RgTensor *const *inputs, size_t n_inputs,
                       void *user_data, GDestroyNotify destroy, RgTensor **outputs);

/** rg_context_save: (skip): keeps @tensor (an input, an output or anything else; nullable) for backward, which checks its version; hooks on saved tensors see it. */
RG_API void rg_context_save (RgContext *context, RgTensor *tensor);
/** rg_context_saved: (skip): (transfer none) (nullable): the @i-th tensor that was kept. */
RG_API RgTensor *rg_context_saved (RgContext *context, size_t i);
/** rg_context_needs_input_grad: (skip): whether the gradient of input @i is asked for. */
RG_API bool rg_context_needs_input_grad (RgContext *context, size_t i);
/** rg_context_mark_non_differentiable: (skip): output @i has no gradient. */
RG_API void rg_context_mark_non_differentiable (RgContext *context, size_t i);
/** rg_context_set_materialize_grads: (skip): whether gradients that did not come are zeros (the default) or %NULL. */
RG_API void rg_context_set_materialize_grads (RgContext *context, bool materialize);

/* --- checkpoint --- */

/**
 * RgFunction:
 * @inputs: (array length=n_inputs): the inputs
 * @n_inputs: how many
 * @outputs: (out) (array length=n_outputs): the results (owned by a scope)
 * @n_outputs: how many
 * @user_data: the host's
 *
 * A function of tensors, written in operators.
 *
 * Returns: false after rg_scope_fail()
 */
typedef bool (*RgFunction) (RgTensor *const *inputs, size_t n_inputs, RgTensor **outputs,
                            size_t n_outputs, void *user_data);

/**
 * rg_checkpoint:
 * @function: what to compute; called again in backward, so it must do the same
 * again; random numbers repeat
 * @inputs: (array length=n_inputs): its inputs
 * @n_inputs: how many
 * @outputs: (out) (array length=n_outputs): its results, owned by the current scope
 * @n_outputs: how many
 * @user_data: for @function; must outlive the graph
 * @destroy: (nullable): called with @user_data when the graph lets go of it
 * @flags: #RgHookFlags; %RG_ANY_THREAD if @function may run on any worker
 *
 * Calls @function without keeping what its operators save; backward computes that
 * again when it is first asked for (torch.utils.checkpoint, not reentrant).
 *
 * Returns: whether it succeeded; the current scope keeps the error
 */
RG_API bool rg_checkpoint (RgFunction function, RgTensor *const *inputs, size_t n_inputs,
                           RgTensor **outputs, size_t n_outputs, void *user_data,
                           GDestroyNotify destroy, unsigned flags);

G_END_DECLS

#endif
