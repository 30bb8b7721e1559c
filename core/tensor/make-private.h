/* make-private.h: the first fields of a tensor and of the node in its block.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_MAKE_PRIVATE_H
#define RG_MAKE_PRIVATE_H

#include "thread-private.h"

/* Everything but sizes and data. */
static inline void
rg_tensor_init (RgThread *self, RgTensor *t, uint8_t block_class, RgDType dtype, int n_inputs)
{
  self->tensors++;
  atomic_init (&t->counts, RG_EDGE | RG_HANDLE);
  t->node = NULL;
  t->u.far.storage = NULL;
  t->u.far.data = NULL;
  t->extra = NULL;
  t->dtype = (uint8_t) dtype & 0xfu;
  t->flags = G_UNLIKELY (self->inference_mode) ? RG_TENSOR_INFERENCE : 0;
  t->block_class = block_class & 0xfu;
  t->version = 0;
  if (n_inputs < 0)
    return;
  t->flags |= RG_TENSOR_HAS_NODE;
  RgNode *node = rg_tensor_own_node (t);
  *node = (RgNode){ .n_inputs = (uint16_t) n_inputs, .n_outputs = 1 };
  void **tail = rg_node_tail (node);
  for (int i = 0; i < 2 * n_inputs; i++)
    tail[i] = NULL;
}

#endif
