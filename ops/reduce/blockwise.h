/* blockwise.h: reductions that look at a block twice: first for a number `at` (its
 * mean, its largest element), then for the sum of terms taken there.
 *
 * A block has at most 4096 elements, so the second look finds it in the cache, and
 * the whole runs at the speed of memory. How states merge is the operator's.
 *
 * Order: the state, rows, columns, clones.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef BLOCKWISE_H
#define BLOCKWISE_H

#include "reduce.h"

typedef struct
{
  float n, at, sum;
} BlockState_f32;

typedef struct
{
  double n, at, sum;
} BlockState_f64;

/**
 * BLOCKWISE_BODIES: the bodies of `NAME_rows_TYPE` and `NAME_columns_TYPE`.
 * FIRST: what the first look begins with; SEEN: what it sees in `x`, from the block's
 * first element `x0`; JOIN: `s` once `x` has joined (it also merges lanes); AT: `at`,
 * from `s`, the count `n` and `x0`; TERM: from `x` and `at`.
 * Lanes as in RG_REDUCTION_KERNELS.
 */
#define BLOCKWISE_BODIES(name, type, T, FIRST, SEEN, JOIN, AT, TERM)                 \
  RG_INLINE T name##_join_##type (T s, T x) { return JOIN; }                   \
  RG_INLINE T name##_seen_##type (T x, T x0) { (void) x0; return SEEN; }       \
  RG_INLINE T name##_at_##type (T s, T n, T x0) { (void) n; (void) x0; return AT; } \
  RG_INLINE T name##_term_##type (T x, T at) { return TERM; }                  \
  RG_INLINE void name##_rows_body_##type (size_t n, const void *in, void *state) \
  {                                                                            \
    const T *p = in, x0 = n ? p[0] : 0;                                        \
    T lane[RG_LANES];                                                          \
    size_t k = 0;                                                              \
    for (int l = 0; l < RG_LANES; l++)                                         \
      lane[l] = FIRST;                                                         \
    for (; k + RG_LANES <= n; k += RG_LANES)                                   \
      {                                                                        \
        _Pragma ("omp simd") for (int l = 0; l < RG_LANES; l++)                \
          lane[l] = name##_join_##type (lane[l], name##_seen_##type (p[k + (size_t) l], x0)); \
      }                                                                        \
    for (int l = 0; k < n; k++, l++)                                           \
      lane[l] = name##_join_##type (lane[l], name##_seen_##type (p[k], x0));   \
    for (int h = RG_LANES / 2; h; h /= 2)                                      \
      for (int l = 0; l < h; l++)                                              \
        lane[l] = name##_join_##type (lane[l], lane[l + h]);                   \
    const T at = name##_at_##type (lane[0], (T) n, x0);                        \
    for (int l = 0; l < RG_LANES; l++)                                         \
      lane[l] = 0;                                                             \
    for (k = 0; k + RG_LANES <= n; k += RG_LANES)                              \
      {                                                                        \
        _Pragma ("omp simd") for (int l = 0; l < RG_LANES; l++)                \
          lane[l] += name##_term_##type (p[k + (size_t) l], at);               \
      }                                                                        \
    for (int l = 0; k < n; k++, l++)                                           \
      lane[l] += name##_term_##type (p[k], at);                                \
    for (int h = RG_LANES / 2; h; h /= 2)                                      \
      for (int l = 0; l < h; l++)                                              \
        lane[l] += lane[l + h];                                                \
    *(BlockState_##type *) state = (BlockState_##type){ (T) n, at, lane[0] };  \
  }                                                                            \
  RG_INLINE void name##_columns_body_##type (size_t rows, size_t n, size_t stride, const void *in, \
                                             void *states)                     \
  {                                                                            \
    T lane[RG_LANES][RG_STRIP], x0[RG_STRIP], at[RG_STRIP];                    \
    const size_t used = rows < RG_LANES ? MAX (rows, 1) : RG_LANES;            \
    for (size_t c0 = 0; c0 < n; c0 += RG_STRIP)                                \
      {                                                                        \
        const T *p = (const T *) in + c0;                                      \
        const size_t m = n - c0 < RG_STRIP ? n - c0 : RG_STRIP;                \
        for (size_t l = 0; l < used; l++)                                      \
          for (size_t c = 0; c < RG_STRIP; c++)                                \
            lane[l][c] = FIRST;                                                \
        for (size_t c = 0; c < m; c++)                                         \
          x0[c] = rows ? p[c] : 0;                                             \
        for (size_t r = 0; r < rows; r++)                                      \
          {                                                                    \
            T *restrict to = lane[r % RG_LANES];                               \
            _Pragma ("omp simd") for (size_t c = 0; c < m; c++)                \
              to[c] = name##_join_##type (to[c], name##_seen_##type (p[r * stride + c], x0[c])); \
          }                                                                    \
        for (size_t h = RG_LANES / 2; h; h /= 2)                               \
          for (size_t l = 0; l < h && l + h < used; l++)                       \
            for (size_t c = 0; c < m; c++)                                     \
              lane[l][c] = name##_join_##type (lane[l][c], lane[l + h][c]);    \
        for (size_t c = 0; c < m; c++)                                         \
          at[c] = name##_at_##type (lane[0][c], (T) rows, x0[c]);              \
        for (size_t l = 0; l < used; l++)                                      \
          for (size_t c = 0; c < RG_STRIP; c++)                                \
            lane[l][c] = 0;                                                    \
        for (size_t r = 0; r < rows; r++)                                      \
          {                                                                    \
            T *restrict to = lane[r % RG_LANES];                               \
            _Pragma ("omp simd") for (size_t c = 0; c < m; c++)                \
              to[c] += name##_term_##type (p[r * stride + c], at[c]);          \
          }                                                                    \
        for (size_t h = RG_LANES / 2; h; h /= 2)                               \
          for (size_t l = 0; l < h && l + h < used; l++)                       \
            for (size_t c = 0; c < m; c++)                                     \
              lane[l][c] += lane[l + h][c];                                    \
        for (size_t c = 0; c < m; c++)                                         \
          ((BlockState_##type *) states)[c0 + c] = (BlockState_##type){ (T) rows, at[c], lane[0][c] }; \
      }                                                                        \
  }

#define BLOCKWISE_CLONE_(name, type, isa, target)                              \
  target static void name##_##type##_rows_##isa (size_t n, const void *in, void *state, const void *attrs) \
  {                                                                            \
    (void) attrs;                                                              \
    name##_rows_body_##type (n, in, state);                                    \
  }                                                                            \
  target static void name##_##type##_columns_##isa (size_t rows, size_t n, size_t stride, const void *in, \
                                                    void *states, const void *attrs) \
  {                                                                            \
    (void) attrs;                                                              \
    name##_columns_body_##type (rows, n, stride, in, states);                  \
  }

/* Everything that REDUCE_FLOAT_KERNELS needs but the combine and the finish. */
#define BLOCKWISE_KERNELS(name, type, T, FIRST, SEEN, JOIN, AT, TERM)                \
  BLOCKWISE_BODIES (name, type, T, FIRST, SEEN, JOIN, AT, TERM)                      \
  BLOCKWISE_CLONE_ (name, type, base, )                                        \
  BLOCKWISE_CLONE_ (name, type, v3, RG_TARGET_V3)                              \
  BLOCKWISE_CLONE_ (name, type, v4, RG_TARGET_V4)

#define BLOCKWISE_STATE_SIZES                                                  \
  .state_size = { [RG_F32] = sizeof (BlockState_f32), [RG_F64] = sizeof (BlockState_f64) }

#endif
