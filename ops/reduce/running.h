/* running.h: what cummax and cummin have in common: extremes so far, and where
 * they stand. Of equal elements the last has the index; nan stays once it came.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RUNNING_H
#define RUNNING_H

#include "lines.h"
#include "selected.h"

/* out[0] the values, out[1] their places; BEYOND is >= or <=. */
#define RUNNING_TAKES(BEYOND, best, x) ((((x) BEYOND (best)) & ((best) == (best))) | ((x) != (x)))
#define RUNNING_LINE_(name, T, BEYOND)                                         \
  RG_INLINE void name##_body (size_t n, void *const *out, const void *const *in, const void *attrs) \
  {                                                                            \
    const LineStep *step = attrs;                                              \
    const T *p = in[0];                                                        \
    T *restrict value = out[0];                                                \
    int64_t *restrict place = out[1];                                          \
    if (n == 0)                                                                \
      return;                                                                  \
    if (step->stride == 1)                                                     \
      {                                                                        \
        T best = p[0];                                                         \
        int64_t where = 0;                                                     \
        for (size_t k = 0; k < n; k++)                                         \
          {                                                                    \
            if (RUNNING_TAKES (BEYOND, best, p[k]))                            \
              {                                                                \
                best = p[k];                                                   \
                where = (int64_t) k;                                           \
              }                                                                \
            value[k] = best;                                                   \
            place[k] = where;                                                  \
          }                                                                    \
        return;                                                                \
      }                                                                        \
    T best[LINES_STRIP];                                                       \
    int64_t where[LINES_STRIP];                                                \
    for (size_t c = 0; c < step->width; c++)                                   \
      {                                                                        \
        best[c] = p[c];                                                        \
        where[c] = 0;                                                          \
      }                                                                        \
    for (size_t i = 0; i < n; i++)                                             \
      {                                                                        \
        const size_t row = i * step->stride;                                   \
        _Pragma ("omp simd") for (size_t c = 0; c < step->width; c++)          \
          {                                                                    \
            const T x = p[row + c];                                            \
            const bool takes = RUNNING_TAKES (BEYOND, best[c], x);             \
            best[c] = takes ? x : best[c];                                     \
            where[c] = takes ? (int64_t) i : where[c];                         \
            value[row + c] = best[c];                                          \
            place[row + c] = where[c];                                         \
          }                                                                    \
      }                                                                        \
  }                                                                            \
  RG_CLONES (name, name##_body)

/* Defines `STEM_kernels`. */
#define RUNNING_KERNELS(stem, BEYOND)                                          \
  RUNNING_LINE_ (stem##_f32, float, BEYOND)                                    \
  RUNNING_LINE_ (stem##_f64, double, BEYOND)                                   \
  RUNNING_LINE_ (stem##_i64, int64_t, BEYOND)                                  \
  RUNNING_LINE_ (stem##_i32, int32_t, BEYOND)                                  \
  RUNNING_LINE_ (stem##_u8, uint8_t, BEYOND)                                   \
  static const RgBlockFunc stem##_kernels[RG_N_DTYPES][RG_N_ISAS] = {          \
    [RG_F32] = RG_CLONES_OF (stem##_f32), [RG_F64] = RG_CLONES_OF (stem##_f64), \
    [RG_I64] = RG_CLONES_OF (stem##_i64), [RG_I32] = RG_CLONES_OF (stem##_i32), \
    [RG_U8] = RG_CLONES_OF (stem##_u8), [RG_BOOL] = RG_CLONES_OF (stem##_u8),  \
  };

static inline bool
running_forward (RgCall *call, int64_t dim, const RgBlockFunc kernels[RG_N_DTYPES][RG_N_ISAS])
{
  RgTensor *x = rg_call_contiguous (call, 0);
  if (x == NULL)
    return false;
  LinesJob job = { .kernel = lines_kernel (kernels[rg_tensor_dtype (x)]) };
  if (!lines_of (call, x, dim, &job.lines))
    return false;
  RgTensor *value = rg_call_output (call, 0, rg_tensor_dtype (x), rg_tensor_shape (x));
  RgTensor *place = value ? rg_call_output (call, 1, RG_I64, rg_tensor_shape (x)) : NULL;
  if (place == NULL)
    return false;
  lines_in (&job, x, job.lines.n);
  lines_out (&job, value, job.lines.n);
  lines_out (&job, place, job.lines.n);
  lines_run (&job);
  return true;
}

#endif
