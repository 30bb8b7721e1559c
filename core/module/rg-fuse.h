/* rg-fuse.h: evaluating chains of pointwise operators block by block.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_FUSE_H
#define RG_FUSE_H

#include "rg-types.h"

G_BEGIN_DECLS

/**
 * rg_fuse_begin:
 *
 * From here to rg_fuse_end() pointwise operators of this thread that are called on
 * tensors of one size (more than 1024 elements, float32 or float64, contiguous, or
 * numbers) are noted and computed later, all of them on one block of elements after the
 * other: what lies between stays in the first cache, and takes memory only if a tensor of
 * it is still held, or saved for backward, by then. The results have the bits that they
 * would have had.
 *
 * Whatever looks at data computes what is noted first: other operators, operators in
 * place, rg_item(), rg_print(), rg_tensor_data(), rg_backward(), steps of an optimiser.
 * So nothing changes but the time; except that memory of the host's own (rg_wrap(), or a
 * pointer from rg_tensor_data()) must not be written inside, and that a tensor that was
 * made inside belongs to this thread until the end. Backward evaluates in this way by
 * itself. Calls nest.
 *
 * An error of evaluation (no memory) goes to the current scope, and the tensors that it
 * concerns are refused by operators.
 */
RG_API void rg_fuse_begin (void);

/**
 * rg_fuse_end:
 *
 * Computes what is noted, and ends what the last rg_fuse_begin() of this thread began.
 */
RG_API void rg_fuse_end (void);

G_END_DECLS

#endif
