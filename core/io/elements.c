/* elements.c: between a tensor's elements and a file's bytes.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "io-private.h"
#include <string.h>

#define BLOCK 65536 /* bytes */

bool
rg_io_bytes (RgDType dtype, RgInts shape, uint64_t *bytes)
{
  /* A zero among the sizes does not excuse the others: their strides must fit. */
  uint64_t product = rg_dtype_size (dtype);
  bool empty = false;
  for (int64_t d = 0; d < shape.n; d++)
    {
      if (shape.v[d] < 0)
        return false;
      if (shape.v[d] == 0)
        empty = true;
      else if (__builtin_mul_overflow (product, (uint64_t) shape.v[d], &product)
               || product > INT64_MAX)
        return false;
    }
  *bytes = empty ? 0 : product;
  return true;
}

RgTensor *
rg_io_tensor (RgDType dtype, RgInts shape, GError **error)
{
  RgScope *scope = rg_scope_begin ();
  RgTensor *tensor = rg_tensor_new (dtype, shape);
  if (tensor == NULL && rg_scope_check (scope, error))
    g_set_error_literal (error, RG_ERROR, RG_ERROR_MEMORY, "there is no memory for a tensor");
  rg_scope_end (scope);
  return tensor;
}

void
rg_io_adopt (RgDType dtype, void *data, size_t n)
{
  uint8_t *p = data;
  if (dtype == RG_BOOL)
    for (size_t i = 0; i < n; i++)
      p[i] = p[i] != 0;
  else
    rg_le_swap (data, rg_dtype_size (dtype), n);
}

bool
rg_io_check_named (const char *path, const char *const *names, RgTensor *const *tensors, size_t n,
                   GError **error)
{
  for (size_t i = 0; i < n; i++)
    {
      const char *why = NULL;
      if (names[i] == NULL || !g_utf8_validate (names[i], -1, NULL))
        why = "its name is not UTF-8 text";
      else if (tensors[i] == NULL)
        why = "it is NULL, so the operator that should have made it failed";
      if (why)
        {
          g_set_error (error, RG_ERROR, RG_ERROR_ARGUMENT, "%s: tensor %zu ('%s') cannot be "
                       "written: %s", path, i, names[i] && tensors[i] == NULL ? names[i] : "?", why);
          return false;
        }
    }
  return true;
}

/* Moves `index` to the next element in row-major order. */
static int64_t
advance (RgInts shape, RgInts strides, int64_t index[RG_MAX_DIMS])
{
  int64_t offset = 0;
  for (int64_t d = shape.n; d-- > 0;)
    {
      offset += strides.v[d];
      if (++index[d] < shape.v[d])
        return offset;
      offset -= shape.v[d] * strides.v[d];
      index[d] = 0;
    }
  return offset;
}

bool
rg_io_each_block (const RgTensor *tensor, RgBytesFunc fn, void *user_data, GError **error)
{
  size_t esize = rg_dtype_size (rg_tensor_dtype (tensor));
  int64_t n = rg_tensor_numel (tensor);
  const char *at = rg_tensor_data (tensor);
  if (n == 0)
    return true;
  if (at == NULL)
    {
      g_set_error_literal (error, RG_ERROR, RG_ERROR_MEMORY, "a tensor has no data: there was no memory to compute it");
      return false;
    }
  if (rg_tensor_is_contiguous (tensor) && (G_BYTE_ORDER == G_LITTLE_ENDIAN || esize == 1))
    return fn (user_data, at, (size_t) n * esize, error);
  RgInts shape = rg_tensor_shape (tensor), strides = rg_tensor_strides (tensor);
  int64_t index[RG_MAX_DIMS] = { 0 };
  int64_t room = (int64_t) (BLOCK / esize);
  g_autofree char *block = g_malloc (BLOCK);
  while (n)
    {
      int64_t count = MIN (n, room);
      for (int64_t i = 0; i < count; i++)
        {
          memcpy (block + (size_t) i * esize, at, esize);
          at += advance (shape, strides, index) * (int64_t) esize;
        }
      rg_le_swap (block, esize, (size_t) count);
      if (!fn (user_data, block, (size_t) count * esize, error))
        return false;
      n -= count;
    }
  return true;
}
