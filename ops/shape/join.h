/* join.h: putting tensors side by side: what cat and stack have in common.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef JOIN_H
#define JOIN_H

#include "shape-op.h"
#include "strided.h"

/* The type that holds all inputs; false, with the error set, if one is missing. */
static inline bool
join_dtype (RgCall *call, RgDType *dtype)
{
  if (call->n_inputs == 0)
    return rg_call_fail (call, RG_ERROR_ARGUMENT, "expected at least one tensor");
  for (size_t i = 0; i < call->n_inputs; i++)
    {
      if (call->inputs[i] == NULL)
        return rg_call_fail (call, RG_ERROR_ARGUMENT, "tensor %" G_GSIZE_FORMAT " is missing", i);
      RgDType other = rg_tensor_dtype (call->inputs[i]);
      *dtype = i ? rg_dtype_promote (*dtype, other) : other;
    }
  return true;
}

/* The inputs as a list that may be changed, in memory of the call. */
static inline RgTensor **
input_list (RgCall *call)
{
  RgTensor **list = rg_call_temp (call, (call->n_inputs + 1) * sizeof *list);
  if (list)
    memcpy (list, call->inputs, call->n_inputs * sizeof *list);
  return list;
}

/* Copies `t` to where `place` of `out` is, and moves `place` on along `dim`. */
static inline bool
join_part (RgTensor *out, ViewShape *place, int dim, RgTensor *t)
{
  t = t ? rg_to (t, rg_tensor_dtype (out)) : NULL;
  if (t == NULL)
    return false;
  copy_into (rg_tensor_data (out), place, t);
  place->offset += place->sizes[dim] * place->strides[dim];
  return true;
}

#endif
