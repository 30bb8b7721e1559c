/* reduce.h: what the reductions have in common.
 *
 * Order: tables, finishing, dimensions, gradients, names.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef REDUCE_H
#define REDUCE_H

#include <retrograde-op.h>

/* --- tables --- */

/* The kernels STEM_f32 and STEM_f64 of an RgReduction, with FINISH_f32 and FINISH_f64. */
#define REDUCE_FLOAT_KERNELS(stem, finish_)                                    \
  .rows = { [RG_F32] = RG_ROWS_OF (stem##_f32), [RG_F64] = RG_ROWS_OF (stem##_f64) }, \
  .columns = { [RG_F32] = RG_COLUMNS_OF (stem##_f32), [RG_F64] = RG_COLUMNS_OF (stem##_f64) }, \
  .combine = { [RG_F32] = stem##_f32_combine, [RG_F64] = stem##_f64_combine }, \
  .finish = { [RG_F32] = finish_##_f32, [RG_F64] = finish_##_f64 }

/* The attributes `dim` and `keepdim`. */
#define REDUCE_DIM_ATTRS(Struct)                                               \
  RG_ATTR_OPT (Struct, dim, INTS, .doc = "the dimensions to reduce; absent or empty: all"), \
  RG_ATTR (Struct, keepdim, BOOL, "false", .doc = "keep them with size 1")
/* The same where one dimension at the most is reduced. */
#define REDUCE_ONE_DIM_ATTRS(Struct)                                           \
  RG_ATTR_OPT (Struct, dim, INT, .doc = "the dimension to reduce; absent: all"), \
  RG_ATTR (Struct, keepdim, BOOL, "false", .doc = "keep it with size 1")

/* Samples for any reduction over several dimensions. */
#define REDUCE_SAMPLES(fill)                                                   \
  { "3x4" fill, NULL, NULL, 0 }, { "3x4x2" fill, "dim=1", NULL, 0 },           \
  { "3x4x2" fill, "dim=0,2 keepdim=true", NULL, 0 },                           \
  { "3x4x2" fill, "dim=-1", NULL, 0 }, { "5x70" fill, "dim=0", "columns", 0 }, \
  { "." fill, NULL, "zero-dimensional", 0 },                                   \
  { "0x3" fill, "dim=1", "no elements, none reduced", 0 },                     \
  { "3x4" fill, "dim=2", "a dim out of range", RG_SAMPLE_ERROR },              \
  { "3x4" fill, "dim=0,0", "a dim twice", RG_SAMPLE_ERROR }

/* --- where the state is the output --- */

static inline void
reduce_finish_4 (size_t n, const void *states, void *out, int64_t count, const void *attrs)
{
  (void) count;
  (void) attrs;
  memcpy (out, states, n * 4);
}

static inline void
reduce_finish_8 (size_t n, const void *states, void *out, int64_t count, const void *attrs)
{
  (void) count;
  (void) attrs;
  memcpy (out, states, n * 8);
}

/* --- dimensions --- */

/* How many elements go into each output. */
static inline int64_t
reduced_count (RgInts shape, bool has_dim, RgInts dim)
{
  int64_t count = 1;
  bool all = !has_dim || dim.n == 0;
  for (int64_t i = 0; i < (all ? shape.n : dim.n); i++)
    {
      int64_t d = all ? i : dim.v[i] < 0 ? dim.v[i] + shape.n : dim.v[i];
      count *= shape.n ? shape.v[d] : 1;
    }
  return count;
}

/* A reduction's output (or its gradient) with the reduced dimensions kept with
 * size 1, so that it broadcasts against the input. */
static inline RgTensor *
reduced_kept (RgTensor *t, RgInts shape, bool has_dim, RgInts dim, bool keepdim)
{
  int64_t sizes[RG_MAX_DIMS];
  if (t == NULL || keepdim || !has_dim || dim.n == 0)
    return t;
  for (int64_t d = 0; d < shape.n; d++)
    sizes[d] = shape.v[d];
  for (int64_t i = 0; i < dim.n && shape.n; i++)
    sizes[dim.v[i] < 0 ? dim.v[i] + shape.n : dim.v[i]] = 1;
  return rg_reshape (t, (RgInts){ shape.n, sizes });
}

/* --- gradients --- */

/* x summed over the dimensions that a reduction reduces. */
static inline RgTensor *
reduced_sum (RgTensor *x, bool has_dim, RgInts dim, bool keepdim)
{
  RgSumAttrs a = RG_SUM_ATTRS_INIT;
  a.has_dim = has_dim;
  a.dim = dim;
  a.keepdim = keepdim;
  return rg_sum_with (x, &a);
}

/* --- names --- */

/* PyTorch numbers the node by overload: without `dim`, with it. */
#define REDUCE_BACKWARD_NAME(stem, Struct, without, with)                      \
  static const char *stem##_backward_name (RgCall *call)                       \
  {                                                                            \
    return ((const Struct *) call->attrs)->has_dim ? with : without;           \
  }

#endif
