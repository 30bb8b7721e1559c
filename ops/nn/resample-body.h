/* resample-body.h: resampling of planes and its transpose, for one element type;
 * upsample.c includes it with T and FN.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

/* The rows that row (i, j) of the output lies between, added up. */
static void
FN (resample_rows) (const ResampleJob *r, const T *x, int64_t i, int64_t j, T *row)
{
  const Resample *d = &r->axis[0], *h = &r->axis[1];
  const int64_t n = r->axis[2].in;
  memset (row, 0, (size_t) n * sizeof (T));
  for (int64_t a = i * d->taps; a < i * d->taps + d->count[i]; a++)
    for (int64_t b = j * h->taps; b < j * h->taps + h->count[j]; b++)
      {
        const T *from = x + (d->index[a] * h->in + h->index[b]) * n, weight = (T) (d->weight[a] * h->weight[b]);
        for (int64_t c = 0; c < n; c++)
          row[c] += weight * from[c];
      }
}

static void
FN (resample_planes) (int64_t begin, int64_t end, void *payload)
{
  const ResampleJob *r = payload;
  const Resample *d = &r->axis[0], *h = &r->axis[1], *w = &r->axis[2];
  T *row = scratch_get ((size_t) w->in * sizeof (T));
  for (int64_t plane = begin; plane < end; plane++)
    {
      const T *x = (const T *) r->in + plane * d->in * h->in * w->in;
      T *y = (T *) r->out + plane * d->out * h->out * w->out;
      for (int64_t i = 0; i < d->out; i++)
        for (int64_t j = 0; j < h->out; j++)
          {
            FN (resample_rows) (r, x, i, j, row);
            for (int64_t k = 0; k < w->out; k++)
              {
                T sum = 0;
                for (int64_t c = k * w->taps; c < k * w->taps + w->count[k]; c++)
                  sum += (T) w->weight[c] * row[w->index[c]];
                *y++ = sum;
              }
          }
    }
}

/* The transpose: in has the sizes of the output, out those of the input. */
static void
FN (resample_back) (int64_t begin, int64_t end, void *payload)
{
  const ResampleJob *r = payload;
  const Resample *d = &r->axis[0], *h = &r->axis[1], *w = &r->axis[2];
  T *row = scratch_get ((size_t) w->in * sizeof (T));
  for (int64_t plane = begin; plane < end; plane++)
    {
      const T *g = (const T *) r->in + plane * d->out * h->out * w->out;
      T *x = (T *) r->out + plane * d->in * h->in * w->in;
      memset (x, 0, (size_t) (d->in * h->in * w->in) * sizeof (T));
      for (int64_t i = 0; i < d->out; i++)
        for (int64_t j = 0; j < h->out; j++)
          {
            memset (row, 0, (size_t) w->in * sizeof (T));
            for (int64_t k = 0; k < w->out; k++, g++)
              for (int64_t c = k * w->taps; c < k * w->taps + w->count[k]; c++)
                row[w->index[c]] += (T) w->weight[c] * *g;
            for (int64_t a = i * d->taps; a < i * d->taps + d->count[i]; a++)
              for (int64_t b = j * h->taps; b < j * h->taps + h->count[j]; b++)
                {
                  T *to = x + (d->index[a] * h->in + h->index[b]) * w->in;
                  const T weight = (T) (d->weight[a] * h->weight[b]);
                  for (int64_t c = 0; c < w->in; c++)
                    to[c] += weight * row[c];
                }
          }
    }
}
