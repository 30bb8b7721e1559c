/* norm-body.h: the sums and maps of normalisation for one element type;
 * norm-kernels.h includes it with T and FN.
 *
 * A part is `segments` runs of n elements, `stride` elements apart. Element k of a
 * run goes to lane k % 32, whatever the vectors, and what is left of the run to the
 * lanes in turn; the lanes merge in a tree.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

#define NORM_LANES 32

RG_INLINE T
FN (tree) (T *lane)
{
  for (int h = NORM_LANES / 2; h; h /= 2)
    for (int l = 0; l < h; l++)
      lane[l] += lane[l + h];
  return lane[0];
}

/* --- sums of a part: in[0] = x, in[1] = g, in[2] = weight; out[0] = two sums --- */

RG_INLINE void
FN (sum_body) (size_t n, void *const *out, const void *const *in, const void *attrs)
{
  const NormPart *p = attrs;
  T lane[NORM_LANES] = { 0 };
  const T *x = in[0];
  for (int64_t s = 0; s < p->segments; s++, x += p->stride)
    {
      size_t k = 0;
      for (; k + NORM_LANES <= n; k += NORM_LANES)
#pragma omp simd
        for (int l = 0; l < NORM_LANES; l++)
          lane[l] += x[k + (size_t) l];
      for (size_t l = (size_t) s * n; k < n; k++, l++)
        lane[l % NORM_LANES] += x[k];
    }
  *(T *) out[0] = FN (tree) (lane);
}

/* Sum of (x - mean)^2. */
RG_INLINE void
FN (squares_body) (size_t n, void *const *out, const void *const *in, const void *attrs)
{
  const NormPart *p = attrs;
  T lane[NORM_LANES] = { 0 };
  const T *x = in[0], mean = (T) p->mean;
  for (int64_t s = 0; s < p->segments; s++, x += p->stride)
    {
      size_t k = 0;
      for (; k + NORM_LANES <= n; k += NORM_LANES)
#pragma omp simd
        for (int l = 0; l < NORM_LANES; l++)
          {
            const T d = x[k + (size_t) l] - mean;
            lane[l] += d * d;
          }
      for (size_t l = (size_t) s * n; k < n; k++, l++)
        lane[l % NORM_LANES] += (x[k] - mean) * (x[k] - mean);
    }
  *(T *) out[0] = FN (tree) (lane);
}

/* Sums of g and of g (x - mean); of g weight with a weight for each element. */
RG_INLINE void
FN (dots) (size_t n, void *const *out, const void *const *in, const NormPart *p, bool weighted)
{
  T lane[NORM_LANES] = { 0 }, dot[NORM_LANES] = { 0 };
  const T *x = in[0], *g = in[1], *w = in[2], mean = (T) p->mean;
  for (int64_t s = 0; s < p->segments; s++, x += p->stride, g += p->stride)
    {
      size_t k = 0;
      for (; k + NORM_LANES <= n; k += NORM_LANES)
#pragma omp simd
        for (int l = 0; l < NORM_LANES; l++)
          {
            const T v = weighted ? g[k + (size_t) l] * w[k + (size_t) l] : g[k + (size_t) l];
            lane[l] += v;
            dot[l] += v * (x[k + (size_t) l] - mean);
          }
      for (size_t l = (size_t) s * n; k < n; k++, l++)
        {
          const T v = weighted ? g[k] * w[k] : g[k];
          lane[l % NORM_LANES] += v;
          dot[l % NORM_LANES] += v * (x[k] - mean);
        }
    }
  ((T *) out[0])[0] = FN (tree) (lane);
  ((T *) out[0])[1] = FN (tree) (dot);
}

RG_INLINE void
FN (dots_body) (size_t n, void *const *out, const void *const *in, const void *attrs)
{
  FN (dots) (n, out, in, attrs, false);
}

RG_INLINE void
FN (weighted_dots_body) (size_t n, void *const *out, const void *const *in, const void *attrs)
{
  FN (dots) (n, out, in, attrs, true);
}

/* --- maps of one run --- */

/* out = (x - mean) a + b */
RG_INLINE void
FN (scale_body) (size_t n, void *const *out, const void *const *in, const void *attrs)
{
  const NormPart *p = attrs;
  T *restrict o = out[0];
  const T *restrict x = in[0], mean = (T) p->mean, a = (T) p->a, b = (T) p->b;
#pragma omp simd
  for (size_t k = 0; k < n; k++)
    o[k] = (x[k] - mean) * a + b;
}

/* out = (x - mean) a weight + bias, one for each element; either may be missing */
RG_INLINE void
FN (scale_each_body) (size_t n, void *const *out, const void *const *in, const void *attrs)
{
  const NormPart *p = attrs;
  T *restrict o = out[0];
  const T *restrict x = in[0], *restrict w = in[1], *restrict b = in[2], mean = (T) p->mean, a = (T) p->a;
  if (w && b)
    {
#pragma omp simd
      for (size_t k = 0; k < n; k++)
        o[k] = (x[k] - mean) * a * w[k] + b[k];
    }
  else if (w)
    {
#pragma omp simd
      for (size_t k = 0; k < n; k++)
        o[k] = (x[k] - mean) * a * w[k];
    }
  else
    {
#pragma omp simd
      for (size_t k = 0; k < n; k++)
        o[k] = (x[k] - mean) * a + b[k];
    }
}

/* out = g a + (x - mean) b + c */
RG_INLINE void
FN (spread_body) (size_t n, void *const *out, const void *const *in, const void *attrs)
{
  const NormPart *p = attrs;
  T *restrict o = out[0];
  const T *restrict x = in[0], *restrict g = in[1];
  const T mean = (T) p->mean, a = (T) p->a, b = (T) p->b, c = (T) p->c;
#pragma omp simd
  for (size_t k = 0; k < n; k++)
    o[k] = g[k] * a + (x[k] - mean) * b + c;
}

/* out = g weight a + (x - mean) b + c */
RG_INLINE void
FN (spread_each_body) (size_t n, void *const *out, const void *const *in, const void *attrs)
{
  const NormPart *p = attrs;
  T *restrict o = out[0];
  const T *restrict x = in[0], *restrict g = in[1], *restrict w = in[2];
  const T mean = (T) p->mean, a = (T) p->a, b = (T) p->b, c = (T) p->c;
#pragma omp simd
  for (size_t k = 0; k < n; k++)
    o[k] = g[k] * w[k] * a + (x[k] - mean) * b + c;
}

/* out[0] += g (x - mean) a; out[1] += g: a row of the sums over rows */
RG_INLINE void
FN (gather_body) (size_t n, void *const *out, const void *const *in, const void *attrs)
{
  const NormPart *p = attrs;
  T *restrict dw = out[0], *restrict db = out[1];
  const T *restrict x = in[0], *restrict g = in[1], mean = (T) p->mean, a = (T) p->a;
#pragma omp simd
  for (size_t k = 0; k < n; k++)
    {
      dw[k] += g[k] * ((x[k] - mean) * a);
      db[k] += g[k];
    }
}

#undef NORM_LANES
