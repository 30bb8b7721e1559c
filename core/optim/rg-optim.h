/* rg-optim.h: optimisers, which move parameters along their gradients.
 *
 * The update rules, names and defaults are those of torch.optim. One step is
 * one fused pass over all parameters; its bits depend neither on the number of
 * threads nor on the instruction set, and it allocates nothing once the state
 * is there. An optimiser is used by one thread at a time.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_OPTIM_H
#define RG_OPTIM_H

#include "rg-io.h"
#include "rg-tensor.h"

G_BEGIN_DECLS

/**
 * RgOptim:
 *
 * An optimiser: groups of parameters, each with its own options, and the state
 * of each parameter. It holds references to its parameters.
 */
typedef struct _RgOptim RgOptim;

/** RG_ALL_GROUPS: stands for every group of an optimiser. */
#define RG_ALL_GROUPS ((size_t) -1)

/* --- options: each struct is set by its ..._INIT, which has PyTorch's defaults --- */

/**
 * RgSgdOptions:
 * @size: sizeof (RgSgdOptions)
 * @lr: learning rate
 * @momentum: how much of the last direction is kept
 * @dampening: how much of the gradient the direction leaves out
 * @weight_decay: added to the gradient, times the parameter
 * @nesterov: looks ahead by one step of momentum
 * @maximize: goes up instead of down
 *
 * d = momentum d + (1 - dampening) g, x -= lr d (Sutskever et al. 2013).
 */
typedef struct
{
  size_t size;
  double lr;
  double momentum;
  double dampening;
  double weight_decay;
  bool nesterov;
  bool maximize;
} RgSgdOptions;
#define RG_SGD_OPTIONS_INIT { sizeof (RgSgdOptions), 1e-3, 0, 0, 0, false, false }

/**
 * RgAdamOptions:
 * @size: sizeof (RgAdamOptions)
 * @lr: learning rate
 * @beta1: decay of the mean of gradients
 * @beta2: decay of the mean of their squares
 * @eps: added to the root of the latter
 * @weight_decay: of Adam: added to the gradient, times the parameter; of AdamW:
 * the parameter shrinks by lr times this, outside the gradient
 * @amsgrad: divides by the largest mean so far
 * @maximize: goes up instead of down
 *
 * Kingma and Ba 2015, Loshchilov and Hutter 2019, Reddi et al. 2018.
 */
typedef struct
{
  size_t size;
  double lr;
  double beta1;
  double beta2;
  double eps;
  double weight_decay;
  bool amsgrad;
  bool maximize;
} RgAdamOptions;
#define RG_ADAM_OPTIONS_INIT                                                   \
  { sizeof (RgAdamOptions), 1e-3, 0.9, 0.999, 1e-8, 0, false, false }
#define RG_ADAMW_OPTIONS_INIT                                                  \
  { sizeof (RgAdamOptions), 1e-3, 0.9, 0.999, 1e-8, 1e-2, false, false }

/* --- making --- */

/**
 * rg_optim_sgd_new:
 * @params: (array length=n): leaves of a floating dtype, contiguous, each once
 * @n: how many
 * @options: (nullable): %NULL for the defaults
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): stochastic gradient descent
 */
RG_API RgOptim *rg_optim_sgd_new (RgTensor *const *params, size_t n,
                                  const RgSgdOptions *options, GError **error);
/** rg_optim_adam_new: (skip): (transfer full) (nullable): Adam. */
RG_API RgOptim *rg_optim_adam_new (RgTensor *const *params, size_t n,
                                   const RgAdamOptions *options, GError **error);
/** rg_optim_adamw_new: (skip): (transfer full) (nullable): Adam with decoupled weight decay. */
RG_API RgOptim *rg_optim_adamw_new (RgTensor *const *params, size_t n,
                                    const RgAdamOptions *options, GError **error);

/**
 * rg_optim_new:
 * @name: `sgd`, `adam`, `adamw`, ...: see rg_optim_names()
 * @params: (array length=n): leaves of a floating dtype, contiguous, each once
 * @n: how many
 * @options: (nullable): `lr=0.1 momentum=0.9 nesterov=true`; the rest keep
 * their defaults
 * @error: return location for an error
 *
 * The same by name, for tools.
 *
 * Returns: (transfer full) (nullable): an optimiser
 */
RG_API RgOptim *rg_optim_new (const char *name, RgTensor *const *params, size_t n,
                              const char *options, GError **error);

/** rg_optim_names: (skip): (transfer none) (array zero-terminated=1): what rg_optim_new() knows. */
RG_API const char *const *rg_optim_names (void);
/** rg_optim_free: (skip): releases @optim (nullable) and its references. */
RG_API void rg_optim_free (RgOptim *optim);
/** rg_optim_name: (skip): (transfer none): `adamw`. */
RG_API const char *rg_optim_name (const RgOptim *optim);

/* --- groups and options --- */

/**
 * rg_optim_add_group:
 * @optim: an optimiser
 * @params: (array length=n): more parameters
 * @n: how many
 * @options: (nullable): the option struct of this kind of optimiser; %NULL for
 * those of the first group
 * @error: return location for an error
 *
 * Adds parameters with options of their own. The first group is number 0.
 *
 * Returns: whether it succeeded; if not, nothing was added
 */
RG_API bool rg_optim_add_group (RgOptim *optim, RgTensor *const *params, size_t n,
                                const void *options, GError **error);
RG_API size_t rg_optim_n_groups (const RgOptim *optim);

/** rg_optim_get_lr: (skip): the learning rate of @group; NaN if there is none. */
RG_API double rg_optim_get_lr (const RgOptim *optim, size_t group);
/** rg_optim_set_lr: (skip): sets that of @group, or of %RG_ALL_GROUPS. */
RG_API bool rg_optim_set_lr (RgOptim *optim, size_t group, double lr, GError **error);

/** rg_optim_get: (skip): option @name of @group; a flag is 0 or 1; NaN if there is none. */
RG_API double rg_optim_get (const RgOptim *optim, size_t group, const char *name);

/**
 * rg_optim_set:
 * @optim: an optimiser
 * @group: a group, or %RG_ALL_GROUPS
 * @name: a field of the option struct
 * @value: its value; 0 or 1 for a flag
 * @error: return location for an error
 *
 * Returns: false, with nothing changed, for an unknown name or a value that is
 * out of range or does not go with the other options
 */
RG_API bool rg_optim_set (RgOptim *optim, size_t group, const char *name, double value,
                          GError **error);

/* --- use --- */

/**
 * rg_optim_step:
 * @optim: an optimiser
 * @error: return location for an error
 *
 * Moves every parameter that has a gradient; the others are passed over and
 * keep their state.
 *
 * Returns: whether it succeeded; if not, no parameter was changed
 */
RG_API bool rg_optim_step (RgOptim *optim, GError **error);

/**
 * RgOptimClosure:
 * @user_data: as given to rg_optim_step_closure()
 * @loss: (out): the loss at the parameters as they are now
 * @error: return location for an error
 *
 * Clears the gradients, computes the loss, and runs its backward.
 *
 * Returns: false with @error set to stop
 */
typedef bool (*RgOptimClosure) (void *user_data, double *loss, GError **error);

/**
 * rg_optim_step_closure:
 * @optim: an optimiser
 * @closure: evaluates loss and gradients; L-BFGS calls it several times, the
 * others once
 * @user_data: for @closure
 * @loss: (out) (optional): the loss of the first evaluation
 * @error: return location for an error
 *
 * A step of an optimiser that looks at the loss. When @closure fails within a
 * line search, the parameters stay where they were evaluated last.
 */
RG_API bool rg_optim_step_closure (RgOptim *optim, RgOptimClosure closure, void *user_data,
                                   double *loss, GError **error);

/** rg_optim_zero_grad: (skip): takes the gradients off all parameters. */
RG_API void rg_optim_zero_grad (RgOptim *optim);

/* --- checkpoints --- */

/**
 * rg_optim_save:
 * @optim: an optimiser
 * @map: where to
 * @prefix: what each name begins with; `""` for nothing
 * @error: return location for an error
 *
 * Adds all that a later step depends on: `group.0.lr`, ..., `state.0.step`,
 * `state.0.exp_avg`, ... State tensors are copied.
 */
RG_API bool rg_optim_save (RgOptim *optim, RgTensorMap *map, const char *prefix, GError **error);

/**
 * rg_optim_load:
 * @optim: an optimiser of the same kind, with as many groups and parameters
 * @map: what rg_optim_save() filled
 * @prefix: as given there
 * @error: return location for an error
 *
 * Takes over options and state, bit for bit.
 *
 * Returns: whether it succeeded; if not, nothing was changed
 */
RG_API bool rg_optim_load (RgOptim *optim, const RgTensorMap *map, const char *prefix,
                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgOptim, rg_optim_free)

/* --- clipping --- */

/**
 * rg_clip_grad_norm:
 * @params: (array length=n): parameters; those without a gradient count as zero
 * @n: how many
 * @max_norm: what the norm of all gradients together is brought down to
 * @norm_type: which norm: 2, 1, ..., or `INFINITY`
 * @total: (out) (optional): the norm before
 * @error: return location for an error
 *
 * torch.nn.utils.clip_grad_norm_: gradients shrink by max_norm / (total + 1e-6)
 * where that is below 1. The sum runs in a fixed order.
 */
RG_API bool rg_clip_grad_norm (RgTensor *const *params, size_t n, double max_norm,
                               double norm_type, double *total, GError **error);

/** rg_clip_grad_value: (skip): brings every element of every gradient into [-@limit, @limit]. */
RG_API bool rg_clip_grad_value (RgTensor *const *params, size_t n, double limit, GError **error);

G_END_DECLS

#endif
