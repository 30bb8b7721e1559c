/* idx.c: MNIST's file format: two zero bytes, a type, a number of dimensions, their
 * sizes, the values; all big-endian (Y. LeCun, C. Cortes, C. Burges, "The MNIST
 * database of handwritten digits").
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "source.h"
#include <string.h>

/* A value of each type becomes one of a dtype that a tensor can have. */
static double
from_i8 (const guint8 *at)
{
  return (gint8) at[0];
}

static double
from_i16 (const guint8 *at)
{
  return (gint16) (at[0] << 8 | at[1]);
}

static guint32
word (const guint8 *at)
{
  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

static double
from_i32 (const guint8 *at)
{
  return (gint32) word (at);
}

static double
from_f32 (const guint8 *at)
{
  guint32 bits = word (at);
  float value;
  memcpy (&value, &bits, sizeof value);
  return value;
}

static double
from_f64 (const guint8 *at)
{
  guint64 bits = (guint64) word (at) << 32 | word (at + 4);
  double value;
  memcpy (&value, &bits, sizeof value);
  return value;
}

static const struct
{
  guint8 code;
  gsize size;
  RgDType dtype;
  double (*read) (const guint8 *at); /* NULL: bytes as they are */
} types[] = {
  { 0x08, 1, RG_U8, NULL },      { 0x09, 1, RG_I64, from_i8 },  { 0x0b, 2, RG_I64, from_i16 },
  { 0x0c, 4, RG_I64, from_i32 }, { 0x0d, 4, RG_F32, from_f32 }, { 0x0e, 8, RG_F64, from_f64 },
};

static int
find_type (guint8 code)
{
  for (size_t i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].code == code)
      return (int) i;
  return -1;
}

bool
idx_is (GBytes *bytes)
{
  gsize n;
  const guint8 *data = g_bytes_get_data (bytes, &n);
  return n >= 8 && data[0] == 0 && data[1] == 0 && find_type (data[2]) >= 0 && data[3] >= 1;
}

/* The sizes, and that the file holds just as many values. */
static bool
read_sizes (const guint8 *data, gsize n, gsize value, int64_t *sizes, const char *name, GError **error)
{
  int ndim = data[3];
  gsize head = 4 + 4 * (gsize) ndim, numel = 1;
  bool empty = false;
  if (ndim > RG_MAX_DIMS)
    return data_fail (error, "%s: an IDX file of %d dimensions; at most %d can be read", name, ndim, RG_MAX_DIMS);
  if (n < head)
    return data_fail (error, "%s: an IDX file that ends within its sizes", name);
  for (int d = 0; d < ndim; d++)
    {
      sizes[d] = word (data + 4 + 4 * d);
      /* A zero among them does not excuse the others. */
      empty |= sizes[d] == 0;
      if (__builtin_mul_overflow (numel, (gsize) MAX (sizes[d], 1), &numel) || numel > G_MAXSSIZE / 16)
        return data_fail (error, "%s: an IDX file whose sizes are too large", name);
    }
  numel = empty ? 0 : numel;
  if (n - head != numel * value)
    return data_fail (error, "%s: an IDX file cut short or damaged: its sizes ask for %" G_GSIZE_FORMAT " bytes of values, "
                      "%" G_GSIZE_FORMAT " are there", name, numel * value, n - head);
  return true;
}

RgTensor *
idx_parse (GBytes *bytes, const char *name, GError **error)
{
  gsize n;
  const guint8 *data = g_bytes_get_data (bytes, &n);
  int type = find_type (data[2]);
  int64_t sizes[RG_MAX_DIMS];
  if (!read_sizes (data, n, types[type].size, sizes, name, error))
    return NULL;
  g_autoptr (RgScope) scope = rg_scope_begin ();
  RgTensor *t = rg_empty (types[type].dtype, (RgInts){ data[3], sizes });
  if (t == NULL)
    {
      rg_scope_check (scope, error);
      return NULL;
    }
  const guint8 *at = data + 4 + 4 * (gsize) data[3];
  int64_t numel = rg_tensor_numel (t);
  void *out = rg_tensor_data (t);
  if (types[type].read == NULL)
    memcpy (out, at, (size_t) numel);
  for (int64_t i = 0; types[type].read && i < numel; i++, at += types[type].size)
    {
      double value = types[type].read (at);
      if (types[type].dtype == RG_I64)
        ((int64_t *) out)[i] = (int64_t) value;
      else if (types[type].dtype == RG_F32)
        ((float *) out)[i] = (float) value;
      else
        ((double *) out)[i] = value;
    }
  return rg_tensor_ref (t);
}
