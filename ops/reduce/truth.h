/* truth.h: what all, any and count_nonzero have in common: reductions of whether
 * elements are zero.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef TRUTH_H
#define TRUTH_H

#include "reduce.h"

/* Kernels STEM_TYPE of every dtype, with states of type S. */
#define TRUTH_KERNELS(stem, S, FIRST, ACC, MERGE)                              \
  RG_REDUCTION_KERNELS (stem##_f32, void, float, S, FIRST, ACC, MERGE)         \
  RG_REDUCTION_KERNELS (stem##_f64, void, double, S, FIRST, ACC, MERGE)        \
  RG_REDUCTION_KERNELS (stem##_i64, void, int64_t, S, FIRST, ACC, MERGE)       \
  RG_REDUCTION_KERNELS (stem##_i32, void, int32_t, S, FIRST, ACC, MERGE)       \
  RG_REDUCTION_KERNELS (stem##_u8, void, uint8_t, S, FIRST, ACC, MERGE)        \
  static void stem##_finish (size_t n, const void *states, void *out, int64_t count, const void *attrs) \
  {                                                                            \
    (void) count;                                                              \
    (void) attrs;                                                              \
    memcpy (out, states, n * sizeof (S));                                      \
  }

#define TRUTH_REDUCTION(stem, S, result_)                                      \
  static const RgReduction stem##_reduction = {                                \
    .rows = { [RG_F32] = RG_ROWS_OF (stem##_f32), [RG_F64] = RG_ROWS_OF (stem##_f64), \
              [RG_I64] = RG_ROWS_OF (stem##_i64), [RG_I32] = RG_ROWS_OF (stem##_i32), \
              [RG_U8] = RG_ROWS_OF (stem##_u8), [RG_BOOL] = RG_ROWS_OF (stem##_u8) }, \
    .columns = { [RG_F32] = RG_COLUMNS_OF (stem##_f32), [RG_F64] = RG_COLUMNS_OF (stem##_f64), \
                 [RG_I64] = RG_COLUMNS_OF (stem##_i64), [RG_I32] = RG_COLUMNS_OF (stem##_i32), \
                 [RG_U8] = RG_COLUMNS_OF (stem##_u8), [RG_BOOL] = RG_COLUMNS_OF (stem##_u8) }, \
    .combine = { stem##_f32_combine, stem##_f64_combine, stem##_i64_combine, stem##_i32_combine, \
                 stem##_u8_combine, stem##_u8_combine },                       \
    .finish = { stem##_finish, stem##_finish, stem##_finish, stem##_finish, stem##_finish, stem##_finish }, \
    .state_size = { sizeof (S), sizeof (S), sizeof (S), sizeof (S), sizeof (S), sizeof (S) }, \
    .result = result_,                                                         \
  };

#endif
