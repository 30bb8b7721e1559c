/* conv-kernels.h: the innermost loops of convolutions, for both floating types
 * and every instruction set.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef CONV_KERNELS_H
#define CONV_KERNELS_H

#include <retrograde-op.h>
#ifdef __x86_64__
#include <immintrin.h>
#endif
#ifdef __aarch64__
#include <arm_neon.h>
#endif

/* Output channels that are computed together. */
#define CONV_ROWS 8
/* What a kernel may read, and write, past its last position: elements. */
#define CONV_SLACK 64

typedef struct
{
  int64_t n;          /* positions */
  int64_t n_taps;
  const int64_t *off; /* where each tap's first position lies */
  int64_t w_step;     /* rows of packed weights: CONV_ROWS or 1 */
  int64_t out_row;
} ConvTile;

typedef struct
{
  int64_t n, before, after; /* elements of a row, and zeros around them */
  int64_t from_row, to_row;
} ConvMove;

typedef struct
{
  void (*correlate) (const ConvTile *t, const void *x, const void *w, const void *bias, void *out);
  void (*weigh) (const ConvTile *t, const void *x, const void *g, int64_t g_row, void *acc);
  void (*join) (int64_t n, const void *acc, void *to);
  void (*move) (const ConvMove *m, int64_t rows, const void *from, void *to);
} ConvKernels;

/* --- without vector fma, or where vectors are 16 bytes --- */

#define TARGET
#define BYTES 16
#define T float
#define FMA __builtin_fmaf
#define NAME(name) conv_##name##_f32_base
#ifdef __aarch64__
#define VFMA(a, b, c) ((V) vfmaq_f32 ((float32x4_t) (c), (float32x4_t) (a), (float32x4_t) (b)))
#endif
#include "conv-micro.h"
#undef T
#undef FMA
#undef NAME
#undef VFMA
#define T double
#define FMA __builtin_fma
#define NAME(name) conv_##name##_f64_base
#ifdef __aarch64__
#define VFMA(a, b, c) ((V) vfmaq_f64 ((float64x2_t) (c), (float64x2_t) (a), (float64x2_t) (b)))
#endif
#include "conv-micro.h"
#undef T
#undef FMA
#undef NAME
#undef VFMA
#undef TARGET
#undef BYTES

#define CONV_KERNELS_(tag) { conv_correlate_##tag, conv_weigh_##tag, conv_join_##tag, conv_move_##tag }

#if defined(__x86_64__) && !defined(RG_NO_CLONES)

/* --- AVX2 --- */

#define TARGET RG_TARGET_V3
#define BYTES 32
#define T float
#define NAME(name) conv_##name##_f32_v3
#define VFMA(a, b, c) ((V) _mm256_fmadd_ps ((__m256) (a), (__m256) (b), (__m256) (c)))
#include "conv-micro.h"
#undef T
#undef NAME
#undef VFMA
#define T double
#define NAME(name) conv_##name##_f64_v3
#define VFMA(a, b, c) ((V) _mm256_fmadd_pd ((__m256d) (a), (__m256d) (b), (__m256d) (c)))
#include "conv-micro.h"
#undef T
#undef NAME
#undef VFMA
#undef TARGET
#undef BYTES

/* --- AVX-512 --- */

#define TARGET RG_TARGET_V4
#define BYTES 64
#define T float
#define NAME(name) conv_##name##_f32_v4
#define VFMA(a, b, c) ((V) _mm512_fmadd_ps ((__m512) (a), (__m512) (b), (__m512) (c)))
#include "conv-micro.h"
#undef T
#undef NAME
#undef VFMA
#define T double
#define NAME(name) conv_##name##_f64_v4
#define VFMA(a, b, c) ((V) _mm512_fmadd_pd ((__m512d) (a), (__m512d) (b), (__m512d) (c)))
#include "conv-micro.h"
#undef T
#undef NAME
#undef VFMA
#undef TARGET
#undef BYTES

static const ConvKernels conv_kernels[2][RG_N_ISAS] = {
  { CONV_KERNELS_ (f32_base), CONV_KERNELS_ (f32_v3), CONV_KERNELS_ (f32_v4) },
  { CONV_KERNELS_ (f64_base), CONV_KERNELS_ (f64_v3), CONV_KERNELS_ (f64_v4) },
};
#else
static const ConvKernels conv_kernels[2][RG_N_ISAS] = {
  { CONV_KERNELS_ (f32_base), CONV_KERNELS_ (f32_base), CONV_KERNELS_ (f32_base) },
  { CONV_KERNELS_ (f64_base), CONV_KERNELS_ (f64_base), CONV_KERNELS_ (f64_base) },
};
#endif

#endif
