/* slices-private.h: operators between a base and a view of it, as memory sees
 * them: whatever chain of operators made the view.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_SLICES_PRIVATE_H
#define RG_SLICES_PRIVATE_H

#include "rg-op.h"

/* The place of a view in its base, both counted in elements from where the base
 * begins. */
typedef struct
{
  size_t size;
  RgInts shape, stride; /* of the view */
  int64_t offset;
  RgInts base_shape, base_stride;
} RgSlices;

const RgOp *rg_slices_take_op (void); /* (base) -> view */
const RgOp *rg_slices_put_op (void);  /* (view) -> zeros of the base with the view added in */
const RgOp *rg_slices_copy_op (void); /* (base, view) -> the base with the view in its place */

#endif
