/* softmax-body.h: softmax's kernels for one element type. Included once for each
 * by softmax-kernels.h, with T, FN (name), EXP, LOG and FMA defined.
 *
 * Order: up to 32 elements, rows, columns, gradients by rows, by columns.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

/* --- up to 32 elements of a row --- */

/* e / sum, from 1 / sum: the product, and what it misses by. A division of vectors takes
 * as long as the exponential. */
RG_INLINE T
FN (share) (T e, T sum, T inverse)
{
  const T part = e * inverse;
  return FMA (FMA (-part, sum, e), inverse, part);
}

RG_INLINE void
FN (pad) (T *restrict to, const T *restrict from, size_t n, size_t lanes, T value)
{
  for (size_t l = 0; l < lanes; l++)
    to[l] = l < n ? from[l] : value;
}

RG_INLINE void
FN (max) (T *restrict lane, const T *restrict x)
{
#pragma omp simd
  for (int l = 0; l < RG_LANES; l++)
    lane[l] = x[l] > lane[l] ? x[l] : lane[l];
}

RG_INLINE void
FN (exps) (T *restrict lane, T *restrict e, const T *restrict x, T largest, size_t lanes)
{
#pragma omp simd
  for (size_t l = 0; l < lanes; l++)
    {
      e[l] = EXP (x[l] - largest);
      lane[l] += e[l];
    }
}

RG_INLINE T
FN (merged_max) (T *lane, size_t lanes)
{
  for (size_t h = lanes / 2; h; h /= 2)
    for (size_t l = 0; l < h; l++)
      lane[l] = lane[l + h] > lane[l] ? lane[l + h] : lane[l];
  return lane[0];
}

RG_INLINE T
FN (merged_sum) (T *lane, size_t lanes)
{
  for (size_t h = lanes / 2; h; h /= 2)
    for (size_t l = 0; l < h; l++)
      lane[l] += lane[l + h];
  return lane[0];
}

/* --- rows --- */

/* A row of at most `lanes` elements, 4 to 32: lanes beyond would add 0. */
RG_INLINE void
FN (short_row) (size_t n, size_t lanes, T *restrict o, const T *restrict p, bool is_log)
{
  T x[RG_LANES], lane[RG_LANES], e[RG_LANES];
  FN (pad) (x, p, n, lanes, -(T) INFINITY);
  FN (pad) (lane, x, lanes, lanes, 0);
  const T largest = FN (merged_max) (lane, lanes);
  for (size_t l = 0; l < lanes; l++)
    lane[l] = 0;
  FN (exps) (lane, e, x, largest, lanes);
  const T sum = FN (merged_sum) (lane, lanes), log_sum = is_log ? LOG (sum) : 0, inverse = 1 / sum;
  for (size_t l = 0; l < lanes; l++)
    e[l] = is_log ? (x[l] - largest) - log_sum : FN (share) (e[l], sum, inverse);
  for (size_t k = 0; k < n; k++)
    o[k] = e[k];
}

RG_INLINE void
FN (row) (size_t n, T *restrict o, const T *restrict p, bool is_log)
{
  T lane[RG_LANES], end[RG_LANES], e[RG_LANES];
  const size_t whole = n / RG_LANES * RG_LANES, rest = n - whole;
  if (n <= 4)
    {
      FN (short_row) (n, 4, o, p, is_log);
      return;
    }
  if (n <= 16)
    {
      FN (short_row) (n, 16, o, p, is_log);
      return;
    }
  for (int l = 0; l < RG_LANES; l++)
    lane[l] = -(T) INFINITY;
  for (size_t k = 0; k < whole; k += RG_LANES)
    FN (max) (lane, p + k);
  FN (pad) (end, p + whole, rest, RG_LANES, -(T) INFINITY);
  FN (max) (lane, end);
  const T largest = FN (merged_max) (lane, RG_LANES);

  for (int l = 0; l < RG_LANES; l++)
    lane[l] = 0;
  for (size_t k = 0; k < whole; k += RG_LANES)
    {
      /* The next row follows as a rule, on another page, where no processor looks ahead. */
      for (size_t at = k; at < k + RG_LANES; at += 64 / sizeof (T))
        {
          __builtin_prefetch (p + n + at);
          __builtin_prefetch (o + n + at, 1);
        }
      FN (exps) (lane, is_log ? e : o + k, p + k, largest, RG_LANES);
    }
  if (rest)
    {
      FN (exps) (lane, e, end, largest, RG_LANES);
      for (size_t k = 0; k < rest; k++)
        o[whole + k] = e[k];
    }
  const T sum = FN (merged_sum) (lane, RG_LANES), log_sum = is_log ? LOG (sum) : 0;
  if (is_log)
    {
#pragma omp simd
      for (size_t k = 0; k < n; k++)
        o[k] = (p[k] - largest) - log_sum;
    }
  else
    {
      const T inverse = 1 / sum;
#pragma omp simd
      for (size_t k = 0; k < n; k++)
        o[k] = FN (share) (o[k], sum, inverse);
    }
}

/* --- columns: up to 64 lines, side by side --- */

RG_INLINE void
FN (columns) (size_t n, size_t stride, size_t m, T *restrict o, const T *restrict p, bool is_log)
{
  T lane[RG_LANES][LINES_STRIP], largest[LINES_STRIP], log_sum[LINES_STRIP], inverse[LINES_STRIP];
  for (size_t c = 0; c < m; c++)
    largest[c] = -(T) INFINITY;
  for (size_t k = 0; k < n; k++)
    {
#pragma omp simd
      for (size_t c = 0; c < m; c++)
        largest[c] = p[k * stride + c] > largest[c] ? p[k * stride + c] : largest[c];
    }
  for (int l = 0; l < RG_LANES; l++)
    for (size_t c = 0; c < m; c++)
      lane[l][c] = 0;
  for (size_t k = 0; k < n; k++)
    {
      T *restrict to = lane[k % RG_LANES];
#pragma omp simd
      for (size_t c = 0; c < m; c++)
        {
          const T e = EXP (p[k * stride + c] - largest[c]);
          to[c] += e;
          o[k * stride + c] = e;
        }
    }
  for (int h = RG_LANES / 2; h; h /= 2)
    for (int l = 0; l < h; l++)
      for (size_t c = 0; c < m; c++)
        lane[l][c] += lane[l + h][c];
  for (size_t c = 0; c < m; c++)
    {
      log_sum[c] = is_log ? LOG (lane[0][c]) : 0;
      inverse[c] = 1 / lane[0][c];
    }
  for (size_t k = 0; k < n; k++)
    {
#pragma omp simd
      for (size_t c = 0; c < m; c++)
        o[k * stride + c] = is_log ? (p[k * stride + c] - largest[c]) - log_sum[c]
                                   : FN (share) (o[k * stride + c], lane[0][c], inverse[c]);
    }
}

/* --- gradients: g is d out, y is out --- */

/* softmax: out = y (g - sum of g y); log_softmax: out = g - exp (y) sum of g. */
RG_INLINE void
FN (gradient_row) (size_t n, T *restrict o, const T *restrict g, const T *restrict y, bool is_log)
{
  T lane[RG_LANES];
  size_t k = 0;
  for (int l = 0; l < RG_LANES; l++)
    lane[l] = 0;
  for (; k + RG_LANES <= n; k += RG_LANES)
    {
#pragma omp simd
      for (int l = 0; l < RG_LANES; l++)
        lane[l] += is_log ? g[k + (size_t) l] : g[k + (size_t) l] * y[k + (size_t) l];
    }
  for (int l = 0; k < n; k++, l++)
    lane[l] += is_log ? g[k] : g[k] * y[k];
  const T sum = n <= 4 ? FN (merged_sum) (lane, 4) : n <= 16 ? FN (merged_sum) (lane, 16)
                                                             : FN (merged_sum) (lane, RG_LANES);
#pragma omp simd
  for (size_t j = 0; j < n; j++)
    o[j] = is_log ? g[j] - EXP (y[j]) * sum : y[j] * (g[j] - sum);
}

RG_INLINE void
FN (gradient_columns) (size_t n, size_t stride, size_t m, T *restrict o, const T *restrict g,
                       const T *restrict y, bool is_log)
{
  T lane[RG_LANES][LINES_STRIP];
  for (int l = 0; l < RG_LANES; l++)
    for (size_t c = 0; c < m; c++)
      lane[l][c] = 0;
  for (size_t k = 0; k < n; k++)
    {
      T *restrict to = lane[k % RG_LANES];
#pragma omp simd
      for (size_t c = 0; c < m; c++)
        to[c] += is_log ? g[k * stride + c] : g[k * stride + c] * y[k * stride + c];
    }
  for (int h = RG_LANES / 2; h; h /= 2)
    for (int l = 0; l < h; l++)
      for (size_t c = 0; c < m; c++)
        lane[l][c] += lane[l + h][c];
  for (size_t k = 0; k < n; k++)
    {
#pragma omp simd
      for (size_t c = 0; c < m; c++)
        {
          const T gc = g[k * stride + c], yc = y[k * stride + c];
          o[k * stride + c] = is_log ? gc - EXP (yc) * lane[0][c] : yc * (gc - lane[0][c]);
        }
    }
}

/* --- as block functions, for RG_CLONES --- */

RG_INLINE void
FN (forward_body) (size_t n, void *const *out, const void *const *in, const void *attrs)
{
  const LineStep *s = attrs;
  if (s->stride == 1)
    FN (row) (n, out[0], in[0], SOFTMAX_LOG);
  else if (s->width == LINES_STRIP)
    FN (columns) (n, s->stride, LINES_STRIP, out[0], in[0], SOFTMAX_LOG);
  else
    FN (columns) (n, s->stride, s->width, out[0], in[0], SOFTMAX_LOG);
}

RG_INLINE void
FN (backward_body) (size_t n, void *const *out, const void *const *in, const void *attrs)
{
  const LineStep *s = attrs;
  if (s->stride == 1)
    FN (gradient_row) (n, out[0], in[0], in[1], SOFTMAX_LOG);
  else if (s->width == LINES_STRIP)
    FN (gradient_columns) (n, s->stride, LINES_STRIP, out[0], in[0], in[1], SOFTMAX_LOG);
  else
    FN (gradient_columns) (n, s->stride, s->width, out[0], in[0], in[1], SOFTMAX_LOG);
}
