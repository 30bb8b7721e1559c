/* functional-private.h: what the functions over functions share.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_FUNCTIONAL_PRIVATE_H
#define RG_FUNCTIONAL_PRIVATE_H

#include "rg-functional.h"

/* Copies the scope's error, or says that `what` failed. */
bool rg_functional_fail (GError **error, const char *what);

/* Inputs that the function is differentiated at: with history where create_graph
 * says so, else leaves of their own. */
bool rg_functional_inputs (const RgDerivative *d, RgTensor **inputs, GError **error);

/* Runs the function on `inputs`. */
bool rg_functional_call (const RgDerivative *d, RgTensor *const *inputs, RgTensor **outputs,
                         GError **error);

/* Gradients of those outputs that have any; NULL, or zeros, where there is none. */
bool rg_functional_grad (RgTensor *const *outputs, RgTensor *const *v, size_t n_outputs,
                         RgTensor *const *inputs, size_t n_inputs, bool retain, bool create_graph,
                         bool zeros, RgTensor **grads, GError **error);

#endif
