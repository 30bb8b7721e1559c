/* conv-plan.h: which input a convolution reads for which output.
 *
 * Along each axis, output number first + step q reads, for tap t, the input number
 * in_step q + at[t]. A convolution has one class of outputs (step 1, in_step the
 * stride); a transposed one has a class for each remainder of the output's place
 * by the stride (in_step 1), and each class has the taps that reach it. Inputs are
 * copied into planes, one for each remainder (phase) by in_step, with zeros around:
 * then tap t of output q lies at q + shift[t] of a plane, so that neighbours are
 * neighbours whatever the stride and the dilation.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef CONV_PLAN_H
#define CONV_PLAN_H

#include <retrograde-op.h>

#define CONV_AXES 3 /* depth, height, width; absent ones have one element */

typedef struct
{
  int64_t in, out, kernel, stride, padding, dilation;
} ConvDim;

typedef struct
{
  int64_t first, step, count; /* outputs first + step q, q < count */
  int64_t in_step;
  int64_t n_taps;
  int64_t *tap;               /* its place in the kernel */
  int64_t *at;                /* its first input */
  int64_t *slot, *shift;      /* its phase, and its place in that phase's plane */
  int64_t n_phases, *phase;
  int64_t least;              /* the number in its phase of a plane's first input */
  int64_t size;               /* of a plane */
} ConvAxis;

static inline int64_t
conv_floor_div (int64_t a, int64_t b)
{
  return a / b - (a % b < 0);
}

/* The phases of an axis whose taps are known. */
static inline void
conv_axis_phases (ConvAxis *x)
{
  int64_t most = 0;
  for (int64_t t = 0; t < x->n_taps; t++)
    {
      const int64_t q = conv_floor_div (x->at[t], x->in_step), phase = x->at[t] - q * x->in_step;
      int64_t s = 0;
      while (s < x->n_phases && x->phase[s] != phase)
        s++;
      if (s == x->n_phases)
        x->phase[x->n_phases++] = phase;
      x->slot[t] = s;
      x->shift[t] = q;
      x->least = t == 0 ? q : MIN (x->least, q);
      most = t == 0 ? q : MAX (most, q);
    }
  for (int64_t t = 0; t < x->n_taps; t++)
    x->shift[t] -= x->least;
  x->size = x->count + most - x->least;
}

/* Class number `class` of an axis; NULL if memory cannot be had. */
static inline ConvAxis *
conv_axis_new (RgCall *call, const ConvDim *d, bool transposed, int64_t class)
{
  ConvAxis *x = rg_call_temp (call, sizeof *x);
  int64_t *list = rg_call_temp (call, 5 * sizeof (int64_t) * (size_t) MAX (d->kernel, 1));
  if (x == NULL || list == NULL)
    return NULL;
  *x = (ConvAxis){ .first = transposed ? class : 0, .step = transposed ? d->stride : 1,
                   .in_step = transposed ? 1 : d->stride,
                   .tap = list, .at = list + d->kernel, .slot = list + 2 * d->kernel,
                   .shift = list + 3 * d->kernel, .phase = list + 4 * d->kernel };
  x->count = x->first < d->out ? (d->out - x->first + x->step - 1) / x->step : 0;
  for (int64_t k = 0; k < d->kernel; k++)
    {
      const int64_t at = transposed ? class + d->padding - k * d->dilation : k * d->dilation - d->padding;
      if (transposed && at % d->stride)
        continue;
      x->tap[x->n_taps] = k;
      x->at[x->n_taps++] = transposed ? at / d->stride : at;
    }
  conv_axis_phases (x);
  return x;
}

/* --- a whole convolution --- */

typedef struct
{
  bool transposed;
  int64_t n, groups;
  int64_t ci, co; /* channels of a group: read and written */
  ConvDim dim[CONV_AXES];
} ConvShape;

static inline int64_t
conv_volume (const ConvShape *s, bool out)
{
  int64_t volume = 1;
  for (int a = 0; a < CONV_AXES; a++)
    volume *= out ? s->dim[a].out : s->dim[a].in;
  return volume;
}

static inline int64_t
conv_kernel_volume (const ConvShape *s)
{
  return s->dim[0].kernel * s->dim[1].kernel * s->dim[2].kernel;
}

/* How the outputs of one class are cut into strips of rows, and their taps laid
 * out in the planes of a strip. */
typedef struct
{
  const ConvShape *shape;
  const ConvAxis *axis[CONV_AXES];
  int64_t rows, n_strips; /* of a strip */
  int64_t n_taps, *off;   /* ci, depth, height, width */
  int64_t plane;          /* elements of one plane */
  int64_t planes;         /* of all planes of a strip */
} ConvClass;

/* A strip's planes should stay in the second cache: elements. */
#define CONV_STRIP 100000

static inline int64_t
conv_class_planes (const ConvClass *c, int64_t rows)
{
  const ConvAxis *d = c->axis[0], *h = c->axis[1], *w = c->axis[2];
  return c->shape->ci * d->n_taps * h->n_phases * w->n_phases * (rows + h->size - h->count) * w->size;
}

/* `enough`: strips are halved until there are so many of them in all. */
static inline bool
conv_class_init (RgCall *call, ConvClass *c, int64_t enough)
{
  const ConvAxis *d = c->axis[0], *h = c->axis[1], *w = c->axis[2];
  c->rows = MAX (h->count, 1);
  while (c->rows > 1 && (conv_class_planes (c, c->rows) > CONV_STRIP || c->rows * w->size > CONV_STRIP / 8
                         || c->shape->n * c->shape->groups * d->count * ((h->count + c->rows - 1) / c->rows) < enough))
    c->rows = (c->rows + 1) / 2;
  c->n_strips = (h->count + c->rows - 1) / c->rows;
  c->plane = (c->rows + h->size - h->count) * w->size;
  c->planes = conv_class_planes (c, c->rows);
  c->n_taps = c->shape->ci * d->n_taps * h->n_taps * w->n_taps;
  c->off = rg_call_temp (call, sizeof (int64_t) * (size_t) MAX (c->n_taps, 1));
  if (c->off == NULL)
    return false;
  int64_t *off = c->off, first = 0;
  for (int64_t ci = 0; ci < c->shape->ci * d->n_taps; ci++, first += h->n_phases * w->n_phases * c->plane)
    for (int64_t i = 0; i < h->n_taps; i++)
      for (int64_t j = 0; j < w->n_taps; j++)
        *off++ = first + (h->slot[i] * w->n_phases + w->slot[j]) * c->plane + h->shift[i] * w->size + w->shift[j];
  return true;
}

#endif
