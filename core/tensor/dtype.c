/* dtype.c: element types: names, sizes, promotion; the error domain.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "tensor-private.h"
#include <stdatomic.h>
#include <string.h>

/* As G_DEFINE_QUARK, whose static variable is read and written without order. */
GQuark
rg_error_quark (void)
{
  static _Atomic GQuark quark;
  GQuark found = atomic_load_explicit (&quark, memory_order_relaxed);
  if (found == 0)
    {
      found = g_quark_from_static_string ("rg-error-quark");
      atomic_store_explicit (&quark, found, memory_order_relaxed);
    }
  return found;
}

const uint8_t rg_dtype_sizes_[16] = { 4, 8, 8, 4, 1, 1 };

static const char *const names[RG_N_DTYPES]
    = { "float32", "float64", "int64", "int32", "uint8", "bool" };

size_t
rg_dtype_size (RgDType dtype)
{
  return rg_dtype_sizes_[(unsigned) dtype & 15];
}

const char *
rg_dtype_name (RgDType dtype)
{
  return (unsigned) dtype < RG_N_DTYPES ? names[dtype] : "unknown";
}

bool
rg_dtype_from_name (const char *name, RgDType *dtype)
{
  static const char *const short_names[RG_N_DTYPES] = { "f32", "f64", "i64", "i32", "u8", "b" };
  if (name == NULL)
    return false;
  if (strncmp (name, "torch.", 6) == 0)
    name += 6;
  for (int d = 0; d < RG_N_DTYPES; d++)
    if (strcmp (name, names[d]) == 0 || strcmp (name, short_names[d]) == 0)
      {
        *dtype = (RgDType) d;
        return true;
      }
  return false;
}

bool
rg_dtype_is_floating (RgDType dtype)
{
  return dtype == RG_F32 || dtype == RG_F64;
}

RgDType
rg_dtype_promote (RgDType a, RgDType b)
{
  /* Ordered so that the result is the later of the two; no pair of these six
   * needs a third type. */
  static const uint8_t rank[RG_N_DTYPES] = { 4, 5, 3, 2, 1, 0 };
  if ((unsigned) a >= RG_N_DTYPES)
    return b;
  if ((unsigned) b >= RG_N_DTYPES)
    return a;
  return rank[a] >= rank[b] ? a : b;
}
