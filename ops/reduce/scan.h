/* scan.h: running sums and the like along a dimension.
 *
 * A scan goes through a line from its first element to its last (or back), and
 * writes what it has gathered at each step. Only whole lines are shared out among
 * threads, so that the order of operations is fixed.
 *
 * Order: kernels, forwards, gradients.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef SCAN_H
#define SCAN_H

#include "lines.h"

/* --- kernels --- */

/**
 * SCAN_KERNEL: an RG_CLONES of the name `name`.
 * T: element type; S: type of the state `s`; FIRST: the state before a line;
 * NEXT: the state once `x` has joined; REVERSE:
 * from the last element to the first. SCAN_BODY defines `name_body` alone.
 */
#define SCAN_KERNEL(name, T, S, FIRST, NEXT, REVERSE)                          \
  SCAN_BODY (name, T, S, FIRST, NEXT, REVERSE)                                 \
  RG_CLONES (name, name##_body)
#define SCAN_BODY(name, T, S, FIRST, NEXT, REVERSE)                            \
  RG_INLINE S name##_next (S s, T x) { return NEXT; }                          \
  RG_INLINE void name##_body (size_t n, void *const *out, const void *const *in, const void *attrs) \
  {                                                                            \
    const LineStep *step = attrs;                                              \
    const T *p = in[0];                                                        \
    T *o = out[0];                                                             \
    S state[LINES_STRIP];                                                      \
    if (step->stride == 1)                                                     \
      {                                                                        \
        S s = FIRST;                                                           \
        for (size_t i = 0; i < n; i++)                                         \
          {                                                                    \
            const size_t k = (REVERSE) ? n - 1 - i : i;                        \
            o[k] = (T) (s = name##_next (s, p[k]));                            \
          }                                                                    \
        return;                                                                \
      }                                                                        \
    for (size_t c = 0; c < LINES_STRIP; c++)                                   \
      state[c] = FIRST;                                                        \
    for (size_t i = 0; i < n; i++)                                             \
      {                                                                        \
        const size_t k = ((REVERSE) ? n - 1 - i : i) * step->stride;           \
        _Pragma ("omp simd") for (size_t c = 0; c < step->width; c++)          \
          {                                                                    \
            state[c] = name##_next (state[c], p[k + c]);                       \
            o[k + c] = (T) state[c];                                           \
          }                                                                    \
      }                                                                        \
  }

/* --- forwards --- */

/* The dtype to scan in: integers become int64, as in sum. */
static inline RgDType
scan_dtype (const RgTensor *in, bool has_dtype, RgDType dtype)
{
  return has_dtype ? dtype : rg_dtype_is_floating (rg_tensor_dtype (in)) ? rg_tensor_dtype (in) : RG_I64;
}

/* out = scan of x along dim; kernels by dtype. */
static inline bool
scan_run (RgCall *call, RgTensor *x, int64_t dim, const RgBlockFunc kernels[RG_N_DTYPES][RG_N_ISAS])
{
  x = rg_contiguous (x);
  if (x == NULL)
    return false;
  RgDType dtype = rg_tensor_dtype (x);
  if (kernels[dtype][RG_ISA_BASE] == NULL)
    return rg_call_fail (call, RG_ERROR_DTYPE, "%s is not supported", rg_dtype_name (dtype));
  LinesJob job = { .kernel = lines_kernel (kernels[dtype]) };
  if (!lines_of (call, x, dim, &job.lines))
    return false;
  RgTensor *out = rg_call_output (call, 0, dtype, rg_tensor_shape (x));
  if (out == NULL)
    return false;
  lines_in (&job, x, job.lines.n);
  lines_out (&job, out, job.lines.n);
  lines_run (&job);
  return true;
}

/* --- gradients --- */

/* t moved one step along dim, away from its beginning, where `value` comes in, or
 * (to_start) from its end; what is moved out is dropped. A line of one element is
 * `value` alone. */
static inline RgTensor *
scan_moved (RgTensor *t, int64_t dim, double value, bool to_start)
{
  if (t == NULL || rg_tensor_numel (t) == 0)
    return t;
  if (rg_tensor_ndim (t) == 0)
    return rg_full (rg_tensor_dtype (t), RG_SHAPE (), value);
  int64_t n = rg_tensor_size (t, (int) dim);
  RgTensor *slice = rg_narrow (t, dim, 0, 1);
  slice = rg_full (rg_tensor_dtype (t), rg_tensor_shape (slice), value);
  if (n == 1)
    return slice;
  RgTensor *rest = rg_narrow (t, dim, to_start ? 1 : 0, n - 1);
  RgTensor *both[] = { to_start ? rest : slice, to_start ? slice : rest };
  return rg_cat (both, 2, dim);
}

static inline RgTensor *
scan_shifted (RgTensor *t, int64_t dim, double first)
{
  return scan_moved (t, dim, first, false);
}

#endif
