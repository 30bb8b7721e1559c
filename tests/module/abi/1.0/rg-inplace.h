/* rg-inplace.h: operators that write their result into their first input.
 *
 * The rules are PyTorch's. A leaf that requires a gradient is not written while
 * grad mode is on. Writing raises the tensor's version, so that a backward that
 * needs the old value says so. Writing a view changes the history of its base
 * and of the base's other views.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_INPLACE_H
#define RG_INPLACE_H

#include "rg-module.h"

G_BEGIN_DECLS

/**
 * rg_op_call_inplace:
 * @scope: (nullable): what keeps an error; %NULL for the current scope
 * @op: (nullable): an operator with one output
 * @inputs: (array length=n_inputs): its inputs; the first is written
 * @n_inputs: how many
 * @attrs: (nullable): its attribute struct
 *
 * Calls @op and stores the result in the first input, whose size and dtype it
 * must have, or broadcast and convert to.
 *
 * Returns: (transfer none) (nullable): the first input; %NULL on failure, which
 * @scope keeps
 */
RG_API RgTensor *rg_op_call_inplace (RgScope *scope, const RgOp *op, RgTensor *const *inputs,
                                     size_t n_inputs, const void *attrs);

/** rg_call_inplace: (skip): (transfer none): the same by name with the defaults of its attributes; ends with %NULL. */
RG_API RgTensor *rg_call_inplace (const char *name, RgTensor *self, ...) G_GNUC_NULL_TERMINATED;

RG_API RgTensor *rg_add_ (RgTensor *self, RgTensor *other);
RG_API RgTensor *rg_add_scalar_ (RgTensor *self, double other);
RG_API RgTensor *rg_sub_ (RgTensor *self, RgTensor *other);
RG_API RgTensor *rg_sub_scalar_ (RgTensor *self, double other);
RG_API RgTensor *rg_mul_ (RgTensor *self, RgTensor *other);
RG_API RgTensor *rg_mul_scalar_ (RgTensor *self, double other);
RG_API RgTensor *rg_div_ (RgTensor *self, RgTensor *other);
RG_API RgTensor *rg_div_scalar_ (RgTensor *self, double other);
RG_API RgTensor *rg_pow_scalar_ (RgTensor *self, double exponent);
RG_API RgTensor *rg_neg_ (RgTensor *self);
RG_API RgTensor *rg_exp_ (RgTensor *self);
RG_API RgTensor *rg_log_ (RgTensor *self);
RG_API RgTensor *rg_sqrt_ (RgTensor *self);
RG_API RgTensor *rg_sin_ (RgTensor *self);
RG_API RgTensor *rg_cos_ (RgTensor *self);
RG_API RgTensor *rg_tanh_ (RgTensor *self);
RG_API RgTensor *rg_sigmoid_ (RgTensor *self);
RG_API RgTensor *rg_relu_ (RgTensor *self);

/** rg_copy_: (skip): stores @src, broadcast and converted, in @self. */
RG_API RgTensor *rg_copy_ (RgTensor *self, RgTensor *src);
/** rg_fill_: (skip): stores @value everywhere in @self. */
RG_API RgTensor *rg_fill_ (RgTensor *self, double value);
/** rg_fill_tensor_: (skip): the same from a tensor of one element, to which the gradient goes. */
RG_API RgTensor *rg_fill_tensor_ (RgTensor *self, RgTensor *value);
/** rg_zero_: (skip): stores zero everywhere in @self. */
RG_API RgTensor *rg_zero_ (RgTensor *self);

/** rg_is_view: (skip): whether @tensor shares the memory of another that autograd knows. */
RG_API bool rg_is_view (const RgTensor *tensor);
/** rg_view_base: (skip): (transfer none) (nullable): what it is a view of. */
RG_API RgTensor *rg_view_base (RgTensor *tensor);

G_END_DECLS

#endif
