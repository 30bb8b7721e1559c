/* anomaly-private.h: what anomaly mode does in forward and in backward.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_ANOMALY_PRIVATE_H
#define RG_ANOMALY_PRIVATE_H

#include "graph-private.h"

/* Keeps where `call` was made with the node that records it. */
void rg_anomaly_note (RgFullCall *call, RgNode *node);

/* Fails in the current scope if a result holds a nan. */
void rg_anomaly_check (RgNode *node, RgTensor *const *results);

#endif
