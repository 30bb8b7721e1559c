/* op-help.c: what several operators' gradients and shape rules have in common.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "call-private.h"
#include "rg-ops.h"
#include <string.h>

RgTensor *
rg_unreduce (RgTensor *grad, RgInts shape, bool has_dim, RgInts dim, bool keepdim)
{
  if (grad == NULL)
    return NULL;
  if (has_dim && dim.n && !keepdim)
    {
      int64_t sizes[RG_MAX_DIMS];
      memcpy (sizes, shape.v, (size_t) shape.n * sizeof *sizes);
      for (int64_t i = 0; i < dim.n; i++)
        if (shape.n)
          sizes[dim.v[i] < 0 ? dim.v[i] + shape.n : dim.v[i]] = 1;
      grad = rg_reshape (grad, (RgInts){ shape.n, sizes });
    }
  return rg_expand (grad, shape);
}

bool
rg_call_broadcast (RgCall *call, size_t first, size_t n, int *ndim, int64_t *sizes)
{
  *ndim = 0;
  for (size_t i = first; i < first + n; i++)
    {
      const RgTensor *t = call->inputs[i];
      if (t && !rg_broadcast (ndim, sizes, t->ndim, rg_sizes (t)))
        return rg_call_fail (call, RG_ERROR_SHAPE, "the sizes do not broadcast");
    }
  return true;
}
