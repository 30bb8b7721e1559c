/* resample-bytes.h: resampling of uint8, with PyTorch's arithmetic (and Pillow's): the
 * weights as whole numbers of at most 15 bits, sums in 32, each axis rounded to bytes
 * by itself, the last one first.
 *
 * Source: aten/src/ATen/native/cpu/UpSampleKernel.cpp, the note on the computation of
 * weights for uint8; the nearest modes only copy.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef RESAMPLE_BYTES_H
#define RESAMPLE_BYTES_H

#include "resample.h"
#include "scratch.h"

/* An axis' weights, times 2^bits; which inputs they are for says the table. */
typedef struct
{
  const Resample *axis;
  int32_t *weight;
  int bits;
} BytesAxis;

typedef struct
{
  const ResampleJob *job;
  BytesAxis axis[2]; /* height, width */
} BytesJob;

/* Weights of one input become one, since they are rounded together. Gives the greatest
 * sum on the way, by which PyTorch chooses the bits. */
static inline double
bytes_merge (Resample *r, int64_t o)
{
  const int64_t first = o * r->taps;
  int64_t n = 0;
  double most = 0;
  for (int64_t t = 0; t < r->count[o]; t++)
    {
      const double w = r->weight[first + t];
      if (n && r->index[first + n - 1] == r->index[first + t])
        r->weight[first + n - 1] += w;
      else
        {
          r->index[first + n] = r->index[first + t];
          r->weight[first + n++] = w;
        }
      most = MAX (most, r->weight[first + n - 1]);
    }
  r->count[o] = n;
  return most;
}

static inline bool
bytes_axis (RgCall *call, BytesAxis *b, Resample *r)
{
  const size_t n = (size_t) (r->out * r->taps);
  double most = 0;
  *b = (BytesAxis){ r, rg_call_temp (call, n * sizeof *b->weight), 0 };
  if (b->weight == NULL)
    return false;
  for (int64_t o = 0; o < r->out; o++)
    most = MAX (most, bytes_merge (r, o));
  while (b->bits < 22 && 0.5 + most * (double) (1 << (b->bits + 1)) < 1 << 15)
    b->bits++;
  for (int64_t o = 0; o < r->out; o++)
    for (int64_t t = o * r->taps; t < o * r->taps + r->count[o]; t++)
      {
        const double w = r->weight[t] * (double) (1 << b->bits);
        b->weight[t] = (int32_t) (w < 0 ? w - 0.5 : w + 0.5);
      }
  return true;
}

/* Output o of n lines that lie side by side: x by x_step from input to input. */
static inline void
bytes_line (const BytesAxis *b, int64_t o, const uint8_t *x, int64_t x_step, int64_t n, int64_t side, uint8_t *y,
            int64_t y_side)
{
  const Resample *r = b->axis;
  for (int64_t i = 0; i < n; i++)
    {
      int32_t sum = b->bits ? 1 << (b->bits - 1) : 0;
      for (int64_t t = o * r->taps; t < o * r->taps + r->count[o]; t++)
        sum += b->weight[t] * x[r->index[t] * x_step + i * side];
      /* Shifted, not divided: towards minus infinity, as PyTorch's are. */
      y[i * y_side] = (uint8_t) CLAMP (sum >> b->bits, 0, 255);
    }
}

static void
bytes_planes (int64_t begin, int64_t end, void *payload)
{
  const BytesJob *b = payload;
  const ResampleJob *j = b->job;
  const Resample *h = &j->axis[1], *w = &j->axis[2];
  const bool flat = w->in == w->out, low = h->in == h->out; /* such an axis stays as it is */
  uint8_t *wide = scratch_get ((size_t) MAX (1, h->in * w->out));
  for (int64_t plane = begin; plane < end; plane++)
    {
      const uint8_t *x = (const uint8_t *) j->in + plane * h->in * w->in;
      uint8_t *y = (uint8_t *) j->out + plane * h->out * w->out, *middle = low ? y : wide;
      if (flat && low)
        memcpy (y, x, (size_t) (h->in * w->in));
      for (int64_t o = 0; o < w->out && !flat; o++)
        bytes_line (&b->axis[1], o, x, 1, h->in, w->in, middle + o, w->out);
      for (int64_t o = 0; o < h->out && !low; o++)
        bytes_line (&b->axis[0], o, flat ? x : wide, w->out, w->out, 1, y + o * w->out, 1);
    }
}

/* The nearest modes: a table of one input for each output. */
static void
bytes_nearest (int64_t begin, int64_t end, void *payload)
{
  const BytesJob *b = payload;
  const ResampleJob *r = b->job;
  const Resample *d = &r->axis[0], *h = &r->axis[1], *w = &r->axis[2];
  for (int64_t plane = begin; plane < end; plane++)
    {
      const uint8_t *x = (const uint8_t *) r->in + plane * d->in * h->in * w->in;
      uint8_t *y = (uint8_t *) r->out + plane * d->out * h->out * w->out;
      for (int64_t i = 0; i < d->out; i++)
        for (int64_t j = 0; j < h->out; j++)
          {
            const uint8_t *row = x + (d->index[i] * h->in + h->index[j]) * w->in;
            for (int64_t k = 0; k < w->out; k++)
              *y++ = row[w->index[k]];
          }
    }
}

#endif
