/* rg-functional.h: derivatives of functions: products with the Jacobian from
 * either side, Jacobians, Hessians, and the check of gradients against
 * differences (torch.autograd.functional and gradcheck).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_FUNCTIONAL_H
#define RG_FUNCTIONAL_H

#include "rg-custom.h"

G_BEGIN_DECLS

/**
 * RgDerivative:
 * @function: the function
 * @user_data: for it
 * @inputs: (array length=n_inputs): where
 * @n_inputs: how many
 * @n_outputs: how many outputs it has
 * @create_graph: whether the results can be differentiated again; the inputs then
 * keep their history, else they are detached
 *
 * What all functions here take. Set with designated initialisers.
 */
typedef struct
{
  RgFunction function;
  void *user_data;
  RgTensor *const *inputs;
  size_t n_inputs;
  size_t n_outputs;
  bool create_graph;
} RgDerivative;

/**
 * rg_vjp:
 * @d: the function and where
 * @v: (array length=n_outputs) (nullable): a vector for each output; %NULL for one
 * output of one element
 * @outputs: (out) (array length=n_outputs) (optional): the values
 * @grads: (out) (array length=n_inputs): v times the Jacobian; zeros for an input
 * that the outputs do not depend on
 * @error: return location for an error
 *
 * Results are owned by the current scope.
 */
RG_API bool rg_vjp (const RgDerivative *d, RgTensor *const *v, RgTensor **outputs, RgTensor **grads,
                    GError **error);

/**
 * rg_jvp:
 * @d: the function and where
 * @v: (array length=n_inputs) (nullable): a direction for each input; %NULL for one
 * input of one element
 * @outputs: (out) (array length=n_outputs) (optional): the values
 * @tangents: (out) (array length=n_outputs): the Jacobian times v
 * @error: return location for an error
 *
 * By forward mode; where an operator has none, by differentiating rg_vjp() with
 * respect to its vector.
 */
RG_API bool rg_jvp (const RgDerivative *d, RgTensor *const *v, RgTensor **outputs, RgTensor **tangents,
                    GError **error);

/**
 * rg_jacobian:
 * @d: the function and where
 * @jacobian: (out) (array): n_outputs times n_inputs tensors; element
 * [o * n_inputs + i] has the size of output o followed by that of input i
 * @error: return location for an error
 */
RG_API bool rg_jacobian (const RgDerivative *d, RgTensor **jacobian, GError **error);

/**
 * rg_hessian:
 * @d: a function with one output of one element, and where
 * @hessian: (out) (array): n_inputs times n_inputs tensors; element
 * [i * n_inputs + j] has the size of input i followed by that of input j
 * @error: return location for an error
 */
RG_API bool rg_hessian (const RgDerivative *d, RgTensor **hessian, GError **error);

/**
 * rg_hvp:
 * @d: a function with one output of one element, and where
 * @v: (array length=n_inputs) (nullable): a vector for each input
 * @output: (out) (optional): the value
 * @products: (out) (array length=n_inputs): the Hessian times v
 * @error: return location for an error
 */
RG_API bool rg_hvp (const RgDerivative *d, RgTensor *const *v, RgTensor **output, RgTensor **products,
                    GError **error);

/* --- checks --- */

/**
 * RgGradcheckOptions:
 * @size: sizeof (RgGradcheckOptions)
 * @eps: the step of the differences
 * @atol: the absolute error that is allowed
 * @rtol: the relative one
 * @nondet_tol: how far two runs of one backward may differ
 * @fast_mode: compare one random projection of the Jacobian, not all of it
 * @check_forward_ad: compare forward mode as well
 * @check_undefined_grad: run with gradients that did not come
 *
 * torch.autograd.gradcheck's; set with %RG_GRADCHECK_OPTIONS_INIT.
 */
typedef struct
{
  size_t size;
  double eps;
  double atol;
  double rtol;
  double nondet_tol;
  bool fast_mode;
  bool check_forward_ad;
  bool check_undefined_grad;
} RgGradcheckOptions;
#define RG_GRADCHECK_OPTIONS_INIT                                              \
  { sizeof (RgGradcheckOptions), 1e-6, 1e-5, 1e-3, 0, false, false, true }

/**
 * rg_gradcheck:
 * @d: the function and where; gradients are checked for the inputs that require
 * one (float64, or the differences are too coarse)
 * @options: (nullable): #RgGradcheckOptions
 * @error: return location for an error that says where, expected and got
 *
 * Compares backward with central differences.
 */
RG_API bool rg_gradcheck (const RgDerivative *d, const RgGradcheckOptions *options, GError **error);

/** rg_gradgradcheck: (skip): the same for the gradients of the gradients, at random gradients of the outputs. */
RG_API bool rg_gradgradcheck (const RgDerivative *d, const RgGradcheckOptions *options, GError **error);

G_END_DECLS

#endif
