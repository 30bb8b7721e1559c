/* rg-scope.h: scopes own the results of operators and keep the first error.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_SCOPE_H
#define RG_SCOPE_H

#include "rg-types.h"

G_BEGIN_DECLS

/**
 * rg_scope_begin:
 *
 * Opens a scope on the calling thread and makes it current: it owns the
 * results of operators until it ends. Scopes nest, and end in reverse order.
 *
 * Returns: (transfer full): a scope; end it with rg_scope_end()
 */
RG_API RgScope *rg_scope_begin (void);

/**
 * rg_scope_end:
 * @scope: (transfer full) (nullable): the thread's current scope
 *
 * Releases what @scope owns. An error that nobody took moves to the parent;
 * a thread's root scope logs it with g_warning().
 */
RG_API void rg_scope_end (RgScope *scope);

/**
 * rg_scope_current:
 *
 * Returns: (transfer none): the calling thread's current scope; its implicit
 * root scope if none was opened
 */
RG_API RgScope *rg_scope_current (void);

/**
 * rg_scope_leave:
 * @scope: a scope
 * @tensor: (nullable): a tensor that @scope owns
 *
 * Hands @tensor to the parent of @scope, so that it outlives @scope.
 *
 * Returns: (transfer none): @tensor
 */
RG_API RgTensor *rg_scope_leave (RgScope *scope, RgTensor *tensor);

/**
 * rg_scope_own:
 * @scope: a scope
 * @tensor: (transfer full) (nullable): a tensor
 *
 * Gives the caller's reference to @scope.
 *
 * Returns: (transfer none): @tensor
 */
RG_API RgTensor *rg_scope_own (RgScope *scope, RgTensor *tensor);

/**
 * rg_scope_alloc:
 * @scope: a scope
 * @size: bytes
 *
 * Returns: (transfer none): zeroed memory that is freed when @scope ends
 */
RG_API void *rg_scope_alloc (RgScope *scope, size_t size);

/**
 * rg_scope_check:
 * @scope: (nullable): a scope; %NULL for the current one
 * @error: return location for the error
 *
 * Hands over and clears the first error since the last check.
 *
 * Returns: true if there was none
 */
RG_API bool rg_scope_check (RgScope *scope, GError **error);

/**
 * rg_scope_failed:
 * @scope: (nullable): a scope; %NULL for the current one
 *
 * Returns: whether an error waits in @scope; it stays there
 */
RG_API bool rg_scope_failed (RgScope *scope);

/**
 * rg_scope_fail:
 * @scope: (nullable): a scope; %NULL for the current one
 * @code: what kind of error
 * @format: one clear line: what, where, and what would be right
 *
 * Keeps an error in @scope unless one waits there already.
 */
RG_API void rg_scope_fail (RgScope *scope, RgError code, const char *format,
                           ...) G_GNUC_PRINTF (3, 4);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgScope, rg_scope_end)
/* A scope is often opened for its end alone: no compiler shall call it unused. */
typedef RgScope *RgScope_autoptr __attribute__ ((unused));

G_END_DECLS

#endif
