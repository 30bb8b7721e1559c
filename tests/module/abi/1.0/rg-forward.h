/* rg-forward.h: forward mode: tangents that travel with the values.
 *
 *     {
 *       RG_FORWARD_AD;
 *       RgTensor *y = rg_exp (rg_make_dual (x, direction));
 *       rg_unpack_dual (y, &tangent);
 *     }
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_FORWARD_H
#define RG_FORWARD_H

#include "rg-autograd.h"

G_BEGIN_DECLS

/** rg_forward_ad_enter: (skip): opens forward mode on the calling thread; false, with an error in the scope, if it is open. */
RG_API bool rg_forward_ad_enter (void);
/** rg_forward_ad_exit: (skip): closes it; the tangents are gone. */
RG_API void rg_forward_ad_exit (void);

typedef bool RgForwardGuard;
static inline void
rg_forward_ad_end (RgForwardGuard *opened)
{
  if (*opened)
    rg_forward_ad_exit ();
}
/** RG_FORWARD_AD: (skip): opens forward mode to the end of the enclosing block. */
#define RG_FORWARD_AD                                                          \
  __attribute__ ((cleanup (rg_forward_ad_end), unused)) RgForwardGuard           \
      G_PASTE (rg_forward_, __LINE__) = rg_forward_ad_enter ()

/**
 * rg_make_dual:
 * @primal: (nullable): a tensor of a floating dtype
 * @tangent: (nullable): its tangent, of the same size and dtype
 *
 * Returns: (transfer none) (nullable): a view of @primal with that tangent
 */
RG_API RgTensor *rg_make_dual (RgTensor *primal, RgTensor *tangent);

/**
 * rg_unpack_dual:
 * @tensor: (nullable): a tensor
 * @tangent: (out) (optional) (nullable): its tangent; %NULL if it has none
 *
 * Returns: (transfer none) (nullable): a view of @tensor without a tangent
 */
RG_API RgTensor *rg_unpack_dual (RgTensor *tensor, RgTensor **tangent);

G_END_DECLS

#endif
