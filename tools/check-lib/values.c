/* values.c: elements of tensors as doubles and as bits.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "check-private.h"
#include <math.h>
#include <string.h>

double
check_load (RgDType dtype, const void *data, int64_t k)
{
  switch (dtype)
    {
    case RG_F32:
      return ((const float *) data)[k];
    case RG_F64:
      return ((const double *) data)[k];
    case RG_I64:
      return (double) ((const int64_t *) data)[k];
    case RG_I32:
      return ((const int32_t *) data)[k];
    default:
      return ((const uint8_t *) data)[k];
    }
}

void
check_store (RgDType dtype, void *data, int64_t k, double value)
{
  switch (dtype)
    {
    case RG_F32:
      ((float *) data)[k] = (float) value;
      break;
    case RG_F64:
      ((double *) data)[k] = value;
      break;
    case RG_I64:
      ((int64_t *) data)[k] = (int64_t) value;
      break;
    case RG_I32:
      ((int32_t *) data)[k] = (int32_t) value;
      break;
    default:
      ((uint8_t *) data)[k] = (uint8_t) value;
    }
}

double *
check_values (RgTensor *tensor, int64_t *n)
{
  RG_NO_GRAD;
  *n = rg_tensor_numel (tensor);
  double *values = g_new (double, (size_t) MAX (*n, 1));
  RgTensor *flat = rg_contiguous (tensor);
  for (int64_t k = 0; k < *n; k++)
    values[k] = check_load (rg_tensor_dtype (flat), rg_tensor_data (flat), k);
  return values;
}

bool
check_same_shape (RgInts a, RgInts b)
{
  return a.n == b.n && (a.n == 0 || memcmp (a.v, b.v, (size_t) a.n * sizeof *a.v) == 0);
}

bool
check_same_bits (RgTensor *a, RgTensor *b)
{
  RG_NO_GRAD;
  if (a == NULL || b == NULL)
    return a == b;
  if (rg_tensor_dtype (a) != rg_tensor_dtype (b)
      || !check_same_shape (rg_tensor_shape (a), rg_tensor_shape (b)))
    return false;
  RgDType dtype = rg_tensor_dtype (a);
  int64_t n = rg_tensor_numel (a);
  size_t size = rg_dtype_size (dtype);
  if (n == 0)
    return true;
  const char *x = rg_tensor_data (rg_contiguous (a)), *y = rg_tensor_data (rg_contiguous (b));
  if (memcmp (x, y, (size_t) n * size) == 0)
    return true;
  /* One nan is as good as another: its sign is the processor's own affair. */
  for (int64_t k = 0; k < n; k++)
    if (memcmp (x + (size_t) k * size, y + (size_t) k * size, size) != 0
        && !(isnan (check_load (dtype, x, k)) && isnan (check_load (dtype, y, k))))
      return false;
  return true;
}

char *
check_index_text (RgInts shape, int64_t k)
{
  int64_t index[RG_MAX_DIMS];
  GString *s = g_string_new ("[");
  for (int64_t d = shape.n - 1; d >= 0; d--)
    {
      index[d] = k % MAX (shape.v[d], 1);
      k /= MAX (shape.v[d], 1);
    }
  for (int64_t d = 0; d < shape.n; d++)
    g_string_append_printf (s, "%s%" G_GINT64_FORMAT, d ? ", " : "", index[d]);
  g_string_append_c (s, ']');
  return g_string_free (s, FALSE);
}
