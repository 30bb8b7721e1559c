/* pool-front.h: pools of a given number of dimensions, on top of max_pool, avg_pool
 * and so on: an input without samples, and the sizes that are right.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef POOL_FRONT_H
#define POOL_FRONT_H

#include <retrograde-op.h>

/* Inputs as (n, channels, ...); NULL with an error. */
static inline RgTensor *
pool_front_in (RgCall *call, size_t i, int dims)
{
  RgTensor *t = call->inputs[i];
  if (rg_tensor_ndim (t) == dims + 1)
    return rg_unsqueeze (t, 0);
  if (rg_tensor_ndim (t) == dims + 2)
    return t;
  rg_call_fail (call, RG_ERROR_SHAPE, "the input has %d dimensions; %d (channels, ...) or %d (n, channels, ...) would be "
                "right", rg_tensor_ndim (t), dims + 1, dims + 2);
  return NULL;
}

/* The same where only the number of samples may be 0: nothing has no largest element. */
static inline RgTensor *
pool_front_full (RgCall *call, size_t i, int dims)
{
  RgTensor *t = pool_front_in (call, i, dims);
  for (int d = 1; t && d < dims + 2; d++)
    if (rg_tensor_size (t, d) == 0)
      {
        rg_call_fail (call, RG_ERROR_SHAPE, "only the number of samples may be 0");
        return NULL;
      }
  return t;
}

/* Returns the outputs, of which indices may be missing, without the dimension that
 * was added. */
static inline bool
pool_front_return (RgCall *call, int dims, RgTensor *values, RgTensor *indices)
{
  RgTensor *out[2] = { values, indices };
  const bool single = rg_tensor_ndim (call->inputs[0]) == dims + 1;
  for (size_t i = 0; i < (indices ? 2 : 1); i++)
    if (!rg_call_return (call, i, single ? rg_squeeze_dim (out[i], RG_DIMS (0)) : out[i]))
      return false;
  return true;
}

/* max_unpool's sizes: by default those that the pool's input had. */
static inline bool
pool_front_unpool (RgCall *call, int dims, RgInts kernel, RgInts stride, RgInts padding, const RgInts *output_size)
{
  RgTensor *in[2] = { pool_front_in (call, 0, dims), pool_front_in (call, 1, dims) };
  int64_t sizes[RG_MAX_DIMS];
  if (in[0] == NULL || in[1] == NULL)
    return false;
  if (output_size && output_size->n != dims && output_size->n != rg_tensor_ndim (call->inputs[0]))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "output_size must have %d elements, or one for each dimension", dims);
  if ((kernel.n != 1 && kernel.n != dims) || (stride.n > 1 && stride.n != dims) || (padding.n != 1 && padding.n != dims))
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "kernel_size, stride and padding must have 1 or %d elements", dims);
  for (int d = 0; d < 2; d++)
    sizes[d] = rg_tensor_size (in[0], d);
  for (int64_t i = 0; i < dims; i++)
    {
      const int64_t k = kernel.v[kernel.n == 1 ? 0 : i], s = stride.n ? stride.v[stride.n == 1 ? 0 : i] : k;
      sizes[2 + i] = output_size ? output_size->v[output_size->n - dims + i]
                                 : (rg_tensor_size (in[0], (int) i + 2) - 1) * s - 2 * padding.v[padding.n == 1 ? 0 : i] + k;
    }
  RgTensor *y = rg_max_unpool (in[0], in[1], (RgInts){ dims + 2, sizes });
  return pool_front_return (call, dims, y, NULL);
}

/* --- tables --- */

#define POOL_OP(stem, A, general)                                              \
  .struct_size = sizeof (RgOp), .name = #stem, .category = "nn", .kind = RG_KIND_COMPOSITE, \
  .inputs = stem##_inputs, RG_ATTRIBUTES (stem, A), .forward = stem##_forward, \
  .samples = stem##_samples, .uses = RG_USES (general, "unsqueeze", "squeeze")

#define POOL_INPUT "the planes (n, channels, ...), or (channels, ...)"
#define POOL_WINDOW_ATTRS(A)                                                   \
  RG_ATTR (A, kernel_size, INTS, NULL, .doc = "the sizes of a window"),        \
  RG_ATTR_OPT (A, stride, INTS, .doc = "how far windows lie apart; by default kernel_size"), \
  RG_ATTR (A, padding, INTS, "0", .doc = "how far windows reach over the sides")

#endif
