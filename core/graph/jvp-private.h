/* jvp-private.h: a forward-mode call of one operator.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_JVP_PRIVATE_H
#define RG_JVP_PRIVATE_H

#include "graph-private.h"

struct _RgJvpCall
{
  const RgOp *op;
  const void *attrs;
  RgTensor *const *inputs;
  RgTensor *const *tangents; /* (n_inputs), NULL for zero */
  size_t n_inputs;
  RgTensor *const *outputs;
  size_t n_outputs;
};

#endif
