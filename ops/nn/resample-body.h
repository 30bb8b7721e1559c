/* resample-body.h: resampling of planes and its transpose, for one element type;
 * upsample.c includes it with T and FN.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

static void
FN (resample_planes) (int64_t begin, int64_t end, void *payload)
{
  const ResampleJob *r = payload;
  const Resample *d = &r->axis[0], *h = &r->axis[1], *w = &r->axis[2];
  for (int64_t plane = begin; plane < end; plane++)
    {
      const T *x = (const T *) r->in + plane * d->in * h->in * w->in;
      T *y = (T *) r->out + plane * d->out * h->out * w->out;
      for (int64_t i = 0; i < d->out; i++)
        for (int64_t j = 0; j < h->out; j++)
          for (int64_t k = 0; k < w->out; k++)
            {
              T sum = 0;
              for (int64_t a = i * d->taps; a < i * d->taps + d->count[i]; a++)
                for (int64_t b = j * h->taps; b < j * h->taps + h->count[j]; b++)
                  {
                    const T *row = x + (d->index[a] * h->in + h->index[b]) * w->in;
                    T part = 0;
                    for (int64_t c = k * w->taps; c < k * w->taps + w->count[k]; c++)
                      part += (T) w->weight[c] * row[w->index[c]];
                    sum += (T) (d->weight[a] * h->weight[b]) * part;
                  }
              *y++ = sum;
            }
    }
}

/* in has the sizes of the output, out those of the input. */
static void
FN (resample_back) (int64_t begin, int64_t end, void *payload)
{
  const ResampleJob *r = payload;
  const Resample *d = &r->axis[0], *h = &r->axis[1], *w = &r->axis[2];
  for (int64_t plane = begin; plane < end; plane++)
    {
      const T *g = (const T *) r->in + plane * d->out * h->out * w->out;
      T *x = (T *) r->out + plane * d->in * h->in * w->in;
      memset (x, 0, (size_t) (d->in * h->in * w->in) * sizeof (T));
      for (int64_t i = 0; i < d->out; i++)
        for (int64_t j = 0; j < h->out; j++)
          for (int64_t k = 0; k < w->out; k++, g++)
            for (int64_t a = i * d->taps; a < i * d->taps + d->count[i]; a++)
              for (int64_t b = j * h->taps; b < j * h->taps + h->count[j]; b++)
                {
                  T *row = x + (d->index[a] * h->in + h->index[b]) * w->in;
                  const T part = (T) (d->weight[a] * h->weight[b]) * *g;
                  for (int64_t c = k * w->taps; c < k * w->taps + w->count[k]; c++)
                    row[w->index[c]] += (T) w->weight[c] * part;
                }
    }
}
