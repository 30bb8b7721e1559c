/* pool-body.h: the kernels of pools for one element type; pool-kernels.h includes
 * it with T and FN. Each works on the planes [begin, end).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

/* The largest of each window, the first of equals, or the last nan. */
static void
FN (pool_max) (int64_t begin, int64_t end, void *payload)
{
  const Pool *p = payload;
  const PoolAxis d = p->axis[0], h = p->axis[1], w = p->axis[2];
  const int64_t in = pool_volume (p, false), out = pool_volume (p, true);
  for (int64_t plane = begin; plane < end; plane++)
    {
      const T *x = (const T *) p->in + plane * in;
      T *y = (T *) p->out + plane * out;
      int64_t *index = p->indices + plane * out;
      for (int64_t i = 0; i < d.out; i++)
        for (int64_t j = 0; j < h.out; j++)
          for (int64_t k = 0; k < w.out; k++)
            {
              T best = -(T) INFINITY;
              int64_t where = (d.first[i] * h.in + h.first[j]) * w.in + w.first[k];
              for (int64_t a = d.first[i]; a < d.last[i]; a += d.step)
                for (int64_t b = h.first[j]; b < h.last[j]; b += h.step)
                  {
                    const int64_t row = (a * h.in + b) * w.in;
                    for (int64_t c = w.first[k]; c < w.last[k]; c += w.step)
                      {
                        const T v = x[row + c];
                        const bool better = (v > best) | (v != v); /* without a branch */
                        best = better ? v : best;
                        where = better ? row + c : where;
                      }
                  }
              *y++ = best;
              *index++ = where;
            }
    }
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
