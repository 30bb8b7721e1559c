/* rg-kernel.h: kernel bodies, compiled once per instruction set.
 *
 * A kernel is written once, as an always-inline body in plain C. RG_CLONES
 * wraps it in one function per instruction set, into which the compiler inlines
 * and vectorises it; core picks one at load time. No build flags are needed, no
 * ifunc is made (those crash under ThreadSanitizer), and -ffp-contract=off keeps
 * the bits the same in all of them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_KERNEL_H
#define RG_KERNEL_H

#include "rg-op.h"
#include <math.h>
#include <string.h>

#define RG_INLINE static inline __attribute__ ((always_inline))

#if defined(__x86_64__) && !defined(RG_NO_CLONES)
#define RG_TARGET_V3 __attribute__ ((target ("avx2,fma,bmi,bmi2,f16c,lzcnt,movbe")))
/* clang takes 512-bit vectors by itself, and knows no such option here. */
#ifdef __clang__
#define RG_TARGET_WIDE
#else
#define RG_TARGET_WIDE ",prefer-vector-width=512"
#endif
#define RG_TARGET_V4                                                           \
  __attribute__ ((target ("avx2,fma,bmi,bmi2,f16c,lzcnt,movbe,avx512f,avx512bw," \
                          "avx512cd,avx512dq,avx512vl" RG_TARGET_WIDE)))
#else
#define RG_TARGET_V3
#define RG_TARGET_V4
#endif

/* One #RgBlockFunc named NAME_ISA that inlines BODY (n, out, in, attrs). */
#define RG_CLONE_(name, isa, target, body)                                     \
  target static void name##_##isa (size_t n, void *const *out,                 \
                                   const void *const *in, const void *attrs)   \
  {                                                                            \
    body (n, out, in, attrs);                                                  \
  }

/**
 * RG_CLONES:
 * @name: a stem for the functions
 * @body: an RG_INLINE function with the signature of #RgBlockFunc
 *
 * Defines `name_base`, `name_v3` and `name_v4`. RG_CLONES_OF (name) then stands
 * for a row of RgPointwise.kernels.
 */
#define RG_CLONES(name, body)                                                  \
  RG_CLONE_ (name, base, , body)                                               \
  RG_CLONE_ (name, v3, RG_TARGET_V3, body)                                     \
  RG_CLONE_ (name, v4, RG_TARGET_V4, body)
#define RG_CLONES_OF(name) { name##_base, name##_v3, name##_v4 }

/**
 * RG_UNARY:
 * @name: a stem; the body and its clones bear it
 * @T: the C element type of input
 * @R: that of the output
 * @expression: in terms of `x` (and `a`, the attribute struct of type @A)
 *
 * A kernel of one input. RG_BINARY has `x` and `y`, RG_TERNARY `x`, `y` and `z`.
 * RG_UNARY_BODY and the like define the body alone, for a kernel that chooses
 * among several.
 */
#define RG_UNARY_BODY(name, A, T, R, expression)                                    \
  RG_INLINE void name##_body (size_t n, void *const *out, const void *const *in, \
                              const void *attrs)                               \
  {                                                                            \
    R *restrict o = out[0];                                                    \
    const T *p = in[0];                                                        \
    const A *a = attrs;                                                        \
    (void) a;                                                                  \
    _Pragma ("omp simd") for (size_t k = 0; k < n; k++)                        \
    {                                                                          \
      const T x = p[k];                                                        \
      o[k] = (R) (expression);                                                 \
    }                                                                          \
  }
#define RG_UNARY(name, A, T, R, expression)                                    \
  RG_UNARY_BODY (name, A, T, R, expression)                                    \
  RG_CLONES (name, name##_body)

#define RG_BINARY_BODY(name, A, T, R, expression)                                   \
  RG_INLINE void name##_body (size_t n, void *const *out, const void *const *in, \
                              const void *attrs)                               \
  {                                                                            \
    R *restrict o = out[0];                                                    \
    const T *p = in[0], *q = in[1];                                            \
    const A *a = attrs;                                                        \
    (void) a;                                                                  \
    _Pragma ("omp simd") for (size_t k = 0; k < n; k++)                        \
    {                                                                          \
      const T x = p[k], y = q[k];                                              \
      o[k] = (R) (expression);                                                 \
    }                                                                          \
  }
#define RG_BINARY(name, A, T, R, expression)                                   \
  RG_BINARY_BODY (name, A, T, R, expression)                                   \
  RG_CLONES (name, name##_body)

#define RG_TERNARY_BODY(name, A, T, R, expression)                                  \
  RG_INLINE void name##_body (size_t n, void *const *out, const void *const *in, \
                              const void *attrs)                               \
  {                                                                            \
    R *restrict o = out[0];                                                    \
    const T *p = in[0], *q = in[1], *r = in[2];                                \
    const A *a = attrs;                                                        \
    (void) a;                                                                  \
    _Pragma ("omp simd") for (size_t k = 0; k < n; k++)                        \
    {                                                                          \
      const T x = p[k], y = q[k], z = r[k];                                    \
      o[k] = (R) (expression);                                                 \
    }                                                                          \
  }
#define RG_TERNARY(name, A, T, R, expression)                                  \
  RG_TERNARY_BODY (name, A, T, R, expression)                                  \
  RG_CLONES (name, name##_body)

/* --- reductions --- */

/* Element r of a block goes to lane r % 32; then the lanes merge in a tree. The
 * same for a contiguous run as for columns, at every vector width. Lanes that no
 * element reached are passed over: the state of nothing changes nothing. */
#define RG_LANES 32
#define RG_STRIP 64
/* How many columns a kernel takes side by side: as many as make whole rows of usual sizes,
 * which are read as they lie, with the sums of all lanes in the second cache. Eight rows
 * join a lane while it is near: 69 GB/s where row after row, 256 columns wide, moved 24. */
#define RG_COLUMNS_STRIP(S) ((size_t) 1024 * 4 / sizeof (S))
#define RG_COLUMNS_ROWS 8

#define RG_REDUCTION_CLONE_(name, isa, target)                                 \
  target static void name##_rows_##isa (size_t n, const void *in, void *state, \
                                        const void *attrs)                     \
  {                                                                            \
    name##_rows_body (n, in, state, attrs);                                    \
  }                                                                            \
  target static void name##_columns_##isa (size_t rows, size_t n, size_t stride, \
                                           const void *in, void *states,       \
                                           const void *attrs)                  \
  {                                                                            \
    name##_columns_body (rows, n, stride, in, states, attrs);                  \
  }

/**
 * RG_REDUCTION_KERNELS:
 * @name: a stem
 * @A: the attribute struct
 * @T: the C element type
 * @S: the C type of a state
 * @INIT: the state of no elements
 * @ACC: the state after `x` joins state `s`
 * @MERGE: the state of `s` and `t` together
 *
 * Defines the kernels of an #RgReduction for one dtype, for every instruction
 * set: `NAME_rows_base` and so on (RG_ROWS_OF, RG_COLUMNS_OF) and
 * `NAME_combine`.
 */
#define RG_REDUCTION_KERNELS(name, A, T, S, INIT, ACC, MERGE)                  \
  RG_INLINE S name##_acc (S s, T x, const A *a) { (void) a; return ACC; }      \
  RG_INLINE S name##_merge (S s, S t, const A *a) { (void) a; return MERGE; }  \
  RG_INLINE void name##_rows_body (size_t n, const void *in, void *state,      \
                                   const void *attrs)                          \
  {                                                                            \
    const T *p = in;                                                           \
    const A *a = attrs;                                                        \
    (void) a;                                                                  \
    S lane[RG_LANES];                                                          \
    size_t k = 0;                                                              \
    if (n < RG_LANES)                                                          \
      {                                                                        \
        lane[0] = INIT;                                                        \
        for (; k < n; k++)                                                     \
          lane[k] = name##_acc (INIT, p[k], a);                                \
        for (size_t h = RG_LANES / 2; h; h /= 2)                               \
          for (size_t l = 0; l < h && l + h < n; l++)                          \
            lane[l] = name##_merge (lane[l], lane[l + h], a);                  \
        *(S *) state = lane[0];                                                \
        return;                                                                \
      }                                                                        \
    for (int l = 0; l < RG_LANES; l++)                                         \
      lane[l] = INIT;                                                          \
    for (; k + RG_LANES <= n; k += RG_LANES)                                   \
      {                                                                        \
        _Pragma ("omp simd") for (int l = 0; l < RG_LANES; l++)                \
          lane[l] = name##_acc (lane[l], p[k + (size_t) l], a);                \
      }                                                                        \
    for (int l = 0; k < n; k++, l++)                                           \
      lane[l] = name##_acc (lane[l], p[k], a);                                 \
    for (int h = RG_LANES / 2; h; h /= 2)                                      \
      for (int l = 0; l < h; l++)                                              \
        lane[l] = name##_merge (lane[l], lane[l + h], a);                      \
    *(S *) state = lane[0];                                                    \
  }                                                                            \
  RG_INLINE void name##_row (size_t n, S *restrict sums, const T *p, const A *a) \
  {                                                                            \
    (void) a;                                                                  \
    _Pragma ("omp simd") for (size_t c = 0; c < n; c++)                        \
      sums[c] = name##_acc (sums[c], p[c], a);                                 \
  }                                                                            \
  RG_INLINE void name##_rows_of_lane (size_t n, S *restrict sums, const T *p, size_t step, const A *a) \
  {                                                                            \
    (void) a;                                                                  \
    _Pragma ("omp simd") for (size_t c = 0; c < n; c++)                        \
      {                                                                        \
        S s = sums[c];                                                         \
        _Pragma ("GCC unroll 8") for (size_t k = 0; k < RG_COLUMNS_ROWS; k++)  \
          s = name##_acc (s, p[c + k * step], a);                              \
        sums[c] = s;                                                           \
      }                                                                        \
  }                                                                            \
  RG_INLINE void name##_merge_row (size_t n, S *restrict s, const S *restrict t, const A *a) \
  {                                                                            \
    (void) a;                                                                  \
    for (size_t c = 0; c < n; c++)                                             \
      s[c] = name##_merge (s[c], t[c], a);                                     \
  }                                                                            \
  RG_INLINE void name##_columns_body (size_t rows, size_t n, size_t stride,    \
                                      const void *in, void *states,            \
                                      const void *attrs)                       \
  {                                                                            \
    const A *a = attrs;                                                        \
    (void) a;                                                                  \
    _Alignas (64) S lane[RG_LANES * RG_COLUMNS_STRIP (S)];                     \
    const size_t used = rows < RG_LANES ? MAX (rows, 1) : RG_LANES;            \
    const size_t together = (size_t) RG_LANES * RG_COLUMNS_ROWS;               \
    for (size_t c0 = 0; c0 < n; c0 += RG_COLUMNS_STRIP (S))                    \
      {                                                                        \
        const T *p = (const T *) in + c0;                                      \
        const size_t m = n - c0 < RG_COLUMNS_STRIP (S) ? n - c0 : RG_COLUMNS_STRIP (S); \
        size_t r = 0;                                                          \
        for (size_t k = 0; k < used * m; k++)                                  \
          lane[k] = INIT;                                                      \
        for (; r + together <= rows; r += together)                            \
          for (size_t l = 0; l < RG_LANES; l++)                                \
            name##_rows_of_lane (m, lane + l * m, p + (r + l) * stride, RG_LANES * stride, a); \
        for (; r < rows; r++)                                                  \
          name##_row (m, lane + r % RG_LANES * m, p + r * stride, a);          \
        for (size_t h = RG_LANES / 2; h; h /= 2)                               \
          for (size_t l = 0; l < h && l + h < used; l++)                       \
            name##_merge_row (m, lane + l * m, lane + (l + h) * m, a);         \
        for (size_t c = 0; c < m; c++)                                         \
          ((S *) states)[c0 + c] = lane[c];                                    \
      }                                                                        \
  }                                                                            \
  static void name##_combine (size_t n, void *states, const void *others,      \
                              const void *attrs)                               \
  {                                                                            \
    S *s = states;                                                             \
    const S *t = others;                                                       \
    for (size_t k = 0; k < n; k++)                                             \
      s[k] = name##_merge (s[k], t[k], attrs);                                 \
  }                                                                            \
  RG_REDUCTION_CLONE_ (name, base, )                                           \
  RG_REDUCTION_CLONE_ (name, v3, RG_TARGET_V3)                                 \
  RG_REDUCTION_CLONE_ (name, v4, RG_TARGET_V4)
#define RG_ROWS_OF(name) { name##_rows_base, name##_rows_v3, name##_rows_v4 }
#define RG_COLUMNS_OF(name) { name##_columns_base, name##_columns_v3, name##_columns_v4 }

#include "rg-vecmath.h"

#endif
