/* line.h: numbers along a line, for arange, linspace and logspace.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RG_OPS_LINE_H
#define RG_OPS_LINE_H

#include "making.h"
#include <math.h>

/* n numbers from `start` by `step`; with `both`, the second half is counted back from
 * `end`, so that the ends are exact; with a base, its powers. */
typedef struct
{
  double start, step;
  int64_t n;
  double base; /* 0: the numbers themselves */
  double end;
  bool both;
} Line;

/* Between whole numbers where the result has an integer type, as PyTorch has it. */
static inline Line
line_between (double start, double end, int64_t n, RgDType dtype)
{
  if (!rg_dtype_is_floating (dtype))
    {
      start = trunc (start);
      end = trunc (end);
    }
  return (Line){ start, n > 1 ? (end - start) / (double) (n - 1) : 0, n, 0, end, true };
}

/* In the type of the result, as PyTorch computes: float32 steps are rounded. */
#define LINE_OF(S, T, pow)                                                     \
  static inline void line_##S (const Line *l, T *out)                          \
  {                                                                            \
    const T start = (T) l->start, end = (T) l->end, base = (T) l->base;        \
    const T step = l->both ? (l->n > 1 ? (end - start) / (T) (l->n - 1) : 0) : (T) l->step; \
    for (int64_t i = 0; i < l->n; i++)                                         \
      {                                                                        \
        const bool back = l->both && i >= l->n / 2 && l->n > 1;                \
        const T x = back ? end - step * (T) (l->n - 1 - i) : start + step * (T) i; \
        out[i] = l->base > 0 ? pow (base, x) : x;                              \
      }                                                                        \
  }
LINE_OF (f32, float, powf)
LINE_OF (f64, double, pow)

static inline bool
making_line (RgCall *call, const Line *line, RgDType dtype)
{
  const bool single = dtype == RG_F32;
  RgTensor *made = rg_empty (single ? RG_F32 : RG_F64, RG_SHAPE (line->n));
  if (made == NULL)
    return false;
  if (!single)
    line_f64 (line, rg_tensor_data (made));
  /* Sums of whole numbers are exact in float64, and arange's in float32 are PyTorch's:
   * worked out in float64, rounded once. */
  else if (!line->both)
    {
      float *out = rg_tensor_data (made);
      for (int64_t i = 0; i < line->n; i++)
        out[i] = (float) (line->start + line->step * (double) i);
    }
  else
    line_f32 (line, rg_tensor_data (made));
  return making_return (call, rg_to (made, dtype));
}

#endif
