/* access.c: what a tensor is, and single elements of it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "thread-private.h"
#include <math.h>

RgDType
rg_tensor_dtype (const RgTensor *t)
{
  return t ? (RgDType) t->dtype : RG_F32;
}

RgDevice
rg_tensor_device (const RgTensor *t)
{
  (void) t;
  return RG_CPU;
}

int
rg_tensor_ndim (const RgTensor *t)
{
  return t ? t->ndim : 0;
}

bool
rg_tensor_is_number (const RgTensor *t)
{
  return t && (t->flags & RG_TENSOR_NUMBER);
}

static int
wrap_dim (const RgTensor *t, int dim)
{
  if (t == NULL || dim < -t->ndim || dim >= t->ndim)
    return -1;
  return dim < 0 ? dim + t->ndim : dim;
}

int64_t
rg_tensor_size (const RgTensor *t, int dim)
{
  int d = wrap_dim (t, dim);
  return d < 0 ? -1 : rg_sizes (t)[d];
}

int64_t
rg_tensor_stride (const RgTensor *t, int dim)
{
  int d = wrap_dim (t, dim);
  return d < 0 ? 0 : rg_strides (t)[d];
}

RgInts
rg_tensor_shape (const RgTensor *t)
{
  return t ? rg_shape_of (t) : (RgInts){ 0, NULL };
}

RgInts
rg_tensor_strides (const RgTensor *t)
{
  return t ? (RgInts){ t->ndim, rg_strides (t) } : (RgInts){ 0, NULL };
}

int64_t
rg_tensor_numel (const RgTensor *t)
{
  return t ? rg_numel (t) : 0;
}

bool
rg_tensor_is_contiguous (const RgTensor *t)
{
  return t && rg_contiguous_p (t);
}

uint32_t
rg_tensor_version (const RgTensor *t)
{
  return t ? rg_tensor_get_version (t) : 0;
}

void *
rg_tensor_data (const RgTensor *t)
{
  if (t == NULL)
    return NULL;
  /* What is noted may read these data, and the caller may write them. */
  rg_settle (rg_thread ());
  return rg_data (t);
}

double
rg_item (const RgTensor *t)
{
  if (t == NULL)
    return NAN;
  if (rg_numel (t) != 1)
    {
      rg_scope_fail (NULL, RG_ERROR_SHAPE, "rg_item: a tensor with %" G_GINT64_FORMAT
                     " elements cannot be converted to a number", rg_numel (t));
      return NAN;
    }
  return rg_load ((RgDType) t->dtype, rg_data (t));
}

double
rg_get (const RgTensor *t, RgInts index)
{
  if (t == NULL)
    return NAN;
  if (index.n != t->ndim)
    {
      rg_scope_fail (NULL, RG_ERROR_ARGUMENT, "rg_get: %" G_GINT64_FORMAT " indices for a tensor of "
                     "%d dimensions", index.n, t->ndim);
      return NAN;
    }
  int64_t offset = 0;
  for (int d = 0; d < t->ndim; d++)
    {
      int64_t i = index.v[d], size = rg_sizes (t)[d];
      if (i < -size || i >= size)
        {
          rg_scope_fail (NULL, RG_ERROR_ARGUMENT, "rg_get: index %" G_GINT64_FORMAT " is out of range "
                         "for dimension %d of size %" G_GINT64_FORMAT, i, d, size);
          return NAN;
        }
      offset += (i < 0 ? i + size : i) * rg_strides (t)[d];
    }
  const char *data = rg_data (t);
  return data ? rg_load ((RgDType) t->dtype, data + offset * (int64_t) rg_esize (t)) : NAN;
}
