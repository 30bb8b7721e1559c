/* index-op.h: what the operators of this folder have in common: tables, and the
 * reading of index tensors.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef INDEX_OP_H
#define INDEX_OP_H

#include "../shape/shape-op.h"
#include "../shape/strided.h"

/* The fields that all of them fill alike; the first line of a descriptor. */
#define INDEX_OP(stem, KIND)                                                   \
  .struct_size = sizeof (RgOp), .name = #stem, .category = "index",            \
  .kind = RG_KIND_##KIND, .inputs = stem##_inputs, .forward = stem##_forward,  \
  .samples = stem##_samples
#define INDEX_LINEAR SHAPE_LINEAR

/* --- errors --- */

/* Says which element of index tensor `t`, number `at` in row-major order, is out
 * of range for `what`, of that size. */
static inline void
index_fail (RgCall *call, const RgTensor *t, int64_t at, int64_t value, const char *what, int64_t size)
{
  GString *place = g_string_new (NULL);
  for (int d = rg_tensor_ndim (t); d-- > 0;)
    {
      int64_t n = rg_tensor_size (t, d);
      g_autofree char *one = g_strdup_printf ("%" G_GINT64_FORMAT "%s", at % n, place->len ? ", " : "");
      g_string_prepend (place, one);
      at /= n;
    }
  rg_call_fail (call, RG_ERROR_ARGUMENT, "index %" G_GINT64_FORMAT " at [%s] is out of range for %s, of size %"
                G_GINT64_FORMAT, value, place->str, what, size);
  g_string_free (place, TRUE);
}

/* --- indices --- */

typedef struct
{
  const int64_t *v;
  int64_t low, size;
  unsigned outside, negative; /* whether any is */
} IndexCheck;

static void
index_check_range (int64_t begin, int64_t end, void *payload)
{
  IndexCheck *job = payload;
  uint64_t outside = 0, negative = 0;
  for (int64_t k = begin; k < end; k++)
    {
      outside |= (uint64_t) ((job->v[k] < job->low) | (job->v[k] >= job->size));
      negative |= (uint64_t) job->v[k];
    }
  if (outside)
    __atomic_store_n (&job->outside, 1, __ATOMIC_RELAXED);
  if (negative >> 63)
    __atomic_store_n (&job->negative, 1, __ATOMIC_RELAXED);
}

/* The elements of `t` as contiguous int64 in 0 .. size - 1; negative ones count
 * from the end if `wrap` says so. NULL with the error set; never NULL for none. */
static inline const int64_t *
checked_indices (RgCall *call, RgTensor *t, bool wrap, const char *what, int64_t size)
{
  t = rg_contiguous (rg_to (t, RG_I64));
  const int64_t *v = rg_tensor_data (t);
  int64_t n = t ? rg_tensor_numel (t) : 0, *own;
  IndexCheck check = { v, wrap ? -size : 0, size, 0, 0 };
  static const int64_t none[1];
  if (t == NULL)
    return NULL;
  if (n == 0)
    return none;
  rg_parallel_for (n, 1 << 16, index_check_range, &check);
  for (int64_t k = 0; check.outside && k < n; k++)
    if (v[k] < check.low || v[k] >= size)
      {
        index_fail (call, t, k, v[k], what, size);
        return NULL;
      }
  if (!check.negative)
    return v;
  own = rg_call_temp (call, (size_t) n * sizeof *own);
  for (int64_t k = 0; own && k < n; k++)
    own[k] = v[k] < 0 ? v[k] + size : v[k];
  return own;
}

/* The same for an index along dimension `dim` of a tensor. */
static inline const int64_t *
checked_dim_indices (RgCall *call, size_t input, bool wrap, int dim, int64_t size)
{
  char what[32];
  g_snprintf (what, sizeof what, "dimension %d", dim);
  return checked_indices (call, call->inputs[input], wrap, what, size);
}

#endif
