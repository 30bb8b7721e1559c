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

/**
 * RgRmspropOptions:
 * @size: sizeof (RgRmspropOptions)
 * @lr: learning rate
 * @alpha: decay of the mean square
 * @eps: added to its root
 * @weight_decay: added to the gradient, times the parameter
 * @momentum: how much of the last step is kept
 * @centered: takes the square of the mean off the mean square
 * @maximize: goes up instead of down
 *
 * Tieleman and Hinton 2012.
 */
typedef struct
{
  size_t size;
  double lr;
  double alpha;
  double eps;
  double weight_decay;
  double momentum;
  bool centered;
  bool maximize;
} RgRmspropOptions;
#define RG_RMSPROP_OPTIONS_INIT \
  { sizeof (RgRmspropOptions), 1e-2, 0.99, 1e-8, 0, 0, false, false }

/**
 * RgAdagradOptions:
 * @size: sizeof (RgAdagradOptions)
 * @lr: learning rate
 * @lr_decay: lr is divided by 1 + this times the steps before
 * @weight_decay: added to the gradient, times the parameter
 * @initial_accumulator_value: what the sum of squares begins with
 * @eps: added to its root
 * @maximize: goes up instead of down
 *
 * Duchi et al. 2011.
 */
typedef struct
{
  size_t size;
  double lr;
  double lr_decay;
  double weight_decay;
  double initial_accumulator_value;
  double eps;
  bool maximize;
} RgAdagradOptions;
#define RG_ADAGRAD_OPTIONS_INIT \
  { sizeof (RgAdagradOptions), 1e-2, 0, 0, 0, 1e-10, false }

/**
 * RgAdadeltaOptions:
 * @size: sizeof (RgAdadeltaOptions)
 * @lr: learning rate
 * @rho: decay of the mean squares
 * @eps: added to them
 * @weight_decay: added to the gradient, times the parameter
 * @maximize: goes up instead of down
 *
 * Zeiler 2012.
 */
typedef struct
{
  size_t size;
  double lr;
  double rho;
  double eps;
  double weight_decay;
  bool maximize;
} RgAdadeltaOptions;
#define RG_ADADELTA_OPTIONS_INIT \
  { sizeof (RgAdadeltaOptions), 1, 0.9, 1e-6, 0, false }

/**
 * RgAdamaxOptions:
 * @size: sizeof (RgAdamaxOptions)
 * @lr: learning rate
 * @beta1: decay of the mean of gradients
 * @beta2: decay of the largest gradient
 * @eps: added to the size of a gradient
 * @weight_decay: added to the gradient, times the parameter
 * @maximize: goes up instead of down
 *
 * Kingma and Ba 2015, section 7.1.
 */
typedef struct
{
  size_t size;
  double lr;
  double beta1;
  double beta2;
  double eps;
  double weight_decay;
  bool maximize;
} RgAdamaxOptions;
#define RG_ADAMAX_OPTIONS_INIT \
  { sizeof (RgAdamaxOptions), 2e-3, 0.9, 0.999, 1e-8, 0, false }

/**
 * RgNadamOptions:
 * @size: sizeof (RgNadamOptions)
 * @lr: learning rate
 * @beta1: decay of the mean of gradients
 * @beta2: decay of the mean of their squares
 * @eps: keeps the divisor from 0
 * @weight_decay: added to the gradient, times the parameter
 * @momentum_decay: how fast momentum grows to @beta1
 * @decoupled_weight_decay: shrinks the parameter instead, by lr times @weight_decay
 * @maximize: goes up instead of down
 * @mu_twice: what PyTorch did up to version 1.13
 *
 * Dozat 2016.
 */
typedef struct
{
  size_t size;
  double lr;
  double beta1;
  double beta2;
  double eps;
  double weight_decay;
  double momentum_decay;
  bool decoupled_weight_decay;
  bool maximize;
  bool mu_twice;
} RgNadamOptions;
#define RG_NADAM_OPTIONS_INIT \
  { sizeof (RgNadamOptions), 2e-3, 0.9, 0.999, 1e-8, 0, 4e-3, false, false, false }

/**
 * RgRadamOptions:
 * @size: sizeof (RgRadamOptions)
 * @lr: learning rate
 * @beta1: decay of the mean of gradients
 * @beta2: decay of the mean of their squares
 * @eps: keeps the divisor from 0
 * @weight_decay: added to the gradient, times the parameter
 * @decoupled_weight_decay: shrinks the parameter instead, by lr times @weight_decay
 * @maximize: goes up instead of down
 *
 * Liu et al. 2020.
 */
typedef struct
{
  size_t size;
  double lr;
  double beta1;
  double beta2;
  double eps;
  double weight_decay;
  bool decoupled_weight_decay;
  bool maximize;
} RgRadamOptions;
#define RG_RADAM_OPTIONS_INIT \
  { sizeof (RgRadamOptions), 1e-3, 0.9, 0.999, 1e-8, 0, false, false }

/**
 * RgRpropOptions:
 * @size: sizeof (RgRpropOptions)
 * @lr: the first step
 * @eta_minus: what a step is multiplied by when the sign changes
 * @eta_plus: and when it does not
 * @step_min: the least step
 * @step_max: the largest
 * @maximize: goes up instead of down
 *
 * Riedmiller and Braun 1993.
 */
typedef struct
{
  size_t size;
  double lr;
  double eta_minus;
  double eta_plus;
  double step_min;
  double step_max;
  bool maximize;
} RgRpropOptions;
#define RG_RPROP_OPTIONS_INIT \
  { sizeof (RgRpropOptions), 1e-2, 0.5, 1.2, 1e-6, 50, false }

/**
 * RgAsgdOptions:
 * @size: sizeof (RgAsgdOptions)
 * @lr: learning rate
 * @lambd: decay of the parameter
 * @alpha: power by which the learning rate falls
 * @t0: the step at which averaging begins
 * @weight_decay: added to the gradient, times the parameter
 * @maximize: goes up instead of down
 *
 * Polyak and Juditsky 1992.
 */
typedef struct
{
  size_t size;
  double lr;
  double lambd;
  double alpha;
  double t0;
  double weight_decay;
  bool maximize;
} RgAsgdOptions;
#define RG_ASGD_OPTIONS_INIT \
  { sizeof (RgAsgdOptions), 1e-2, 1e-4, 0.75, 1e6, 0, false }

/**
 * RgLbfgsOptions:
 * @size: sizeof (RgLbfgsOptions)
 * @lr: the step along a direction; with @strong_wolfe the first that is tried
 * @max_iter: directions in one rg_optim_step_closure()
 * @max_eval: evaluations in it; 0: 5 / 4 of @max_iter
 * @tolerance_grad: ends when no element of the gradient is larger
 * @tolerance_change: ends when no parameter, or the loss, changes by more
 * @history_size: how many changes of the gradient are remembered
 * @strong_wolfe: searches along each direction
 *
 * J. Nocedal, S. J. Wright, "Numerical optimization" (2006), algorithms 7.4, 3.5
 * and 3.6, in torch.optim.LBFGS's form.
 */
typedef struct
{
  size_t size;
  double lr;
  int64_t max_iter;
  int64_t max_eval;
  double tolerance_grad;
  double tolerance_change;
  int64_t history_size;
  bool strong_wolfe;
} RgLbfgsOptions;
#define RG_LBFGS_OPTIONS_INIT \
  { sizeof (RgLbfgsOptions), 1, 20, 0, 1e-7, 1e-9, 100, false }

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
/** rg_optim_rmsprop_new: (skip): (transfer full) (nullable): RMSprop. */
RG_API RgOptim *rg_optim_rmsprop_new (RgTensor *const *params, size_t n,
    const RgRmspropOptions *options, GError **error);
/** rg_optim_adagrad_new: (skip): (transfer full) (nullable): Adagrad. */
RG_API RgOptim *rg_optim_adagrad_new (RgTensor *const *params, size_t n,
    const RgAdagradOptions *options, GError **error);
/** rg_optim_adadelta_new: (skip): (transfer full) (nullable): Adadelta. */
RG_API RgOptim *rg_optim_adadelta_new (RgTensor *const *params, size_t n,
    const RgAdadeltaOptions *options, GError **error);
/** rg_optim_adamax_new: (skip): (transfer full) (nullable): Adamax. */
RG_API RgOptim *rg_optim_adamax_new (RgTensor *const *params, size_t n,
    const RgAdamaxOptions *options, GError **error);
/** rg_optim_nadam_new: (skip): (transfer full) (nullable): Adam with Nesterov's momentum. */
RG_API RgOptim *rg_optim_nadam_new (RgTensor *const *params, size_t n,
    const RgNadamOptions *options, GError **error);
/** rg_optim_radam_new: (skip): (transfer full) (nullable): rectified Adam. */
RG_API RgOptim *rg_optim_radam_new (RgTensor *const *params, size_t n,
    const RgRadamOptions *options, GError **error);
/** rg_optim_rprop_new: (skip): (transfer full) (nullable): resilient propagation. */
RG_API RgOptim *rg_optim_rprop_new (RgTensor *const *params, size_t n,
    const RgRpropOptions *options, GError **error);
/** rg_optim_asgd_new: (skip): (transfer full) (nullable): averaged SGD. */
RG_API RgOptim *rg_optim_asgd_new (RgTensor *const *params, size_t n,
    const RgAsgdOptions *options, GError **error);

/** rg_optim_lbfgs_new: (skip): (transfer full) (nullable): limited-memory BFGS; it steps with rg_optim_step_closure(). */
RG_API RgOptim *rg_optim_lbfgs_new (RgTensor *const *params, size_t n,
    const RgLbfgsOptions *options, GError **error);

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
