/* gemm-kernel.c: the micro-kernels of the matrix product, built once for each
 * instruction set with RG_KERNEL_ISA set to base, v3 or v4 and the flags that
 * go with it. gemm-micro-private.h is the source of both element types.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#include "gemm-kernel-private.h"
#include "turn-private.h"
#include <math.h>
#include <string.h>
#ifdef __x86_64__
#include <immintrin.h>
#endif
#ifdef __aarch64__
#include <arm_neon.h>
#endif

#ifndef RG_KERNEL_ISA
#define RG_KERNEL_ISA base
#endif
#define PASTE_(a, b) a##b
#define PASTE(a, b) PASTE_ (a, b)

/* Rows of the packed micro-tile: as many as the registers hold, with two
 * vectors a row. */
#define ROWS_4(X) X (0) X (1) X (2) X (3)
#define ROWS_6(X) ROWS_4 (X) X (4) X (5)
#define ROWS_8(X) ROWS_6 (X) X (6) X (7)
#define ROWS_12(X) ROWS_8 (X) X (8) X (9) X (10) X (11)
#define ROWS_1(X) X (0)

#if defined(__AVX512F__)
#define MR 12
#define ROWS ROWS_12
#define BYTES 64
#elif defined(__FMA__)
#define MR 6
#define ROWS ROWS_6
#define BYTES 32
#elif defined(__aarch64__)
#define MR 8
#define ROWS ROWS_8
#define BYTES 16
#else
#define MR 4
#define ROWS ROWS_4
#define BYTES 16
#endif

/* --- float32 --- */

#define T float
#define NAME(name) name##_f32
#define FMA __builtin_fmaf
#if defined(__AVX512F__)
#define VFMA(a, b, c) ((V) _mm512_fmadd_ps ((__m512) (a), (__m512) (b), (__m512) (c)))
#elif defined(__FMA__)
#define VFMA(a, b, c) ((V) _mm256_fmadd_ps ((__m256) (a), (__m256) (b), (__m256) (c)))
#elif defined(__aarch64__)
#define VFMA(a, b, c) ((V) vfmaq_f32 ((float32x4_t) (c), (float32x4_t) (a), (float32x4_t) (b)))
#endif
#include "gemm-micro-private.h"
#undef T
#undef NAME
#undef FMA
#undef VFMA

/* --- float64 --- */

#define T double
#define NAME(name) name##_f64
#define FMA __builtin_fma
#if defined(__AVX512F__)
#define VFMA(a, b, c) ((V) _mm512_fmadd_pd ((__m512d) (a), (__m512d) (b), (__m512d) (c)))
#elif defined(__FMA__)
#define VFMA(a, b, c) ((V) _mm256_fmadd_pd ((__m256d) (a), (__m256d) (b), (__m256d) (c)))
#elif defined(__aarch64__)
#define VFMA(a, b, c) ((V) vfmaq_f64 ((float64x2_t) (c), (float64x2_t) (a), (float64x2_t) (b)))
#endif
#include "gemm-micro-private.h"

#define KERNELS(tag, T)                                                        \
  { sizeof (T), MR, 2 * BYTES / (int64_t) sizeof (T), pack_a_##tag, pack_b_##tag, \
    packed_##tag, direct_##tag, axpy_##tag, dots_##tag, dot_##tag }
const RgGemmKernel PASTE (rg_gemm_kernels_, RG_KERNEL_ISA)[2]
    = { KERNELS (f32, float), KERNELS (f64, double) };
