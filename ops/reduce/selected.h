/* selected.h: gradients of operators that select elements along a dimension and
 * give their indices too: max, sort, topk, median and their kin.
 *
 *     out[j] = input[index[j]]        d input[i] = sum of d out[j] where index[j] = i
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef SELECTED_H
#define SELECTED_H

#include <retrograde-op.h>

/* The operators that these functions call, for RG_USES. */
#define SELECTED_USES "scatter_add", "gather", "unsqueeze", "squeeze"

/* d input, of sizes `shape`; `gone`: the dimension was reduced and not kept. */
static inline RgTensor *
selected_gradient (RgTensor *g, RgTensor *index, RgInts shape, int64_t dim, bool gone)
{
  if (g == NULL || index == NULL || shape.n == 0)
    return g;
  if (gone)
    {
      g = rg_unsqueeze (g, dim);
      index = rg_unsqueeze (index, dim);
    }
  return rg_scatter_add (rg_zeros (rg_tensor_dtype (g), shape), dim, index, g);
}

static inline RgTensor *
selected_tangent (RgTensor *t, RgTensor *index, int64_t dim, bool gone)
{
  if (t == NULL || index == NULL || rg_tensor_ndim (t) == 0)
    return t;
  if (!gone)
    return rg_gather (t, dim, index);
  return rg_squeeze_dim (rg_gather (t, dim, rg_unsqueeze (index, dim)), RG_DIMS (dim));
}

/* A vjp and a jvp for operators whose output 1 is the index and whose attributes,
 * of type A, have `dim`; GONE is in terms of `a`. */
#define SELECTED_DERIVATIVES(stem, A, GONE)                                    \
  static RgTensor *stem##_input (RgVjpCall *c, size_t i)                       \
  {                                                                            \
    const A *a = rg_vjp_attrs (c);                                             \
    return selected_gradient (rg_vjp_grad (c, 0), rg_vjp_output (c, 1), rg_vjp_shape (c, i), a->dim, GONE); \
  }                                                                            \
  static const RgVjp stem##_vjps[] = { { 0, RG_SAVE_OUTPUT (1), stem##_input }, { 0, 0, NULL } }; \
  static RgTensor *stem##_jvp (RgJvpCall *c, size_t o)                         \
  {                                                                            \
    const A *a = rg_jvp_attrs (c);                                             \
    return o ? NULL : selected_tangent (rg_jvp_tangent (c, 0), rg_jvp_output (c, 1), a->dim, GONE); \
  }

#endif
