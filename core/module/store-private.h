/* store-private.h: broadcasting a tensor to the sizes of another, as a view.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_STORE_PRIVATE_H
#define RG_STORE_PRIVATE_H

#include "tensor-private.h"

/* (transfer none) NULL if `t` does not broadcast to the sizes of `like`. */
RgTensor *rg_broadcast_view (RgTensor *t, const RgTensor *like);

#endif
