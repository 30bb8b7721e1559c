/* rg-module.h: finding operators by name, and calling them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_MODULE_H
#define RG_MODULE_H

#include "rg-op.h"

G_BEGIN_DECLS

/**
 * rg_op_find:
 * @name: an operator
 * @error: return location for an error
 *
 * Looks @name up, and loads its module on first use. `fft.rfft` lives in
 * `fft.so`, `tanh_backward` in `tanh.so`.
 *
 * Returns: (transfer none) (nullable): its descriptor, valid for ever
 */
RG_API const RgOp *rg_op_find (const char *name, GError **error);

/**
 * rg_op_call:
 * @scope: (nullable): what owns the outputs; %NULL for the current scope
 * @op: (nullable): an operator
 * @inputs: (array length=n_inputs): the inputs in order, a variadic one spread
 * out, %NULL for an absent optional one (at the end they may be left out)
 * @n_inputs: how many
 * @attrs: (nullable): its attribute struct; %NULL for the defaults
 * @outputs: (out) (array): room for @capacity outputs
 * @capacity: how many outputs the caller takes; the rest are dropped
 *
 * Calls an operator. This is the embedding interface; `rg_add()` and the like
 * are short for it.
 *
 * Returns: how many outputs there were; 0 on failure, which @scope keeps
 */
RG_API size_t rg_op_call (RgScope *scope, const RgOp *op, RgTensor *const *inputs,
                          size_t n_inputs, const void *attrs, RgTensor **outputs,
                          size_t capacity);

/**
 * rg_op_call_list:
 *
 * The same for operators with any number of outputs.
 *
 * Returns: (transfer none) (array length=n_outputs) (nullable): the outputs;
 * the array too is owned by @scope
 */
RG_API RgTensor **rg_op_call_list (RgScope *scope, const RgOp *op,
                                   RgTensor *const *inputs, size_t n_inputs,
                                   const void *attrs, size_t *n_outputs);

/**
 * rg_call:
 * @name: an operator
 * @first: (nullable): its first input
 * @...: the other inputs, then %NULL
 *
 * Calls the operator @name with the defaults of its attributes.
 *
 * Returns: (transfer none) (nullable): its first output
 */
RG_API RgTensor *rg_call (const char *name, RgTensor *first, ...) G_GNUC_NULL_TERMINATED;

/* --- attributes by name --- */

/**
 * RgAttrs:
 *
 * An attribute struct that is filled by name, with the memory that its lists
 * and strings need.
 */
typedef struct _RgAttrs RgAttrs;

/** rg_attrs_new: (skip): (transfer full): the defaults of @op. */
RG_API RgAttrs *rg_attrs_new (const RgOp *op);
RG_API void rg_attrs_free (RgAttrs *attrs);
/** rg_attrs_get: (skip): (transfer none): the struct, for rg_op_call(). */
RG_API const void *rg_attrs_get (const RgAttrs *attrs);

/**
 * rg_attrs_set:
 * @attrs: the attributes
 * @name: one of them
 * @text: its value: `3`, `0.5`, `true`, `1,2,3` (also `[1, 2, 3]`; `none` within
 * a list is -1), a word
 * @error: return location for an error
 *
 * Returns: false for an unknown name or a value of another type or range
 */
RG_API bool rg_attrs_set (RgAttrs *attrs, const char *name, const char *text,
                          GError **error);
/** rg_attrs_missing: (skip): (nullable): the first attribute that must be given and was not. */
RG_API const char *rg_attrs_missing (const RgAttrs *attrs);
/** rg_attrs_to_string: (skip): (transfer full): `dim=1 keepdim=true`, the ones that differ from the defaults. */
RG_API char *rg_attrs_to_string (const RgOp *op, const void *attrs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgAttrs, rg_attrs_free)

/* --- where modules come from --- */

/** rg_modules_add_dir: (skip): searches @path, an absolute directory, before `RETROGRADE_PATH`. */
RG_API bool rg_modules_add_dir (const char *path, GError **error);
/** rg_modules_lock: (skip): no module is opened from here on. */
RG_API void rg_modules_lock (void);
/** rg_module_load: (skip): (nullable): loads the module at @path and registers its operators. */
RG_API const RgModule *rg_module_load (const char *path, GError **error);
/** rg_modules_list: (skip): (transfer full): the names of all operators that can be had, sorted; loads every module found. */
RG_API char **rg_modules_list (void);
/** rg_module_why: (skip): (transfer full): where operator @name comes from, what it shadows, and what was rejected, a line each. */
RG_API char *rg_module_why (const char *name);
/** rg_op_module: (skip): (nullable): the module that @op came from, and its file (%NULL if built in). */
RG_API const RgModule *rg_op_module (const RgOp *op, const char **path);

G_END_DECLS

#endif
