/* attention-plain.h: the probabilities of attention, in plain operators.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef ATTENTION_PLAIN_H
#define ATTENTION_PLAIN_H

#include <retrograde-op.h>

/* true where query i may see key j: j <= i. */
static RgTensor *
causal_mask (int64_t l, int64_t s)
{
  RgTensor *mask = rg_empty (RG_BOOL, RG_SHAPE (l, s));
  uint8_t *m = mask ? rg_tensor_data (mask) : NULL;
  for (int64_t i = 0; m && i < l; i++)
    for (int64_t j = 0; j < s; j++)
      m[i * s + j] = j <= i;
  return mask;
}

/* softmax (scale query key^T + mask) */
static RgTensor *
probabilities (RgTensor *q, RgTensor *k, RgTensor *mask, bool causal, double scale)
{
  RgTensor *scores = rg_mul_scalar (rg_matmul (q, rg_transpose (k, -2, -1)), scale);
  if (scores == NULL)
    return NULL;
  if (causal)
    mask = causal_mask (rg_tensor_size (q, -2), rg_tensor_size (k, -2));
  if (mask && rg_tensor_dtype (mask) == RG_BOOL)
    scores = rg_where_scalar (mask, scores, -INFINITY);
  else if (mask)
    scores = rg_add (scores, mask);
  if (mask == NULL || scores == NULL || rg_tensor_size (scores, -1) == 0)
    return rg_softmax (scores, -1);
  /* Queries to which no key is left. */
  RgTensor *dead = rg_eq_scalar (rg_amax_dim (rg_detach (scores), RG_DIMS (-1), true), -INFINITY);
  return rg_masked_fill_scalar (rg_softmax (rg_masked_fill_scalar (scores, dead, 0), -1), dead, 0);
}

#endif
