/* forward-private.h: tangents in calls and in stores.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_FORWARD_PRIVATE_H
#define RG_FORWARD_PRIVATE_H

#include "graph-private.h"

/* The tangent of `t` while forward mode is open; NULL stands for zero. */
RgTensor *rg_tangent_of (const RgTensor *t);

/* An in-place operator stored `result` in `t`: so does its tangent. */
bool rg_tangent_store (RgTensor *t, RgTensor *result);

/* The last operator that failed on this thread for want of a jvp; forgets it. */
bool rg_forward_was_missing (void);
void rg_forward_note_missing (void);

#endif
