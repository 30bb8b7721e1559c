/* extremes.h: what amax, amin, max, min, argmax and argmin have in common.
 *
 * NaN is beyond everything in both directions. Of equal elements the first is
 * the one that has an index.
 *
 * Order: reductions, lines with indices, forwards, gradients.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef EXTREMES_H
#define EXTREMES_H

#include "lines.h"
#include "reduce.h"
#include "selected.h"

/* --- reductions --- */

/* `x BEYOND s`: > or <; NaN takes over and stays. */
#define EXTREME(BEYOND, s, x) (((x) BEYOND (s)) || ((x) != (x)) ? (x) : (s))

#define EXTREME_KERNELS_(stem, type, T, BEYOND, FIRST)                         \
  RG_REDUCTION_KERNELS (stem##_##type, void, T, T, FIRST, EXTREME (BEYOND, s, x), EXTREME (BEYOND, s, t))

static inline void
extreme_finish_1 (size_t n, const void *states, void *out, int64_t count, const void *attrs)
{
  (void) count;
  (void) attrs;
  memcpy (out, states, n);
}

/* Defines `STEM_reduction`; the last arguments are what no elements give. */
#define EXTREME_REDUCTION(stem, BEYOND, SIGN, I64, I32, U8)                    \
  EXTREME_KERNELS_ (stem, f32, float, BEYOND, (float) (SIGN INFINITY))         \
  EXTREME_KERNELS_ (stem, f64, double, BEYOND, (double) (SIGN INFINITY))       \
  EXTREME_KERNELS_ (stem, i64, int64_t, BEYOND, I64)                           \
  EXTREME_KERNELS_ (stem, i32, int32_t, BEYOND, I32)                           \
  EXTREME_KERNELS_ (stem, u8, uint8_t, BEYOND, U8)                             \
  static const RgReduction stem##_reduction = {                                \
    .rows = { [RG_F32] = RG_ROWS_OF (stem##_f32), [RG_F64] = RG_ROWS_OF (stem##_f64), \
              [RG_I64] = RG_ROWS_OF (stem##_i64), [RG_I32] = RG_ROWS_OF (stem##_i32), \
              [RG_U8] = RG_ROWS_OF (stem##_u8), [RG_BOOL] = RG_ROWS_OF (stem##_u8) }, \
    .columns = { [RG_F32] = RG_COLUMNS_OF (stem##_f32), [RG_F64] = RG_COLUMNS_OF (stem##_f64), \
                 [RG_I64] = RG_COLUMNS_OF (stem##_i64), [RG_I32] = RG_COLUMNS_OF (stem##_i32), \
                 [RG_U8] = RG_COLUMNS_OF (stem##_u8), [RG_BOOL] = RG_COLUMNS_OF (stem##_u8) }, \
    .combine = { [RG_F32] = stem##_f32_combine, [RG_F64] = stem##_f64_combine, \
                 [RG_I64] = stem##_i64_combine, [RG_I32] = stem##_i32_combine, \
                 [RG_U8] = stem##_u8_combine, [RG_BOOL] = stem##_u8_combine }, \
    .finish = { [RG_F32] = reduce_finish_4, [RG_F64] = reduce_finish_8, [RG_I64] = reduce_finish_8, \
                [RG_I32] = reduce_finish_4, [RG_U8] = extreme_finish_1, [RG_BOOL] = extreme_finish_1 }, \
    .state_size = { [RG_F32] = 4, [RG_F64] = 8, [RG_I64] = 8, [RG_I32] = 4, [RG_U8] = 1, [RG_BOOL] = 1 }, \
    .empty_is_error = true,                                                    \
  };
#define LARGEST_REDUCTION(stem) EXTREME_REDUCTION (stem, >, -, INT64_MIN, INT32_MIN, 0)
#define LEAST_REDUCTION(stem) EXTREME_REDUCTION (stem, <, +, INT64_MAX, INT32_MAX, UINT8_MAX)

/* --- lines with indices: out[0] the values, out[1] where they first stand --- */

/* A contiguous line is searched twice: for the value, 32 lanes at a time, and
 * for its place. */
#define EXTREME_LINE_(name, T, BEYOND)                                         \
  RG_INLINE void name##_body (size_t n, void *const *out, const void *const *in, const void *attrs) \
  {                                                                            \
    const LineStep *step = attrs;                                              \
    const T *p = in[0];                                                        \
    T *value = out[0];                                                         \
    int64_t *place = out[1];                                                   \
    if (step->stride == 1 && n < RG_LANES)                                     \
      {                                                                        \
        size_t best = 0;                                                       \
        for (size_t k = 1; k < n; k++)                                         \
          if (((p[k] BEYOND p[best]) | (p[k] != p[k])) & (p[best] == p[best])) \
            best = k;                                                          \
        *value = p[best];                                                      \
        *place = (int64_t) best;                                               \
        return;                                                                \
      }                                                                        \
    if (step->stride == 1)                                                     \
      {                                                                        \
        T lane[RG_LANES];                                                      \
        size_t k = 0;                                                          \
        for (int l = 0; l < RG_LANES; l++)                                     \
          lane[l] = p[0];                                                      \
        for (; k + RG_LANES <= n; k += RG_LANES)                               \
          {                                                                    \
            _Pragma ("omp simd") for (int l = 0; l < RG_LANES; l++)            \
              lane[l] = EXTREME (BEYOND, lane[l], p[k + (size_t) l]);          \
          }                                                                    \
        for (; k < n; k++)                                                     \
          lane[0] = EXTREME (BEYOND, lane[0], p[k]);                           \
        for (int l = 1; l < RG_LANES; l++)                                     \
          lane[0] = EXTREME (BEYOND, lane[0], lane[l]);                        \
        const T best = lane[0];                                                \
        for (k = 0; k + 1 < n && !(p[k] == best || p[k] != p[k]); k++)         \
          ;                                                                    \
        *value = p[k];                                                         \
        *place = (int64_t) k;                                                  \
        return;                                                                \
      }                                                                        \
    for (size_t c = 0; c < step->width; c++)                                   \
      {                                                                        \
        value[c] = p[c];                                                       \
        place[c] = 0;                                                          \
      }                                                                        \
    for (size_t k = 1; k < n; k++)                                             \
      {                                                                        \
        const T *q = p + k * step->stride;                                     \
        for (size_t c = 0; c < step->width; c++)                               \
          if (((q[c] BEYOND value[c]) | (q[c] != q[c])) & (value[c] == value[c])) \
            {                                                                  \
              value[c] = q[c];                                                 \
              place[c] = (int64_t) k;                                          \
            }                                                                  \
      }                                                                        \
  }                                                                            \
  RG_CLONES (name, name##_body)

/* Defines `STEM_lines`, the kernels by dtype. */
#define EXTREME_LINES(stem, BEYOND)                                            \
  EXTREME_LINE_ (stem##_line_f32, float, BEYOND)                               \
  EXTREME_LINE_ (stem##_line_f64, double, BEYOND)                              \
  EXTREME_LINE_ (stem##_line_i64, int64_t, BEYOND)                             \
  EXTREME_LINE_ (stem##_line_i32, int32_t, BEYOND)                             \
  EXTREME_LINE_ (stem##_line_u8, uint8_t, BEYOND)                              \
  static const RgBlockFunc stem##_lines[RG_N_DTYPES][RG_N_ISAS] = {            \
    [RG_F32] = RG_CLONES_OF (stem##_line_f32), [RG_F64] = RG_CLONES_OF (stem##_line_f64), \
    [RG_I64] = RG_CLONES_OF (stem##_line_i64), [RG_I32] = RG_CLONES_OF (stem##_line_i32), \
    [RG_U8] = RG_CLONES_OF (stem##_line_u8), [RG_BOOL] = RG_CLONES_OF (stem##_line_u8), \
  };

/* --- forwards --- */

/* The extremes of x along dim, and their places. Without `values` they are not an
 * output: the places are output 0. */
static inline bool
extreme_lines (RgCall *call, RgTensor *x, int64_t dim, bool keepdim, bool values,
               const RgBlockFunc kernels[RG_N_DTYPES][RG_N_ISAS])
{
  LinesJob job = { .kernel = lines_kernel (kernels[rg_tensor_dtype (x)]) };
  int64_t sizes[RG_MAX_DIMS];
  if (!lines_of (call, x, dim, &job.lines))
    return false;
  RgInts shape = lines_shape (x, &job.lines, 1, keepdim, sizes);
  if (job.lines.n == 0 && job.lines.outer && job.lines.inner)
    return rg_call_fail (call, RG_ERROR_SHAPE, "there is nothing to reduce, and no value stands for that");
  x = rg_contiguous (x);
  RgTensor *value = x == NULL ? NULL
                    : values ? rg_call_output (call, 0, rg_tensor_dtype (x), shape)
                             : rg_empty (rg_tensor_dtype (x), shape);
  RgTensor *place = value ? rg_call_output (call, values ? 1 : 0, RG_I64, shape) : NULL;
  if (place == NULL)
    return false;
  lines_in (&job, x, job.lines.n);
  lines_out (&job, value, 1);
  lines_out (&job, place, 1);
  lines_run (&job);
  return true;
}

/* --- gradients --- */

/* g, spread evenly over the elements of x that equal the extreme. */
static inline RgTensor *
extreme_gradient (RgTensor *x, RgTensor *out, RgTensor *g, bool has_dim, RgInts dim, bool keepdim)
{
  if (x == NULL || out == NULL || g == NULL)
    return NULL;
  RgInts shape = rg_tensor_shape (x);
  out = reduced_kept (out, shape, has_dim, dim, keepdim);
  g = reduced_kept (g, shape, has_dim, dim, keepdim);
  RgTensor *ties = rg_to (rg_eq (x, out), rg_tensor_dtype (g));
  return rg_mul (ties, rg_div (g, reduced_sum (ties, has_dim, dim, true)));
}

/* The same for the extreme of all, for which nan equals nan: max, min and median, but
 * not amax and amin. */
static inline RgTensor *
extreme_of_all_gradient (RgTensor *x, RgTensor *out, RgTensor *g)
{
  if (x == NULL || out == NULL || g == NULL)
    return NULL;
  RgTensor *ties = rg_where (rg_ne (out, out), rg_ne (x, x), rg_eq (x, out));
  ties = rg_to (ties, rg_tensor_dtype (g));
  return rg_mul (ties, rg_div (g, rg_sum (ties)));
}

static inline RgTensor *
extreme_of_all_tangent (RgTensor *x, RgTensor *out, RgTensor *t)
{
  return t ? rg_sum (rg_mul (extreme_of_all_gradient (x, out, rg_ones_like (out)), t)) : NULL;
}

static inline RgTensor *
extreme_tangent (RgTensor *x, RgTensor *out, RgTensor *t, bool has_dim, RgInts dim, bool keepdim)
{
  if (t == NULL)
    return NULL;
  RgTensor *w = extreme_gradient (x, out, rg_ones_like (out), has_dim, dim, keepdim);
  return reduced_sum (rg_mul (w, t), has_dim, dim, keepdim);
}

#endif
