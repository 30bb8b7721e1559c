/* pool-body.h: the kernels of pools for one element type; pool-kernels.h includes
 * it with T and FN. Each works on the planes [begin, end).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

/* The largest of one window, the first of equals, or the last nan. */
static inline void
FN (pool_max_one) (const Pool *p, const T *x, int64_t i, int64_t j, int64_t k, T *y, int64_t *index)
{
  const PoolAxis *d = &p->axis[0], *h = &p->axis[1], *w = &p->axis[2];
  T best = -(T) INFINITY;
  int64_t where = (d->first[i] * h->in + h->first[j]) * w->in + w->first[k];
  for (int64_t a = d->first[i]; a < d->last[i]; a += d->step)
    for (int64_t b = h->first[j]; b < h->last[j]; b += h->step)
      {
        const int64_t row = (a * h->in + b) * w->in;
        for (int64_t c = w->first[k]; c < w->last[k]; c += w->step)
          {
            const T v = x[row + c];
            const bool better = (v > best) | (v != v); /* without a branch */
            best = better ? v : best;
            where = better ? row + c : where;
          }
      }
  *y = best;
  *index = where;
}

/* One element of each of POOL_LANES windows. */
RG_INLINE void
FN (pool_max_lanes) (const T *restrict v, const int32_t *restrict at, int32_t step, T *restrict best, int32_t *restrict where)
{
  _Pragma ("omp simd") for (int l = 0; l < POOL_LANES; l++)
    {
      const T b = best[l], x = v[l];
      const int32_t w = where[l], here = at[l] + step;
      const int better = (x > b) | (x != x);
      best[l] = better ? x : b;
      where[l] = better ? here : w;
    }
}

/* The m windows of one plane that begin at `at`, all whole, side by side in the order of their
 * elements: without a branch, which random data would make costly. */
RG_INLINE void
FN (pool_max_side) (const Pool *p, const T *x, int64_t m, const int32_t *restrict at, const int64_t *restrict to, T *y, int64_t *index)
{
  const PoolAxis *d = &p->axis[0], *h = &p->axis[1], *w = &p->axis[2];
  T v[POOL_SIDE] = { 0 }, best[POOL_SIDE];
  int32_t where[POOL_SIDE];
  for (int u = 0; u < POOL_SIDE; u++)
    {
      best[u] = -(T) INFINITY;
      where[u] = at[u];
    }
  for (int64_t a = 0; a < p->whole[0]; a += d->step)
    for (int64_t b = 0; b < p->whole[1]; b += h->step)
      for (int64_t c = 0; c < p->whole[2]; c += w->step)
        {
          const int64_t step = (a * h->in + b) * w->in + c;
          for (int64_t u = 0; u < m; u++)
            v[u] = x[at[u] + step];
          for (int64_t u = 0; u < m; u += POOL_LANES)
            FN (pool_max_lanes) (v + u, at + u, (int32_t) step, best + u, where + u);
        }
  for (int64_t u = 0; u < m; u++)
    {
      y[to[u]] = best[u];
      index[to[u]] = where[u];
    }
}

RG_INLINE void
FN (pool_max_body) (int64_t begin, int64_t end, void *payload)
{
  const Pool *p = payload;
  const int64_t in = pool_volume (p, false), out = pool_volume (p, true), width = p->axis[2].out;
  for (int64_t plane = begin; plane < end; plane++)
    {
      const T *x = (const T *) p->in + plane * in;
      T *y = (T *) p->out + plane * out;
      int64_t *index = p->indices + plane * out;
      for (int64_t k = 0; k < p->n_whole; k += POOL_SIDE)
        FN (pool_max_side) (p, x, MIN (POOL_SIDE, p->n_whole - k), p->at + k, p->to + k, y, index);
      for (int64_t k = p->n_whole; k < out; k++)
        {
          const int64_t o = p->to[k], row = o / width;
          FN (pool_max_one) (p, x, row / p->axis[1].out, row % p->axis[1].out, o % width, y + o, index + o);
        }
    }
}

static void
FN (pool_max_base) (int64_t begin, int64_t end, void *payload)
{
  FN (pool_max_body) (begin, end, payload);
}
RG_TARGET_V3 static void
FN (pool_max_v3) (int64_t begin, int64_t end, void *payload)
{
  FN (pool_max_body) (begin, end, payload);
}
RG_TARGET_V4 static void
FN (pool_max_v4) (int64_t begin, int64_t end, void *payload)
{
  FN (pool_max_body) (begin, end, payload);
}

/* out (input_sizes) = in (values), each added where its index says. */
static void
FN (pool_scatter) (int64_t begin, int64_t end, void *payload)
{
  const Pool *p = payload;
  const int64_t n = pool_volume (p, false), m = pool_volume (p, true);
  for (int64_t plane = begin; plane < end; plane++)
    {
      const T *g = (const T *) p->in + plane * n;
      const int64_t *index = p->indices + plane * n;
      T *to = (T *) p->out + plane * m;
      memset (to, 0, (size_t) m * sizeof (T));
      for (int64_t k = 0; k < n; k++)
        to[index[k]] += g[k];
    }
}

/* The same, but the last one that goes to a place stays alone. */
static void
FN (pool_place) (int64_t begin, int64_t end, void *payload)
{
  const Pool *p = payload;
  const int64_t n = pool_volume (p, false), m = pool_volume (p, true);
  for (int64_t plane = begin; plane < end; plane++)
    {
      const T *g = (const T *) p->in + plane * n;
      const int64_t *index = p->indices + plane * n;
      T *to = (T *) p->out + plane * m;
      memset (to, 0, (size_t) m * sizeof (T));
      for (int64_t k = 0; k < n; k++)
        to[index[k]] = g[k];
    }
}

static inline T
FN (pool_divisor) (const Pool *p, int64_t i, int64_t j, int64_t k)
{
  const PoolAxis *d = &p->axis[0], *h = &p->axis[1], *w = &p->axis[2];
  if (p->divisor)
    return (T) p->divisor;
  if (p->count_padding)
    return (T) (d->size[i] * h->size[j] * w->size[k]);
  return (T) ((d->last[i] - d->first[i]) * (h->last[j] - h->first[j]) * (w->last[k] - w->first[k]));
}

static void
FN (pool_mean) (int64_t begin, int64_t end, void *payload)
{
  const Pool *p = payload;
  const PoolAxis d = p->axis[0], h = p->axis[1], w = p->axis[2];
  const int64_t in = pool_volume (p, false), out = pool_volume (p, true);
  for (int64_t plane = begin; plane < end; plane++)
    {
      const T *x = (const T *) p->in + plane * in;
      T *y = (T *) p->out + plane * out;
      for (int64_t i = 0; i < d.out; i++)
        for (int64_t j = 0; j < h.out; j++)
          for (int64_t k = 0; k < w.out; k++)
            {
              T sum = 0;
              for (int64_t a = d.first[i]; a < d.last[i]; a++)
                for (int64_t b = h.first[j]; b < h.last[j]; b++)
                  for (int64_t c = w.first[k]; c < w.last[k]; c++)
                    sum += x[(a * h.in + b) * w.in + c];
              *y++ = sum / FN (pool_divisor) (p, i, j, k);
            }
    }
}

/* in has the sizes of the output, out those of the input. */
static void
FN (pool_spread) (int64_t begin, int64_t end, void *payload)
{
  const Pool *p = payload;
  const PoolAxis d = p->axis[0], h = p->axis[1], w = p->axis[2];
  const int64_t in = pool_volume (p, false), out = pool_volume (p, true);
  for (int64_t plane = begin; plane < end; plane++)
    {
      const T *g = (const T *) p->in + plane * out;
      T *to = (T *) p->out + plane * in;
      memset (to, 0, (size_t) in * sizeof (T));
      for (int64_t i = 0; i < d.out; i++)
        for (int64_t j = 0; j < h.out; j++)
          for (int64_t k = 0; k < w.out; k++)
            {
              const T share = *g++ / FN (pool_divisor) (p, i, j, k);
              for (int64_t a = d.first[i]; a < d.last[i]; a++)
                for (int64_t b = h.first[j]; b < h.last[j]; b++)
                  for (int64_t c = w.first[k]; c < w.last[k]; c++)
                    to[(a * h.in + b) * w.in + c] += share;
            }
    }
}
