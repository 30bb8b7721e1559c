/* conv-integers.h: convolutions of integers, which PyTorch takes on the CPU: int64,
 * int32 and uint8. Sums wrap. Nothing that is trained has them, so the loops are plain:
 * rows of the input, times an element of the kernel, are added to rows of the output.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */
#ifndef CONV_INTEGERS_H
#define CONV_INTEGERS_H

#include "conv-plan.h"

typedef struct
{
  const ConvShape *shape;
  const void *x, *weight, *bias; /* bias may be NULL */
  void *y;
} ConvIntegers;

/* Where a tap of the kernel meets: n steps along each axis, from element x of an input
 * plane by xs and element y of an output plane by ys. */
typedef struct
{
  int64_t n[CONV_AXES], xs[CONV_AXES], ys[CONV_AXES], x, y;
} ConvTap;

/* Step q along an axis is element q of the shorter side and stride q - padding +
 * dilation k of the longer one: the input, or the output of a transposed convolution. */
static inline ConvTap
conv_integer_tap (const ConvShape *s, int64_t k)
{
  ConvTap t = { .x = 0 };
  int64_t x_unit = 1, y_unit = 1;
  for (int a = CONV_AXES - 1; a >= 0; a--)
    {
      const ConvDim *d = &s->dim[a];
      const int64_t at = k % d->kernel * d->dilation - d->padding, first = at < 0 ? (-at + d->stride - 1) / d->stride : 0;
      const int64_t place = first * d->stride + at, shorter = s->transposed ? d->in : d->out;
      const int64_t longer = s->transposed ? d->out : d->in;
      k /= d->kernel;
      t.n[a] = MIN (shorter - first, (longer - place + d->stride - 1) / d->stride);
      t.x += (s->transposed ? first : place) * x_unit;
      t.y += (s->transposed ? place : first) * y_unit;
      t.xs[a] = (s->transposed ? 1 : d->stride) * x_unit;
      t.ys[a] = (s->transposed ? d->stride : 1) * y_unit;
      x_unit *= d->in;
      y_unit *= d->out;
    }
  return t;
}

/* Planes [begin, end) of (n, groups, co). */
#define CONV_INTEGERS_OF(T, name)                                              \
  static inline void conv_integer_add_##name (const ConvTap *t, const T *x, T weight, T *y) \
  {                                                                            \
    for (int64_t i = 0; i < t->n[0]; i++)                                      \
      for (int64_t j = 0; j < t->n[1]; j++)                                    \
        {                                                                      \
          const T *from = x + t->x + i * t->xs[0] + j * t->xs[1];              \
          T *to = y + t->y + i * t->ys[0] + j * t->ys[1];                      \
          for (int64_t k = 0; k < t->n[2]; k++)                                \
            to[k * t->ys[2]] = (T) (to[k * t->ys[2]] + weight * from[k * t->xs[2]]); \
        }                                                                      \
  }                                                                            \
  static void conv_integers_##name (int64_t begin, int64_t end, void *payload) \
  {                                                                            \
    const ConvIntegers *c = payload;                                           \
    const ConvShape *s = c->shape;                                             \
    const int64_t in = conv_volume (s, false), out = conv_volume (s, true), volume = conv_kernel_volume (s); \
    for (int64_t plane = begin; plane < end; plane++)                          \
      {                                                                        \
        const int64_t o = plane % s->co, group = plane / s->co % s->groups;    \
        const T *x = (const T *) c->x + plane / s->co * s->ci * in;            \
        T *y = (T *) c->y + plane * out;                                       \
        const T start = c->bias ? ((const T *) c->bias)[group * s->co + o] : 0; \
        for (int64_t k = 0; k < out; k++)                                      \
          y[k] = start;                                                        \
        for (int64_t k = 0; k < volume; k++)                                   \
          {                                                                    \
            const ConvTap t = conv_integer_tap (s, k);                         \
            for (int64_t i = 0; i < s->ci; i++)                                \
              {                                                                \
                const int64_t in_row = (group * s->ci + i) * s->co + o, out_row = (group * s->co + o) * s->ci + i; \
                const T *w = (const T *) c->weight + (s->transposed ? in_row : out_row) * volume; \
                conv_integer_add_##name (&t, x + i * in, w[k], y);             \
              }                                                                \
          }                                                                    \
      }                                                                        \
  }
/* Unsigned, since these may wrap. */
CONV_INTEGERS_OF (uint64_t, i64)
CONV_INTEGERS_OF (uint32_t, i32)
CONV_INTEGERS_OF (uint8_t, u8)

/* By element type; NULL where there is none. */
static const RgRangeFunc conv_integers[RG_N_DTYPES]
    = { [RG_I64] = conv_integers_i64, [RG_I32] = conv_integers_i32, [RG_U8] = conv_integers_u8 };

static inline void
conv_integers_run (const ConvShape *s, RgDType dtype, const void *x, const void *weight, const void *bias, void *y)
{
  ConvIntegers c = { s, x, weight, bias, y };
  const double work = (double) (s->ci * conv_kernel_volume (s)) * (double) conv_volume (s, true);
  rg_parallel_for (s->n * s->groups * s->co, MAX (1, (int64_t) (20000 / MAX (1.0, work))), conv_integers[dtype], &c);
}

#endif
